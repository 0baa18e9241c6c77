"""`python -m tidings` and the command `tidings`."""

from tidings.cli import commands


def main() -> None:
    """Runs the command line; exits with 2 and one clear line when something given can't be used."""
    commands(prog_name="tidings")


if __name__ == "__main__":
    main()
