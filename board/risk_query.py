"""What can be asked of the risk log: ``@TW band:high area:"public health" is:flagged``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from board.dates import overdue
from board.flags import Flag
from board.matrix import NOT_RATED, Cell, band_of
from board.people import Person
from board.query import (
    CannotTell,
    Filter,
    Query,
    Term,
    Test,
    begins,
    counted,
    dated,
    either,
    holds,
    name_words,
    named,
    read_query,
)
from board.risk_flags import CODES
from board.risks import Risk
from board.scoring import read_rating
from board.settings import RiskSettings


@dataclass(frozen=True, slots=True)
class Entry:
    """A risk made ready to be asked for, once, so that a key in the filter costs little."""

    risk: Risk
    codes: frozenset[str]
    """Codes of its flags."""
    band: str
    """The band it is in now, without capitals, or `NOT_RATED`."""
    score: int | None
    cell: Cell | None
    """Where it stands in the matrix now."""
    response: str
    """The response now, without capitals, or as typed where it is none of the four."""
    words: str
    """All its text, without capitals."""
    owners: str
    """What its owners are called, for `board.query.named`."""
    leads: str
    """The same, with who owns its further action."""


def entry(
    risk: Risk, flags: Iterable[Flag], matrix: RiskSettings, people: Mapping[str, Person]
) -> Entry:
    """`risk` made ready; `people` by key, so that a name finds those printed as initials."""
    current = risk.latest("current")
    where = band_of(matrix, current)
    rated = current is not None and current.product is not None
    owners = _called(risk.owners.text, risk.owners.people, people)
    others = _called(risk.action_owner.text, risk.action_owner.people, people)
    return Entry(
        risk,
        frozenset(flag.code for flag in flags),
        where.name.casefold() if where else NOT_RATED,
        current.scored if current else None,
        (current.impact or 0, current.likelihood or 0) if current and rated else None,
        (current.response or current.response_text.strip()).casefold() if current else "",
        _words(risk),
        name_words(*owners),
        name_words(*owners, *others),
    )


def risk_query(text: str, matrix: RiskSettings, today: date) -> Query[Entry]:
    """What `text` asks of each `Entry`; `today` is the day that overdue is judged by.

    Raises nothing: a part that is not understood is left out, and `Query.problem` says so.
    """
    return read_query(text, _filters(matrix, today))


def _filters(matrix: RiskSettings, today: date) -> dict[str, Filter[Entry]]:
    return {
        "": holds(lambda each: each.words),
        "@": named(lambda each: each.leads),
        "owner": named(lambda each: each.owners),
        "status": begins(lambda each: each.risk.status),
        "band": begins(lambda each: each.band),
        "area": holds(lambda each: each.risk.area.casefold()),
        "ref": begins(lambda each: each.risk.ref_text.casefold() or each.risk.ref.casefold()),
        "response": begins(lambda each: each.response),
        "score": counted(lambda each: each.score),
        "cell": _cell(matrix),
        "due": dated(lambda each: each.risk.action_due),
        "review": dated(lambda each: each.risk.review_due),
        "is": either(
            {
                "open": lambda each: each.risk.is_open,
                "closed": lambda each: not each.risk.is_open,
                "flagged": lambda each: bool(each.codes),
                "overdue": lambda each: _overdue(each.risk, today),
                **{code: _coded(code) for code in CODES},
            },
            "is:open, is:closed, is:flagged, is:overdue or the code of a flag",
        ),
    }


def _cell(matrix: RiskSettings) -> Filter[Entry]:
    """``cell:3x4``, in the board's order of axes."""

    def test(term: Term) -> Test[Entry]:
        wanted = read_rating(term.value, matrix)
        if wanted.impact is None:
            raise CannotTell("cell: needs a rating, like cell:3x4.")
        return lambda each: each.cell == (wanted.impact, wanted.likelihood)

    return test


def _coded(code: str) -> Test[Entry]:
    return lambda each: code in each.codes


def _overdue(risk: Risk, today: date) -> bool:
    """An open risk past its review date, or with further action past its date and not done."""
    late = overdue(risk.action_due, today) and not risk.action_done
    return risk.is_open and (late or overdue(risk.review_due, today))


def _called(text: str, keys: Iterable[str], people: Mapping[str, Person]) -> list[str]:
    known = [people[key] for key in keys if key in people]
    return [text, *(name for one in known for name in (one.name, one.initials))]


def _words(risk: Risk) -> str:
    texts = (
        f"R{risk.number}",
        risk.ref_text or risk.ref,
        risk.area,
        risk.description,
        risk.consequence,
        risk.owners.text,
        risk.controls,
        risk.further_action,
        risk.action_owner.text,
        *(comment.text for comment in risk.comments),
        *(note.text for note in risk.notes),
    )
    return "\n".join(texts).casefold()
