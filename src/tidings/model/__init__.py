"""The nouns. Standard library only; frozen, slotted, keyword-only dataclasses whose JSON is READING.md and PICTURE.md."""
