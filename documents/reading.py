"""What came of reading a paper: the rows understood, what was wrong, and what was left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


class ReadingError(Exception):
    """A paper that cannot be read at all. The message is one line: what is wrong, what to do."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One row that cannot be taken in as it stands."""

    line: int
    """Line of the file, from 1, on which the row begins."""
    reason: str
    """What is wrong and what to do: ``voting is "perhaps"; write yes or no``."""

    def __str__(self) -> str:
        return f"line {self.line}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Reading(Generic[T]):
    """The rows of one paper, beside everything in it that did not become a row."""

    source: str
    """The file's name, fit to be printed."""
    rows: tuple[T, ...]
    """The good rows, in the order of the paper."""
    problems: tuple[Problem, ...] = ()
    """The wrong rows, in the order of the paper."""
    notes: tuple[str, ...] = ()
    """What was left out or understood with a doubt; no reason to refuse the paper."""


def printable(text: str, most: int = 60) -> str:
    """`text` on one line of at most `most` characters, with nothing a terminal would act on."""
    short = text if len(text) <= most else text[: most - 1] + "…"
    return "".join(
        mark
        if mark.isprintable()
        else " "
        if mark.isspace()
        else mark.encode("unicode_escape").decode("ascii")
        for mark in short
    )


def quoted(text: str) -> str:
    """`text` as a message quotes it: printable, in quotation marks."""
    return f'"{printable(text)}"'
