"""A form: a few labelled lines to fill in, and a word about each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.message import Message
from textual.widgets import Input
from textual.widgets.input import Selection

from widgets.cells import Cell
from widgets.field import Field
from widgets.line import Line


@dataclass(frozen=True, slots=True)
class Question:
    """One line of a form."""

    name: str
    label: str
    answer: str = ""
    """What stands there already."""
    hint: str = ""
    """What may be written, shown while the line is empty."""
    required: bool = False
    check: Callable[[str], tuple[bool, str]] | None = None
    """Whether an answer can be taken, and what is understood of it or wrong with it."""


class Form(Vertical):
    """Asks several questions at once. Enter goes on, from the last line it saves."""

    DEFAULT_CSS = """
    Form {
        height: auto; max-height: 90%; width: 76; max-width: 100%;
        border: round $primary; background: $panel; padding: 0 1;
        & VerticalScroll { height: auto; max-height: 100%; }
        & Horizontal { height: 1; }
        & .form-label { width: 22; }
        & .form-says { height: 1; padding-left: 22; }
    }
    """
    BINDINGS = [
        Binding("escape", "cancel", "Leave it as it was", show=False, id="form.cancel"),
        Binding("up", "step(-1)", "Line before", show=False, id="form.up"),
        Binding("down,tab", "step(1)", "Next line", show=False, id="form.down"),
        Binding("shift+tab", "step(-1)", "Line before", show=False, id="form.back"),
        Binding("f10,ctrl+n", "save", "Save", show=False, id="form.save"),
    ]

    class Done(Message):
        """The form was saved, or left."""

        def __init__(self, answers: Mapping[str, str] | None) -> None:
            super().__init__()
            self.answers = answers
            """The answers by name; ``None`` when it was left."""

    def __init__(self, title: str, questions: Sequence[Question]) -> None:
        super().__init__()
        self._title = title
        self._questions = tuple(questions)

    def compose(self) -> ComposeResult:
        """The title, the lines, and what the form has to say about each."""
        yield Line(id="form-title")
        with VerticalScroll(can_focus=False):
            for question in self._questions:
                with Horizontal():
                    label = Line(id=f"label-{question.name}")
                    label.add_class("form-label")
                    yield label
                    yield Field(
                        question.answer, placeholder=question.hint, id=f"answer-{question.name}"
                    )
        yield Line(id="form-says")
        yield Line(id="form-keys")

    def on_mount(self) -> None:
        """The first line has the keys."""
        self.query_one("#form-title", Line).say([Cell(self._title, "strong")])
        self.query_one("#form-keys", Line).say(
            [Cell("Enter next · on the last line saves · F10 saves · Esc leaves it", "dim")]
        )
        for question in self._questions:
            self.query_one(f"#label-{question.name}", Line).say([Cell(question.label)])
        fields = list(self.query(Field))
        for question, field in zip(self._questions, fields, strict=True):
            # A day, a time or a choice is typed over; words are gone on with.
            start = 0 if question.check else len(field.value)
            field.selection = Selection(start, len(field.value))
        fields[0].focus()
        if fields[0].value:
            self._say_of(self._questions[0])

    @property
    def answers(self) -> dict[str, str]:
        """What stands in the form now."""
        return {
            question.name: self.query_one(f"#answer-{question.name}", Field).value
            for question in self._questions
        }

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if event.input.has_focus:  # every line says so once, as the form opens
            self._say_of(self._question_of(event.input))

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        if self._question_of(event.input) is self._questions[-1]:
            self.action_save()
        else:
            self.action_step(1)

    def action_step(self, by: int) -> None:
        """To the next line, or the one before; past the end is the other end."""
        fields = list(self.query(Field))
        at = next((i for i, field in enumerate(fields) if field.has_focus), 0)
        fields[(at + by) % len(fields)].focus()
        self._say_of(self._questions[(at + by) % len(fields)])

    def action_cancel(self) -> None:
        """Leave everything as it was."""
        self.post_message(self.Done(None))

    def action_save(self) -> None:
        """Save, unless an answer cannot be taken: then go to it and say why."""
        answers = self.answers
        for question in self._questions:
            fine, words = self._judge(question, answers[question.name])
            if not fine:
                self.query_one(f"#answer-{question.name}", Field).focus()
                self.query_one("#form-says", Line).say([Cell(words, "warning")])
                return
        self.post_message(self.Done(answers))

    def _question_of(self, field: Input) -> Question:
        return next(each for each in self._questions if f"answer-{each.name}" == field.id)

    def _say_of(self, question: Question) -> None:
        fine, words = self._judge(question, self.answers[question.name])
        self.query_one("#form-says", Line).say([Cell(words, "dim" if fine else "warning")])

    def _judge(self, question: Question, answer: str) -> tuple[bool, str]:
        if question.required and not answer.strip():
            return False, f"{question.label} is needed."
        return question.check(answer) if question.check else (True, question.hint)
