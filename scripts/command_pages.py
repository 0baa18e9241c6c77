"""Writes docs/commands.md from the commands themselves: help, options, examples.

command_pages.py           writes the page
command_pages.py --check   fails when the page is not what the commands say
"""

import sys
from pathlib import Path

import click

from tidings.cli import commands

PAGE = Path(__file__).resolve().parent.parent / "docs" / "commands.md"


def page() -> str:
    """The page: each verb with what it does, an example, and its options."""
    group = click.Context(commands, info_name="tidings", max_content_width=100)
    lines = ["# Commands", "", "Made from the commands’ own help by `scripts/command_pages.py`; `make test` checks that it is up to date."]
    for name in commands.list_commands(group):
        command = commands.commands[name]
        context = click.Context(command, info_name=name, parent=group, max_content_width=100, terminal_width=100)
        lines += ["", f"## tidings {name}", "", "```", command.get_help(context), "```"]
    return "\n".join(lines) + "\n"


def main() -> int:
    made = page()
    if "--check" not in sys.argv:
        PAGE.write_text(made, encoding="utf-8")
        return 0
    if PAGE.exists() and PAGE.read_text(encoding="utf-8") == made:
        return 0
    print(f"docs/{PAGE.name} is not what the commands say; run scripts/command_pages.py")
    return 1


if __name__ == "__main__":
    sys.exit(main())
