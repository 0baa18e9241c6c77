"""Readings to the picture. On readings alone, never on a parse."""
