"""Risks from the command line: the list, the flags, a log taken in, a log written out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from board.risk_flags import log_flags
from board.risk_query import entry, risk_query
from board.trend import path
from storage.actions import actions
from storage.book import Book
from storage.people import people
from storage.risks import risks
from storage.settings import read_settings
from tui.cli import Options, UsageError, book_path, judged_on
from tui.cli_reports import print_json, print_lines, print_table

if TYPE_CHECKING:
    from board.flags import Flag
    from board.risks import Risk
    from board.settings import RiskSettings


def risks_command(options: Options) -> int:
    """Every risk, or those that a query asks for."""
    book = Book.open(book_path(options), "")
    matrix, everybody, treating = read_settings(book).risk, people(book), actions(book)
    today, log = judged_on(options), risks(book)
    still_open = [action.key for action in treating if not action.complete]
    flags = log_flags(log, matrix, today, still_open)
    # A word with a space in it was quoted in the shell, and is one part of the query.
    wanted = risk_query(" ".join(map(_as_typed, options.query)), matrix, today)
    if wanted.problem:
        raise UsageError(wanted.problem)
    found = [risk for risk in log if wanted(entry(risk, flags[risk.key], matrix, everybody))]
    if options.json:
        from tui.shaping import risk_shape

        linked = {action.key: action.number for action in treating} | _minutes(book)
        print_json([risk_shape(risk, matrix, flags[risk.key], everybody, linked) for risk in found])
    elif not found:
        print_lines(["No risks." if not log else "No risks are like that."])
    else:
        print_table(risk_row(risk, matrix, flags[risk.key]) for risk in found)
    return 0


def _as_typed(word: str) -> str:
    key, colon, rest = word.partition(":")
    if " " not in word or '"' in word:
        return word
    return f'{key}:"{rest}"' if colon and " " not in key else f'"{word}"'


def _minutes(book: Book) -> dict[str, int | str]:
    """What the minutes that discussed risks are printed as, by their keys."""
    rows = book.rows(
        "SELECT m.id, m.printed FROM minute AS m JOIN risk_link AS l ON l.minute = m.id"
    )
    return {row["id"]: row["printed"] for row in rows}


def risk_row(risk: Risk, matrix: RiskSettings, flags: Sequence[Flag]) -> list[str]:
    """A risk as a row of a table: number, ref, path, response, owner, flags, description."""
    current = risk.latest("current")
    return [
        f"R{risk.number}",
        risk.ref_text or risk.ref,
        path(risk, matrix) if risk.is_open else f"closed, {path(risk, matrix)}",
        (current.response or current.response_text if current else "") or "no response",
        risk.owners.text or "no owner",
        f"{len(flags)} flag{'s' * (len(flags) != 1)}" if flags else "",
        _one_line(risk.description),
    ]


def _one_line(text: str, most: int = 80) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"


def flags_command(options: Options) -> int:
    """Everything that does not add up; with ``--strict`` the exit code says so."""
    from tui.flagged import every_flag

    found = every_flag(Book.open(book_path(options), ""), judged_on(options))
    if options.json:
        print_json(
            [{"code": each.code, "sentence": each.sentence, "place": each.place} for each in found]
        )
    elif not found:
        print_lines(["Nothing is flagged."])
    else:
        print_table([each.place, each.code, each.sentence] for each in found)
    return 1 if found and options.strict else 0
