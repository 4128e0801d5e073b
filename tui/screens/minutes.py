"""Minutes: the agenda down the left, the minute in the middle, the room at the foot."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from textual import on
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.worker import Worker

from board.meetings import AgendaItem, Minute
from board.numbers import clause_labels
from board.record import MeetingRecord
from storage.actions import take_action
from storage.minutes import open_item
from storage.risk_log import risks_of_meeting
from tui.closing import finish, resume
from tui.commands import MINUTES, bindings
from tui.conflicts import settle
from tui.names_typed import NameCompletion
from tui.opening import begin, choose_chair
from tui.panes.agenda import Agenda
from tui.panes.roll import Roll
from tui.panes.taken import Taken
from tui.papers_out import export_papers
from tui.phrases import pick_phrase
from tui.saving import FieldSaver, Leaf
from tui.screens.meeting import MeetingScreen
from tui.taking import ask_action
from widgets.cells import Cell
from widgets.editor import Editor
from widgets.line import Line


class MinutesScreen(MeetingScreen):
    """The live minute: everything a meeting needs without leaving the text."""

    KEYS = MINUTES
    BINDINGS = bindings(MINUTES)
    TITLE_WORD = "Minutes"
    DEFAULT_CSS = """
    MinutesScreen {
        & #side { width: 30; border-right: solid $primary; }
        & #paper { padding: 0; }
        & #discussion { height: 1fr; min-height: 3; padding: 0 1; }
        & #resolved { height: auto; min-height: 3; max-height: 40%; padding: 0 1; }
        & #heading { text-style: bold; }
        & #resolved-heading { background: $panel; }
        & #taken { padding: 0 1; }
        & #room { background: $panel; }
        & #roll { display: none; }
        &.-room #roll { display: block; }
        &.-room #agenda { display: none; }
        &.-room #side { width: 48; }
        &.-wide #side { width: 40; }
        &.-wide.-room #side { width: 56; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self.savers: dict[str, FieldSaver] = {}
        self._risks: Mapping[str, str] = {}  # what each minute says of its risks, by its key
        self._names: NameCompletion | None = None
        self._back: Widget | None = None
        self._arrival: Worker[None] | None = None

    def body(self) -> Iterable[Widget]:
        """Agenda or roll, then the minute, then the room line."""
        with Horizontal():
            with Vertical(id="side"):
                yield Agenda(id="agenda")
                yield Roll(id="roll")
            with Vertical(id="paper"):
                yield Line(id="heading")
                yield Line(id="purpose")
                yield Editor(id="discussion", read_only=True)
                yield Line(id="resolved-heading")
                yield Editor(id="resolved", clause_mode=True, read_only=True)
                yield Taken(id="taken")
        yield Line(id="room")

    def on_mount(self) -> None:
        """Each field has its saver."""
        for field in ("discussion", "resolved"):
            editor = self.query_one(f"#{field}", Editor)
            self.savers[field] = FieldSaver(
                self.hwb.desk, self.hwb.rescue, field, editor, self._save_changed
            )
        super().on_mount()

    # What is shown

    async def reread(self) -> None:
        """Read the meeting again, and which risks its minutes discussed."""
        self._risks = await self.hwb.desk.ask(risks_of_meeting, self.hwb.meeting)
        await super().reread()

    async def first_look(self) -> None:
        """Show the meeting, and go on typing where the typing was."""
        shown = self.savers["discussion"].minute
        await super().first_look()
        minute = self.minute
        # After a page or a question about the same minute the cursor stays where it was.
        if minute is not None and minute.key != shown and minute.closed_at is None:
            self.set_focus(self.query_one("#discussion"))

    @property
    def item(self) -> AgendaItem | None:
        """The item on screen."""
        return self.record.item(self.hwb.item) if self.record else None

    @property
    def minute(self) -> Minute | None:
        """The minute on screen; ``None`` while its item has not been opened."""
        item = self.item
        return self.record.minute_of(item) if self.record and item else None

    def show_record(self, record: MeetingRecord) -> None:
        """Show the meeting; the words being typed are never taken from under the hands."""
        if self.item is None and record.items:
            self.hwb.item = _where_it_stands(record)
        self.query_one(Agenda).show_record(record, self.hwb.item)
        self.query_one(Roll).show_record(record)
        house = record.settings.minutes
        self.query_one("#resolved", Editor).labels = lambda count: clause_labels(
            house.clauses, count
        )
        self.query_one("#resolved-heading", Line).say(
            [Cell(f" {house.resolution.replace('{board}', record.body.name)} ", "strong")],
            [Cell("one clause a line ", "dim")],
        )
        self._show_item()

    def _show_item(self) -> None:
        item, minute, record = self.item, self.minute, self.record
        heading = self.query_one("#heading", Line)
        if item is None or record is None:
            heading.say([Cell(" No agenda yet: n adds an item, c copies the standing items.")])
            return
        number = minute.printed if minute else f"item {record.item_number(item)}"
        title = minute.title if minute else item.title
        state = "" if record.meeting.state in ("planned", "open") else record.meeting.state
        heading.say(
            [Cell(f" {number} ", "accent"), Cell(title, "strong")], [Cell(f" {state} ", "warning")]
        )
        risks = self._risks.get(minute.key, "") if minute else ""
        pages = item.pages and f"pages {item.pages}"
        facts = (risks, item.presenter, item.report, pages, item.purpose)
        words = " · ".join(filter(None, facts)) + (" · report to follow" * item.to_follow)
        self.query_one("#purpose", Line).say([Cell(f" {' '.join(words.split())}", "dim")])
        self.query_one(Taken).show_actions(record, record.actions_of(minute) if minute else ())
        self._show_text("discussion", minute.discussion if minute else "")
        self._show_text("resolved", minute.resolved if minute else "")

    def _show_text(self, field: str, text: str) -> None:
        saver, editor, minute = self.savers[field], self.query_one(f"#{field}", Editor), self.minute
        key = minute.key if minute else None
        if saver.minute != key:
            typed = editor.text if saver.minute is None else ""
            saver.follow(key, text)
            editor.load(text)
            editor.cursor = (text.count("\n"), len(text.rpartition("\n")[2]))
            if typed and key is not None:
                editor.insert(typed)
        elif saver.heard(text):
            editor.load(text, keep_cursor=True)
        signed = self.record is not None and self.record.meeting.state == "signed"
        editor.read_only = minute is None or signed
        if minute is None:
            editor.placeholder = "Ctrl+N opens the next item; Enter in the agenda opens this one."
        elif field == "discussion":
            editor.placeholder = "Discussion: what was said."
        else:
            editor.placeholder = "Ctrl+R comes here: what was resolved."

    # Saving

    @on(Editor.Changed)
    def _typed(self, event: Editor.Changed) -> None:
        self.savers[event.editor.id or ""].key_typed()

    def _save_changed(self, saver: FieldSaver) -> None:
        self.show_masthead()
        if saver.conflict is not None:
            self.do(settle(self, saver, self.query_one(f"#{saver.field}", Editor)))

    async def flush(self) -> bool:
        """Save both fields now; whether every word is in the book."""
        if self._arrival is not None and not self._arrival.is_finished:
            await self._arrival.wait()
        return all([await saver.leave() for saver in self.savers.values()])

    def keep_files(self) -> None:
        """Put unsaved words into plain files, at once."""
        for saver in self.savers.values():
            saver.keep_file()

    def masthead_words(self) -> tuple[Sequence[Cell], Sequence[Cell]]:
        """The meeting, and whether the book holds every word."""
        where, _ = super().masthead_words()
        troubled = [saver for saver in self.savers.values() if saver.problem]
        if troubled:
            saver = troubled[0]
            # First what matters: a path may be longer than the line.
            kept = (
                "The words are kept in a file"
                if saver.file
                else "No disk takes the words, so copy them"
            )
            where_to = f" ({saver.file})" if saver.file else ""
            self.say(f"{kept}; {saver.problem}{where_to}.", "error")
            return where, [Cell(" NOT SAVED ", "error")]
        if any(saver.conflict for saver in self.savers.values()):
            return where, [Cell(" NOT SAVED: two texts ", "error")]
        if any(saver.saving for saver in self.savers.values()):
            return where, [Cell("saving … ", "warning")]
        return where, [Cell("saved ", "success")]

    # From item to item

    @on(Agenda.Chosen, "#agenda")
    def _chosen(self) -> None:
        item = self.query_one(Agenda).current
        if item is not None:
            self._turn_to(item)

    def action_next_item(self) -> None:
        """Close this item and open the next; the first opens the meeting, the last closes it."""
        record = self.record
        if record is None or not record.items:
            self.say("There is no agenda: n adds an item, c copies the standing items.")
            return
        keys = [item.key for item in record.items]
        at = keys.index(self.hwb.item) if self.hwb.item in keys else -1
        if record.meeting.state == "planned":
            self.do(self._begin())
        elif at + 1 < len(keys):
            self._turn_to(record.items[at + 1])
        elif record.meeting.state == "open":
            self.do(finish(self))
        else:
            self.say("That was the last item.")

    async def _begin(self) -> None:
        """The meeting opens: on to its first item, or to the one the election is minuted in."""
        if await begin(self) and self.record is not None:
            self._turn_to(self.item if self.minute and self.item else self.record.items[0])

    def _turn_to(self, item: AgendaItem) -> None:
        """Turn over to another item at once; it is saved, opened and read behind the hands."""
        leaves = {field: saver.turn() for field, saver in self.savers.items()}
        before, self.hwb.item = self.hwb.item, item.key
        if self.record is not None and self.record.meeting.state == "open":
            discussion = self.query_one("#discussion", Editor)
            discussion.read_only = False
            self.set_focus(discussion)
        self._arrival = self.do(self._arrive(item, before, leaves), words_wait=False)

    async def _arrive(
        self, item: AgendaItem, before: str | None, leaves: Mapping[str, Leaf]
    ) -> None:
        """Put the leaves away and show the item; if the book takes them not, turn back."""
        kept = {field: await self.savers[field].put_away(leaf) for field, leaf in leaves.items()}
        if not all(leaf.saved for leaf in kept.values()):
            self.hwb.item = before
            for field, leaf in kept.items():
                self.savers[field].turn_back(leaf)
            return
        if self.record is None:
            return
        if self.record.meeting.state == "planned":
            self.say("The meeting is not open: Ctrl+N or F9 opens it.")
        elif self.record.meeting.state == "open" or self.record.minute_of(item) is None:
            await self.hwb.desk.ask(open_item, item.key, self.hwb.now())
        await self.reread()

    def action_resolved(self) -> None:
        """To Resolved, and back to Discussion."""
        editor = self.query_one("#resolved", Editor)
        self.set_focus(self.query_one("#discussion") if editor.has_focus else editor)

    # Without leaving the text

    def action_take_action(self) -> None:
        """Take an action in one line."""
        self.do(self._take())

    async def _take(self) -> None:
        record, minute = self.record, self.minute
        if record is None or minute is None:
            self.say("Open an item first: an action is tied to its minute.")
            return
        line = await ask_action(self, record, "Action:")
        if line is None:
            return
        number = await self.hwb.desk.ask(
            take_action,
            line.text,
            line.leads,
            line.due,
            meeting=record.meeting.key,
            minute=minute.key,
        )
        await self.reread()
        self.say(f"A{number} taken: {line.text}", "success")

    def action_room(self) -> None:
        """The roll beside the text; again, or Esc, back to the text."""
        roll = self.query_one(Roll)
        if roll.has_focus:
            self.action_back()
            return
        self._back = self.focused
        self.add_class("-room")
        self.set_focus(roll)

    def action_back(self) -> None:
        """Close the question or the room; from the text to the agenda; from there to the board."""
        if self.prompt.asking:
            self.prompt.cancel()
        elif self.has_class("-room"):
            self.remove_class("-room")
            self.set_focus(self._back or self.query_one("#discussion"))
        elif self.focused is not None and self.focused.id != "agenda":
            self.set_focus(self.query_one(Agenda))
        else:
            self.hwb.action_board()

    def action_phrase(self) -> None:
        """Put in a standing phrase."""
        editor = self.focused
        if self.record is not None and isinstance(editor, Editor) and not editor.read_only:
            self.do(pick_phrase(self, self.record, editor))

    def action_complete_name(self) -> None:
        """Finish the name before the cursor; again for the next it could be."""
        editor = self.focused
        if self.record is None or not isinstance(editor, Editor) or editor.read_only:
            return
        if self._names is None or not self._names.goes_on(editor):
            self._names = NameCompletion(editor, self.record)
        self.say(self._names.next())

    def action_chair(self) -> None:
        """Say who presides."""
        if self.record is not None:
            self.do(choose_chair(self, self.record))

    def action_close(self) -> None:
        """Open the meeting, close it, or go on with one closed too early."""
        if self.record is not None:
            step = {"planned": begin, "open": finish}.get(self.record.meeting.state, resume)
            self.do(step(self))

    def action_export(self) -> None:
        """Write the papers to a file."""
        self.do(export_papers(self, self.record))


def _where_it_stands(record: MeetingRecord) -> str:
    """The item a meeting is at: the one open, else the first."""
    opened = [minute for minute in record.minutes if minute.closed_at is None]
    latest = max(opened, key=lambda minute: minute.opened_at or datetime.min, default=None)
    return latest.item if latest else record.items[0].key
