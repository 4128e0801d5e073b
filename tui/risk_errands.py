"""What is done to a risk from its list: one key, one line, and back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from board.actions import Leads
from board.dates import echo, read_typed
from board.matrix import written
from board.names import understand
from board.risks import RESPONSES, Risk
from board.scoring import read_rescore
from board.settings import RiskSettings
from storage.assessments import assess, respond
from storage.people import people
from storage.places import names_of, records_of
from storage.risks import (
    add_risk,
    change_risk,
    close_risk,
    comment,
    link,
    reopen_risk,
    set_review_due,
)
from storage.risks import risk as whole_risk
from tui.forms import ask_form
from tui.jumping import go_to
from widgets.cells import Cell
from widgets.form import Question

if TYPE_CHECKING:
    from tui.screens.risks import RisksScreen


async def rescore(screen: RisksScreen, risk: Risk, matrix: RiskSettings) -> None:
    """``3 4 reason``: rate the risk anew; the rating before it stays as history."""
    now = risk.latest("current")
    stands = "not rated"
    if now is not None and now.impact is not None and now.likelihood is not None:
        stands = written(matrix, now.impact, now.likelihood)

    def said(typed: str) -> Sequence[Cell]:
        found = read_rescore(typed, matrix)
        if isinstance(found, str):
            return [Cell(f" {found}", "dim" if not typed.strip() else "warning")]
        return [Cell(f" {screen.rating_words(found.impact, found.likelihood)}", "success")]

    answer: str | None = ""
    while True:
        answer = await screen.prompt.ask(
            f"R{risk.number} is {stands}. Now:", answer or "", echo=said
        )
        if not answer or not answer.strip():
            return
        found = read_rescore(answer, matrix)
        if not isinstance(found, str):
            break
    await screen.hwb.desk.ask(
        assess,
        risk.key,
        "current",
        found.impact,
        found.likelihood,
        found.reason,
        as_at=read_typed("today", screen.hwb.today()),
    )
    await screen.reread()
    screen.say(f"R{risk.number}: {screen.rating_words(found.impact, found.likelihood)}", "success")


async def set_response(screen: RisksScreen, risk: Risk) -> None:
    """What is done about the risk now: the first letters of a response, or its number."""

    def meant(typed: str) -> str | None:
        word = typed.strip().casefold()
        if word.isdecimal() and 1 <= int(word) <= len(RESPONSES):
            return RESPONSES[int(word) - 1]
        found = [each for each in RESPONSES if word and each.startswith(word)]
        return found[0] if len(found) == 1 else None

    choices = "  ".join(f"{n} {word}" for n, word in enumerate(RESPONSES, 1))
    answer = await screen.prompt.ask(
        f"R{risk.number} response:",
        echo=lambda typed: [
            Cell(f" {meant(typed) or choices}", "success" if meant(typed) else "dim")
        ],
    )
    response = meant(answer or "")
    if response is not None:
        await screen.hwb.desk.ask(respond, risk.key, response)
        await screen.reread()
    elif answer and answer.strip():
        screen.say(f"A response is one of: {', '.join(RESPONSES)}.", "warning")


async def review_on(screen: RisksScreen, risk: Risk) -> None:
    """When the risk is to be looked at again."""
    today = screen.hwb.today()
    answer = await screen.prompt.ask(
        f"R{risk.number} review due:",
        risk.review_due.text,
        echo=lambda typed: [Cell(f" {echo(read_typed(typed, today))}", "success")],
        overtype=True,
    )
    if answer is not None:
        await screen.hwb.desk.ask(set_review_due, risk.key, read_typed(answer, today))
        await screen.reread()


async def add_comment(screen: RisksScreen, risk: Risk) -> None:
    """A comment, dated today and signed."""
    words = await screen.prompt.ask(f"R{risk.number} comment:")
    if words and words.strip():
        ask, hwb = screen.hwb.desk.ask, screen.hwb
        await ask(comment, risk.key, words, hwb.today(), hwb.desk.book.actor)
        await screen.reread()


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


async def tie(screen: RisksScreen, risk: Risk) -> None:
    """Link the risk to an action that treats it, or a minute that discussed it."""
    ref = await screen.prompt.ask(f"Link R{risk.number} to (A12 an action, 57 a minute):")
    if not ref or not ref.strip():
        return
    found = await screen.hwb.desk.ask(records_of, ref.strip())
    linked = [each for each in found if each[0] in ("action", "minute")]
    if not linked:
        screen.say(f"Nothing in this book has the number {ref}.", "warning")
        return
    table, key = linked[-1]  # of several minutes with one number, the latest
    if table == "action":
        await screen.hwb.desk.ask(link, risk.key, action=key)
    else:
        await screen.hwb.desk.ask(link, risk.key, minute=key)
    await screen.reread()
    screen.say(f"R{risk.number} is linked to {ref.strip()}.", "success")


async def edit(screen: RisksScreen, risk: Risk | None) -> None:
    """The record as a form; a new one when `risk` is ``None``."""
    old = risk or Risk("", 0, "")
    answers = await ask_form(
        screen,
        f"Risk R{risk.number}" if risk else "New risk",
        [
            Question(
                "description",
                "Description",
                old.description,
                "Because of (cause), there is a risk that (event), so that (effect)",
                required=True,
            ),
            Question("ref_text", "Ref as printed", old.ref_text or old.ref),
            Question("area", "Area", old.area),
            Question("consequence", "Consequence", old.consequence),
            Question("owners", "Owner", old.owners.text, "initials or names: TW/HJ"),
            Question("controls", "Controls in place", old.controls),
            Question("further_action", "Further action", old.further_action),
            Question("action_owner", "Action owner", old.action_owner.text),
            Question("action_due", "Action due", old.action_due.text, "14 dec, Sep-27, +3m"),
            Question("action_complete", "Action complete", old.action_complete, "Yes or No"),
            Question("proximity", "Proximity", old.proximity, "when it could happen"),
            Question("review_due", "Review due", old.review_due.text, "14 dec, Sep-27, +3m"),
        ],
    )
    if answers is None:
        return
    known = tuple((await screen.hwb.desk.ask(people)).values())
    values: dict[str, Any] = {
        name: answer for name, answer in answers.items() if answer != _as_typed(old, name)
    }
    for name in ("owners", "action_owner"):
        if name in values:
            values[name] = understand(answers[name], known)
    for name in ("action_due", "review_due"):
        if name in values:
            values[name] = read_typed(answers[name], screen.hwb.today())
    if "ref_text" in values:
        values["ref"] = answers["ref_text"].strip()
    if risk is None:
        description = str(values.pop("description"))
        await screen.hwb.desk.ask(add_risk, description, **values)
    elif values:
        await screen.hwb.desk.ask(change_risk, risk.key, **values)
    await screen.reread()


def _as_typed(risk: Risk, name: str) -> str:
    if name == "ref_text":
        return risk.ref_text or risk.ref
    value = getattr(risk, name)
    return value.text if isinstance(value, Leads) or hasattr(value, "latest") else str(value)


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
            "Go to:", names[0], echo=lambda _: [Cell(f" {', '.join(names)}", "dim")], overtype=True
        )
    if answer and answer.strip():
        await go_to(screen.hwb, answer.strip())


async def ask_for(screen: RisksScreen) -> None:
    """Filter as it is typed; Esc puts back what was asked before."""
    before = screen.query_text

    def said(typed: str) -> Sequence[Cell]:
        problem = screen.show_asked(typed)
        words = problem or "words  @TW  band:high  area:…  status:open  is:flagged  is:overdue"
        return [Cell(f" {words}", "warning" if problem else "dim")]

    answer = await screen.prompt.ask("Risks:", before, echo=said)
    screen.show_asked(before if answer is None else answer)
    await screen.show_record()


async def export(screen: RisksScreen) -> None:
    """Ask for a file name, whose ending is the format, and write the log there."""
    offered = Path.cwd() / f"risks-{screen.hwb.today().isoformat()}.docx"
    answer = await screen.prompt.ask(
        "Write the risk log to:",
        str(offered),
        echo=lambda _: [Cell(" .docx Word, .xlsx Excel, .csv, .md Markdown, .json", "dim")],
    )
    if not answer or not answer.strip():
        return
    path = Path(answer.strip()).expanduser()
    screen.say(f"Writing {path.name} …")
    await screen.hwb.desk.ask(export_risks, path, screen.hwb.today())
    screen.say(f"Written: {path}", "success")
