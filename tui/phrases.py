"""Standing phrases: sentences the minutes use again and again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from board.clock import long_day
from board.names import short
from board.record import MeetingRecord
from board.settings import Phrase
from tui.screens.meeting import MeetingScreen
from widgets.cells import Cell
from widgets.editor import Editor


async def pick_phrase(screen: MeetingScreen, record: MeetingRecord, editor: Editor) -> None:
    """Ask for a phrase by its name or its words, and put it at the cursor."""
    phrases = record.settings.phrases
    if not phrases:
        screen.say("No standing phrases: hwb settings --edit adds them.")
        return

    def echo(typed: str) -> Sequence[Cell]:
        found = matching(phrases, typed)
        if not found:
            return [Cell(" no phrase has those words", "warning")]
        if not typed.strip():  # nothing asked for yet: what there is, the first of it chosen
            names = "  ·  ".join(phrase.name for phrase in found[1:])
            return [Cell(f" {found[0].name}", "accent"), Cell(f"  ·  {names}")]
        others = "  ·  ".join(phrase.name for phrase in found[1:6])
        return [
            Cell(f" {found[0].name}: ", "accent"),
            Cell(found[0].text),
            Cell(f"   {others}", "dim"),
        ]

    typed = await screen.prompt.ask("Phrase:", echo=echo)
    if typed is None:
        return
    for phrase in matching(phrases, typed)[:1]:
        row, column = editor.cursor
        before = editor.text.split("\n")[row][:column]
        gap = " " if before and not before[-1].isspace() else ""
        editor.insert(gap + filled(phrase.text, record, screen.days))


def matching(phrases: Sequence[Phrase], typed: str) -> list[Phrase]:
    """The phrases that have every word typed, those whose name begins with it first."""
    words = typed.casefold().split()
    found = [
        phrase
        for phrase in phrases
        if all(word in f"{phrase.name} {phrase.text}".casefold() for word in words)
    ]
    start = typed.strip().casefold()
    return sorted(found, key=lambda phrase: not phrase.name.casefold().startswith(start))


def filled(text: str, record: MeetingRecord, days: Sequence[date]) -> str:
    """A phrase with the meeting's own words in its gaps; a gap nobody can fill stays as it is."""
    meeting = record.meeting
    before = [day for day in days if day < meeting.day]
    after = [day for day in days if day > meeting.day]
    away = [each.person for each in record.room.standings if each.mark == "apologies"]
    gaps = {
        "chair": short(record.person(meeting.presiding).name) if meeting.presiding else "",
        "board": record.body.name,
        "last_meeting": long_day(before[-1]) if before else "",
        "next_meeting": long_day(after[0]) if after else "",
        "apologies": _listed([record.person(key).name for key in away]),
    }
    for gap, words in gaps.items():
        if words:
            text = text.replace(f"{{{gap}}}", words)
    return text


def _listed(names: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))
