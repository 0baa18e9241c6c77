"""How far two spots of the earth are from each other."""

import math

# The earth's mean radius (IUGG), to the kilometre.
EARTH_KM = 6371.0


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """The great-circle distance between two spots given as latitude and longitude in degrees (the haversine formula)."""
    (lat, lon), (other_lat, other_lon) = ((math.radians(x), math.radians(y)) for x, y in (a, b))
    half = math.sin((other_lat - lat) / 2) ** 2 + math.cos(lat) * math.cos(other_lat) * math.sin((other_lon - lon) / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(min(1.0, half)))
