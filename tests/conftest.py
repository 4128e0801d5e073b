"""What every test may ask for: a home of its own, an empty book, the sample board."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from board.settings import Settings
from storage.book import Book
from storage.sample import make_sample
from storage.settings import save_settings
from tui.__main__ import main

SAMPLE_DAY = date(2026, 11, 24)
"""The day on which the sample board of the tests has its next meeting, a Tuesday."""


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home folder, so that no test sees or touches the person's own."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(folder))
    for kind in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(folder / kind.lower()))
    for name in ("HWB_BOOK", "VISUAL", "EDITOR", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    return folder


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    """An empty book with the default settings."""
    made = Book.create(tmp_path / "board.hwb", "Ann Moss")
    save_settings(made, Settings())
    yield made
    made.close()


@pytest.fixture(scope="session")
def sample_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample book, made once; `sample` is a copy to write in."""
    path = tmp_path_factory.mktemp("sample") / "sample.hwb"
    make_sample(path, datetime(2026, 11, 24, 13, 40))
    return path


@pytest.fixture
def sample(sample_once: Path, tmp_path: Path) -> Path:
    """The sample book, whose next meeting is on `SAMPLE_DAY`."""
    return Path(shutil.copy(sample_once, tmp_path / "sample.hwb"))


Hwb = Callable[..., tuple[int, str, str]]
"""Runs ``hwb`` with some words; gives its exit code, what it printed and what it complained of."""


@pytest.fixture
def hwb(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Hwb:
    """``hwb`` as typed in a shell, without a terminal."""

    def run(*words: object) -> tuple[int, str, str]:
        capsys.readouterr()
        monkeypatch.setattr("sys.argv", ["hwb", *map(str, words)])
        code = main()
        said = capsys.readouterr()
        return code, said.out, said.err

    return run
