"""Risks from the command line: the list, the flags, a log taken in, a log written out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from board.risk_query import entry, risk_query
from board.trend import path
from storage.book import Book
from storage.people import people
from storage.risks import risks
from storage.settings import read_settings
from tui.cli import Options, UsageError, book_path, judged_on
from tui.cli_reports import print_json, print_lines, print_table
from tui.risks_out import flags_of, log_shapes

if TYPE_CHECKING:
    from board.flags import Flag
    from board.risk_rows import ColumnUse
    from board.risks import Risk
    from board.settings import RiskSettings
    from documents.risks_in import RisksReading


def risks_command(options: Options) -> int:
    """Every risk, or those that a query asks for."""
    book = Book.open(book_path(options), "")
    today, matrix, everybody = judged_on(options), read_settings(book).risk, people(book)
    # A word with a space in it was quoted in the shell, and is one part of the query.
    wanted = risk_query(" ".join(map(_as_typed, options.query)), matrix, today)
    if wanted.problem:
        raise UsageError(wanted.problem)
    log = risks(book)
    flags = flags_of(book, log, matrix, today)
    found = [risk for risk in log if wanted(entry(risk, flags[risk.key], matrix, everybody))]
    if options.json:
        print_json(log_shapes(book, today, found))
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


def risks_in(book: Book, options: Options) -> int:
    """Take in a risk log: say what each column became, what is wrong, and what changes."""
    from documents.risks_in import read_risks
    from storage.imports import read_mapping, save_imported

    mapping = dict(map(_mapped, options.map))
    reading = read_risks(
        options.file,
        read_settings(book).risk,
        read_mapping(book) | mapping,
        people(book).values(),
    )
    print_table(map(_column_row, reading.layout))
    print_lines(["", *(f"{reading.source}: {words}" for words in _said(reading))])
    if reading.problems and not (options.skip_bad or options.dry_run):
        print_lines(["Nothing was taken in. Correct the rows, or leave them with --skip-bad."])
        return 1
    try:
        with book.writing():
            outcome = save_imported(book, reading.rows, reading.layout, judged_on(options), mapping)
            if options.dry_run:
                raise _OnlyShown
    except _OnlyShown:
        print_lines([f"{len(reading.rows)} risks read; nothing was taken in:"])
    changed = len(outcome.changed)
    print_lines(outcome.changed)
    print_lines([f"{outcome.added} new, {changed} changed, {outcome.unchanged} as they were"])
    return 1 if reading.problems else 0


class _OnlyShown(Exception):
    """Takes back what a dry run wrote."""


def _mapped(text: str) -> tuple[str, str]:
    heading, equals, field = text.rpartition("=")
    if not (heading.strip() and equals and field.strip()):
        raise UsageError(f'--map {text} is no mapping; write it like "Risk Lead=owners"')
    return heading.strip(), field.strip()


def _said(reading: RisksReading) -> Iterator[str]:
    yield from map(str, reading.problems)
    yield from reading.notes


def _column_row(use: ColumnUse) -> list[str]:
    """What a column became: its headings, and the field."""
    headings = " / ".join(dict.fromkeys(filter(None, use.headings))) or "(no heading)"
    if use.field == "note":
        return [headings, "kept as a note"]
    return [headings, " ".join(filter(None, (use.stage, use.name if use.stage else "", use.field)))]
