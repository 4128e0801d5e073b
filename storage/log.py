"""The change log, and the triggers that make it the spine of a book.

Every insert logs the whole record, every update logs each field that changed,
and nothing is ever deleted. A write that goes round hwb (the sqlite3 shell,
another program) is logged by the same triggers.
"""

from __future__ import annotations

from collections.abc import Iterator

from storage.schema import LATER, TABLES, Table

_ENTRY = (
    'INSERT INTO change (id, rev, at, actor, origin, "table", row, field, start, old, new,'
    " why, batch, undoes, sealed)"
)
_ID = (
    "lower(printf('%.8s-%.4s-7%.3s-a%.3s-%.12s',"
    " printf('%012x', CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)),"
    " substr(printf('%012x', CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)), 9),"
    " hex(randomblob(2)), hex(randomblob(2)), hex(randomblob(6))))"
)
_REV = "(SELECT ifnull(max(rev), 0) + 1 FROM change)"
_AT = "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')"
_SIGNED = "ifnull(pen.actor, 'outside hwb'), ifnull(pen.origin, 'outside hwb')"
_BATCH = "pen.why, ifnull(pen.batch, 'outside-' || hex(randomblob(8))), pen.undoes"

LOG = (
    # Who holds the pen. Set within each transaction of hwb and cleared before it
    # commits, so that a write from anywhere else is signed as what it is.
    """
    CREATE TABLE pen (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        actor TEXT, origin TEXT, why TEXT, batch TEXT, undoes TEXT,
        typing INTEGER NOT NULL DEFAULT 0
    ) STRICT
    """,
    "INSERT INTO pen (id) VALUES (1)",
    """
    CREATE TRIGGER pen_is_kept BEFORE DELETE ON pen
    BEGIN SELECT RAISE(ABORT, 'without its pen a book cannot log'); END
    """,
    """
    CREATE TABLE change (
        seq INTEGER PRIMARY KEY,
        id TEXT NOT NULL,
        rev INTEGER NOT NULL,
        at TEXT NOT NULL,
        actor TEXT NOT NULL,
        origin TEXT NOT NULL,
        "table" TEXT NOT NULL,
        row TEXT NOT NULL,
        field TEXT NOT NULL,
        start INTEGER,
        old ANY,
        new ANY,
        why TEXT,
        batch TEXT NOT NULL,
        undoes TEXT,
        sealed INTEGER NOT NULL
    ) STRICT
    """,
    'CREATE INDEX change_field ON change("table", row, field, seq)',
    "CREATE INDEX change_rev ON change(rev)",
    "CREATE INDEX change_batch ON change(batch)",
    "CREATE INDEX change_open ON change(seq) WHERE sealed = 0",
    # Undo looks for the newest change of one person that nothing has taken back.
    "CREATE INDEX change_actor ON change(actor, seq) WHERE undoes IS NULL",
    "CREATE INDEX change_undoes ON change(undoes) WHERE undoes IS NOT NULL",
    """
    CREATE TRIGGER change_is_sealed BEFORE UPDATE ON change WHEN OLD.sealed = 1
    BEGIN SELECT RAISE(ABORT, 'a sealed change is never altered'); END
    """,
    """
    CREATE TRIGGER change_is_signed
    BEFORE UPDATE OF seq, id, actor, origin, "table", row, field, why, batch, undoes ON change
    BEGIN SELECT RAISE(ABORT, 'who changed what is never altered'); END
    """,
    """
    CREATE TRIGGER change_is_new BEFORE INSERT ON change
    WHEN EXISTS (SELECT 1 FROM change WHERE seq = NEW.seq)
    BEGIN SELECT RAISE(ABORT, 'the change log is never replaced'); END
    """,
    """
    CREATE TRIGGER change_is_kept BEFORE DELETE ON change
    BEGIN SELECT RAISE(ABORT, 'the change log is never deleted'); END
    """,
    # Undoing a batch that left nothing behind would else leave no trace, and come round again.
    f"""
    CREATE TRIGGER pen_undoes AFTER UPDATE OF undoes ON pen WHEN NEW.undoes IS NOT NULL BEGIN
        {_ENTRY}
        SELECT {_ID}, {_REV}, {_AT}, {_SIGNED}, 'change', NEW.undoes, 'undone', NULL,
               0, 1, {_BATCH}, 1
        FROM pen;
    END""",
)


