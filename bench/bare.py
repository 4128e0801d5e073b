"""What the app's first paint is compared with: a bare Textual app with one DataTable."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import DataTable

LAST = "row 20"
"""The last words to arrive."""


class Bare(App[None]):
    """Twenty rows of three columns, and nothing else."""

    def compose(self) -> ComposeResult:
        yield DataTable()

    def on_mount(self) -> None:
        table: DataTable[str] = self.query_one(DataTable)
        table.add_columns("one", "two", "three")
        table.add_rows((f"row {n}", "some words", "more words") for n in range(1, 21))


if __name__ == "__main__":
    Bare().run()
