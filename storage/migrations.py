"""How a book is made, and how an older one is brought up to date."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import TYPE_CHECKING

from storage import log
from storage.schema import APPLICATION_ID, FIRST, RISKS, Table

if TYPE_CHECKING:
    from sqlite_utils import Database

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

    steps = Migrations("hwb")

    @steps(name="0001_first")
    def first(db: Database) -> None:
        for statement in log.LOG:
            db.execute(statement)
        _make(db, FIRST)
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")

    @steps(name="0002_risks")
    def risks(db: Database) -> None:
        _make(db, RISKS)

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
    for table in tables:
        for statement in log.table_statements(table):
            db.execute(statement)
