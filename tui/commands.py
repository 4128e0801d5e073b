"""Everything the program can do, declared once.

A command has an id, a name, a sentence of help and a default key. The key
binding, the line of keys at the foot, the command palette, the help page and
the keymap of a person's settings all read this list, so they cannot disagree.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from textual.binding import Binding, BindingType


@dataclass(frozen=True, slots=True)
class Command:
    """One thing the program can do."""

    id: str
    """``minutes.next_item``: where it belongs, and the action that does it. The name
    under which a person's settings may give it another key."""
    name: str
    """As the palette lists it."""
    help: str
    """A sentence for the help page."""
    key: str = ""
    """The default key; several are separated by commas. Blank: the palette only."""
    hint: str = ""
    """A word or two for the line of keys; blank keeps it off that line."""
    argument: str = ""
    """What the action is called with."""

    @property
    def action(self) -> str:
        """The action a binding or the palette runs."""
        return f"{self.id.split('.')[1]}({self.argument})"


def bindings(commands: Iterable[Command]) -> list[BindingType]:
    """The key bindings of some commands."""
    return [
        Binding(command.key, command.action, command.name, show=False, id=command.id)
        for command in commands
        if command.key
    ]


def key_name(key: str) -> str:
    """A key as people write it: ``ctrl+n`` is ``^N``, ``f2`` is ``F2``."""
    first = key.split(",")[0]
    if first.startswith("ctrl+"):
        return "^" + first[5:].upper()
    named = {
        "question_mark": "?",
        "slash": "/",
        "colon": ":",
        "enter": "Enter",
        "escape": "Esc",
        "less_than_sign": "<",
        "greater_than_sign": ">",
    }
    return named.get(first, first.upper() if first[0] == "f" and first[1:].isdigit() else first)


EVERYWHERE = (
    Command("app.help", "Help", "What every key of this screen does.", "f1,question_mark", "help"),
    Command(
        "app.board",
        "Board",
        "The meetings of the board, and what wants doing.",
        "f2,1",
        "board",
    ),
    Command(
        "app.minutes", "Minutes", "The agenda and the minutes of a meeting.", "f3,2", "minutes"
    ),
    Command(
        "app.attendance",
        "Attendance",
        "The roll call of a meeting, and the year's attendance.",
        "f4,3",
        "attendance",
    ),
    Command("app.risks", "Risks", "The risk log and its matrix.", "f6,5", "risks"),
    Command("app.people", "People", "Members, seats and everybody else.", "f7,6", "people"),
    Command(
        "app.undo",
        "Undo",
        "Take back your last change to the book, and say what it was. "
        "While typing, Ctrl+Z takes back words.",
        "u",
    ),
    Command(
        "app.palette",
        "Command palette",
        "Find any command by its name.",
        "ctrl+p",
    ),
    Command("app.theme", "Next theme", "Dark, light, or high contrast.", "f12"),
    Command("app.leave", "Leave", "Leave hwb. Everything is already saved.", "ctrl+q", "leave"),
)

EVERY_SCREEN = (
    Command(
        "screen.jump",
        "Jump",
        "Jump to a number: m3 a meeting, 57 a minute, A12 an action, R7 a risk.",
        "colon",
    ),
    Command(
        "screen.back",
        "Back",
        "Back: from a question, from the room, from the text to the agenda, to the board. "
        "Never loses text.",
        "escape",
    ),
)

BOARD = (
    Command("board.new", "New meeting", "Make a meeting: day, time, place.", "n", "new"),
    Command(
        "board.edit", "Edit meeting", "Change a meeting's day, time, place or kind.", "e", "edit"
    ),
    Command("board.withdraw", "Withdraw meeting", "Take a meeting off the list; asks why.", "x"),
    Command(
        "board.export", "Papers out", "Write the agenda or the minutes to a file.", "f10", "papers"
    ),
    Command("board.history", "History", "Everything that changed in this meeting.", "h"),
)

AGENDA = (
    Command("agenda.new", "New item", "Add an item to the agenda, after this one.", "n", "new"),
    Command("agenda.edit", "Edit item", "Title, purpose, presenter, report, pages.", "e", "edit"),
    Command("agenda.withdraw", "Withdraw item", "Take an item off the agenda; asks why.", "x"),
    Command("agenda.earlier", "Move item up", "Move this item up the agenda.", "less_than_sign,K"),
    Command(
        "agenda.later", "Move item down", "Move this item down the agenda.", "greater_than_sign,J"
    ),
    Command(
        "agenda.standing",
        "Standing items",
        "Add the board's standing items that are not on this agenda yet.",
        "c",
    ),
    Command(
        "agenda.reset",
        "Withdraw minute",
        "Take back the minute of this item, opened by mistake; its number is free again.",
        "w",
    ),
    Command("agenda.history", "History", "Everything that changed in this item's minute.", "h"),
)

MINUTES = (
    Command(
        "minutes.next_item",
        "Next item",
        "Close this item and open the next; its minute number is allocated. "
        "The first one opens the meeting, the last one closes it.",
        "ctrl+n",
        "next",
    ),
    Command(
        "minutes.resolved",
        "Resolved",
        "Go to Resolved, one clause a line; again, back to Discussion.",
        "ctrl+r",
        "resolved",
    ),
    Command(
        "minutes.take_action",
        "Take an action",
        "In one line: what is to be done @who by when. Enter saves and you are back in the text.",
        "ctrl+t",
        "action",
    ),
    Command(
        "minutes.room",
        "The room",
        "Who is in the room: arrivals, departures, substitutes. Esc goes back to the text.",
        "ctrl+o",
        "room",
    ),
    Command(
        "minutes.phrase",
        "Standing phrase",
        "Put in a sentence the minutes use again and again.",
        "ctrl+g",
        "phrase",
    ),
    Command(
        "minutes.complete_name",
        "Complete a name",
        "Finish the name or initials before the cursor; again for the next one it could be.",
        "ctrl+l",
    ),
    Command("minutes.chair", "Chair", "Say who presides at this meeting (c in the room)."),
    Command(
        "minutes.close",
        "Close or open the meeting",
        "Stamp the start, or the end after a look at what is missing.",
        "f9",
        "open/close",
    ),
    Command(
        "minutes.export",
        "Papers out",
        "Write the agenda or the minutes to a file.",
        "f10",
        "papers",
    ),
)

