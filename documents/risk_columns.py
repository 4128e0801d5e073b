"""What the columns of a risk log are called, and what each one holds."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from board.dates import read_partial
from board.risk_rows import RISK_FIELDS, STAGE_FIELDS, ColumnUse
from board.risks import STAGES
from board.scoring import read_rating
from board.settings import RiskSettings
from documents.headings import Header
from documents.reading import ReadingError, quoted
from documents.table import heading_key

_NAMES = {
    "ref": ("risk ref", "ref", "risk reference", "reference", "risk id", "id", "risk no",
            "risk number", "ref no", "reference no", "reference number", "risk code", "no",
            "number", "uid"),
    "area": ("area", "risk area", "link to health protection area", "theme", "directorate",
             "service", "service area", "workstream", "category", "risk category", "programme",
             "priority", "objective", "strategic objective", "linked objective", "department",
             "team", "risk type", "type"),
    "description": ("risk description", "description", "description of risk",
                    "description of the risk", "risk event", "risk title", "title", "risk name",
                    "risk", "risks", "the risk", "cause event effect"),
    "consequence": ("consequence", "consequences", "consequences impact", "consequence impact",
                    "impact consequence", "impact consequences", "effect", "effects",
                    "potential impact", "potential consequences", "impact description",
                    "risk consequence", "risk consequences", "result", "impact"),
    "owners": ("risk owner", "owner", "owners", "risk owners", "risk lead", "lead", "lead officer",
               "responsible officer", "accountable officer", "responsible", "accountable",
               "assigned to", "owned by", "risk manager", "lead director"),
    "controls": ("controls", "controls in place", "current controls", "existing controls",
                 "key controls", "control measures", "controls and assurances",
                 "mitigation in place", "mitigations in place", "mitigation", "mitigations",
                 "mitigating actions", "existing mitigation", "internal controls"),
    "further_action": ("further action", "further actions", "further action required",
                       "further actions required", "further action additional controls",
                       "additional controls", "action required", "actions required",
                       "planned actions", "actions planned", "future actions", "action plan",
                       "next steps", "actions", "action"),
    "action_owner": ("action owner", "action owners", "action lead", "owner of action",
                     "action by whom", "by whom", "who"),
    "action_due": ("action target date", "action due", "action due date", "target date",
                   "due date", "due", "action date", "completion date", "target completion date",
                   "implementation date", "deadline", "by when", "when", "timescale",
                   "timescales"),
    "action_complete": ("action complete", "action completed", "actions complete", "complete",
                        "completed", "action done", "done"),
    "proximity": ("proximity", "risk proximity"),
    "review_due": ("review date", "review due", "next review", "next review date",
                   "date of next review", "review by", "risk review date", "due for review"),
    "status": ("status", "risk status", "open closed", "open or closed"),
    "closed_on": ("date closed", "closed on", "closed date", "closure date", "date of closure"),
    "closed_why": ("reason for closure", "reason closed", "closure reason", "why closed",
                   "closed because"),
    "comment": ("comment", "comments", "update", "updates", "progress", "commentary", "narrative",
                "latest position", "progress update", "latest update"),
}  # fmt: skip
"""Field → what its column is usually called, the plainest name first, without "(brackets)"."""

_SPOKEN = (
    ("further_action", r"\b(?:further|additional|planned|required|outstanding|future)\b.*"
                       r"\b(?:actions?|controls?|mitigations?)\b"),
    ("action_due", r"\baction.*\bdate\b|\b(?:target|due|completion) date\b"),
    ("action_owner", r"\baction.*\b(?:owner|lead)\b"),
    ("action_complete", r"\bactions?\b.*\bcompleted?\b"),
    ("controls", r"\b(?:controls?|mitigations?)\b"),
    ("review_due", r"\breview (?:date|due)\b|\bnext review\b"),
    ("comment", r"\b(?:comments?|updates?|progress|commentary)\b"),
    ("description", r"\brisk description\b|\bdescription of\b"),
    ("consequence", r"\b(?:consequences?|effects?)\b"),
    ("owners", r"\b(?:owners?|lead officer)\b"),
    ("area", r"\b(?:link|linked) to\b|\barea\b"),
)  # fmt: skip
"""Field → words that tell it in a longer heading; the first that fits is meant."""

_PARTS = {
    "impact": ("i", "impact", "severity", "s", "consequence", "consequences", "c"),
    "likelihood": ("l", "likelihood", "probability", "p"),
    "score": ("score", "rating", "total", "total score", "r", "grading", "grade", "i x l", "l x i",
              "ixl", "lxi", "s x l", "l x s", "sxl", "lxs", "overall score"),
    "band": ("band", "rag", "rag rating", "rag status", "colour", "level"),
    "rated": ("rating in words",),
    "response": ("response", "risk response", "risk action", "treatment", "approach", "4ts",
                 "4 ts", "4t", "strategy", "management strategy", "decision", "option"),
    "as_at": ("as at", "date", "date assessed", "assessed", "date scored", "assessment date"),
    "reason": ("reason", "rationale", "reason for score", "reason for change", "justification"),
}  # fmt: skip
"""Field of a stage → what it is called, beside the name of its stage."""

_STAGE_WORDS = {
    "original": r"original|initial|inherent|gross|raw|baseline|opening|unmitigated|uncontrolled"
                r"|pre ?mitigation|before (?:controls|mitigation)",
    "current": r"current|residual|net|present|mitigated|managed|post ?mitigation|controlled"
               r"|(?:after|with) (?:controls|mitigation)",
    "target": r"target|desired|planned|tolerance",
}  # fmt: skip
_YEARS = r"\d{2,4}\s?[/-]\s?\d{2,4}"
_QUARTER = re.compile(
    rf"\bq(?:uarter|tr)?\s?[1-4]\b(?:[\s,-]*(?:of |fy)?\s?(?:{_YEARS}|\d{{4}}))?"
    rf"|\b{_YEARS}[\s,-]*q(?:uarter)?\s?[1-4]\b",
    re.IGNORECASE,
)
_REVIEW = re.compile(r"(.+?) review: (.+)", re.DOTALL)
"""How our own headings name a review: ``Q3 16/17 review: impact``."""
_AS_AT = re.compile(r"\(?\bas (?:at|of)\s+([^()]+)\)?\s*$", re.IGNORECASE)
_NOTE = "Note: "
"""What our own headings put before that of a note which would be taken for something else."""
_FOUR_TS = {"tolerate", "treat", "transfer", "terminate"}


@dataclass(frozen=True, slots=True)
class _Stage:
    """What a heading says of a stage, and what is left of it without that."""

    stage: str
    name: str
    rest: str


def is_known(text: str) -> bool:
    """Whether `text` is a heading of a risk log."""
    key = _key(text)
    return bool(_named(key) or (_part(_stage(text).rest) and (_stage(text).stage or len(key) < 20)))


def is_group(text: str) -> bool:
    """Whether `text` names a stage: ``Original Risk Score``, ``Q3 16/17``."""
    return bool(_stage(text).stage)


def as_at(use: ColumnUse) -> str:
    """The day that the headings of a column give to its stage: ``(as at 01/04/2016)``."""
    found = (_AS_AT.search(heading) for heading in use.headings)
    return next((each[1].strip() for each in found if each), "")


def without_as_at(heading: str) -> str:
    """`heading` without the day it gives."""
    return _AS_AT.sub("", heading).strip()


def note_heading(name: str) -> str:
    """A heading under which a note called `name` is read again as that note."""
    plain = _claim((name,), None, {}, 0)[1] == ColumnUse((name,), "note", name=name)
    return name if plain else f"{_NOTE}{name}"


def column_uses(
    header: Header,
    columns: Sequence[Sequence[str]],
    mapping: Mapping[str, str],
    matrix: RiskSettings,
) -> tuple[ColumnUse | None, ...]:
    """What each column holds; ``None`` for one that is quite empty.

    Where two columns claim one field, the plainer heading has it and the other is a note.

    Args:
        header: the header.
        columns: the cells under each heading.
        mapping: heading → what it means, over the usual names (see `meaning`).
        matrix: for the board's own names of the axes.
    """
    given = {heading_key(heading): value for heading, value in mapping.items()}
    axes = {_key(matrix.impact): "impact", _key(matrix.likelihood): "likelihood"}
    alone = [_key(headings[0]) for headings in header.headings if len(headings) == 1]
    bare = any("likelihood" in (axes.get(key), _part(key)) for key in alone)
    claims: list[tuple[int, ColumnUse] | None] = []
    before: ColumnUse | None = None
    for at, (headings, cells) in enumerate(zip(header.headings, columns, strict=True)):
        if not any(headings) and not any(cells):
            claims.append(None)
            continue
        claim = _given(headings, given) or _claim(headings, before, axes, at)
        if bare and claim[1].field == "consequence" and _figures(headings[-1], cells):
            claim = 1, ColumnUse(headings, "impact")
        if claim[1].stage:
            before = claim[1]
        claims.append(claim)
    return tuple(_settled(_staged(claims), columns))


def meaning(value: str, headings: tuple[str, ...]) -> ColumnUse:
    """What a mapping says: ``owners``, ``current impact``, ``review Q3 16/17 score``, ``note``.

    Raises:
        ReadingError: it says nothing that a column can hold.
    """
    words = value.split()
    if value in RISK_FIELDS:
        kept = {"comment": headings[-1], "note": _joined(headings)}
        return ColumnUse(headings, value, name=kept.get(value, ""))
    if len(words) > 1 and words[0] in STAGES and words[-1] in STAGE_FIELDS:
        return ColumnUse(headings, words[-1], words[0], " ".join(words[1:-1]))
    raise ReadingError(
        f"The mapping says {quoted(value)}, which no column can hold; write one of "
        f"{', '.join(RISK_FIELDS)}, or a stage and one of {', '.join(STAGE_FIELDS)}."
    )


def _given(headings: tuple[str, ...], given: Mapping[str, str]) -> tuple[int, ColumnUse] | None:
    for key in (heading_key(" ".join(headings)), heading_key(headings[-1])):
        if key and key in given:
            return -1, meaning(given[key], headings)
    return None


def _claim(
    headings: tuple[str, ...],
    before: ColumnUse | None,
    axes: Mapping[str, str],
    at: int,
) -> tuple[int, ColumnUse]:
    """How plainly a column is called what it seems to hold (0 is plainest), and that."""
    own = headings[-1]
    if own.startswith(_NOTE):
        return 0, ColumnUse(headings, "note", name=own.removeprefix(_NOTE))
    key, said = _key(own), _stage(own)
    over = _stage(headings[0]) if len(headings) > 1 else _Stage("", "", "")
    part = axes.get(said.rest) or _part(said.rest) or _part(key)
    rank, name = _named(key) or (0, "")
    if over.stage and part and not said.stage:
        return 0, ColumnUse(headings, part, over.stage, over.name)
    if name:
        return rank, ColumnUse(headings, name, name=own if name == "comment" else "")
    if said.stage and not said.rest:
        return 0, ColumnUse(headings, "score", said.stage, said.name)
    if said.stage and part:
        return 0, ColumnUse(headings, part, said.stage, said.name)
    if part and part != "as_at":
        near = before if part in ("response", "reason") else None
        return 1, ColumnUse(headings, part, near.stage if near else "", near.name if near else "")
    spoken = next((field for field, words in _SPOKEN if re.search(words, key)), "note")
    kept = {"comment": own, "note": _joined(headings) or f"Column {at + 1}"}
    return 100, ColumnUse(headings, spoken, name=kept.get(spoken, ""))


def _staged(claims: Sequence[tuple[int, ColumnUse] | None]) -> list[tuple[int, ColumnUse] | None]:
    """Give figures under no stage the one that is missing: current, or original beside current."""
    stages = {claim[1].stage for claim in claims if claim}
    stage = "original" if "current" in stages and "original" not in stages else "current"
    return [
        (claim[0], replace(claim[1], stage=stage))
        if claim and claim[1].field in STAGE_FIELDS and not claim[1].stage
        else claim
        for claim in claims
    ]


def _settled(
    claims: Sequence[tuple[int, ColumnUse] | None], columns: Sequence[Sequence[str]]
) -> list[ColumnUse | None]:
    best: dict[tuple[str, str, str], int] = {}
    for at, claim in enumerate(claims):
        if claim and (rival := best.setdefault(_what(claim[1]), at)) != at:
            first = claims[rival]
            if first and claim[0] < first[0]:
                best[_what(claim[1])] = at
    with_impact = {use.stage + use.name for _, use in filter(None, claims) if use.field == "impact"}
    settled: list[ColumnUse | None] = []
    for at, claim in enumerate(claims):
        use = claim[1] if claim else None
        if use and use.field not in ("comment", "note") and best[_what(use)] != at:
            use = ColumnUse(use.headings, "note", name=_joined(use.headings))
        if use and use.field == "score" and use.stage + use.name not in with_impact:
            pairs = (read_rating(cell, RiskSettings()).impact for cell in columns[at])
            use = replace(use, field="rating") if any(pairs) else use
        settled.append(use)
    return settled


def _what(use: ColumnUse) -> tuple[str, str, str]:
    return use.field, use.stage, use.name


def _joined(headings: tuple[str, ...]) -> str:
    return " – ".join(dict.fromkeys(filter(None, headings)))


def _figures(heading: str, cells: Sequence[str]) -> bool:
    """Whether ``Impact``, beside a likelihood, is the level and no sentence."""
    filled = [cell for cell in cells if cell]
    figures = sum(bool(re.match(r"\d{1,2}(?!\d)", cell)) for cell in filled)
    return _part(_key(heading)) == "impact" and 2 * figures > len(filled)


def _key(heading: str) -> str:
    """A heading as it is compared; ``#`` is a way to write "number"."""
    return "no" if heading.strip() == "#" else heading_key(without_as_at(heading))


