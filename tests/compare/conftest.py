"""Puts this folder's own module of fictional reports within reach of its tests, however pytest imports them."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