def statements() -> Iterator[str]:
    """Every statement that makes an empty book."""
    yield from LOG
    for table in TABLES:
        yield from table_statements(table)
    yield from LATER


def table_statements(table: Table) -> Iterator[str]:
    """Every statement that makes a tracked table, with the triggers that log it."""
    name = table.name
    columns = ", ".join(table.columns)
    yield (
        f"CREATE TABLE {name} (id TEXT PRIMARY KEY, {columns},"
        " withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1))) STRICT"
    )
    yield from table.extra
    yield from _guards(table)
    yield f"""
    CREATE TRIGGER {name}_inserted AFTER INSERT ON {name} BEGIN
        {_ENTRY}
        SELECT {_ID}, {_REV}, {_AT}, {_SIGNED}, '{name}', NEW.id, '', NULL,
               NULL, {_record(table)}, {_BATCH}, NOT pen.typing
        FROM pen;
    END"""
    plain = [field for field in (*table.fields, "withdrawn") if field not in table.prose]
    fields = " UNION ALL ".join(
        f"SELECT {i} AS i, '{field}' AS field, OLD.{field} AS old, NEW.{field} AS new"
        for i, field in enumerate(plain)
    )
    yield f"""
    CREATE TRIGGER {name}_updated AFTER UPDATE OF {", ".join(plain)} ON {name} BEGIN
        {_ENTRY}
        SELECT {_ID}, {_REV}, {_AT}, {_SIGNED}, '{name}', NEW.id, field, NULL,
               old, new, {_BATCH}, NOT pen.typing
        FROM pen, ({fields}) WHERE old IS NOT new;
    END"""
    for field in table.prose:
        yield _typed(name, field)


def _guards(table: Table) -> Iterator[str]:
    """The triggers that refuse whatever the log could not tell of.

    REPLACE deletes the rows in its way without firing delete triggers, so a key,
    a row number or a number that is taken is refused before it comes to that.
    """
    name = table.name
    yield f"""
    CREATE TRIGGER {name}_kept BEFORE DELETE ON {name}
    BEGIN SELECT RAISE(ABORT, 'nothing is deleted from a book: withdraw it'); END"""
    yield f"""
    CREATE TRIGGER {name}_once BEFORE INSERT ON {name}
    WHEN NEW.withdrawn OR EXISTS (SELECT 1 FROM {name} WHERE id = NEW.id OR rowid = NEW.rowid)
    BEGIN SELECT RAISE(ABORT, 'this {name} is already in the book, or withdrawn'); END"""
    yield f"""
    CREATE TRIGGER {name}_key BEFORE UPDATE ON {name}
    WHEN OLD.id IS NOT NEW.id OR OLD.rowid IS NOT NEW.rowid
    BEGIN SELECT RAISE(ABORT, 'a key never changes'); END"""
    if not table.unique:
        return
    columns = ", ".join(table.unique)
    in_use = " WHERE withdrawn = 0" if table.given_back else ""
    same = " AND ".join(f"{column} = NEW.{column}" for column in table.unique)
    if table.given_back:
        same += " AND withdrawn = 0 AND NEW.withdrawn = 0"
    yield f"CREATE UNIQUE INDEX {name}_{table.unique[-1]} ON {name}({columns}){in_use}"
    for event in ("INSERT", f"UPDATE OF {columns}, withdrawn"):
        yield f"""
        CREATE TRIGGER {name}_{table.unique[-1]}_{event.split()[0].lower()} BEFORE {event} ON {name}
        WHEN EXISTS (SELECT 1 FROM {name} WHERE {same} AND id <> NEW.id)
        BEGIN SELECT RAISE(ABORT, 'the {table.unique[-1]} of this {name} is taken'); END"""


