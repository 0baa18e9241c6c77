"""A figure to a small plot: values as dots, bounds as bars, open bounds dashed, over the days they are true for."""

from datetime import date

from tidings.show.rows import FigurePointRow, FigureRow

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 420, 120, 46, 12, 10, 22
# From the ends of the axis to the first and last dot, so that no dot lies on a label.
INSET = 8


def plot(figure: FigureRow) -> str:
    """The plot as inline SVG; an empty text for a figure that has one value or no days, since a dot alone shows nothing."""
    points = [(p, date.fromisoformat(p.as_of[:10])) for p in figure.points if p.as_of and len(p.as_of) >= 10 and _top(p) is not None]
    if len(points) < 2:
        return ""
    first, last = min(d for _, d in points), max(d for _, d in points)
    most = max(_top(p) or 0 for p, _ in points) or 1.0

    def x(day: date) -> float:
        share = (day - first).days / (last - first).days if last > first else 0.5
        return round(LEFT + INSET + share * (WIDTH - LEFT - RIGHT - 2 * INSET), 1)

    def y(value: float) -> float:
        return round(HEIGHT - BOTTOM - value / most * (HEIGHT - TOP - BOTTOM), 1)

    base = HEIGHT - BOTTOM
    parts = [
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{len(points)} values from {first} to {last}">',
        f'<line class="axis" x1="{LEFT}" y1="{base}" x2="{WIDTH - RIGHT}" y2="{base}"/>',
        f'<text x="{LEFT - 6}" y="{TOP + 8}" text-anchor="end">{_short(most)}</text><text x="{LEFT - 6}" y="{base}" text-anchor="end">0</text>',
        f'<text x="{LEFT}" y="{HEIGHT - 6}">{first}</text>'
        + (f'<text x="{WIDTH - RIGHT}" y="{HEIGHT - 6}" text-anchor="end">{last}</text>' if last > first else ""),
    ]
    for p, day in points:
        at = x(day)
        if p.low is not None and p.high is not None and p.low != p.high:
            parts.append(f'<line class="bound" x1="{at}" y1="{y(p.low)}" x2="{at}" y2="{y(p.high)}"/>')
        elif p.value is None and (p.low is not None or p.high is not None):
            end = TOP if p.low is not None else base
            parts.append(f'<line class="open" x1="{at}" y1="{y(_top(p) or 0)}" x2="{at}" y2="{end}"/>')
        parts.append(f'<circle class="dot" cx="{at}" cy="{y(_top(p) or 0)}" r="4"/>')
    return "".join(parts) + "</svg>"


def _top(p: FigurePointRow) -> float | None:
    return next((v for v in (p.value, p.low, p.high) if v is not None), None)


def _short(value: float) -> str:
    for size, letter in ((1e9, "bn"), (1e6, "m"), (1e3, "k")):
        if value >= size:
            return f"{value / size:.3g}{letter}"
    return f"{value:g}"