ROLL = (
    Command("roll.present", "Present", "Mark the member present, or arrived.", "p", "present"),
    Command("roll.apologies", "Apologies", "The member has sent apologies.", "a", "apologies"),
    Command("roll.substitute", "Substitute", "Somebody sits in for the member.", "s", "substitute"),
    Command("roll.left", "Left", "The member has left the meeting, now.", "l", "left"),
    Command("roll.returned", "Returned", "The member is back, now.", "r", "returned"),
    Command(
        "roll.withdrew", "Withdrew", "The member withdrew for this item, for an interest.", "w"
    ),
    Command("roll.remote", "Remote", "The member has joined remotely.", "o"),
    Command(
        "roll.attending",
        "In attendance",
        "Somebody who is no member attends; `for item n` if only for one.",
        "i",
        "in attendance",
    ),
    Command("roll.clear", "Not recorded", "Take the mark back: nothing is claimed.", "delete,z"),
    Command("roll.time", "Time", "Correct the time of this person's last mark.", "t", "time"),
    Command("roll.preside", "In the chair", "This person presides at the meeting.", "c", "chair"),
)

ACTIONS_TAKEN = (
    Command("taken.edit", "Edit action", "Change what, who or when.", "e", "edit"),
    Command("taken.withdraw", "Withdraw action", "Take the action off the list; asks why.", "x"),
    Command("taken.history", "History", "Everything that changed in this action.", "h"),
)

ATTENDANCE = (
    Command(
        "attendance.year",
        "The year",
        "The year as a table of people by meetings; again, back to the roll.",
        "y",
        "year",
    ),
    Command(
        "attendance.meeting", "Next meeting", "Show the roll of the next meeting.", "m", "meeting"
    ),
    Command(
        "attendance.everyone", "All present", "Mark everybody present who has no mark yet.", "P"
    ),
)

PEOPLE = (
    Command("people.new", "New", "Add a person, or a seat when the seats are listed.", "n", "new"),
    Command("people.edit", "Edit", "Change the person, or the seat and who holds it.", "e", "edit"),
    Command(
        "people.seats", "Seats or people", "List the seats, or everybody.", "s,tab", "seats/people"
    ),
    Command("people.withdraw", "Withdraw", "Take the person or seat off the list; asks why.", "x"),
    Command("people.history", "History", "Everything that changed in this record.", "h"),
)

SEATS = (
    Command("seats.earlier", "Move seat up", "Move this seat up the list.", "less_than_sign,K"),
    Command(
        "seats.later", "Move seat down", "Move this seat down the list.", "greater_than_sign,J"
    ),
)

RISKS = (
    Command(
        "risk.rescore",
        "Rescore",
        "Rate the risk anew in one line: 3 4 and the reason. "
        "o 4 5 rates the original, t 2 3 the target.",
        "s",
        "score",
    ),
    Command(
        "risk.respond",
        "Response",
        "What is done about it: tolerate, treat, transfer or terminate. "
        "o or t before it: at the original or the target.",
        "t",
        "respond",
    ),
    Command("risk.new", "New risk", "Add a risk.", "n", "new"),
    Command(
        "risk.edit", "Edit risk", "Every field of the record, and all its ratings.", "e", "edit"
    ),
    Command("risk.close", "Close", "Close the risk, or open it again; asks why.", "x"),
    Command("risk.review", "Review date", "When it is to be looked at again.", "d"),
    Command("risk.comment", "Comment", "A comment, dated today and signed.", "c"),
    Command(
        "risk.link",
        "Link",
        "Tie it to an action that treats it or a minute that discussed it; or untie it.",
        "l",
    ),
    Command(
        "risk.visit",
        "Visit",
        "Go to a minute that discussed it, or where its action was taken.",
        "v",
    ),
    Command("risk.history", "History", "Everything that changed in this risk.", "h"),
)

RISKS_SCREEN = (
    Command(
        "risks.matrix",
        "Matrix",
        "To the matrix and back; Enter on a cell shows its risks, and again all of them.",
        "g",
        "matrix",
    ),
    Command(
        "risks.quarter",
        "Freeze the quarter",
        "Freeze a review of all open risks with the matrix of today, and say what moved.",
        "q",
        "freeze",
    ),
    Command(
        "risks.movement",
        "Movement",
        "What is new, closed, up, down or unchanged since a review, and why.",
        "m",
        "moved",
    ),
    Command("risks.export", "Papers out", "Write the risk log to a file.", "f10", "papers"),
)

FILTER = (
    Command("list.filter", "Filter", "Show only what has the words you type.", "slash", "filter"),
)

ALL = (
    *EVERYWHERE,
    *EVERY_SCREEN,
    *BOARD,
    *AGENDA,
    *MINUTES,
    *ROLL,
    *ACTIONS_TAKEN,
    *ATTENDANCE,
    *PEOPLE,
    *RISKS,
    *RISKS_SCREEN,
    *SEATS,
    *FILTER,
)
"""Every command there is, for the keymap and the documentation."""
