"""What a screen asks of the risk log beside the risks: which come first, and what they hang on."""

from __future__ import annotations

from collections import defaultdict

from storage.book import Book


def first_risks(book: Book, most: int) -> tuple[str, ...]:
    """Keys of so many risks, the open ones first: what is seen before a long log is read."""
    rows = book.rows(
        "SELECT id FROM risk WHERE withdrawn = 0 ORDER BY status = 'closed', number LIMIT ?",
        (most,),
    )
    return tuple(row[0] for row in rows)


def open_treatments(book: Book) -> frozenset[str]:
    """Keys of the actions that treat risks and are not complete."""
    rows = book.rows(
        "SELECT DISTINCT l.action FROM risk_link AS l JOIN action AS a ON a.id = l.action"
        " WHERE a.complete = 0 AND a.withdrawn = 0 AND l.withdrawn = 0"
    )
    return frozenset(row[0] for row in rows)


def risks_of_meeting(book: Book, meeting: str | None) -> dict[str, str]:
    """The risks that each minute of a meeting discussed, or that an action taken in it treats,
    as ``Risks: R7, R9`` by the key of the minute."""
    rows = book.rows(
        "SELECT DISTINCT m.id, r.number FROM minute AS m"
        " LEFT JOIN action AS a ON a.minute = m.id AND a.withdrawn = 0"
        " JOIN risk_link AS l ON (l.minute = m.id OR l.action = a.id) AND l.withdrawn = 0"
        " JOIN risk AS r ON r.id = l.risk AND r.withdrawn = 0"
        " WHERE m.meeting = ? AND m.withdrawn = 0 ORDER BY r.number",
        (meeting,),
    )
    found: dict[str, list[str]] = defaultdict(list)
    for key, number in rows:
        found[key].append(f"R{number}")
    return {key: f"Risks: {', '.join(names)}" for key, names in found.items()}
