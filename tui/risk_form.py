"""The record of a risk as a form: every field of it, and its rating at each stage."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from board.actions import Leads
from board.dates import PartialDate, echo, read_typed
from board.matrix import in_order, in_range, written
from board.names import understand
from board.risks import Assessment, Risk
from board.scoring import Rating, read_rating, read_response
from board.settings import RiskSettings
from storage.assessments import assess, respond
from storage.book import Book
from storage.people import organisations, people
from storage.risks import add_risk, change_risk
from storage.risks import risk as whole_risk
from tui.forms import ask_form
from widgets.form import Question

if TYPE_CHECKING:
    from tui.screens.risks import RisksScreen

STAGES = ("original", "current", "target")
"""The stages that are rated by hand; a review is frozen."""

_DESCRIPTION = "Because of (cause), there is a risk that (event), so that (effect)"
_PARTS = (
    ("cause", r"\b(because|due to|owing to|as a result of|caused by|since|if)\b"),
    ("event", r"\b(risk|may|might|could|fails?|unable|not)\b"),
    ("effect", r"\b(so that|leading to|leads? to|resulting in|then|therefore|and so)\b"),
)
"""Words by which the three parts of a description are known."""


@dataclass(frozen=True, slots=True)
class StageTyped:
    """What was typed of one stage: ``4x5 treat``, ``high``, or nothing."""

    rating: Rating = field(default_factory=Rating)
    response: str | None = None


async def edit_risk(screen: RisksScreen, risk: Risk | None) -> None:
    """The record as a form; a new one when `risk` is ``None``. Saved as one change."""
    log, today = screen.risk_log, screen.hwb.today()
    if log is None:
        return
    old = risk or Risk("", 0, "")
    title = f"Risk R{risk.number}" if risk else "New risk"
    answers = await ask_form(screen, title, _questions(old, log.matrix, today))
    if answers is None:
        return
    typed = {
        name: answer for name, answer in answers.items() if answer != _typed(old, name, log.matrix)
    }
    number = await screen.hwb.desk.ask(save_form, risk, typed, log.matrix, today)
    if number is None:
        return
    await screen.show_risk(number)
    screen.say(f"R{number} is saved.", "success")


def _questions(old: Risk, matrix: RiskSettings, today: date) -> list[Question]:
    def day(name: str, label: str) -> Question:
        def check(answer: str) -> tuple[bool, str]:
            return True, echo(read_typed(answer, today))

        value: PartialDate = getattr(old, name)
        return Question(name, label, value.text, "14 dec, Sep-27, +3m", check=check)

    def words(name: str, label: str, hint: str = "") -> Question:
        return Question(name, label, _typed(old, name, matrix), hint)

    first, second = in_order(matrix, matrix.impact, matrix.likelihood)
    hint = f"{first} x {second}, response: 4x5 treat".casefold()
    return [
        Question(
            "description", "Description", old.description, _DESCRIPTION, True, _description_parts
        ),
        words("ref_text", "Ref as printed"),
        words("area", "Area"),
        words("consequence", "Consequence"),
        words("owners", "Owner", "initials or names: TW/HJ"),
        *(
            Question(
                stage,
                f"{stage.capitalize()} rating",
                _typed(old, stage, matrix),
                hint,
                check=_stage_check(stage, old, matrix),
            )
            for stage in STAGES
        ),
        words("controls", "Controls in place"),
        words("further_action", "Further action", "what is still to be done"),
        words("action_owner", "Action owner", "initials or names"),
        day("action_due", "Action due"),
        words("action_complete", "Action complete", "Yes or No"),
        words("proximity", "Proximity", "when it could happen"),
        day("review_due", "Review due"),
    ]


def _description_parts(answer: str) -> tuple[bool, str]:
    """Which parts of a good description are there; a help, never a rule."""
    if not answer.strip():
        return True, _DESCRIPTION
    there = [name for name, words in _PARTS if re.search(words, answer, re.IGNORECASE)]
    missing = [name for name, _ in _PARTS if name not in there]
    return True, f"still to say, perhaps: its {' and '.join(missing)}" if missing else ""


def _stage_check(stage: str, old: Risk, matrix: RiskSettings) -> Callable[[str], tuple[bool, str]]:
    def check(answer: str) -> tuple[bool, str]:
        if answer == _typed(old, stage, matrix):
            return True, "impact x likelihood and the response, or the words it is known by"
        rating = read_stage(answer, matrix).rating
        if rating.impact is None or rating.likelihood is None:
            first, second = in_order(matrix, matrix.impact, matrix.likelihood)
            alone = f"A score alone is in no cell: write {first} x {second}, like 3x4"
            return rating.score is None, alone if rating.score is not None else "kept as typed"
        if not in_range(matrix, rating.impact, rating.likelihood):
            return False, "That is outside the matrix"
        return True, f"= {rating.impact * rating.likelihood}"

    return check


def read_stage(answer: str, matrix: RiskSettings) -> StageTyped:
    """A rating and perhaps a response behind it: ``4x5 treat``, ``to be discussed``."""
    rating, _, last = answer.strip().rpartition(" ")
    response = read_response(last)
    return StageTyped(read_rating(rating if response else answer, matrix), response)


def save_form(
    book: Book, risk: Risk | None, typed: Mapping[str, str], matrix: RiskSettings, today: date
) -> int | None:
    """Save the answers that are not as they were, as one change.

    Returns:
        The number of the risk; ``None`` when nothing was changed.
    """
    if not typed:
        return None
    known, bodies = people(book).values(), organisations(book).values()
    values: dict[str, Any] = {name: text for name, text in typed.items() if name not in STAGES}
    for name, text in values.items():
        if name in ("owners", "action_owner"):
            values[name] = understand(text, known, bodies)
        elif name in ("action_due", "review_due"):
            values[name] = read_typed(text, today)
    if "ref_text" in values:
        values["ref"] = values["ref_text"].strip()
    with book.writing():
        key = risk.key if risk else add_risk(book, values.pop("description"), **values)
        if risk and values:
            change_risk(book, key, **values)
        for stage in STAGES:
            if stage in typed:
                before = risk.latest(stage) if risk else None
                _save_stage(book, key, stage, read_stage(typed[stage], matrix), before, today)
    return whole_risk(book, key).number


def _save_stage(
    book: Book, risk: str, stage: str, typed: StageTyped, before: Assessment | None, today: date
) -> None:
    """Rate a stage anew, unless only its response is another."""
    rating, now = typed.rating, read_typed("today", today)
    stood = (before.impact, before.likelihood, before.rated) if before else (None, None, "")
    if (rating.impact, rating.likelihood, rating.rated) != stood:
        assess(book, risk, stage, rating.impact, rating.likelihood, as_at=now, rated=rating.rated)
    if typed.response != (before.response if before else None):
        respond(book, risk, typed.response, stage)


def _typed(risk: Risk, name: str, matrix: RiskSettings) -> str:
    """What stands in the form already."""
    if name == "ref_text":
        return risk.ref_text or risk.ref
    if name in STAGES:
        return stage_text(risk.latest(name), matrix)
    value = getattr(risk, name)
    return value.text if isinstance(value, Leads | PartialDate) else str(value)


def stage_text(each: Assessment | None, matrix: RiskSettings) -> str:
    """An assessment as it is typed: ``4x5 treat``."""
    if each is None:
        return ""
    rating = each.rated or (str(each.score) if each.score else "")
    if each.impact is not None and each.likelihood is not None:
        rating = written(matrix, each.impact, each.likelihood)
    words: Iterable[str] = (rating, each.response or "")
    return " ".join(filter(None, words))


def read_stage_prefix(typed: str) -> tuple[str, str]:
    """The stage that a line begins with, and the rest: ``t 2 3`` is the target; else current.

    A response may be typed behind it as well: ``o treat``.
    """
    found = re.match(r"\s*(original|orig|o|current|c|target|t)\s+(?=\S)", typed, re.IGNORECASE)
    if found is None:
        return "current", typed
    stage = next(each for each in STAGES if each.startswith(found[1].casefold()))
    return stage, typed[found.end() :]