def _record(table: Table) -> str:
    """SQL for the new record as a JSON object, control characters as they are.

    Put together by hand, because a schema that trusts nobody
    (``trusted_schema = OFF``) may not call json_object() from a trigger.
    """
    pairs = []
    for column in table.columns:
        field, kind = column.split()[:2]
        value = f"NEW.{field}"
        if kind == "TEXT":
            escaped = f"replace(replace({value}, '\\', '\\\\'), '\"', '\\\"')"
            value = f"'\"' || {escaped} || '\"'"
        pairs.append(f"'\"{field}\":' || ifnull({value}, 'null')")
    return "'{' || " + " || ',' || ".join(pairs) + " || '}'"


def _typed(name: str, field: str) -> str:
    """The trigger of a prose field: log the span that changed, or widen the open burst.

    The text before the burst is rebuilt from the text now and the burst's own
    span, so an hour of typing is one change of the words typed.
    """
    old, new = f"OLD.{field}", f"NEW.{field}"
    burst = (
        f"FROM change WHERE \"table\" = '{name}' AND row = NEW.id AND field = '{field}'"
        " ORDER BY seq DESC LIMIT 1"
    )
    is_open = (
        f"(SELECT sealed = 0 AND typing = 1 AND change.batch = pen.batch AND start IS NOT NULL"
        f" FROM pen, (SELECT sealed, batch, start {burst}) AS change)"
    )
    before = f"substr({old}, 1, start) || old || substr({old}, start + length(new) + 1)"
    # length() and substr() stop counting at a NUL, so such text is logged whole.
    whole = f"(instr({old}, char(0)) > 0 OR instr({new}, char(0)) > 0)"
    return f"""
    CREATE TRIGGER {name}_{field}_typed AFTER UPDATE OF {field} ON {name}
    WHEN {old} IS NOT {new} BEGIN
        UPDATE change SET (start, old, new) = ({_span(before, new)}),
               rev = {_REV}, at = {_AT}
        WHERE seq = (SELECT seq {burst}) AND NOT {whole} AND {is_open};
        {_ENTRY}
        SELECT {_ID}, {_REV}, {_AT}, {_SIGNED}, '{name}', NEW.id, '{field}',
               span.start, span.old, span.new, {_BATCH}, NOT pen.typing
        FROM pen, (SELECT NULL AS start, {old} AS old, {new} AS new WHERE {whole}
                   UNION ALL
                   SELECT * FROM ({_span(old, new)}) WHERE NOT {whole}) AS span
        WHERE ({whole} OR {is_open} IS NOT 1);
    END"""


def _span(old: str, new: str) -> str:
    """SQL for ``start, old, new``: the texts without their common beginning and end.

    Both ends are found by bisection, so the cost is a few comparisons of the text.
    """

    def common(top: str, same: str) -> str:
        half = "(lo + hi + 1) / 2"
        same = same.format(n=half)
        return (
            f"(WITH RECURSIVE ends(lo, hi) AS (SELECT 0, {top} UNION ALL SELECT"
            f" iif({same}, {half}, lo), iif({same}, hi, {half} - 1) FROM ends WHERE lo < hi)"
            " SELECT lo FROM ends WHERE lo >= hi)"
        )

    head = common("min(lo_, ln_)", "substr(o_, 1, {n}) = substr(n_, 1, {n})")
    tail = common("min(lo_, ln_) - head", "substr(o_, -({n})) = substr(n_, -({n}))")
    # MATERIALIZED, because SQLite would otherwise work each end out once for every use of it.
    return (
        "WITH"
        f" texts AS MATERIALIZED (SELECT {old} AS o_, {new} AS n_,"
        f" length({old}) AS lo_, length({new}) AS ln_),"
        f" heads AS MATERIALIZED (SELECT *, {head} AS head FROM texts),"
        f" tails AS MATERIALIZED (SELECT *, {tail} AS tail FROM heads)"
        " SELECT head AS start, substr(o_, head + 1, lo_ - head - tail) AS old,"
        " substr(n_, head + 1, ln_ - head - tail) AS new FROM tails"
    )
