"""Everybody in the book: names, initials, where they come from and where they sit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.text import Text

from board.names import surname
from board.people import Person
from board.text import visible
from storage.people import refuse_if_named, save_person, withdraw_person
from tui.forms import ask_form
from tui.histories import show_history
from tui.panes.filtered import Entry
from tui.panes.register import Register, add_fact, period
from tui.roster import Roster
from widgets.cells import Cell
from widgets.form import Question
from widgets.listing import Column


class People(Register):
    """Everybody, by surname."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(
            [
                Column("Name", 22),
                Column("Initials", 11),
                Column("Organisation", 0),
                Column("Post", 0),
                Column("Seat", 0),
            ],
            empty="Nobody yet: n adds somebody.",
            id=id,
        )

    def entries(self, roster: Roster) -> Sequence[Entry]:
        """Everybody, by surname."""
        everyone = roster.people.values()
        ordered = sorted(everyone, key=lambda each: (surname(each.name).casefold(), each.name))
        return [_entry(roster, person) for person in ordered]

    @property
    def current(self) -> Person | None:
        """The person the cursor is on."""
        return self.roster.people.get(self.key or "") if self.roster else None

    def count_words(self) -> str:
        """How many people there are."""
        return f"{self.counted()} people"

    def note(self) -> str:
        """What does not add up about the person, and their seats."""
        person, roster = self.current, self.roster
        if person is None or roster is None:
            return ""
        return " · ".join(
            filter(None, (_shared(roster, person), person.name, _seats(roster, person)))
        )

    def record(self) -> Text:
        """Everything about the person: the forms of the name, and every seat."""
        person, roster, page = self.current, self.roster, Text()
        if person is None or roster is None:
            return page
        page.append(f"{visible(person.name)}\n", "bold")
        add_fact(page, "Initials", person.initials)
        if shared := _shared(roster, person):
            page.append(f"{visible(shared)}\n", "bold")
        organisation = roster.organisation(person)
        if organisation:
            short = f" ({organisation.short})" if organisation.short else ""
            add_fact(page, "Organisation", organisation.name + short)
        add_fact(page, "Post", person.post)
        if person.forms:
            page.append("\nAlso printed as\n", "bold")
            page.append("".join(f"{visible(form)}\n" for form in person.forms))
        page.append("\nSeats\n", "bold")
        seated = roster.seated(person.key)
        for seat, holding in seated:
            days = period(holding.from_day, holding.to_day, roster.today)
            words = (roster.seat_words(seat), _AS.get(holding.role, ""), days)
            page.append(f"{visible(', '.join(filter(None, words)))}\n")
        if not seated:
            page.append("None\n")
        return page

    # Commands

    async def new(self) -> None:
        """Add somebody."""
        await self._ask(None)

    async def edit(self) -> None:
        """Change the person."""
        if self.current is not None:
            await self._ask(self.current)

    async def withdraw(self) -> None:
        """Take the person off the list, unless they have a seat or a record names them."""
        person, roster = self.current, self.roster
        if person is None or roster is None:
            return
        await self.hwb.desk.ask(refuse_if_named, person.key, roster.today)
        why = await self.desk_screen.prompt.ask(f"Why withdraw {person.name[:40]}?")
        if why is not None:
            await self.hwb.desk.ask(withdraw_person, person.key, roster.today, why)
            await self.desk_screen.reread()

    async def history(self) -> None:
        """Everything that changed in the person and where they sit."""
        person = self.current
        if person is not None:
            await show_history(self.desk_screen, "person", person.key, person.name)

    async def _ask(self, person: Person | None) -> None:
        roster = self.roster
        if roster is None:
            return
        questions = _questions(roster, person)
        title = person.name if person else "New person"
        answers = await ask_form(self.desk_screen, title, questions)
        if answers is None:
            return
        # What was not touched is left alone: another session may have changed it meanwhile.
        typed = {
            question.name: answers[question.name]
            for question in questions
            if person is None or answers[question.name] != question.answer
        }
        key = await self.hwb.desk.ask(save_person, person.key if person else None, **_values(typed))
        await self.desk_screen.reread()
        self.select(key)


_AS = {"substitute": "as standing substitute"}


def _values(typed: Mapping[str, str]) -> dict[str, Any]:
    """Answers as the book takes them."""
    values: dict[str, Any] = dict(typed)
    if "forms" in typed:
        values["forms"] = [form for part in typed["forms"].split(";") if (form := part.strip())]
    return values


def _questions(roster: Roster, person: Person | None) -> list[Question]:
    organisation = roster.organisation(person) if person else None

    def name_check(text: str) -> tuple[bool, str]:
        others = [each for each in roster.named(text) if person is None or each.key != person.key]
        return True, f"There is {others[0].name} already: is it somebody else?" if others else ""

    def initials_check(text: str) -> tuple[bool, str]:
        others = roster.sharers(text, person)
        return True, f"initials shared with {', '.join(others)}" if others else ""

    def organisation_check(text: str) -> tuple[bool, str]:
        if not text.strip():
            return True, "None."
        known = roster.organisation_named(text)
        return True, known.name if known else f"{text} is new to the book, and is added."

    start = person or Person("", "")
    return [
        Question("name", "Name", start.name, "as the minutes print it", True, name_check),
        Question("initials", "Initials", start.initials, check=initials_check),
        Question(
            "organisation",
            "Organisation",
            organisation.name if organisation else "",
            check=organisation_check,
        ),
        Question("post", "Post", start.post),
        Question(
            "forms",
            "Also printed as",
            "; ".join(start.forms),
            "Councillor Moss; Moss, Anne",
        ),
    ]


def _entry(roster: Roster, person: Person) -> Entry:
    organisation, shared = roster.organisation(person), _shared(roster, person)
    return Entry(
        person.key,
        (
            person.name,
            Cell(f"{person.initials} shared", "warning") if shared else person.initials,
            (organisation.short or organisation.name) if organisation else "",
            person.post,
            _seats(roster, person),
        ),
        " ".join((shared, organisation.name if organisation else "", *person.forms)),
    )


def _shared(roster: Roster, person: Person) -> str:
    others = roster.sharers(person.initials, person)
    return f"initials shared with {', '.join(others)}" if others else ""


def _seats(roster: Roster, person: Person) -> str:
    return "; ".join(
        f"substitute, {roster.seat_words(seat)}"
        if holding.role == "substitute"
        else roster.seat_words(seat)
        for seat, holding in roster.seated(person.key)
    )
