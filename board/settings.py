"""The settings of a board: names, rules and house style, as plain values.

`hwb.toml` is their human form; a book keeps its own copy. Their shape is
declared here once. What cannot be said by types alone is in
`board.settings_check`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar


def written(name: str) -> str:
    """A field's name in hwb.toml: ``from`` cannot be a name in Python."""
    return "from" if name == "start" else name


class Section:
    """A table of hwb.toml. What is read into one at the door may hold no other keys."""

    __slots__ = ()
    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid", "alias_generator": written}


@dataclass(frozen=True, slots=True)
class BodySettings(Section):
    """One body that meets: the board itself, or a sub-group of it."""

    key: str
    name: str
    short: str = ""
    series: str = "main"
    """Which minute-number series its minutes run on in."""


@dataclass(frozen=True, slots=True)
class BoardSettings(Section):
    """Whose board this is."""

    name: str = "Health and Wellbeing Board"
    council: str = ""
    officer: str = ""
    """Name and contact line printed at the foot of the minutes."""


@dataclass(frozen=True, slots=True)
class QuorumCondition(Section):
    """At least so many present from one category."""

    category: str
    at_least: int = 1
    called: str = ""
    """What the minutes call such a member: ``elected member of the council``; blank: the
    category's own word."""


@dataclass(frozen=True, slots=True)
class QuorumRule(Section):
    """When a meeting may do business: `need = max(minimum, ceil(fraction × basis))`,
    and every condition as well. Standing orders; for full council a quarter of
    the whole number (LGA 1972 Sch 12 para 6)."""

    minimum: int = 0
    """At least this many; 0 leaves the number to ``fraction``."""
    fraction: str = ""
    """Part of the basis, written ``1/4``; blank for none."""
    basis: str = "voting seats"
    """``all seats``, ``filled seats`` or ``voting seats``."""
    substitutes: bool = True
    """Whether substitutes count."""
    non_voting: bool = False
    """Whether members without a vote count."""
    remote: bool = False
    """Whether members who join remotely count."""
    withdrawn: bool = False
    """Whether a member who withdrew for an interest still counts for that item."""
    conditions: tuple[QuorumCondition, ...] = ()


@dataclass(frozen=True, slots=True)
class NoticeSettings(Section):
    """When the agenda must be published (LGA 1972 s.100A(6), s.100B)."""

    clear_days: int = 5
    counting: str = "working"
    """``working``, ``sunday_bank_holiday`` or ``calendar``."""
    closed_days: tuple[str, ...] = ()
    """Days the council is shut, as ISO dates."""


@dataclass(frozen=True, slots=True)
class SeriesSettings(Section):
    """A run of minute numbers."""

    key: str = "main"
    format: str = "{n}"
    """How a number prints: ``{n}``, ``{n}/{yy}``; ``{n}.{para}`` numbers each
    paragraph of a minute."""
    scope: str = "forever"
    """``forever``, ``municipal year`` or ``meeting``: when it starts again at 1."""
    first: int = 1
    """The first number this book uses in a series that runs forever."""


@dataclass(frozen=True, slots=True)
class MinutesSettings(Section):
    """The house style of the minutes."""

    style: str = "headed"
    """``headed`` (number and title as a heading) or ``columns`` (number, title, text); the
    agenda is laid out so too."""
    clauses: str = "numbers"
    """``numbers`` 1. 2. 3., ``letters`` a) b) c), or ``none``. A single clause has no label."""
    resolution: str = "Resolved"
    """The words above the clauses; ``{board}`` becomes the board's name."""
    election: str = "first item"
    """Where the election of a chair is recorded when neither chair nor vice-chair
    is present: in the ``first item``, or as an ``own item`` before it."""
    election_discussion: str = (
        "In the absence of the chair and vice-chair, nominations were sought for a "
        "member of the Board to chair the meeting."
    )
    election_resolved: str = "That {name} chair the meeting."
    """``{name}`` becomes the person's name with its title: ``Cllr Moss``."""
    no_apologies: str = "There were no apologies for absence."
    series: tuple[SeriesSettings, ...] = (SeriesSettings(),)


@dataclass(frozen=True, slots=True)
class StandingItem(Section):
    """An item on every agenda."""

    title: str
    purpose: str = ""


