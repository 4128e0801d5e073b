"""The quarter: freezing a review, and what moved since an earlier one, with the reasons."""

from __future__ import annotations

from datetime import date

from rich.console import Group
from rich.table import Table
from rich.text import Text

from board.matrix import NOT_RATED
from board.movement import KINDS, Move, Movement, movement
from board.risks import Assessment, Review
from board.settings import RiskBand
from board.text import visible
from storage.book import Book
from storage.reviews import freeze_review, give_reason, reviews
from storage.risks import change_risk, risks
from storage.settings import read_settings
from tui.screens.base import BookScreen
from tui.sheets import SheetScreen
from widgets.cells import Cell
from widgets.prompt import Echo

_TITLES = {
    "new": "New",
    "closed": "Closed",
    "up": "Up",
    "down": "Down",
    "unclear": "Not comparable",
    "unchanged": "Unchanged",
}


def quarter_name(day: date) -> str:
    """The financial quarter a day is in, as boards name it: ``Q3 16/17`` (Q1 begins in April)."""
    first = day.year if day.month >= 4 else day.year - 1
    quarter = (day.month - 4) % 12 // 3 + 1
    return f"Q{quarter} {first % 100:02}/{(first + 1) % 100:02}"


async def freeze(screen: BookScreen) -> None:
    """Ask for the name of the quarter, freeze every open risk, and show what moved."""
    ask = screen.hwb.desk.ask
    known = await ask(reviews)
    wanted = quarter_name(screen.hwb.today())
    taken = wanted.casefold() in {each.name.casefold() for each in known}
    name = await screen.prompt.ask(
        "Freeze all open risks as the review:",
        "" if taken else wanted,
        echo=lambda typed: [Cell(f" {len(known)} reviews so far", "dim")],
        overtype=True,
    )
    if name is None or not name.strip():
        return
    review = await ask(freeze_review, name, screen.hwb.today())
    await screen.reread()
    if known:
        await _report(screen, known[-1], review)
    else:
        screen.say(f"{review.name} is frozen: the first review, so nothing to compare.", "success")


async def show_movement(screen: BookScreen) -> None:
    """Ask since which review, and show what moved up to now."""
    known = await screen.hwb.desk.ask(reviews)
    if not known:
        screen.say("There is no review yet: q freezes one.")
        return
    names = [each.name for each in known]
    # Since the review of this very day nothing has moved: it is the one before that is meant.
    offered = names[-2] if known[-1].day == screen.hwb.today() and known[1:] else names[-1]

    def since(typed: str) -> Review | None:
        wanted = typed.strip().casefold()
        return next(
            (each for each in reversed(known) if each.name.casefold().startswith(wanted)), None
        )

    answer = await screen.prompt.ask(
        "Movement since:",
        offered,
        echo=lambda typed: [
            Cell(f" {found.name}", "success")
            if (found := since(typed))
            else Cell(f" one of: {', '.join(names)}", "warning")
        ],
        complete=lambda typed: [n for n in names if n.casefold().startswith(typed.casefold())],
        overtype=True,
    )
    earlier = since(answer) if answer is not None else None
    if earlier is not None:
        await _report(screen, earlier, None)


async def _report(screen: BookScreen, earlier: Review, later: Review | None) -> None:
    """Ask for the reasons nobody has given, then show the movement as a page."""
    ask = screen.hwb.desk.ask
    moved = await ask(read_movement, earlier, later)
    waiting = moved.unexplained
    for at, move in enumerate(waiting, 1):
        why = await screen.prompt.ask(
            f"{at}/{len(waiting)} R{move.risk.number} {_steps(move)}. Why?",
            echo=_about(move),
        )
        if why is None:
            break
        if why.strip():
            await ask(explain, move, why.strip())
    if waiting:
        await screen.reread()
        moved = await ask(read_movement, earlier, later)
    title = f"Movement from {earlier.name} to {later.name if later else 'now'}"
    screen.app.push_screen(SheetScreen(title, movement_page(moved)))


def _about(move: Move) -> Echo:
    words = " ".join(move.risk.description.split())
    return lambda _: [Cell(f" {words}", "dim")]


def read_movement(book: Book, earlier: Review, later: Review | None) -> Movement:
    """What moved between two reviews, or since one."""
    return movement(risks(book), earlier, later, read_settings(book).risk)


def explain(book: Book, move: Move, why: str) -> None:
    """Write down why a risk moved, where it ended up."""
    if move.after is not None:
        give_reason(book, move.after.key, why)
    else:
        change_risk(book, move.risk.key, closed_why=why)


def movement_page(moved: Movement) -> Group:
    """The movement as a page: how many of each kind, then each risk with its reason."""
    counts = [f"{len(moved.of(kind))} {_TITLES[kind].lower()}" for kind in KINDS if moved.of(kind)]
    page = Table.grid(padding=(0, 1))
    for width in (5, 24, None):
        page.add_column(width=width)
    for kind in KINDS:
        moves = moved.of(kind)
        if moves:
            page.add_row("", Text(f"\n{_TITLES[kind]}", "bold"))
        for move in moves:
            risk, what = move.risk, Text(_shortened(visible(move.risk.description)))
            if move.reason:
                what.append(f"\n{_shortened(visible(move.reason), 400)}", "italic")
            elif move.needs_reason:
                what.append("\nno reason given yet: m asks for it", "bold")
            page.add_row(Text(f"R{risk.number}", "bold"), Text(visible(_steps(move))), what)
    return Group(Text(", ".join(counts) or "No risks.", "bold"), page)


def _steps(move: Move) -> str:
    """From where to where: ``20 extreme to 12 high``."""
    before = _stood(move.before, move.band_before) if move.before else ""
    after = _stood(move.after, move.band_after) if move.after else ""
    if move.kind == "closed":
        return f"{before}, closed".removeprefix(", ")
    return " to ".join(filter(None, dict.fromkeys((before, after)))) or NOT_RATED


def _shortened(text: str, most: int = 100) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"


def _stood(assessment: Assessment, band: RiskBand | None) -> str:
    score = "" if assessment.scored is None else f"{assessment.scored} "
    return score + (band.name if band else assessment.rated.strip()[:30] or NOT_RATED)
