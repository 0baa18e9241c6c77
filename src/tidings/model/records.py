"""Records to JSON values and back: the forms of READING.md and PICTURE.md, made from the dataclasses themselves."""

import dataclasses
import json
import types
import typing
from functools import cache
from typing import Any, TypeVar

from tidings.model.reading import Made

T = TypeVar("T")


def as_json(record: Any) -> Any:
    """A JSON value for a record: a dataclass as an object, a tuple as a list. A trailing _ of a field name is dropped (`from_`)."""
    if isinstance(record, Made):
        return {"version": record.version, **dict(record.parts)}
    if dataclasses.is_dataclass(record):
        return {f.name.rstrip("_"): as_json(getattr(record, f.name)) for f in dataclasses.fields(record)}
    if isinstance(record, list | tuple):
        return [as_json(item) for item in record]
    if isinstance(record, float) and record.is_integer() and abs(record) < 1e15:
        return int(record)
    return record


def as_line(record: Any) -> str:
    """One line of JSON for a record, without the line's end; a lone line of a `.jsonl` file."""
    return json.dumps(as_json(record), ensure_ascii=False, separators=(",", ":"))


class WrongShape(ValueError):
    """A JSON value that does not have the form of the record asked for."""


def from_json(kind: type[T], value: Any) -> T:
    """The record of this kind that `as_json` gave; fields it doesn't know are left aside. Raises WrongShape."""
    return typing.cast(T, _built(kind, value))


@cache
def _fields(kind: type) -> tuple[tuple[str, Any], ...]:
    hints = typing.get_type_hints(kind)
    return tuple((f.name, hints[f.name]) for f in dataclasses.fields(kind))


def _built(kind: Any, value: Any) -> Any:
    origin = typing.get_origin(kind)
    if origin in (typing.Union, types.UnionType):
        return _built_union(typing.get_args(kind), value)
    if origin is tuple:
        return _built_tuple(typing.get_args(kind), value)
    if origin is typing.Literal:
        if value not in typing.get_args(kind):
            raise WrongShape(f"{value!r} is not one of {', '.join(map(repr, typing.get_args(kind)))}")
        return value
    if kind is Made:
        return Made(version=value["version"], parts=tuple((k, v) for k, v in value.items() if k != "version"))
    if dataclasses.is_dataclass(kind):
        if not isinstance(value, dict):
            raise WrongShape(f"{getattr(kind, '__name__', kind)} wants an object, not {type(value).__name__}")
        given = {
            name: _built(hint, value[name.rstrip("_")]) for name, hint in _fields(typing.cast(type, kind)) if name.rstrip("_") in value
        }
        try:
            return typing.cast(Any, kind)(**given)
        except TypeError as fault:
            raise WrongShape(str(fault)) from None
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if isinstance(kind, type) and not isinstance(value, kind):
        raise WrongShape(f"{value!r} is not of type {kind.__name__}")
    return value


def _built_union(kinds: tuple[Any, ...], value: Any) -> Any:
    if value is None and type(None) in kinds:
        return None
    fault: WrongShape | None = None
    for kind in kinds:
        if kind is type(None):
            continue
        try:
            return _built(kind, value)
        except WrongShape as wrong:
            fault = wrong
    raise fault or WrongShape(f"{value!r} fits none of {kinds}")


def _built_tuple(kinds: tuple[Any, ...], value: Any) -> Any:
    if not isinstance(value, list | tuple):
        raise WrongShape(f"{value!r} is not a list")
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        return tuple(_built(kinds[0], item) for item in value)
    if len(value) != len(kinds):
        raise WrongShape(f"{value!r} wants {len(kinds)} items")
    return tuple(_built(kind, item) for kind, item in zip(kinds, value, strict=True))
