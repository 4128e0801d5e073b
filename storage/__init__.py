"""The book: one SQLite file. Schema, change log, reads and writes, backups."""
