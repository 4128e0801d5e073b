"""The app: one book, its screens, and what all of them can do."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual import events
from textual.app import App, SystemCommand
from textual.screen import Screen

from board.clock import read_time, spoken
from storage.book import Book
from storage.changes import undo
from storage.errors import BookError
from storage.meetings import meetings
from storage.telling import batch_told
from tui.ahead import TypedAhead
from tui.commands import EVERYWHERE, bindings
from tui.desk import Desk
from tui.jumping import jump
from tui.person import Preferences, read_preferences, remember_book
from tui.place import Place, keep_place, read_place
from tui.recovery import offer_rescued
from tui.rescue import Rescue
from tui.screens.base import BookScreen
from tui.sheets import SheetScreen, help_page
from tui.terminal import Terminal
from tui.themes import THEMES
from widgets.cells import Cell

if TYPE_CHECKING:
    from textual.binding import BindingType

LISTEN = 1.0
"""Seconds between two looks at what other sessions have changed."""


def _screen(name: str) -> Callable[[], Screen[Any]]:
    """The screen of that name, imported when it is first shown: the one that opens waits for
    no other."""

    def made() -> Screen[Any]:
        module = import_module(f"tui.screens.{name}")
        screen: Screen[Any] = getattr(module, f"{name.capitalize()}Screen")()
        return screen

    return made


class Hwb(App[None]):
    """The clerk's desk of a board."""

    TITLE = "hwb"
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "f24"  # ours is a command like any other
    BINDINGS: ClassVar[list[BindingType]] = bindings(EVERYWHERE)
    MODES: ClassVar[dict[str, str | Callable[[], Screen[Any]]]] = {
        name: _screen(name) for name in ("board", "minutes", "attendance", "risks", "people")
    }
    DEFAULT_MODE: str = "board"  # type: ignore[misc]  # it depends on where one was
    CSS = """
    Screen { background: $background; }
    #masthead { background: $primary-muted; }
    #foot { background: $panel; }
    """

    def __init__(
        self, book: Book, *, today: date | None = None, person: Preferences | None = None
    ) -> None:
        place = read_place(book.path)
        self._today = today
        self.desk = Desk(book)
        self._item: str | None = place.item
        self.meeting: str | None = self._meeting_in_hand(book, place.meeting)
        """Key of the meeting in hand."""
        if self.meeting and place.screen in self.MODES:
            # Opening on the right screen at once is a whole screen drawn less.
            self.DEFAULT_MODE = place.screen
        super().__init__(driver_class=Terminal)
        self.person = person or read_preferences()
        self.keymap = dict(self.person.keys)
        """Keys this person has chosen, by the command's id."""
        self.ascii = self.person.ascii or not _speaks_unicode()
        """Whether shapes are drawn in ASCII."""
        self.rescue = Rescue(book.path)
        self.ahead = TypedAhead(self, super().on_event)
        for theme in THEMES:
            self.register_theme(theme)
        known = {theme.name for theme in THEMES}
        self.theme = self.person.theme if self.person.theme in known else THEMES[0].name
        # Bytes down a slow line buy nothing by moving things smoothly.
        self.animation_level = "none"

    # The day and the time

    def now(self) -> datetime:
        """The time, on the day the program was told, or else today."""
        now = datetime.now()
        return datetime.combine(self._today, now.time()) if self._today else now

    def today(self) -> date:
        """The day by which "overdue" and "next" are judged."""
        return self._today or date.today()

    # Where we are

    @property
    def item(self) -> str | None:
        """Key of the agenda item in hand."""
        return self._item

    @item.setter
    def item(self, item: str | None) -> None:
        self._item = item
        self._keep_place()

    @property
    def book_screen(self) -> BookScreen:
        """The screen in front, below any page or form over it."""
        return cast(BookScreen, self.screen_stack[0])

    def choose_meeting(self, meeting: str, screen: str = "minutes") -> None:
        """Take a meeting in hand and show it."""
        if meeting != self.meeting:
            self.meeting, self._item = meeting, None
        self.show_mode(screen)

    def show_mode(self, mode: str) -> None:
        """Show one of the screens; what was typed on this one is saved on the way."""
        self.book_screen.do(self._show(mode))

    async def _show(self, mode: str) -> None:
        front = self.book_screen
        if not await front.flush() and not front.prompt.asking:
            front.keep_files()
        await self.switch_mode(mode)
        self._keep_place()

    def _keep_place(self) -> None:
        keep_place(self.desk.book.path, Place(self.current_mode, self.meeting, self._item))

    # Life

    async def on_mount(self) -> None:
        """Set the keys, watch for the end of the line, and for what other sessions do."""
        self.set_keymap(self.keymap)
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP):
            # Without a handler a dropped line would end the app before a word is saved.
            loop.add_signal_handler(number, self._line_dropped)
        self.set_interval(LISTEN, self._listen)
        self.set_interval(1.0, self._tick)
        if self.person.problem:
            self.book_screen.say(self.person.problem, "warning")
        self.book_screen.do(offer_rescued(self.book_screen, self.rescue))

    def _meeting_in_hand(self, book: Book, kept: str | None) -> str | None:
        """The meeting kept, if it is still there, else one that is open or next."""
        known = meetings(book)
        if kept in {each.key for each in known}:
            return kept
        self._item = None
        running = [each for each in known if each.state == "open"]
        ahead = [each for each in known if each.state == "planned" and each.day >= self.today()]
        return next((each.key for each in (*running, *ahead, *known[-1:])), None)

    async def _listen(self) -> None:
        """Show what another session has changed."""
        try:
            news = await self.desk.news()
        except BookError:
            return  # the next look, or the next save, will say what is wrong
        if news and self.is_running:
            self.book_screen.do(self.book_screen.reread())

    def _tick(self) -> None:
        if self.is_running:  # as the app closes, its screens lose their parts one by one
            self.book_screen.show_masthead()

    def on_line_dropped(self) -> None:
        """The terminal is gone: out, once what came before has reached the field it is for."""
        (self.focused or self).call_later(self._line_dropped)

    def _line_dropped(self) -> None:
        """SIGTERM or SIGHUP: every word into its file at once, then into the book, then out."""
        for screen in self._book_screens():
            screen.keep_files()
        self._ending = asyncio.ensure_future(self._save_and_exit())

    async def _save_and_exit(self) -> None:
        try:
            # What the book does not take now is in its file; nobody waits for a lock any more.
            await self.desk.ask(Book.hurry)
            for screen in self._book_screens():
                await screen.flush()
        finally:
            self.exit(return_code=0)

    def _handle_exception(self, error: Exception) -> None:
        """A fault of ours: keep the words, and leave the telling to whoever started the app.

        The stock handler prints a traceback, which helps no officer in a meeting.
        """
        self._return_code = 1
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        for screen in self._book_screens():
            screen.keep_files()
        self._close_messages_no_wait()

    async def on_event(self, event: events.Event) -> None:
        """Keys come one by one, each where the one before it led."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            await self.ahead.take(event)
        else:
            await super().on_event(event)

    def _book_screens(self) -> Iterable[BookScreen]:
        for stack in self._screen_stacks.values():
            for screen in stack:
                if isinstance(screen, BookScreen) and screen.is_mounted:
                    yield screen

    # Commands of every screen

    def action_help(self) -> None:
        """What every key does here."""
        page = help_page(list(self.book_screen.commands_here()), self.keymap)
        self.push_screen(SheetScreen(f"Keys: {self.book_screen.TITLE_WORD}", page))

    def action_board(self) -> None:
        """The board screen."""
        self.show_mode("board")

    def action_minutes(self) -> None:
        """The minutes screen."""
        self.show_mode("minutes")

    def action_attendance(self) -> None:
        """The attendance screen."""
        self.show_mode("attendance")

    def action_risks(self) -> None:
        """The risks screen."""
        self.show_mode("risks")

    def action_people(self) -> None:
        """The people screen."""
        self.show_mode("people")

    def action_palette(self) -> None:
        """Find a command by its name."""
        self.action_command_palette()

    def action_theme(self) -> None:
        """The next theme, for this session."""
        names = [theme.name for theme in THEMES]
        self.theme = names[(names.index(self.theme) + 1) % len(names)]

    def action_undo(self) -> None:
        """Take back the last change and say what it was."""
        self.book_screen.do(self._undo())

    async def _undo(self) -> None:
        screen = self.book_screen
        if not await screen.flush():
            return
        undone = await self.desk.ask(undo)
        words = await self.desk.ask(batch_told, undone)
        await screen.reread()
        screen.say(f"Undone: {words}.")

    def action_leave(self) -> None:
        """Leave. Everything is already saved; if the book will not take it, say so first."""
        self.book_screen.do(self._leave())

    async def _leave(self) -> None:
        screen = self.book_screen
        if not await screen.flush():
            screen.keep_files()
            answer = await screen.prompt.ask(
                "Not all is saved in the book (the words are in a file). Leave? y or n:"
            )
            if (answer or "").strip().lower()[:1] != "y":
                return
        self.exit(return_code=0)

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """The palette lists our commands, and nothing that is not ours."""
        front = self.book_screen
        for command in front.commands_here():
            if command.id != "app.palette":
                yield SystemCommand(command.name, command.help, self._runner(command.action))

    def _runner(self, action: str) -> Callable[[], None]:
        focused = self.book_screen.focused

        async def run() -> None:
            namespaces = [*(focused.ancestors_with_self if focused else ()), self]
            name = action.partition("(")[0]
            for node in namespaces:
                if hasattr(node, f"action_{name}"):
                    await self.run_action(action, node)
                    return

        def later() -> None:
            self.call_later(run)

        return later

    async def jump(self, screen: BookScreen) -> None:
        """Ask for a number and go there."""
        await jump(self, screen)

    async def ask_time(self, screen: BookScreen, question: str, at: datetime) -> datetime | None:
        """Ask for a time of the meeting's day, offering `at`; ``None`` when left.

        An answer that is no time is asked again, with what was typed.
        """

        def echo(typed: str) -> Sequence[Cell]:
            found = read_time(typed)
            if found is None:
                return [Cell(" write a time: 2.05 pm, 14:05", "warning")]
            return [Cell(f" {spoken(found)}", "success")]

        answer: str | None = spoken(at)
        while True:
            answer = await screen.prompt.ask(question, answer or "", echo=echo, overtype=True)
            if answer is None:
                return None
            if answer == spoken(at):
                return at
            found = read_time(answer)
            if found is not None:
                return datetime.combine(at.date(), found)


def _speaks_unicode() -> bool:
    words = os.environ.get("LC_ALL") or os.environ.get("LC_CTYPE") or os.environ.get("LANG") or ""
    plain = os.environ.get("TERM", "") in ("linux", "vt100", "vt220", "ansi")
    return not plain and ("utf" in words.lower() or not words)


def run_app(book_path: Path, *, today: date | None = None) -> int:
    """Open the book and run the app; returns the exit code.

    Raises:
        BookError: The book cannot be opened.
    """
    person = read_preferences()
    book = Book.open(book_path, person.name)
    remember_book(book_path)
    app = Hwb(book, today=today, person=person)
    # What is loaded by now stays: the collector need never look at it between two keys.
    gc.freeze()
    gc.enable()
    try:
        app.run()
    finally:
        app.desk.close()
    if app._exception is not None:
        raise app._exception
    return app.return_code or 0