@dataclass(frozen=True, slots=True)
class MeetingSettings(Section):
    """What a new meeting starts from."""

    starts: str = "14:00"
    """24-hour time."""
    venue: str = ""
    kind: str = "public"
    standing_items: tuple[StandingItem, ...] = ()


PLACEHOLDERS = ("chair", "board", "last_meeting", "next_meeting", "apologies")
"""What a standing phrase can leave to be filled in."""


@dataclass(frozen=True, slots=True)
class Phrase(Section):
    """A sentence the minutes use again and again."""

    name: str
    text: str
    """May hold any of `PLACEHOLDERS` in braces: ``{chair}``."""


@dataclass(frozen=True, slots=True)
class StatusSettings(Section):
    """One word of the status key, printed as a legend on every export."""

    word: str
    meaning: str = ""
    key: str = ""
    """The one letter that sets it: ``r``."""
    colour: str = ""
    """A colour name or #rrggbb. It never stands alone: shape and word go with it."""
    shape: str = ""
    """One character: ``●``."""
    ascii: str = ""
    """The same for poor terminals: ``!``."""
    needs_reason: bool = False
    complete: bool = False
    """Whether an action with this status is finished."""


@dataclass(frozen=True, slots=True)
class RiskBand(Section):
    """A band of the risk matrix, from one score up to the next band."""

    name: str
    start: int
    """Lowest score of the band; written ``from`` in hwb.toml."""
    to: int
    colour: str = ""
    shape: str = ""
    ascii: str = ""


@dataclass(frozen=True, slots=True)
class RiskCell(Section):
    """One cell of the matrix that is not in the band of its score."""

    impact: int
    likelihood: int
    band: str


@dataclass(frozen=True, slots=True)
class RiskSettings(Section):
    """The risk matrix. Default: NHS NPSA 5×5."""

    impact: str = "Impact"
    """What the board calls the first measure: Impact, Severity, Consequence."""
    likelihood: str = "Likelihood"
    first: str = "impact"
    """Which is written first in ``3x4``: ``impact`` or ``likelihood``."""
    impact_levels: tuple[str, ...] = ("negligible", "minor", "moderate", "major", "catastrophic")
    """From 1 up; three to six of them, as of ``likelihood_levels``."""
    likelihood_levels: tuple[str, ...] = (
        "rare",
        "unlikely",
        "possible",
        "likely",
        "almost certain",
    )
    bands: tuple[RiskBand, ...] = (
        RiskBand("low", 1, 3, "green", "○", "."),
        RiskBand("moderate", 4, 6, "yellow", "◔", "-"),
        RiskBand("high", 8, 12, "orange", "◑", "+"),
        RiskBand("extreme", 15, 25, "red", "●", "#"),
    )
    cells: tuple[RiskCell, ...] = ()


def _status_key() -> tuple[StatusSettings, ...]:
    return (
        StatusSettings("Blue", "Completed", "b", "blue", "■", "=", False, True),
        StatusSettings("Green", "In progress and on track", "g", "green", "●", "+"),
        StatusSettings(
            "Amber",
            "In progress but some slippage or issues emerging",
            "a",
            "orange",
            "▲",
            "~",
            True,
        ),
        StatusSettings(
            "Red", "Work not begun, or at risk of not being achieved", "r", "red", "◆", "!", True
        ),
    )


@dataclass(frozen=True, slots=True)
class Settings(Section):
    """Everything a board settles once: the whole of `hwb.toml`."""

    board: BoardSettings = BoardSettings()
    bodies: tuple[BodySettings, ...] = (BodySettings("hwb", "Health and Wellbeing Board", "HWB"),)
    meeting: MeetingSettings = MeetingSettings()
    quorum: QuorumRule = QuorumRule(fraction="1/4")
    notice: NoticeSettings = NoticeSettings()
    minutes: MinutesSettings = MinutesSettings()
    phrases: tuple[Phrase, ...] = ()
    status: tuple[StatusSettings, ...] = field(default_factory=_status_key)
    risk: RiskSettings = RiskSettings()

    def body(self, key: str) -> BodySettings:
        """The body with `key`; the first one if there is none of that name."""
        return next((body for body in self.bodies if body.key == key), self.bodies[0])

    def series(self, key: str) -> SeriesSettings:
        """The minute-number series with `key`; the first one if there is none of that name."""
        runs = self.minutes.series
        return next((run for run in runs if run.key == key), runs[0])
