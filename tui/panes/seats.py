"""The seats of a body: what each is for, and who has it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from rich.text import Text

from board.clock import long_day
from board.names import complete
from board.people import Person
from board.seats import OFFICES, Holding, Seat
from board.text import visible
from storage.seating import Somebody, move_seat, save_seat, withdraw_seat
from tui.commands import FILTER, SEATS, bindings
from tui.forms import ask_form, choice_question, chosen, day_question, one_day
from tui.histories import show_history
from tui.panes.filtered import Entry
from tui.panes.register import Register, add_fact, period
from tui.roster import VACANT, Roster
from widgets.cells import Cell
from widgets.form import Question
from widgets.listing import Column

_YES_NO = ("yes", "no")
_ROOMY = 100
"""Cells; a list narrower than this has no room for whole names of substitutes."""


class Seats(Register):
    """The membership of a body, seat by seat, in its order."""

    KEYS = (*SEATS, *FILTER)
    BINDINGS = bindings(SEATS)

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(
            _columns(0), empty="No seats yet: n adds one, or hwb import members FILE.", id=id
        )

    def on_resize(self) -> None:
        """On a wide screen the substitutes get their share."""
        self.columns = _columns(self.size.width)

    def entries(self, roster: Roster) -> Sequence[Entry]:
        """The seats in the order of the membership."""
        return [_entry(roster, number, seat) for number, seat in enumerate(roster.seats, 1)]

    @property
    def current(self) -> Seat | None:
        """The seat the cursor is on."""
        seats = self.roster.seats if self.roster else ()
        return next((seat for seat in seats if seat.key == self.key), None)

    def count_words(self) -> str:
        """How many seats there are, and how many of them are vacant."""
        roster = self.roster
        vacant = [s for s in roster.seats if not roster.sitting(s, "holder")] if roster else []
        return f"{self.counted()} seats, {len(vacant)} vacant"

    def note(self) -> str:
        """What the seat is for, and who has it since when."""
        seat, roster = self.current, self.roster
        if seat is None or roster is None:
            return ""
        held = _held(roster, roster.sitting(seat, "holder")) or VACANT
        ends = period(None, seat.to_day, roster.today)
        return " · ".join(filter(None, (seat.represents, held, ends)))

    def record(self) -> Text:
        """Everything about the seat: what it is, and who has had it when."""
        seat, roster, page = self.current, self.roster, Text()
        if seat is None or roster is None:
            return page
        page.append(f"{visible(seat.represents)}\n", "bold")
        votes = "votes" if seat.votes_on(roster.today) else "no vote"
        page.append(" · ".join(filter(None, (visible(seat.office), votes))) + "\n")
        known = (roster.organisations.get(key) for key in seat.organisations)
        add_fact(page, "Stands for", "; ".join(each.name for each in known if each))
        add_fact(page, "Categories", ", ".join(seat.categories))
        add_fact(page, "Seat", period(seat.from_day, seat.to_day, roster.today))
        for role, title, nobody in (
            ("holder", "Held by", VACANT),
            ("substitute", "Standing substitute", "None named"),
        ):
            page.append(f"\n{title}\n", "bold")
            if roster.sitting(seat, role) is None:
                page.append(f"{nobody}\n")
            for holding in reversed(roster.holdings(seat, role)):
                style = "" if holding.holds_on(roster.today) else "dim"
                page.append(f"{visible(_held(roster, holding))}\n", style)
        return page

    # Commands

    def action_earlier(self) -> None:
        """Up one place."""
        self.desk_screen.do(self._move(-1))

    def action_later(self) -> None:
        """Down one place."""
        self.desk_screen.do(self._move(1))

    async def new(self) -> None:
        """Add a seat at the end of the list."""
        await self._ask(None)

    async def edit(self) -> None:
        """Change the seat and who has it."""
        if self.current is not None:
            await self._ask(self.current)

    async def withdraw(self) -> None:
        """Take the seat off the list; the meetings it sat at keep it."""
        seat, roster = self.current, self.roster
        if seat is None or roster is None:
            return
        why = await self.desk_screen.prompt.ask(f"Why withdraw “{seat.represents[:30]}”?")
        if why is not None:
            last = await self.hwb.desk.ask(withdraw_seat, seat.key, roster.today, why)
            await self.desk_screen.reread()
            if last:
                self.desk_screen.say(f"Meetings keep this seat; its last day is {long_day(last)}.")

    async def history(self) -> None:
        """Everything that changed in the seat, and in who has it."""
        seat = self.current
        if seat is not None:
            await show_history(self.desk_screen, "seat", seat.key, seat.represents)

    async def _move(self, by: int) -> None:
        seat, past = self.current, self.neighbour(by)
        if seat is not None and past is not None:
            await self.hwb.desk.ask(move_seat, seat.body, seat.key, past)
            await self.desk_screen.reread()

    async def _ask(self, seat: Seat | None) -> None:
        roster = self.roster
        if roster is None:
            return
        title = f"Seat {roster.seats.index(seat) + 1}" if seat else "New seat"
        answers = await ask_form(self.desk_screen, title, _questions(roster, seat))
        if answers is None:
            return
        answered = _Answered(roster, seat, answers)
        key = await self.hwb.desk.ask(
            save_seat,
            roster.body.key,
            seat.key if seat else None,
            answered.values(),
            answered.sitters(),
            answered.redated(),
        )
        await self.desk_screen.reread()
        self.select(key)
        self.desk_screen.say(answered.said(), "success")


class _Answered:
    """What was answered about a seat, against what was there."""

    def __init__(self, roster: Roster, seat: Seat | None, answers: Mapping[str, str]) -> None:
        self._roster, self._seat, self._answers = roster, seat, answers
        self._since = one_day(answers["since"], roster.today)

    def values(self) -> dict[str, object]:
        """The fields of the seat that were changed; all of them for a new one."""
        answers, seat = self._answers, self._seat
        values: dict[str, object] = {
            "represents": answers["represents"],
            "office": chosen(answers["office"], ("", *OFFICES)) or "",
            "voting": chosen(answers["voting"], _YES_NO) == "yes",
            "categories": tuple(_parted(answers["categories"])),
        }
        if seat is None:
            return values | {"from_day": self._since}
        return {name: value for name, value in values.items() if getattr(seat, name) != value}

    def sitters(self) -> dict[str, tuple[Somebody, date | None]]:
        """Who is now to have the seat, where that is somebody else than before."""
        found: dict[str, tuple[Somebody, date | None]] = {}
        for role in ("holder", "substitute"):
            before = _sitting(self._roster, self._seat, role)
            somebody = self._roster.somebody(self._answers[role])
            known = getattr(somebody, "key", somebody)
            if self._typed(role) and known != (before.person if before else None):
                found[role] = somebody, self._first_day(role, before)
        return found

    def redated(self) -> dict[str, date | None]:
        """The holder's first day, when that alone was corrected."""
        before = _sitting(self._roster, self._seat, "holder")
        if before is None or "holder" in self.sitters() or before.from_day == self._since:
            return {}
        return {before.key: self._since}

    def said(self) -> str:
        """One line about what was done."""
        holder, first = self.sitters().get("holder", ("", None))
        if holder == "":
            return "Saved."
        name = getattr(holder, "name", holder) or VACANT
        return f"{name} from {long_day(first)}." if first else f"{name}."

    def _typed(self, role: str) -> bool:
        """Whether the name was touched: two people may have the name that stood there."""
        return self._answers[role] != _shown(self._roster, self._seat, role)

    def _first_day(self, role: str, before: Holding | None) -> date | None:
        """The day given, if it is not that of the person before; else today, once the
        body has met: the records of its meetings name who sat then."""
        if role == "holder" and (before is None or self._since != before.from_day):
            return self._since
        return _from_now(self._roster)