def _named(key: str) -> tuple[int, str] | None:
    """The field called `key`, and how plainly."""
    return next(
        ((names.index(key), field) for field, names in _NAMES.items() if key in names), None
    )


def _part(rest: str) -> str:
    """The field of a stage that is called `rest`; blank for none."""
    if len(_FOUR_TS.intersection(rest.split())) > 1:
        return "response"
    bare = re.sub(r"^(?:risk|the|of) | (?:score|rating|level)$|^score (?=.)", "", rest)
    return next(
        (field for text in (rest, bare) for field, names in _PARTS.items() if text in names), ""
    )


def _stage(heading: str) -> _Stage:
    text = without_as_at(heading)
    if found := _REVIEW.fullmatch(text):
        return _Stage("review", " ".join(found[1].split()), heading_key(found[2]))
    if found := _QUARTER.search(text):
        return _Stage("review", " ".join(found[0].split()), _bare(text.replace(found[0], " ")))
    key = heading_key(text)
    for stage, words in _STAGE_WORDS.items():
        if re.search(rf"\b(?:{words})\b", key):
            return _Stage(stage, "", _bare(re.sub(rf"\b(?:{words})\b", " ", key)))
    day = re.sub(r"\b(?:risk|score|rating|review|assessment|position)s?\b", " ", text, flags=re.I)
    if read_partial(day.strip()).latest:
        return _Stage("review", " ".join(day.split()), _bare(text.replace(day.strip(), " ")))
    return _Stage("", "", key)


def _bare(text: str) -> str:
    key = heading_key(text)
    return "" if key in ("risk", "risks", "assessment", "review", "position") else key
