"""Events in the forms that researchers' tools take: POLECAT, PLOVER, ACLED, GDELT 2.0, GeoJSON. What each loses is said in docs/exports.md."""
