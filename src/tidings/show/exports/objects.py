"""Events to JSON: PLOVER's records, a line each, and a GeoJSON collection."""

import json
from collections.abc import Sequence
from typing import Any

from tidings.model.records import as_json
from tidings.show.exports.codes import QUADS, aux_modes
from tidings.show.happenings import EventRow, Party


def _party(party: Party) -> dict[str, Any]:
    return {"name": party.name, "raw": party.raw, "country": party.country, "sector": party.sector}


def _record(row: EventRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "date": row.first,
        "date_end": row.last,
        "type": row.type,
        "mode": row.mode,
        "contexts": list(row.contexts),
        "aux_modes": list(aux_modes(row)),
        "status": row.status,
        "quad": QUADS[row.type][0] if row.type in QUADS else None,
        "actors": [_party(p) for p in row.actors],
        "recipients": [_party(p) for p in row.recipients],
        "quantities": [{k: v for k, v in as_json(q).items() if k in ("value", "low", "high", "unit")} for q in row.quantities],
        "documents": list(row.documents),
        "origins": list(row.origins),
        "reported": row.reported,
        "words": [{"document": w.doc, "spans": as_json(w.spans), "text": w.text} for w in row.refs],
    }


def _location(row: EventRow) -> dict[str, Any] | None:
    place = row.place
    if place is None:
        return None
    return {k: v for k, v in as_json(place).items() if k in ("name", "country", "lat", "lon", "grain", "geonames")}


def plover(rows: Sequence[EventRow]) -> str:
    """PLOVER's record of each event, one JSON object a line, with what the ontology calls auxiliary modes and nobody else fills."""
    lines = (json.dumps(_record(row) | {"location": _location(row)}, ensure_ascii=False) for row in rows)
    return "".join(f"{line}\n" for line in lines)


def geojson(rows: Sequence[EventRow]) -> str:
    """A GeoJSON FeatureCollection (RFC 7946) of the events whose place is known; longitude before latitude, WGS 84."""
    features = [
        {
            "type": "Feature",
            "id": row.id,
            "geometry": {"type": "Point", "coordinates": [row.place.lon, row.place.lat]},
            "properties": _record(row) | {"place": row.place.name, "country": row.place.country, "grain": row.place.grain},
        }
        for row in rows
        if row.place and row.place.spot
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False) + "\n"
