"""What must hold between the settings, beyond each being of the right kind.

A place in a list is counted from 1, as people count: ``risk.bands[1]`` is the first band.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from board.quorum import parse_fraction
from board.settings import (
    PLACEHOLDERS,
    MinutesSettings,
    QuorumRule,
    RiskBand,
    RiskSettings,
    Settings,
    StatusSettings,
)


class SettingsError(Exception):
    """Settings that cannot be used. `problems` says what is wrong, each line with its key."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(problems))


def problems(settings: Settings) -> tuple[str, ...]:
    """Everything wrong with `settings`, each as ``key: what is wrong``; empty if all is well."""
    return tuple(_problems(settings))


def check(settings: Settings) -> Settings:
    """`settings` again, if nothing is wrong with them.

    Raises:
        SettingsError: something is.
    """
    if found := problems(settings):
        raise SettingsError(found)
    return settings


def at(path: str, place: int) -> str:
    """The key of the element at `place`, counted from 0, of the list at `path`."""
    return f"{path}[{place + 1}]"


def _problems(settings: Settings) -> Iterator[str]:
    yield from _filled("board.name", [settings.board.name])
    yield from _bodies(settings)
    yield from _meeting(settings)
    yield from _quorum(settings.quorum)
    yield from _notice(settings)
    yield from _minutes(settings.minutes)
    yield from _distinct("phrases", "name", [phrase.name for phrase in settings.phrases])
    for place, phrase in enumerate(settings.phrases):
        yield from _braces(f"{at('phrases', place)}.text", phrase.text, PLACEHOLDERS)
    yield from _status(settings.status)
    yield from _risk(settings.risk)


def _bodies(settings: Settings) -> Iterator[str]:
    if not settings.bodies:
        yield "bodies: name at least one"
    yield from _distinct("bodies", "key", [body.key for body in settings.bodies])
    yield from _filled("bodies", [body.name for body in settings.bodies], "name")
    runs = [run.key for run in settings.minutes.series]
    for place, body in enumerate(settings.bodies):
        yield from _one_of(f"{at('bodies', place)}.series", body.series, runs)


def _meeting(settings: Settings) -> Iterator[str]:
    meeting = settings.meeting
    if not re.fullmatch(r"([01][0-9]|2[0-3]):[0-5][0-9]", meeting.starts):
        yield f'meeting.starts: "{meeting.starts}" is no time; write it like 14:00'
    yield from _one_of("meeting.kind", meeting.kind, ("public", "private"))
    titles = [item.title for item in meeting.standing_items]
    yield from _filled("meeting.standing_items", titles, "title")


def _quorum(rule: QuorumRule) -> Iterator[str]:
    yield from _at_least("quorum.minimum", rule.minimum, 0)
    yield from _one_of("quorum.basis", rule.basis, ("all seats", "filled seats", "voting seats"))
    if rule.fraction.strip():
        try:
            parse_fraction(rule.fraction)
        except ValueError as reason:
            yield f"quorum.fraction: {reason}"
    categories = [condition.category for condition in rule.conditions]
    yield from _distinct("quorum.conditions", "category", categories)
    for place, condition in enumerate(rule.conditions):
        yield from _at_least(f"{at('quorum.conditions', place)}.at_least", condition.at_least, 1)


def _notice(settings: Settings) -> Iterator[str]:
    notice = settings.notice
    yield from _at_least("notice.clear_days", notice.clear_days, 0)
    if notice.clear_days > 366:
        yield "notice.clear_days: 366 at most"
    modes = ("working", "sunday_bank_holiday", "calendar")
    yield from _one_of("notice.counting", notice.counting, modes)
    for place, day in enumerate(notice.closed_days):
        if not _is_day(day):
            yield f'{at("notice.closed_days", place)}: "{day}" is no day; write it like 2026-12-24'


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _minutes(minutes: MinutesSettings) -> Iterator[str]:
    yield from _one_of("minutes.style", minutes.style, ("headed", "columns"))
    yield from _one_of("minutes.clauses", minutes.clauses, ("numbers", "letters", "none"))
    yield from _one_of("minutes.election", minutes.election, ("first item", "own item"))
    yield from _braces("minutes.resolution", minutes.resolution, ("board",))
    yield from _braces("minutes.election_resolved", minutes.election_resolved, ("name",))
    if not minutes.series:
        yield "minutes.series: name at least one"
    yield from _distinct("minutes.series", "key", [run.key for run in minutes.series])
    for place, run in enumerate(minutes.series):
        path = at("minutes.series", place)
        yield from _format(f"{path}.format", run.format)
        yield from _one_of(f"{path}.scope", run.scope, ("forever", "municipal year", "meeting"))
        yield from _at_least(f"{path}.first", run.first, 1)


def _format(path: str, form: str) -> Iterator[str]:
    """Without ``{n}`` two minutes would print alike; a paragraph's number comes last."""
    yield from _braces(path, form, ("n", "yy", "para"))
    if "{n}" not in form:
        yield f'{path}: "{form}" must hold {{n}}, the number'
    if "{para}" in form.removesuffix(".{para}"):
        yield f"{path}: {{para}} may only stand at the end, as .{{para}}"


