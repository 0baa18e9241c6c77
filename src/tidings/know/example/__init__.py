"""The bundled example: fictional reports of one unfolding situation, written for this project; no place or person in them exists."""

from pathlib import Path


def example_folder() -> Path:
    """The folder that holds the reports."""
    return Path(__file__).parent
