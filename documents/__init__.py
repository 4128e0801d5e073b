"""Papers in and out: Word, Markdown, plain text, CSV and TOML, to and from board values."""
