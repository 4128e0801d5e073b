"""The tables of a book, each declared once, as columns.

From these declarations `storage.log` makes the tables and the triggers that
make the change log the spine.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Table:
    """One tracked table: its columns in SQL, and which of them hold prose."""

    name: str
    columns: tuple[str, ...]
    prose: tuple[str, ...] = ()
    """Columns typed at length. They log the span that changed, not the whole text,
    and a burst of typing coalesces into one change."""
    unique: tuple[str, ...] = ()
    """Columns that no two records share."""
    given_back: bool = False
    """Whether a withdrawn record gives its `unique` back to be used again."""
    extra: tuple[str, ...] = ()
    """Indexes."""

    @property
    def fields(self) -> tuple[str, ...]:
        """Column names, without the key and the withdrawn mark."""
        return tuple(column.split()[0] for column in self.columns)


FIRST: tuple[Table, ...] = (
    Table("setting", ("value TEXT NOT NULL",)),
    Table("body", ("name TEXT NOT NULL", "short TEXT NOT NULL", "position INTEGER NOT NULL")),
    Table("organisation", ("name TEXT NOT NULL", "short TEXT NOT NULL")),
    Table(
        "person",
        (
            "name TEXT NOT NULL",
            "initials TEXT NOT NULL",
            "organisation TEXT REFERENCES organisation",
            "post TEXT NOT NULL",
        ),
    ),
    Table(
        "name_form",
        ("person TEXT NOT NULL REFERENCES person", "text TEXT NOT NULL"),
        extra=("CREATE INDEX name_form_person ON name_form(person)",),
    ),
    Table(
        "seat",
        (
            "body TEXT NOT NULL REFERENCES body",
            "position INTEGER NOT NULL",
            "represents TEXT NOT NULL",
            "voting INTEGER NOT NULL",
            "voting_from TEXT",
            "voting_to TEXT",
            "office TEXT NOT NULL",
            "categories TEXT NOT NULL",
            "from_day TEXT",
            "to_day TEXT",
        ),
    ),
    Table(
        "seat_organisation",
        (
            "seat TEXT NOT NULL REFERENCES seat",
            "organisation TEXT NOT NULL REFERENCES organisation",
        ),
    ),
    Table(
        "holding",
        (
            "seat TEXT NOT NULL REFERENCES seat",
            "person TEXT NOT NULL REFERENCES person",
            "role TEXT NOT NULL",
            "from_day TEXT",
            "to_day TEXT",
        ),
        extra=("CREATE INDEX holding_seat ON holding(seat)",),
    ),
    Table(
        "meeting",
        (
            "number INTEGER NOT NULL",
            "body TEXT NOT NULL REFERENCES body",
            "day TEXT NOT NULL",
            "starts TEXT NOT NULL",
            "venue TEXT NOT NULL",
            "kind TEXT NOT NULL",
            "state TEXT NOT NULL",
            "started_at TEXT",
            "ended_at TEXT",
            "presiding TEXT REFERENCES person",
            "quorum_rule TEXT NOT NULL",
        ),
        unique=("number",),
        extra=("CREATE INDEX meeting_day ON meeting(body, day)",),
    ),
    Table(
        "agenda_item",
        (
            "meeting TEXT NOT NULL REFERENCES meeting",
            "position INTEGER NOT NULL",
            "title TEXT NOT NULL",
            "number TEXT NOT NULL",
            "purpose TEXT NOT NULL",
            "presenter TEXT NOT NULL",
            "responsible TEXT NOT NULL",
            "author TEXT NOT NULL",
            "report TEXT NOT NULL",
            "pages TEXT NOT NULL",
            "to_follow INTEGER NOT NULL",
        ),
        extra=("CREATE INDEX agenda_item_meeting ON agenda_item(meeting, position)",),
    ),
    Table(
        "minute",
        (
            "meeting TEXT NOT NULL REFERENCES meeting",
            "item TEXT NOT NULL REFERENCES agenda_item",
            "series TEXT NOT NULL",
            "scope TEXT NOT NULL",
            "number INTEGER",
            "printed TEXT NOT NULL",
            "title TEXT NOT NULL",
            "discussion TEXT NOT NULL",
            "opened_at TEXT",
            "closed_at TEXT",
        ),
        prose=("discussion",),
        unique=("series", "scope", "number"),
        given_back=True,
        extra=(
            "CREATE INDEX minute_meeting ON minute(meeting)",
            "CREATE INDEX minute_item ON minute(item)",
        ),
    ),
    Table(
        "clause",
        (
            "minute TEXT NOT NULL REFERENCES minute",
            "position INTEGER NOT NULL",
            "text TEXT NOT NULL",
        ),
        prose=("text",),
        extra=("CREATE INDEX clause_minute ON clause(minute, position)",),
    ),
    Table(
        "room_event",
        (
            "meeting TEXT NOT NULL REFERENCES meeting",
            "at TEXT NOT NULL",
            "event TEXT NOT NULL",
            "person TEXT NOT NULL REFERENCES person",
            "seat TEXT REFERENCES seat",
            "item TEXT REFERENCES agenda_item",
            "minute TEXT REFERENCES minute",
            "note TEXT NOT NULL",
            "entry INTEGER NOT NULL",
        ),
        extra=("CREATE INDEX room_event_meeting ON room_event(meeting, at, entry)",),
    ),
    Table(
        "action",
        (
            "number INTEGER NOT NULL",
            "title TEXT NOT NULL",
            "leads_text TEXT NOT NULL",
            "due_text TEXT NOT NULL",
            "due_earliest TEXT",
            "due_latest TEXT",
            "plan TEXT NOT NULL",
            "ref TEXT NOT NULL",
            "meeting TEXT REFERENCES meeting",
            "minute TEXT REFERENCES minute",
            "status TEXT",
            "complete INTEGER NOT NULL",
        ),
        unique=("number",),
        extra=(
            "CREATE INDEX action_meeting ON action(meeting)",
            "CREATE INDEX action_minute ON action(minute)",
        ),
    ),
    Table(
        "action_lead",
        ("action TEXT NOT NULL REFERENCES action", "person TEXT NOT NULL REFERENCES person"),
        extra=("CREATE INDEX action_lead_action ON action_lead(action)",),
    ),
)
"""The tables that a book was first made with. A table here is never altered: books have it."""

RISKS: tuple[Table, ...] = (
    Table(
        "review",
        ("name TEXT NOT NULL", "day TEXT NOT NULL", "matrix TEXT NOT NULL"),
        unique=("name",),
        given_back=True,
    ),
    Table(
        "risk",
        (
            "number INTEGER NOT NULL",
            "ref TEXT NOT NULL",
            "ref_text TEXT NOT NULL",
            "area TEXT NOT NULL",
            "description TEXT NOT NULL",
            "consequence TEXT NOT NULL",
            "owners_text TEXT NOT NULL",
            "controls TEXT NOT NULL",
            "further_action TEXT NOT NULL",
            "action_owner_text TEXT NOT NULL",
            "action_due_text TEXT NOT NULL",
            "action_due_earliest TEXT",
            "action_due_latest TEXT",
            "action_complete TEXT NOT NULL",
            "proximity TEXT NOT NULL",
            "review_due_text TEXT NOT NULL",
            "review_due_earliest TEXT",
            "review_due_latest TEXT",
            "status TEXT NOT NULL",
            "closed_on TEXT",
            "closed_why TEXT NOT NULL",
        ),
        prose=("description", "consequence", "controls", "further_action"),
        unique=("number",),
    ),
    Table(
        "risk_owner",
        (
            "risk TEXT NOT NULL REFERENCES risk",
            "role TEXT NOT NULL",
            "person TEXT NOT NULL REFERENCES person",
        ),
        extra=("CREATE INDEX risk_owner_risk ON risk_owner(risk)",),
    ),
    Table(
        "assessment",
        (
            "risk TEXT NOT NULL REFERENCES risk",
            "entry INTEGER NOT NULL",
            "stage TEXT NOT NULL",
            "review TEXT REFERENCES review",
            "as_at_text TEXT NOT NULL",
            "as_at_earliest TEXT",
            "as_at_latest TEXT",
            "impact INTEGER",
            "likelihood INTEGER",
            "score INTEGER",
            "rated TEXT NOT NULL",
            "response TEXT",
            "response_text TEXT NOT NULL",
            "reason TEXT NOT NULL",
        ),
        extra=(
            "CREATE INDEX assessment_risk ON assessment(risk, entry)",
            # A list of risks shows the latest of each stage, without reading those before it.
            "CREATE INDEX assessment_stage ON assessment(risk, stage, entry) WHERE withdrawn = 0",
            "CREATE INDEX assessment_review ON assessment(review)",
        ),
    ),
    Table(
        "risk_comment",
        (
            "risk TEXT NOT NULL REFERENCES risk",
            "text TEXT NOT NULL",
            "day TEXT",
            "written_by TEXT NOT NULL",
        ),
        extra=("CREATE INDEX risk_comment_risk ON risk_comment(risk)",),
    ),
    Table(
        "risk_note",
        ("risk TEXT NOT NULL REFERENCES risk", "heading TEXT NOT NULL", "text TEXT NOT NULL"),
        extra=("CREATE INDEX risk_note_risk ON risk_note(risk)",),
    ),
    Table(
        "risk_link",
        (
            "risk TEXT NOT NULL REFERENCES risk",
            "action TEXT REFERENCES action",
            "minute TEXT REFERENCES minute",
        ),
        extra=(
            "CREATE INDEX risk_link_risk ON risk_link(risk)",
            "CREATE INDEX risk_link_action ON risk_link(action) WHERE action IS NOT NULL",
            "CREATE INDEX risk_link_minute ON risk_link(minute) WHERE minute IS NOT NULL",
        ),
    ),
    Table("layout", ("columns TEXT NOT NULL", "mapping TEXT NOT NULL")),
)
"""The tables of the risk log."""

LATER = (
    # Nearly all the actions of ten years are complete; what is late is asked all day.
    "CREATE INDEX action_open ON action(due_latest) WHERE complete = 0 AND withdrawn = 0",
)
"""Indexes of the first tables that came with the risk log."""

TABLES = FIRST + RISKS
