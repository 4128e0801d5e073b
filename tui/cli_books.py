"""Books from the command line: the sample, an empty one, a copy, a check."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from storage.book import Book
from tui.cli import Options, UsageError, book_path, judged_on, open_app


def demo_command(options: Options) -> int:
    """Make the sample book if it is not there yet, and open it."""
    from storage.sample import make_sample

    if options.path:
        path = Path(options.path)
    else:
        from platformdirs import user_data_path

        path = user_data_path("hwb") / "demo.hwb"
    if not path.exists():
        make_sample(path, datetime.combine(judged_on(options), datetime.now().time()))
    return open_app(path, options.today)


def new_command(options: Options) -> int:
    """Make an empty book with the settings of a file, or with the shipped ones."""
    from board.settings_check import SettingsError
    from documents.settings_file import default_settings_path, read_settings
    from storage.settings import save_settings
    from tui.person import read_preferences, remember_book

    source = Path(options.settings) if options.settings else default_settings_path()
    try:
        settings = read_settings(source)
    except SettingsError as error:
        raise UsageError(f"{source}: {'; '.join(error.problems)}") from None
    except OSError as error:
        raise UsageError(f"{source} cannot be read ({error.strerror})") from None
    path = Path(options.path)
    book = Book.create(path, read_preferences().name)
    save_settings(book, settings)
    book.close()
    remember_book(path)
    print_line(f"{path} is ready. hwb settings --edit gives it the name of your board,")
    print_line("hwb import members FILE takes in the members, and hwb opens it.")
    return 0


def backup_command(options: Options) -> int:
    """Copy the book, while it may be in use."""
    from storage.backup import back_up, copy_book

    path = book_path(options)
    Book.open(path, "").close()
    if options.to:
        target = Path(options.to)
        copy_book(path, target)
    else:
        target = back_up(path, "backup")
    print_line(f"{path} is copied to {target}")
    return 0


def verify_command(options: Options) -> int:
    """Check the book, and say what is wrong with it."""
    from storage.verify import verify

    path = book_path(options)
    Book.open(path, "").close()
    faults = verify(path)
    for fault in faults:
        print_line(fault)
    if not faults:
        print_line(f"{path} is whole: SQLite finds no damage, and every record is in its log")
    return 1 if faults else 0


def print_line(text: str) -> None:
    """Print one line, with nothing in it that a terminal would act on."""
    from board.text import visible

    print(visible(text))
