"""The risk log of the sample board, kept as an officer would: rescored, and frozen each quarter."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from board.actions import Leads
from board.clock import long_day
from board.dates import PartialDate, read_partial
from board.names import understand
from board.risks import Assessment
from storage.assessments import assess, insert_assessment
from storage.book import Book
from storage.people import organisations, people
from storage.reviews import freeze_review
from storage.risks import add_risk, close_risk, comment, link
from storage.sample.sittings import content

_QUARTERS = 4


def keep_risks(book: Book, today: date) -> None:
    """Put the risk log in the book: four quarters, and what has happened since."""
    log = _Log(book, today)
    for quarter in range(_QUARTERS + 1):
        day, name = _quarter(today, _QUARTERS - quarter)
        for told in content("risks")["risk"]:
            log.keep(told, quarter, day)
        if quarter < _QUARTERS:
            freeze_review(book, name, day)


class _Log:
    """The log while it is kept."""

    def __init__(self, book: Book, today: date) -> None:
        self._book, self._today = book, today
        self._people, self._bodies = people(book).values(), organisations(book).values()
        self._keys: dict[str, str] = {}
        """Keys of risks by their descriptions."""

    def keep(self, told: Mapping[str, Any], quarter: int, day: date) -> None:
        """What an officer does with one risk in a quarter; 4 is the one that is running."""
        since = told.get("since", 0)
        if quarter == since:
            self._keys[told["description"]] = self._add(told, day)
        if quarter < since or told.get("closed", _QUARTERS) < quarter:
            return
        key = self._keys[told["description"]]
        scores = [*[None] * since, *told["scores"]]
        scores += [None] * (_QUARTERS - len(scores)) + [told.get("now")]
        before = scores[quarter - 1] if quarter > since else None
        if isinstance(scores[quarter], list) and scores[quarter] != before:
            self._rescore(key, told, scores[quarter], quarter, day)
        if told.get("closed") == quarter:
            close_risk(self._book, key, told["closed_why"], day)

    def _add(self, told: Mapping[str, Any], day: date) -> str:
        key = add_risk(
            self._book,
            **{name: told[name] for name in ("ref", "area", "description", "consequence")},
            ref_text=told["ref"],
            controls=told["controls"],
            further_action=told.get("further", ""),
            action_complete=told.get("complete", ""),
            proximity=told.get("proximity", ""),
            owners=self._leads(told["owner"]),
            action_owner=self._leads(told.get("action_owner", "")),
            action_due=self._month(told.get("due", "")),
            review_due=self._day(told["review"]) if "review" in told else PartialDate(),
        )
        for stage in ("original", "target"):
            if told[stage]:
                assess(self._book, key, stage, *told[stage], as_at=_on(day))
        self._tie(key, told)
        if "comment" in told:
            comment(self._book, key, told["comment"], self._today - timedelta(days=9), "Priya Nair")
        return key

    def _rescore(
        self, key: str, told: Mapping[str, Any], score: list[int], quarter: int, day: date
    ) -> None:
        impact, likelihood = score or (None, None)
        name = "now" if quarter == _QUARTERS else str(quarter)
        answer = told.get("response", "treat")
        found = Assessment(
            "",
            "current",
            as_at=_on(day),
            impact=impact,
            likelihood=likelihood,
            score=told.get("score"),
            rated=told.get("rated", ""),
            response=answer or None,
            response_text=answer.capitalize(),
            reason=told.get("why", {}).get(name, ""),
        )
        insert_assessment(self._book, key, found)

    def _tie(self, key: str, told: Mapping[str, Any]) -> None:
        """Link a risk to the minute and the action whose titles begin as told."""
        for table in ("minute", "action"):
            if table in told:
                row = self._book.row(
                    f"SELECT id FROM {table} WHERE substr(title, 1, ?2) = ?1"
                    " AND withdrawn = 0 ORDER BY rowid DESC",
                    (told[table], len(told[table])),
                )
                assert row is not None, told[table]
                link(self._book, key, **{table: row["id"]})

    def _leads(self, text: str) -> Leads:
        return understand(text, self._people, self._bodies)

    def _day(self, days: int) -> PartialDate:
        return _on(self._today + timedelta(days=days))

    def _month(self, due: int | str) -> PartialDate:
        """A target date as boards write it, ``Mar-27``; words stay words."""
        if isinstance(due, str):
            return read_partial(due)
        return read_partial(f"{self._today + timedelta(days=due):%b-%y}")


def _on(day: date) -> PartialDate:
    return PartialDate(long_day(day), day, day)


def _quarter(today: date, back: int) -> tuple[date, str]:
    """The last day of the quarter so many before today's, and its name; 0 is today itself."""
    if not back:
        return today, ""
    months = today.year * 12 + (today.month - 1) // 3 * 3 - 3 * (back - 1)
    day = date(months // 12, months % 12 + 1, 1) - timedelta(days=1)
    # Councils' years begin in April, so that a quarter to December is the third.
    year, number = (day.year, day.month // 3 - 1) if day.month > 3 else (day.year - 1, 4)
    return day, f"Q{number} {year % 100:02}/{(year + 1) % 100:02}"
