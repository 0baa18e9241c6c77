"""The command line: each verb of the program, with help and an example. Heavy parts load when a verb needs them."""

from tidings.cli import asking, desk, events, judging, keeping, looking, noting, serving, warning
from tidings.cli.group import commands

__all__ = ["asking", "commands", "desk", "events", "judging", "keeping", "looking", "noting", "serving", "warning"]
