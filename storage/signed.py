"""Signed minutes never change: only the signed record is evidence (LGA 1972 Sch 12 para 41)."""

from __future__ import annotations

from storage.book import Book
from storage.errors import Refused


def refuse_if_signed(book: Book, key: str, table: str = "meeting") -> None:
    """Refuse to change what belongs to a meeting whose minutes are signed.

    Args:
        book: The book.
        key: Key of the record to be changed.
        table: Its table: ``meeting``, or one whose records belong to a meeting.

    Raises:
        Refused: They are signed; says how a correction is made.
    """
    meeting = "id" if table == "meeting" else "meeting"
    row = book.row(
        f"SELECT m.state FROM {table} AS t JOIN meeting AS m ON m.id = t.{meeting} WHERE t.id = ?",
        (key,),
    )
    if row is not None and row["state"] == "signed":
        raise Refused(
            "these minutes are signed and cannot be changed; "
            "a correction is a resolution of a later meeting"
        )
