"""Papers in and out from the command line, and the settings as a paper."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from board.incoming import AgendaRow, MemberRow
from board.settings import Settings
from board.settings_check import SettingsError
from board.text import visible
from documents.papers import PaperError
from documents.reading import Reading, ReadingError
from storage.book import Book
from tui.cli import Options, UsageError, book_path, judged_on
from tui.cli_reports import find, print_lines, the_meeting
from tui.person import read_preferences


def import_command(options: Options) -> int:
    """Take in members, an agenda or a risk log: every row, or the good ones if told so."""
    book = Book.open(book_path(options), read_preferences().name)
    try:
        if options.kind == "risks":
            from tui.cli_risks import risks_in

            return risks_in(book, options)
        return (
            _members_in(book, options) if options.kind == "members" else _agenda_in(book, options)
        )
    except ReadingError as error:
        raise UsageError(str(error)) from None


def _members_in(book: Book, options: Options) -> int:
    from documents.members_in import read_members
    from storage.meetings import bodies
    from storage.members import save_members

    reading = read_members(options.file)
    if not _may_come_in(reading, options, map(_member_line, reading.rows)):
        return 1 if reading.problems else 0
    seats, people = save_members(book, bodies(book)[0].key, reading.rows)
    print_lines([f"{len(reading.rows)} rows taken in: {seats} new seats, {people} new people"])
    return 1 if reading.problems else 0


def _agenda_in(book: Book, options: Options) -> int:
    from documents.agenda_in import read_agenda
    from storage.members import save_agenda

    meeting = find(book, options.meeting, judged_on(options))
    reading = read_agenda(options.file)
    if not _may_come_in(reading, options, map(_item_line, reading.rows)):
        return 1 if reading.problems else 0
    added, filled = save_agenda(book, meeting.key, reading.rows)
    print_lines([f"{added} items added to meeting {meeting.number}, {filled} filled in"])
    return 1 if reading.problems else 0


def _may_come_in(
    reading: Reading[MemberRow] | Reading[AgendaRow], options: Options, rows: Iterable[str]
) -> bool:
    """Say what was read and what is wrong with it; whether its rows are to be saved."""
    print_lines(
        f"{reading.source}: {words}" for words in (*map(str, reading.problems), *reading.notes)
    )
    if options.dry_run:
        print_lines(rows)
        print_lines([f"{len(reading.rows)} rows would come in, {len(reading.problems)} are wrong"])
        return False
    if reading.problems and not options.skip_bad:
        print_lines(["Nothing was taken in. Correct the rows, or leave them with --skip-bad."])
        return False
    return True


def _member_line(row: MemberRow) -> str:
    words = (
        row.name or "Vacant",
        row.represents,
        "votes" if row.voting else "no vote",
        row.office,
        ", ".join(row.categories),
        f"substitute {row.substitute}" if row.substitute else "",
    )
    return " | ".join(filter(None, words))


def _item_line(row: AgendaRow) -> str:
    pages = "to follow" if row.to_follow else row.pages and f"pages {row.pages}"
    words = (row.number, row.title, row.presenter, row.report, pages)
    return " | ".join(filter(None, words))


def export_command(options: Options) -> int:
    """Write a paper of a meeting, the attendance or the risks to a file for its owner alone."""
    from board.compose import agenda_paper, minutes_paper
    from documents.papers import write_agenda, write_minutes

    book, today = Book.open(book_path(options), ""), judged_on(options)
    path = Path(options.to)
    try:
        if options.kind == "minutes":
            write_minutes(minutes_paper(the_meeting(book, options.meeting or "last", today)), path)
        elif options.kind == "agenda":
            write_agenda(agenda_paper(the_meeting(book, options.meeting or "next", today)), path)
        elif options.kind == "risks":
            from tui.risks_out import export_risks

            export_risks(book, path, today)
        else:
            _attendance_out(book, options, path)
    except PaperError as error:
        raise UsageError(str(error)) from None
    print_lines([f"{path} is written"])
    return 0


def _attendance_out(book: Book, options: Options, path: Path) -> None:
    """The attendance at the meetings of the board, or at one of them."""
    from board.attendance import attendance
    from documents.attendance_table import write_attendance
    from storage.meetings import bodies, meetings
    from storage.people import membership, people
    from storage.room import ledger

    body = bodies(book)[0].key
    known = [meeting for meeting in meetings(book, body) if meeting.started_at is not None]
    if options.meeting:
        known = [find(book, options.meeting, judged_on(options))]
        body = known[0].body
    held = [(meeting, ledger(book, meeting.key)) for meeting in known]
    write_attendance(attendance(membership(book, body), held), people(book), path)


def settings_command(options: Options) -> int:
    """Print the board's settings as TOML, or edit them in the person's editor."""
    from documents.settings_file import write_settings
    from storage.settings import read_settings

    book = Book.open(book_path(options), read_preferences().name)
    known = read_settings(book)
    if options.matrix:
        return _take_matrix(book, known, options.matrix)
    text = write_settings(known)
    if options.edit:
        return _edit(book, known, text)
    # A file or a program gets the very text, so that it can be read in again.
    print(visible(text, newlines=True) if sys.stdout.isatty() else text, end="")
    return 0


def _take_matrix(book: Book, known: Settings, name: str) -> int:
    """Give the board one of the matrices that boards start from; what it calls the axes stays."""
    from board.matrix import PRESETS
    from storage.settings import save_settings

    preset = PRESETS.get(name.strip().casefold())
    if preset is None:
        raise UsageError(f"there is no matrix {name}; there are: {', '.join(PRESETS)}")
    was = known.risk
    matrix = replace(preset, impact=was.impact, likelihood=was.likelihood, first=was.first)
    save_settings(book, replace(known, risk=matrix), f"matrix {name}")
    print_lines([f"The matrix is {name} now. Frozen reviews keep the matrix of their day."])
    return 0


def _edit(book: Book, known: Settings, text: str) -> int:
    """Let the person change the settings; what cannot be used is kept in a file, and said."""
    import storage.settings as kept
    from documents.settings_file import read_settings

    handle, name = tempfile.mkstemp(prefix="hwb-settings-", suffix=".toml")
    path = Path(name)
    with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
        file.write(text)
    _open_editor(path)
    try:
        unchanged = path.read_bytes() == text.encode()
        if not unchanged:
            wanted = read_settings(path)
            if kept.read_settings(book) != known:
                raise SettingsError(["somebody else has changed the settings meanwhile"])
            kept.save_settings(book, wanted)
    except SettingsError as error:
        print_lines(error.problems)
        raise UsageError(f"the settings were not changed; your text is kept in {path}") from None
    path.unlink()
    print_lines(["The settings are unchanged." if unchanged else "The settings are saved."])
    return 0


def _open_editor(path: Path) -> None:
    """Run the person's editor on a file, and wait for it. No shell sees the words."""
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
    try:
        done = subprocess.run([*shlex.split(editor), str(path)], check=False)
    except (OSError, ValueError) as error:
        path.unlink()
        raise UsageError(f"the editor {editor} cannot be run ({error}); set $EDITOR") from None
    if done.returncode:
        raise UsageError(f"{editor} ended with an error; your text is kept in {path}")
