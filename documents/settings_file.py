"""hwb.toml: the settings of a board as an officer reads and writes them."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from datetime import date, datetime, time
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args, get_origin, get_type_hints

from board.settings import Settings, written
from board.settings_check import SettingsError, at, check

if TYPE_CHECKING:
    from pydantic import TypeAdapter
    from pydantic_core import ErrorDetails

_WRONG_KIND = {
    "string_type": "must be text in quotes",
    "int_type": "must be a whole number",
    "int_from_float": "must be a whole number",
    "bool_type": "must be true or false",
    "tuple_type": "must be a list",
    "dataclass_type": "must be a section",
    "missing": "must be given",
}


def default_settings_path() -> Path:
    """The shipped hwb.toml: beside this module when installed, else at the top of the checkout."""
    beside = Path(__file__).with_name("hwb.toml")
    return beside if beside.exists() else Path(__file__).parents[1] / "hwb.toml"


def read_settings(source: Path | str) -> Settings:
    """The settings in the file `source`, or in the TOML text `source`.

    What is left out takes its default.

    Raises:
        SettingsError: the text is no TOML, or holds a setting that is unknown or wrong.
        OSError: the file cannot be read.
    """
    from pydantic import ValidationError

    text = source if isinstance(source, str) else _text_of(source)
    try:
        settings = _door().validate_json(_as_json(text), strict=True)
    except ValidationError as wrong:
        raise SettingsError([_sentence(error) for error in wrong.errors()]) from None
    return check(settings)


def write_settings(settings: Settings) -> str:
    """`settings` as TOML, every one of them, under the comments of the shipped file."""
    import tomli_w

    comments = _comments(default_settings_path().read_text("utf-8"))
    lines = ["\n".join([*comments.pop("", []), ""])]
    plain = _door().dump_python(settings, mode="json", by_alias=True)
    for key, line in _keyed(tomli_w.dumps(plain)):
        lines += [*comments.pop(key, []), line]
    return "\n".join(lines) + "\n"


@cache
def _door() -> TypeAdapter[Settings]:
    from pydantic import TypeAdapter

    return TypeAdapter(Settings)


def _text_of(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as wrong:
        line = wrong.object[: wrong.start].count(b"\n") + 1
        raise SettingsError([f"line {line}: this is not UTF-8 text"]) from None


def _as_json(text: str) -> str:
    """The TOML `text` as JSON, in which lists may stand for tuples while kinds stay strict."""
    try:
        return json.dumps(tomllib.loads(text.removeprefix("\ufeff")), default=_day_as_text)
    except RecursionError:
        raise SettingsError(["the settings are nested too deeply"]) from None
    except ValueError as wrong:
        said, _, place = str(wrong).removesuffix(")").partition(" (at ")
        where = place.replace("document", "the text") or "the text"
        raise SettingsError([f"{where}: {said}"]) from None


def _day_as_text(value: date | time | datetime) -> str:
    """TOML has days and times of its own; an officer who leaves out the quotes means the same."""
    return f"{value:%H:%M}" if isinstance(value, time) else value.isoformat()


def _sentence(error: ErrorDetails) -> str:
    path = _path(error["loc"])
    if error["type"] != "unexpected_keyword_argument":
        return f"{path}: {_WRONG_KIND.get(error['type'], error['msg'])}"
    *above, name = error["loc"]
    known = [written(field) for field in _section(above).__dataclass_fields__]
    close = get_close_matches(str(name), known, n=1)
    hint = f"; did you mean {_path((*above, *close))}?" if close else ""
    return f"{path}: no such setting{hint}"


def _path(loc: tuple[str | int, ...]) -> str:
    path = ""
    for part in loc:
        path = at(path, part) if isinstance(part, int) else f"{path}.{part}".lstrip(".")
    return path


def _section(loc: list[str | int]) -> Any:
    """The class of the section at `loc`."""
    section: Any = Settings
    for name in loc:
        if isinstance(name, str):
            hint = get_type_hints(section)[name]
            section = get_args(hint)[0] if get_origin(hint) is tuple else hint
    return section


def _comments(text: str) -> dict[str, list[str]]:
    """The comment lines just above each key or section; those that open the file under ``""``."""
    found: dict[str, list[str]] = {}
    pending: list[str] = []
    for key, line in _keyed(text):
        if line.startswith("#"):
            pending.append(line)
        else:
            if pending and (key or not found):
                found.setdefault(key, pending)
            pending = []
    return found


def _keyed(text: str) -> Iterator[tuple[str, str]]:
    """Each line with the dotted key it begins, or ``""``. Text may hold other kinds of line end."""
    section = ""
    for line in text.rstrip("\n").split("\n"):
        if header := re.fullmatch(r"\[\[?([\w.]+)\]\]?", line):
            section = header[1]
            yield section, line
        elif entry := re.match(r"(\w+) = ", line):
            yield f"{section}.{entry[1]}".lstrip("."), line
        else:
            yield "", line
