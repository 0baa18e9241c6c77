"""What the tests share: where the development data stand, and a reason to skip where they don't."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of development data; a test that asks for it skips where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("the development data (../shared) are not here")
    return SHARED
