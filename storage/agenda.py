"""Agendas: items of business in order."""

from __future__ import annotations

from typing import Any

from board.meetings import AgendaItem
from storage.book import Book
from storage.errors import Refused
from storage.signed import refuse_if_signed

_FIELDS = ("number", "purpose", "presenter", "responsible", "author", "report", "pages")


def agenda(book: Book, meeting: str) -> tuple[AgendaItem, ...]:
    """The items of a meeting in order."""
    return tuple(
        AgendaItem(**{**row, "to_follow": bool(row["to_follow"])})
        for row in book.rows(
            f"SELECT id AS key, meeting, position, title, {', '.join(_FIELDS)}, to_follow"
            " FROM agenda_item WHERE meeting = ? AND withdrawn = 0 ORDER BY position, rowid",
            (meeting,),
        )
    )


def add_item(
    book: Book, /, meeting: str, title: str, *, before: str | None = None, **values: Any
) -> str:
    """Add an item at the end of an agenda, or before another; returns its key.

    Args:
        book: The book.
        meeting: Key of the meeting.
        title: The title.
        before: Key of the item it goes before.
        values: ``purpose``, ``presenter``, ``responsible``, ``author``, ``report``,
            ``pages``, ``number`` (as printed) and ``to_follow``.
    """
    record: dict[str, Any] = dict.fromkeys(_FIELDS, "")
    record |= {"meeting": meeting, "title": title, "to_follow": False} | values
    with book.writing():
        refuse_if_signed(book, meeting)
        order = [item.key for item in agenda(book, meeting)]
        key = book.insert("agenda_item", {**record, "position": len(order) + 1})
        order.insert(order.index(before) if before in order else len(order), key)
        _renumber(book, meeting, order)
    return key


def change_item(book: Book, /, item: str, **values: Any) -> None:
    """Change fields of an item. A minute already opened keeps its own title."""
    with book.writing():
        refuse_if_signed(book, item, "agenda_item")
        book.update("agenda_item", item, values)


def move_item(book: Book, meeting: str, item: str, by: int) -> None:
    """Move an item `by` places down (or up, when negative), as far as the agenda goes."""
    with book.writing():
        refuse_if_signed(book, meeting)
        order = [one.key for one in agenda(book, meeting)]
        if item not in order:
            raise Refused("that item is no longer on the agenda")
        at = order.index(item)
        order.insert(max(0, min(len(order) - 1, at + by)), order.pop(at))
        _renumber(book, meeting, order)


def withdraw_item(book: Book, item: str, why: str) -> None:
    """Take an item off the agenda, with the reason."""
    with book.writing(why):
        refuse_if_signed(book, item, "agenda_item")
        book.withdraw("agenda_item", item)


def _renumber(book: Book, meeting: str, order: list[str]) -> None:
    now = {item.key: item.position for item in agenda(book, meeting)}
    for position, key in enumerate(order, 1):
        if now[key] != position:
            book.update("agenda_item", key, {"position": position})
