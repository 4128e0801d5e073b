"""The keys of the editor: those that editors have had for forty years.

Each has an id, so that a person can give it another key.
"""

from __future__ import annotations

from textual.binding import Binding

_MOTIONS = (
    ("left", "left", "one character left"),
    ("right", "right", "one character right"),
    ("up", "up", "up a line"),
    ("down", "down", "down a line"),
    ("word_left", "ctrl+left", "to the start of the word"),
    ("word_right", "ctrl+right", "to the end of the word"),
    ("line_start", "home", "to the start of the line"),
    ("line_end", "end", "to the end of the line"),
    ("page_up", "pageup", "up a page"),
    ("page_down", "pagedown", "down a page"),
    ("start", "ctrl+home", "to the start of the text"),
    ("end", "ctrl+end", "to the end of the text"),
)

_EDITS = (
    ("newline", "enter,shift+enter,ctrl+j", "newline", "Start a new paragraph or clause"),
    ("erase_left", "backspace,ctrl+h,shift+backspace", "erase('left')", "Delete to the left"),
    ("erase_right", "delete", "erase('right')", "Delete to the right"),
    ("kill_word", "ctrl+w,ctrl+backspace", "kill('word_left')", "Cut the word to the left"),
    ("kill_word_right", "ctrl+delete", "kill('word_right')", "Cut the word to the right"),
    ("kill_end", "ctrl+k", "kill('paragraph_end')", "Cut to the end of the paragraph"),
    ("kill_start", "ctrl+u", "kill('paragraph_start')", "Cut to the start of the paragraph"),
    ("undo", "ctrl+z", "undo", "Undo the last burst of typing"),
    ("redo", "ctrl+y", "redo", "Redo what was undone"),
    ("cut", "ctrl+x", "cut", "Cut the selection"),
    ("copy", "ctrl+c", "copy", "Copy the selection"),
    ("paste", "ctrl+v", "paste", "Paste what was last cut or copied here"),
)


def _selecting(key: str) -> str:
    modifiers, _, name = key.rpartition("+")
    return f"{modifiers}+shift+{name}" if modifiers else f"shift+{name}"


def _binding(name: str, key: str, action: str, sentence: str) -> Binding:
    return Binding(key, action, sentence, show=False, id=f"editor.{name}")


KEYS = [
    *(_binding(name, key, f"move('{name}')", f"Go {words}") for name, key, words in _MOTIONS),
    *(
        _binding(f"select_{name}", _selecting(key), f"move('{name}', True)", f"Select {words}")
        for name, key, words in _MOTIONS
    ),
    _binding("paragraph_start", "ctrl+a", "move('paragraph_start')", "Go to the paragraph's start"),
    _binding("paragraph_end", "ctrl+e", "move('paragraph_end')", "Go to the paragraph's end"),
    *(_binding(*edit) for edit in _EDITS),
]
