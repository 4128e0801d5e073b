"""Values as plain data and back: what a book keeps as JSON, and what ``--json`` prints."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


def to_plain(value: Any) -> Any:
    """`value` as JSON holds it: records as dicts, tuples as lists, days and times in ISO form."""
    if is_dataclass(value):
        return {field.name: to_plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, (tuple, list)):
        return [to_plain(part) for part in value]
    if isinstance(value, Mapping):
        return {key: to_plain(part) for key, part in value.items()}
    return value.isoformat() if isinstance(value, (date, time)) else value


def from_plain(cls: type[T], data: Mapping[str, Any]) -> T:
    """The record of `cls` that `to_plain` made `data` from.

    Keys that `cls` does not know are ignored and missing ones take their default,
    so that a book made by another version still opens. The types are not checked:
    that was done at the door.

    Raises:
        TypeError: a key without a default is missing.
    """
    shape: Any = cls
    record: T = _builder(shape)(data)
    return record


@cache
def _builder(hint: Any) -> Callable[[Any], Any]:
    """What turns plain data into a value of the type `hint`; worked out once for each type."""
    origin, args = get_origin(hint), get_args(hint)
    if is_dataclass(hint):
        return _record_builder(hint)
    if origin is tuple and args[1:] == (...,):
        part = _builder(args[0])
        return lambda data: tuple(map(part, data))
    if origin in (Union, UnionType) and NoneType in args:
        inner = _builder(next(arg for arg in args if arg is not NoneType))
        return lambda data: None if data is None else inner(data)
    if hint in (date, datetime, time):
        iso: Callable[[Any], Any] = hint.fromisoformat
        return iso
    return lambda data: data


def _record_builder(cls: Any) -> Callable[[Any], Any]:
    hints = get_type_hints(cls)
    parts = {field.name: _builder(hints[field.name]) for field in fields(cls)}

    def build(data: Mapping[str, Any]) -> Any:
        return cls(**{name: part(data[name]) for name, part in parts.items() if name in data})

    return build
