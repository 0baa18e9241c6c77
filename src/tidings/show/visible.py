"""Hostile or odd text to text that can be shown: what would steer a screen or turn the reading direction is written out."""

import re

# C0 and C1 controls but tab and line feed; marks that turn the direction of reading; invisible and interlinear marks; line and paragraph separators.
_STEERING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)


def visible(text: str) -> str:
    """The text with each control or direction mark written out, such as ‹U+202E›, so that what is seen is what stands there."""
    return _STEERING.sub(lambda match: f"‹U+{ord(match[0]):04X}›", text)


def one_line(text: str) -> str:
    """The same on one line, runs of white space as one space."""
    return " ".join(visible(text).split())
