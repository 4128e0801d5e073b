"""Names completed in the text: from the people of the meeting first, then of the book."""

from __future__ import annotations

from board.names import complete
from board.record import MeetingRecord
from widgets.editor import Editor


class NameCompletion:
    """One name being completed: each call puts in the next it could be."""

    def __init__(self, editor: Editor, record: MeetingRecord) -> None:
        self._editor = editor
        self._word = editor.word_before_cursor()
        row, column = editor.cursor
        before = editor.text.split("\n")[row][: column - len(self._word)]
        here = {each.person for each in record.room.standings}
        found = complete(self._word, record.people.values())
        ranked = sorted(found, key=lambda person: person.key not in here)
        self._names = [rest_of(person.name, before) for person in ranked]
        self._put = self._word
        self._turn = -1
        self._cursor = editor.cursor

    def goes_on(self, editor: Editor) -> bool:
        """Whether nothing was typed since the last name was put in."""
        return editor is self._editor and editor.cursor == self._cursor

    def next(self) -> str:
        """Put in the next name; returns what to say about it."""
        if not self._names:
            return (
                f"No name in this book begins with “{self._word}”."
                if self._word
                else ("Type the first letters of a name, then Ctrl+L.")
            )
        self._turn = (self._turn + 1) % len(self._names)
        name = self._names[self._turn]
        self._editor.replace_before_cursor(len(self._put), name)
        self._put, self._cursor = name, self._editor.cursor
        more = len(self._names) - 1
        return f"{name}" + (f" · Ctrl+L again: {more} more" if more else "")


def rest_of(name: str, before: str) -> str:
    """What is still to be put in of `name` after the text `before`, which may end in its first
    words: of ``Cllr Joan Whitlock`` after ``thanked Cllr`` it is ``Joan Whitlock``."""
    words = name.split(" ")
    for count in range(len(words) - 1, 0, -1):
        begun = " ".join(words[:count])
        if f" {before}".casefold().endswith(f" {begun} ".casefold()):
            return name[len(begun) + 1 :]
    return name
