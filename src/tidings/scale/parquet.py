"""Readings in a Parquet file: a row each, with the columns of READING.md nested as they are there."""

import dataclasses
import types
import typing
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tidings.model.document import FromPage
from tidings.model.errors import BadInput, TidingsError
from tidings.model.reading import Made, Reading
from tidings.model.records import as_json, from_json
from tidings.model.span import Span

if TYPE_CHECKING:
    import pyarrow

# Readings written at once: some ten megabytes, which is what readers of Parquet like to take at once.
ROW_GROUP = 1000


def write_readings(readings: Iterable[Reading], path: Path) -> int:
    """How many readings were written. The file comes into being when the last one is; what was there before stays until then."""
    arrow, parquet = _arrow()
    schema = _schema(arrow)
    waiting, count = iter(readings), 0
    unfinished = path.with_name(f"{path.name}.part")
    try:
        with parquet.ParquetWriter(unfinished, schema, compression="zstd") as writer:
            while group := [_as_row(reading) for reading in islice(waiting, ROW_GROUP)]:
                writer.write_table(arrow.Table.from_pylist(group, schema=schema))
                count += len(group)
        unfinished.replace(path)
    except OSError as fault:
        raise BadInput(f"{path}: the readings can't be written ({fault.strerror or fault})") from fault
    finally:
        unfinished.unlink(missing_ok=True)
    return count


def readings_in(path: Path) -> Iterator[Reading]:
    """The readings that were written into a file, in their order. Raises BadInput."""
    arrow, parquet = _arrow()
    try:
        with parquet.ParquetFile(path) as file:
            for batch in file.iter_batches(batch_size=ROW_GROUP):
                yield from map(_from_row, batch.to_pylist())
    except (OSError, arrow.ArrowInvalid, ValueError, LookupError) as fault:
        raise BadInput(f"{path}: no readings can be taken from this file ({str(fault).splitlines()[0]})") from fault


def _arrow() -> tuple[Any, Any]:
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as missing:
        raise TidingsError("Parquet needs pyarrow, which is not installed; `pip install 'tidings[parquet]'` brings it") from missing
    return pyarrow, parquet


def _schema(arrow: Any) -> "pyarrow.Schema":
    """The columns, from the nouns themselves: the same in every file, whether or not its documents fill them."""
    kinds = typing.get_type_hints(Reading)
    return arrow.schema([(field.name, _type_of(arrow, kinds[field.name])) for field in dataclasses.fields(Reading)])


def _type_of(arrow: Any, kind: Any) -> Any:
    args = [arg for arg in typing.get_args(kind) if arg is not type(None)]
    origin = typing.get_origin(kind)
    if origin in (typing.Union, types.UnionType):
        # the evidence of a date: words of the text, or what stood beside it
        return _type_of(arrow, args[0]) if len(args) == 1 else _type_of(arrow, _Evidence)
    if origin is tuple:
        return arrow.list_(_type_of(arrow, args[0]))
    if kind is Made:
        return arrow.map_(arrow.string(), arrow.string())
    if dataclasses.is_dataclass(kind):
        kinds = typing.get_type_hints(kind)
        return arrow.struct([(field.name.rstrip("_"), _type_of(arrow, kinds[field.name])) for field in dataclasses.fields(kind)])
    return {int: arrow.int64(), float: arrow.float64(), bool: arrow.bool_()}.get(kind, arrow.string())


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Evidence(FromPage):
    span: Span | None = None


def _as_row(reading: Reading) -> dict[str, Any]:
    row: dict[str, Any] = as_json(reading)
    published = row["document"]["published"]
    if isinstance(published["evidence"], list):
        published["evidence"] = {"span": published["evidence"]}
    row["made"] = row["made"] and list(row["made"].items())
    return row


def _from_row(row: dict[str, Any]) -> Reading:
    published = row["document"]["published"]
    if published["evidence"] and published["evidence"]["span"] is not None:
        published["evidence"] = published["evidence"]["span"]
    row["made"] = row["made"] and dict(row["made"])
    return from_json(Reading, row)
