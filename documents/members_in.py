"""Members in: a list of the board's seats and who holds them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any, get_type_hints

from board.incoming import MemberRow
from documents.reading import Problem, Reading, quoted
from documents.table import Cells, read_paper, read_table

MEMBER_COLUMNS = {
    "name": ("name", "member", "full name", "member name", "name of member", "board member",
             "holder", "seat holder"),
    "represents": ("represents", "representing", "representative of", "representation", "seat",
                   "seat for", "on behalf of"),
    "voting": ("voting", "vote", "votes", "voting member", "voting rights", "voting status",
               "has a vote"),
    "office": ("office", "office held", "board office"),
    "categories": ("categories", "category", "quorum category", "quorum categories"),
    "substitute": ("substitute", "substitutes", "substitute member", "standing substitute",
                   "named substitute", "sub", "alternate", "deputy"),
    "initials": ("initials",),
    "organisation": ("organisation", "organisations", "organization", "organizations", "org",
                     "employer", "agency"),
    "post": ("post", "post held", "job", "job title", "public office"),
    "from": ("from", "from date", "date from", "start", "start date", "since", "appointed"),
    "to": ("to", "to date", "date to", "end", "end date", "until", "term ends"),
}  # fmt: skip
"""What the columns of a list of members are usually called."""

_ADVICE = {
    "voting": "write yes or no",
    "office": "write chair, co-chair or vice-chair, or leave it blank",
    "from": "write a day such as 2026-05-19 or 19/5/2026",
    "to": "write a day such as 2026-05-19 or 19/5/2026",
}

_VOTING = {
    **dict.fromkeys(("", "yes", "y", "true", "t", "1", "voting", "voting member"), True),
    **dict.fromkeys(("no", "n", "false", "f", "0", "non voting", "nonvoting", "not voting",
                     "non voting member", "associate", "associate member"), False),
}  # fmt: skip

_OFFICE = re.compile(r"(?:(vice|deputy|co|joint) ?)?chair(?:man|woman|person)?")

_NOBODY = re.compile(
    r"\W*(?:vacan(?:t|cy)(?: (?:seat|post|position|place))?|none|n/?a|tb[ac]"
    r"|to be (?:confirmed|appointed|nominated))?\W*",
    re.IGNORECASE,
)
"""What people write where no name is."""


def read_members(path: str | Path) -> Reading[MemberRow]:
    """The seats in the list at `path`, with every wrong row by line and reason.

    Raises:
        ReadingError: the file cannot be read as a list of members at all.
    """
    table = read_table(read_paper(path), MEMBER_COLUMNS, need=("name", "represents"))
    model = _model()
    rows: list[MemberRow] = []
    problems = list(table.problems)
    seen = _Seen()
    for cells in table.rows:
        values = _values(cells)
        reasons = list(_wrong_values(model, values, cells))
        if not reasons:
            row = MemberRow(**values)
            reasons = [*_wrong_row(row), *seen.clashes(row)]
        if reasons:
            problems += [Problem(cells.line, reason) for reason in reasons]
        else:
            rows.append(row)
            seen.add(row)
    problems.sort(key=lambda problem: problem.line)
    return Reading(table.source, tuple(rows), tuple(problems), table.notes + _assumed(table))


def _model() -> Any:
    """`MemberRow` as a strict pydantic model: a value that was not understood is refused."""
    # Imported here because pydantic costs more than the whole start of `hwb status`.
    from pydantic import ConfigDict, create_model

    hints = get_type_hints(MemberRow)
    columns: dict[str, Any] = {field.name: (hints[field.name], ...) for field in fields(MemberRow)}
    return create_model("Member", __config__=ConfigDict(strict=True), **columns)


def _values(cells: Cells) -> dict[str, Any]:
    """The cells as values; what is not understood stays text, for the model to refuse."""
    return {
        "line": cells.line,
        "name": _name(cells["name"]),
        "represents": cells["represents"],
        "voting": _VOTING.get(_plain(cells["voting"]), cells["voting"]),
        "office": _office(cells["office"]),
        "categories": _parts(cells["categories"].lower(), "[;,]"),
        "substitute": _name(cells["substitute"]),
        "initials": cells["initials"],
        "organisations": _parts(cells["organisation"], ";"),
        "post": cells["post"],
        "from_day": _day(cells["from"]),
        "to_day": _day(cells["to"]),
    }


def _wrong_values(model: Any, values: Mapping[str, Any], cells: Cells) -> Iterator[str]:
    from pydantic import ValidationError

    try:
        model.model_validate(values)
    except ValidationError as error:
        for fault in error.errors(include_url=False, include_context=False):
            column = str(fault["loc"][0]).removesuffix("_day")
            yield f"{column} is {quoted(cells[column])}; {_ADVICE[column]}"


def _wrong_row(row: MemberRow) -> Iterator[str]:
    if not row.represents and not row.name:
        yield "the row has no name and no represents; a vacant seat needs what it represents"
    if row.from_day and row.to_day and row.to_day < row.from_day:
        yield f"to ({row.to_day}) is before from ({row.from_day}); check both days"


class _Seen:
    """The good rows so far, to find a seat written twice and a second chair."""

    def __init__(self) -> None:
        self._seats: dict[tuple[str, str], list[MemberRow]] = {}
        self._chairs: list[MemberRow] = []

    def add(self, row: MemberRow) -> None:
        self._seats.setdefault(self._seat(row), []).append(row)
        if row.office == "chair":
            self._chairs.append(row)

    def clashes(self, row: MemberRow) -> Iterator[str]:
        """What `row` contradicts. Rows for times that do not meet contradict nothing."""
        for other in self._seats.get(self._seat(row), ()):
            if _meet(row, other):
                yield (
                    f"{quoted(row.name or 'Vacant')} for {quoted(row.represents)} is already "
                    f"on line {other.line}; remove one, or say how the seats differ"
                )
                return
        for other in self._chairs if row.office == "chair" else ():
            if _meet(row, other):
                yield (
                    f"line {other.line} already has the chair; "
                    f"write co-chair on both if they share it"
                )
                return

    @staticmethod
    def _seat(row: MemberRow) -> tuple[str, str]:
        return _plain(row.name), _plain(row.represents)


def _meet(one: MemberRow, other: MemberRow) -> bool:
    """Whether the two rows hold on some same day; no day given means always."""
    latest_start = max(one.from_day or date.min, other.from_day or date.min)
    return latest_start <= min(one.to_day or date.max, other.to_day or date.max)


def _assumed(table: Reading[Cells]) -> tuple[str, ...]:
    if table.rows and not any("voting" in cells.by_field for cells in table.rows):
        return ("There is no voting column, so every seat was read as voting.",)
    return ()


def _plain(text: str) -> str:
    return " ".join(re.split(r"[\s\-‐‑–]+", text.casefold())).strip()


def _name(text: str) -> str:
    return "" if len(text) < 40 and _NOBODY.fullmatch(text) else text


def _office(text: str) -> str:
    plain = _plain(text)
    if plain == "member":
        return ""
    said = _OFFICE.fullmatch(plain)
    if not said:
        return text
    prefix = {None: "", "vice": "vice-", "deputy": "vice-", "co": "co-", "joint": "co-"}
    return prefix[said[1]] + "chair"


def _parts(text: str, separators: str) -> tuple[str, ...]:
    parts = (part.strip() for part in re.split(separators, text))
    return tuple(dict.fromkeys(filter(None, parts)))


def _day(text: str) -> date | str | None:
    """The day in ISO form or d/m/y (a year of two figures is in this century); else the text."""
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
            return date.fromisoformat(text)
        if said := re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})", text):
            day, month, year = map(int, said.groups())
            return date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        pass  # 31/02/2026 looks like a day and is none: the model refuses the text.
    return text or None