def _status(key: Sequence[StatusSettings]) -> Iterator[str]:
    yield from _distinct("status", "word", [status.word for status in key])
    yield from _distinct("status", "key", [status.key for status in key], blanks=True)
    for place, status in enumerate(key):
        path = at("status", place)
        yield from _one_character(f"{path}.key", status.key)
        yield from _marks(path, status)


def _marks(path: str, marked: StatusSettings | RiskBand) -> Iterator[str]:
    yield from _one_character(f"{path}.shape", marked.shape)
    yield from _one_character(f"{path}.ascii", marked.ascii)
    if not marked.ascii.isascii():
        yield f'{path}.ascii: "{marked.ascii}" is not an ASCII character'


def _risk(risk: RiskSettings) -> Iterator[str]:
    yield from _one_of("risk.first", risk.first, ("impact", "likelihood"))
    for name, levels in (("impact", risk.impact_levels), ("likelihood", risk.likelihood_levels)):
        if not 3 <= len(levels) <= 6:
            yield f"risk.{name}_levels: name three to six levels"
        yield from _distinct(f"risk.{name}_levels", "", levels)
    yield from _distinct("risk.bands", "name", [band.name for band in risk.bands])
    for place, band in enumerate(risk.bands):
        yield from _marks(at("risk.bands", place), band)
    yield from _overlaps(risk.bands)
    yield from _cells(risk)
    yield from _uncovered(risk)


def _overlaps(bands: Sequence[RiskBand]) -> Iterator[str]:
    for place, band in enumerate(bands):
        path = at("risk.bands", place)
        if band.start > band.to:
            yield f"{path}.to: {band.to} is below from, {band.start}"
        for other in bands[:place]:
            if other.start <= band.start <= other.to:
                yield f'{path}.from: {band.start} overlaps "{other.name}"'
            elif band.start <= other.start <= band.to:
                yield f'{path}.to: {band.to} overlaps "{other.name}"'


def _cells(risk: RiskSettings) -> Iterator[str]:
    for place, cell in enumerate(risk.cells):
        path = at("risk.cells", place)
        yield from _one_of(f"{path}.band", cell.band, [band.name for band in risk.bands])
        for name, level, levels in (
            ("impact", cell.impact, risk.impact_levels),
            ("likelihood", cell.likelihood, risk.likelihood_levels),
        ):
            if not 1 <= level <= len(levels):
                yield f"{path}.{name}: {level} is not one of the levels 1 to {len(levels)}"
        for earlier, other in enumerate(risk.cells[:place]):
            if (other.impact, other.likelihood) == (cell.impact, cell.likelihood):
                yield f"{path}: the same cell as {at('risk.cells', earlier)}"


def _uncovered(risk: RiskSettings) -> Iterator[str]:
    """Every cell of the matrix needs a band, by its score or by itself."""
    own = {(cell.impact, cell.likelihood) for cell in risk.cells}
    scores = {
        impact * likelihood
        for impact in range(1, len(risk.impact_levels) + 1)
        for likelihood in range(1, len(risk.likelihood_levels) + 1)
        if (impact, likelihood) not in own
    }
    for score in sorted(scores):
        if not any(band.start <= score <= band.to for band in risk.bands):
            yield f"risk.bands: no band holds the score {score}"


def _one_of(path: str, value: str, allowed: Iterable[str]) -> Iterator[str]:
    if value not in (choices := list(allowed)):
        yield f'{path}: "{value}" is not one of {", ".join(choices) or "(none named)"}'


def _at_least(path: str, value: int, least: int) -> Iterator[str]:
    if value < least:
        yield f"{path}: {value} is below {least}"


def _filled(path: str, values: Sequence[str], name: str = "") -> Iterator[str]:
    for place, value in enumerate(values):
        if not value.strip():
            yield f"{f'{at(path, place)}.{name}' if name else path}: must not be blank"


def _distinct(path: str, name: str, values: Sequence[str], blanks: bool = False) -> Iterator[str]:
    """No two alike, capitals or not; `name` is the field of a list of sections."""
    seen: dict[str, int] = {}
    for place, value in enumerate(values):
        key = f"{at(path, place)}.{name}".rstrip(".")
        if not value.strip():
            if not blanks:
                yield f"{key}: must not be blank"
            continue
        first = seen.setdefault(value.strip().casefold(), place)
        if first != place:
            yield f'{key}: "{value}" is already {at(path, first)}'


def _one_character(path: str, text: str) -> Iterator[str]:
    if len(text) > 1:
        yield f'{path}: "{text}" is more than one character'


def _braces(path: str, text: str, known: Sequence[str]) -> Iterator[str]:
    """A misspelt placeholder would be printed as it is, so only those known may stand in braces."""
    for name in re.findall(r"\{(\w*)\}", text):
        if name not in known:
            usable = ", ".join(f"{{{word}}}" for word in known)
            yield f"{path}: {{{name}}} is not known here; use {usable}"