def _how_to_tell(roster: Roster, meant: Sequence[Person]) -> str:
    """What to write so that one of several people is meant and no other."""
    own = [roster.own_names(one)[:1] for one in meant]
    ways = [f"write {' or '.join(way for names in own for way in names)}"] if any(own) else []
    advice = ", or ".join(ways + ["first give each their own initials"] * (not all(own)))
    return advice[0].upper() + advice[1:]


def _columns(width: int) -> tuple[Column, ...]:
    return (
        Column("", 2, right=True),
        Column("Represents", 0),
        Column("Held by", 0),
        Column("Office", 10),
        Column("Vote", 4),
        Column("Category", 8),
        Column("Substitute", 0 if width > _ROOMY else 12),
    )


def _questions(roster: Roster, seat: Seat | None) -> list[Question]:
    holder = _sitting(roster, seat, "holder")
    since = holder.from_day if holder else _from_now(roster)
    return [
        Question("represents", "Represents", seat.represents if seat else "", required=True),
        choice_question("office", "Office", seat.office if seat else "", ("", *OFFICES)),
        choice_question("voting", "Votes", _YES_NO[bool(seat and not seat.voting)], _YES_NO),
        Question(
            "categories",
            "Quorum categories",
            ", ".join(seat.categories) if seat else "",
            "elected, icb",
        ),
        _name_question(roster, seat, "holder", "Held by"),
        day_question("since", "Held from", since, roster.today),
        _name_question(roster, seat, "substitute", "Standing substitute"),
    ]


def _name_question(roster: Roster, seat: Seat | None, role: str, label: str) -> Question:
    """A question for a name, which says at once whom it means."""
    shown = _shown(roster, seat, role)

    def check(text: str) -> tuple[bool, str]:
        if text == shown:
            return True, "A name or initials; blank or Vacant for nobody."
        meant = roster.named(text)
        if len(meant) > 1:
            return False, f"{_how_to_tell(roster, meant)}: {len(meant)} people are called {text}."
        if meant:
            return True, " · ".join(filter(None, (meant[0].name, meant[0].initials)))
        if roster.somebody(text) is None:
            return True, "Nobody."
        near = " or ".join(one.name for one in complete(text, roster.people.values())[:2])
        return True, f"{text} is new, and is added." + (f" Or is it {near}?" if near else "")

    return Question(role, label, shown, "Vacant" if role == "holder" else "none", check=check)


def _entry(roster: Roster, number: int, seat: Seat) -> Entry:
    holder = roster.name(roster.sitting(seat, "holder"))
    return Entry(
        seat.key,
        (
            Cell(str(number), "dim"),
            seat.represents,
            Cell(holder) if holder else Cell(VACANT, "warning"),
            Cell(seat.office, "strong"),
            "yes" if seat.votes_on(roster.today) else "no",
            Cell(", ".join(seat.categories), "dim"),
            roster.name(roster.sitting(seat, "substitute")),
        ),
    )


def _sitting(roster: Roster, seat: Seat | None, role: str) -> Holding | None:
    return roster.sitting(seat, role) if seat else None


def _shown(roster: Roster, seat: Seat | None, role: str) -> str:
    return roster.name(_sitting(roster, seat, role)) or (VACANT if role == "holder" else "")


def _held(roster: Roster, holding: Holding | None) -> str:
    if holding is None:
        return ""
    days = period(holding.from_day, holding.to_day, roster.today)
    return f"{roster.name(holding)} {days}".rstrip()


def _from_now(roster: Roster) -> date | None:
    return roster.today if roster.met else None


def _parted(words: str) -> list[str]:
    return [
        part for word in words.replace(";", ",").casefold().split(",") if (part := word.strip())
    ]
