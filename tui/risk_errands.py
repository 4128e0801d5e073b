"""What is done to a risk from its list: one key, one line, and back."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from board.dates import echo, read_typed
from board.risks import RESPONSES, Risk
from board.scoring import Rescore, read_rescore
from storage.assessments import assess, respond
from storage.book import Book
from storage.places import names_of, records_of
from storage.risks import (
    close_risk,
    comment,
    link,
    reopen_risk,
    set_review_due,
    unlink,
)
from storage.risks import risk as whole_risk
from tui.jumping import go_to
from tui.risk_form import read_stage_prefix, stage_text
from widgets.cells import Cell

if TYPE_CHECKING:
    from board.settings import RiskSettings
    from tui.screens.risks import RisksScreen


async def rescore(screen: RisksScreen, risk: Risk, matrix: RiskSettings) -> None:
    """``3 4 reason``: rate the risk anew; the rating before it stays as history.

    ``o 4 5`` rates the original and ``t 2 3`` the target.
    """

    def meant(typed: str) -> tuple[str, Rescore | str]:
        stage, rest = read_stage_prefix(typed)
        return stage, read_rescore(rest, matrix)

    def said(typed: str) -> Sequence[Cell]:
        stage, found = meant(typed)
        if isinstance(found, str):
            more = " o before it: the original; t: the target." if not typed.strip() else ""
            return [Cell(f" {found}{more}", "dim" if more else "warning")]
        words = screen.rating_words(found.impact, found.likelihood)
        return [Cell(f" {stage} {words}", "success"), Cell(f"  {found.reason}", "dim")]

    stands = stage_text(risk.latest("current"), matrix) or "not rated"
    answer: str | None = ""
    while True:
        question = f"R{risk.number} is {stands[:24]}. Score:"
        answer = await screen.prompt.ask(question, answer or "", echo=said)
        if not answer or not answer.strip():
            return
        stage, found = meant(answer)
        if isinstance(found, Rescore):
            break
    await screen.hwb.desk.ask(
        assess,
        risk.key,
        stage,
        found.impact,
        found.likelihood,
        found.reason,
        as_at=read_typed("today", screen.hwb.today()),
    )
    await screen.reread()
    words = screen.rating_words(found.impact, found.likelihood)
    screen.say(f"R{risk.number} {stage}: {words}", "success")


def meant_response(typed: str) -> str | None:
    """The response that `typed` begins, or the one of its number; ``None`` while two could be."""
    word = typed.strip().casefold()
    if word.isdecimal():
        return RESPONSES[int(word) - 1] if 1 <= int(word) <= len(RESPONSES) else None
    found = [each for each in RESPONSES if word and each.startswith(word)]
    return found[0] if len(found) == 1 else None


async def set_response(screen: RisksScreen, risk: Risk) -> None:
    """What is done about the risk: the first letters of a response, or its number.

    As with a score, ``o`` or ``t`` before it is of the original or the target.
    """

    def said(typed: str) -> Sequence[Cell]:
        stage, rest = read_stage_prefix(typed)
        response = meant_response(rest)
        if response:
            return [Cell(f" {stage}: {response}", "success")]
        choices = "  ".join(f"{n} {word}" for n, word in enumerate(RESPONSES, 1))
        return [Cell(f" {choices}", "warning" if typed.strip() else "dim")]

    answer: str | None = ""
    while True:
        answer = await screen.prompt.ask(f"R{risk.number} response:", answer or "", echo=said)
        if not answer or not answer.strip():
            return
        stage, rest = read_stage_prefix(answer)
        response = meant_response(rest)
        if response is not None:
            break
    await screen.hwb.desk.ask(respond, risk.key, response, stage)
    await screen.reread()
    screen.say(f"R{risk.number} {stage}: {response}", "success")


async def review_on(screen: RisksScreen, risk: Risk) -> None:
    """When the risk is to be looked at again."""
    today = screen.hwb.today()
    answer = await screen.prompt.ask(
        f"R{risk.number} review due:",
        risk.review_due.text,
        echo=lambda typed: [Cell(f" {echo(read_typed(typed, today))}", "success")],
        overtype=True,
    )
    if answer is not None and answer != risk.review_due.text:
        await screen.hwb.desk.ask(set_review_due, risk.key, read_typed(answer, today))
        await screen.reread()


async def add_comment(screen: RisksScreen, risk: Risk) -> None:
    """A comment, dated today and signed."""
    words = await screen.prompt.ask(f"R{risk.number} comment:")
    if words and words.strip():
        ask, hwb = screen.hwb.desk.ask, screen.hwb
        await ask(comment, risk.key, words, hwb.today(), hwb.desk.book.actor)
        await screen.reread()
        screen.say(f"Noted on R{risk.number}.", "success")


async def close_or_reopen(screen: RisksScreen, risk: Risk) -> None:
    """Close the risk with a reason; a closed one is opened again."""
    doing = "close" if risk.is_open else "open again"
    why = await screen.prompt.ask(f"Why {doing} R{risk.number}?")
    if why is None:
        return
    if risk.is_open:
        await screen.hwb.desk.ask(close_risk, risk.key, why, screen.hwb.today())
    else:
        await screen.hwb.desk.ask(reopen_risk, risk.key, why)
    await screen.reread()
    done = "closed" if risk.is_open else "open again"
    screen.say(f"R{risk.number} is {done}; u takes it back.", "success")


async def tie(screen: RisksScreen, risk: Risk) -> None:
    """Link the risk to an action that treats it, or a minute that discussed it; or untie it."""
    ask = screen.hwb.desk.ask
    names = await ask(names_of, (*risk.actions, *risk.minutes))
    known = f" linked to {', '.join(names.values())}; one of them again unlinks it" if names else ""
    answer = await screen.prompt.ask(
        f"Link R{risk.number} to:",
        echo=lambda _: [Cell(f" A12 an action, 57 a minute{';' * bool(known)}{known}", "dim")],
    )
    ref = (answer or "").strip()
    if not ref:
        return
    found = [each for each in await ask(records_of, ref) if each[0] in ("action", "minute")]
    if not found:
        screen.say(f"No action or minute in this book has the number {ref}.", "warning")
        return
    table, key = found[-1]  # of several minutes with one number, the latest
    tied = [each for _, each in found if each in names]
    action = (tied[0] if tied else key) if table == "action" else None
    minute = None if table == "action" else (tied[0] if tied else key)
    await ask(unlink if tied else link, risk.key, action=action, minute=minute)
    await screen.reread()
    screen.say(f"R{risk.number} is {'no longer ' * bool(tied)}linked to {ref}.", "success")


async def visit(screen: RisksScreen, risk: Risk) -> None:
    """Go to a minute that discussed the risk, or where an action that treats it was taken."""
    found = await screen.hwb.desk.ask(whole_risk, risk.key)
    links = await screen.hwb.desk.ask(names_of, (*found.minutes, *found.actions))
    names = list(links.values())
    if not names:
        screen.say(f"R{risk.number} is not linked to anything yet: l links it.")
        return
    answer: str | None = names[0]
    if len(names) > 1:
        answer = await screen.prompt.ask(
            "Go to:",
            names[0],
            echo=lambda _: [Cell(f" {', '.join(names)}", "dim")],
            complete=lambda typed: [name for name in names if name.startswith(typed)],
            overtype=True,
        )
    if answer and answer.strip():
        await go_to(screen.hwb, answer.strip())


async def ask_for(screen: RisksScreen) -> None:
    """Filter as it is typed; Esc puts back what was asked before."""
    before = screen.query_text

    def said(typed: str) -> Sequence[Cell]:
        problem = screen.show_asked(typed)
        words = problem or "words  @TW  band:high  area:…  score:>=12  is:flagged  is:overdue"
        return [Cell(f" {words}", "warning" if problem else "dim")]

    # Words are added to what is asked already; a blank one asks for every risk.
    answer = await screen.prompt.ask("Risks:", f"{before} ".lstrip(), echo=said)
    screen.show_asked(before if answer is None else answer.strip())
    await screen.show_record()


async def export(screen: RisksScreen) -> None:
    """Ask for a file name, whose ending is the format, and write the log there."""
    today = screen.hwb.today()
    answer = await screen.prompt.ask(
        "Write the risk log to:",
        str(Path.cwd() / f"risks-{today.isoformat()}.docx"),
        echo=lambda _: [Cell(" .docx Word, .xlsx Excel, .csv, .md Markdown, .json", "dim")],
    )
    if not answer or not answer.strip():
        return
    path = Path(answer.strip()).expanduser()
    screen.say(f"Writing {path.name} …")
    screen.say(*await asyncio.to_thread(_write, screen.hwb.desk.book.path, path, today))


def _write(book_path: Path, path: Path, today: date) -> tuple[str, str]:
    # Word costs a quarter of a second to load, and most sessions write no paper.
    from documents.papers import PaperError
    from tui.risks_out import export_risks

    # A reader of its own, so that nothing waits to be saved while a long log is written.
    book = Book.open(book_path, "")
    try:
        export_risks(book, path, today)
    except PaperError as error:
        return str(error), "error"
    finally:
        book.close()
    return f"Written: {path}", "success"
