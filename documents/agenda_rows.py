"""What the parts of an agenda are called, and how it speaks of pages."""

from __future__ import annotations

import re

AGENDA_COLUMNS = {
    "title": ("title", "item", "agenda item", "item title", "subject", "topic", "business"),
    "number": ("number", "no", "item", "item no", "item number", "agenda no", "agenda number",
               "agenda item", "agenda item no", "agenda item number"),
    "purpose": ("purpose", "purpose of item", "purpose of report", "the board is asked to",
                "action required", "decision required", "recommendation", "recommendations"),
    "presenter": ("presenter", "presenters", "presented by", "presenting", "presenting officer",
                  "to be presented by"),
    "responsible": ("responsible", "responsible officer", "responsible officers", "lead officer",
                    "lead officers"),
    "author": ("author", "authors", "report author", "report authors", "report by",
               "report from"),
    "report": ("report", "report no", "report number", "report ref", "report reference",
               "paper", "paper no", "paper number"),
    "pages": ("pages", "page", "page no", "page nos", "page number", "page numbers"),
}  # fmt: skip
"""What the parts of an agenda are usually called, as headings or as labels."""

_TO_FOLLOW = re.compile(r"\(?(?:(?:report|paper|pages?|copy) )?to follow\)?\.?", re.IGNORECASE)
_PAGES = re.compile(r"\(?(?:pages?|pp?\.?)\s*(\d[^()]*)\)?", re.IGNORECASE)


def pages_of(text: str) -> tuple[str, bool]:
    """What a page reference says: the pages as printed, and whether they are to follow."""
    if _TO_FOLLOW.fullmatch(text):
        return "", True
    said = _PAGES.fullmatch(text)
    return (said[1].strip() if said else text), False


def is_page_reference(text: str) -> bool:
    """Whether `text` is nothing but ``(Pages 9 - 14)`` or ``To follow``."""
    return bool(_TO_FOLLOW.fullmatch(text) or _PAGES.fullmatch(text))
