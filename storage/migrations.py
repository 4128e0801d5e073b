"""How a book is made, and how an older one is brought up to date."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from storage import log
from storage.schema import APPLICATION_ID

if TYPE_CHECKING:
    from sqlite_utils import Database

STEPS = 1
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
        for statement in log.statements():
            db.execute(statement)
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")

    database = Database(connection, recursive_triggers=False, execute_plugins=False)
    connection.execute("BEGIN IMMEDIATE")
    try:
        steps.apply(database)
        connection.execute(f"PRAGMA user_version = {STEPS}")
        connection.execute("COMMIT")
    except BaseException:
        connection.rollback()
        raise
