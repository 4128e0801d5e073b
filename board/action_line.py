"""An action in one line: ``prepare the delivery plan @TW/HJ by October meeting``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from board.actions import Leads
from board.dates import PartialDate, echo, read_typed, speaks_of_time
from board.names import spoken, understand
from board.people import Organisation, Person

_QUOTED_LEAD = re.compile(r'(?<!\S)@"([^"]*)"')
_LEAD = re.compile(r"(?<!\S)@(?=\S)")
_BY = re.compile(r"(?<!\S)by\s+(?=\S)", re.IGNORECASE)

_LONGEST = 2000
"""Characters. A longer line, pasted by mistake, is kept whole as the text."""


@dataclass(frozen=True, slots=True)
class ActionLine:
    """One typed line, taken apart: what is to be done, who leads it, and by when."""

    text: str
    leads: Leads
    due: PartialDate


def read_action_line(
    line: str,
    today: date,
    meetings: Sequence[date],
    people: Iterable[Person],
    organisations: Iterable[Organisation] = (),
) -> ActionLine:
    """Take `line` apart at ``@`` and at the last ``by`` that a time follows.

    The lead runs from a word that begins with ``@`` to the time or the end, or is in
    quotes: ``@"Public Health"``. A ``by`` that no time follows is part of the text, unless it
    stands behind a lead; an ``@`` inside a word is part of the text too. Every word is kept in
    one of the three parts.
    """
    if len(line) > _LONGEST:
        return ActionLine(line, Leads(), PartialDate())
    rest, due = _cut_due(line, today, meetings)
    rest, lead = _cut_lead(rest)
    return ActionLine(rest, understand(lead, people, organisations), due)


def say(action: ActionLine, people: Iterable[Person]) -> str:
    """What was understood, in one line, with a sentence for what was not.

    Who and when come first: on a narrow screen the end of the line is cut off, and the
    words themselves stand where they are typed.
    """
    return " · ".join((_say_leads(action.leads, people), echo(action.due), action.text))


def _say_leads(leads: Leads, people: Iterable[Person]) -> str:
    if not leads.text.strip():
        return "no lead"
    doubts = " ".join(flag.sentence for flag in leads.flags)
    return ", ".join(spoken(leads.text, people)) + (f" ({doubts})" if doubts else "")


def _cut_due(line: str, today: date, meetings: Sequence[date]) -> tuple[str, PartialDate]:
    for by in reversed(list(_BY.finditer(line))):
        lead = _LEAD.search(line, by.end())
        end = lead.start() if lead else len(line)
        due = read_typed(line[by.end() : end].strip(), today, meetings)
        # Behind a lead a "by" begins the time, whether or not it is understood.
        behind = _LEAD.search(line[: by.start()]) is not None
        if due.latest or speaks_of_time(due.text) or (behind and due.text):
            return _joined(line[: by.start()], line[end:]), due
    return line.strip(), PartialDate()


def _cut_lead(line: str) -> tuple[str, str]:
    if quoted := _QUOTED_LEAD.search(line):
        return _joined(line[: quoted.start()], line[quoted.end() :]), quoted[1].strip()
    if lead := _LEAD.search(line):
        return line[: lead.start()].strip(), line[lead.end() :].strip()
    return line.strip(), ""


def _joined(before: str, after: str) -> str:
    return f"{before.rstrip()} {after.lstrip()}".strip()
