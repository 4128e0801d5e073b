"""Forms as screens ask them: a dialog away from the hot path of a meeting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from textual import on
from textual.app import ComposeResult
from textual.screen import ModalScreen

from board.clock import long_day, read_time, spoken
from board.dates import echo, read_typed
from tui.screens.base import BookScreen
from widgets.form import Form, Question


class FormScreen(ModalScreen[Mapping[str, str] | None]):
    """A form over the screen it was asked from."""

    DEFAULT_CSS = "FormScreen { align: center middle; }"

    def __init__(self, title: str, questions: Sequence[Question]) -> None:
        super().__init__()
        self._form = Form(title, questions)

    def compose(self) -> ComposeResult:
        """The form."""
        yield self._form

    @on(Form.Done)
    def _done(self, event: Form.Done) -> None:
        self.dismiss(event.answers)


async def ask_form(
    screen: BookScreen, title: str, questions: Sequence[Question]
) -> Mapping[str, str] | None:
    """Ask several questions at once; the answers by name, or ``None`` when it was left."""
    return await screen.app.push_screen_wait(FormScreen(title, questions))


def day_question(name: str, label: str, day: date | None, today: date) -> Question:
    """A question for one day, which is said back in full as it is typed."""

    def check(answer: str) -> tuple[bool, str]:
        if not answer.strip():
            return True, ""
        understood = read_typed(answer, today)
        exact = understood.earliest is not None and understood.earliest == understood.latest
        return exact, echo(understood) if exact else "Write a day: 14/12/2026, 14 dec, fri, +2w"

    answer = long_day(day) if day else ""
    return Question(name, label, answer, "14/12/2026, 14 dec, fri, +2w", check=check)


def one_day(answer: str, today: date) -> date | None:
    """The day a `day_question` was answered with."""
    return read_typed(answer, today).earliest if answer.strip() else None


def time_question(name: str, label: str, answer: str) -> Question:
    """A question for a time of day."""

    def check(text: str) -> tuple[bool, str]:
        at = read_time(text)
        return at is not None, spoken(at) if at else "Write a time: 2 pm, 14:00, 2.05pm"

    return Question(name, label, answer, "2 pm, 14:00", check=check)


def choice_question(name: str, label: str, answer: str, choices: Sequence[str]) -> Question:
    """A question with a few answers, of which the first letters are enough."""

    def check(text: str) -> tuple[bool, str]:
        found = chosen(text, choices)
        return found is not None, found or "One of: " + ", ".join(choices)

    return Question(name, label, answer, ", ".join(filter(None, choices)), check=check)


def chosen(text: str, choices: Sequence[str]) -> str | None:
    """The choice `text` begins; ``None`` when it begins none."""
    wanted = text.strip().casefold()
    if wanted in choices:
        return wanted
    return next((choice for choice in choices if wanted and choice.startswith(wanted)), None)
