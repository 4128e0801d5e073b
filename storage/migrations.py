"""How a book is made, and how an older one is brought up to date."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

    from storage.schema import Table

APPLICATION_ID = 0x68776231
"""``hwb1``, in the file's header: how a book is told from any other SQLite file."""
STEPS = 2
"""How many migrations a book of this version has been through: its ``user_version``.
A book with more was made by a newer hwb and is refused; one with fewer is migrated."""


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the book behind `connection` up to this version; a new file becomes a book.

    All of it is one transaction: another session sees the book before or after.
    """
    # sqlite-utils costs a tenth of a second to import, and most openings need no migration.
    from sqlite_utils import Database
    from sqlite_utils.migrations import Migrations

    from storage.log import LOG
    from storage.schema import FIRST, LATER, RISKS

    steps = Migrations("hwb")

    @steps(name="0001_first")
    def first(db: Database) -> None:
        for statement in LOG:
            db.execute(statement)
        _make(db, FIRST)
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")

    @steps(name="0002_risks")
    def risks(db: Database) -> None:
        _make(db, RISKS)
        for statement in LATER:
            db.execute(statement)

    database = Database(connection, recursive_triggers=False, execute_plugins=False)
    connection.execute("BEGIN IMMEDIATE")
    try:
        steps.apply(database)
        connection.execute(f"PRAGMA user_version = {STEPS}")
        connection.execute("COMMIT")
    except BaseException:
        connection.rollback()
        raise


def _make(db: Database, tables: Iterable[Table]) -> None:
    from storage.log import table_statements

    for table in tables:
        for statement in table_statements(table):
            db.execute(statement)
