"""A score that carries its reason."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Score:
    """How alike two things are, 0 to 1, and why. Scores compare by value: `Score(0.9, "same acronym") > Score(0.5, "")`."""

    value: float
    why: str

    def __lt__(self, other: "Score") -> bool:
        return self.value < other.value

    def __bool__(self) -> bool:
        return self.value > 0
