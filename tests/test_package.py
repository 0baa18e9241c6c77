"""The front door: what an import loads, and how soon help answers."""

import subprocess
import sys

HEAVY = {"spacy", "numpy", "sqlalchemy", "rich", "lxml", "jinja2", "yaml", "trafilatura", "thinc", "onnxruntime", "torch", "click"}


def loaded_by(statement: str) -> set[str]:
    code = f"import sys; {statement}; print(*sorted({{name.partition('.')[0] for name in sys.modules}}))"
    return set(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split())


def test_importing_the_package_loads_no_heavy_library() -> None:
    assert not loaded_by("import tidings") & HEAVY


def test_the_command_line_loads_only_click() -> None:
    assert loaded_by("import tidings.cli") & HEAVY == {"click"}


def test_naming_the_engine_loads_no_heavy_library() -> None:
    assert not loaded_by("import tidings.engine") & HEAVY


def test_the_nouns_load_nothing_from_outside() -> None:
    outside = loaded_by("import tidings.model.picture, tidings.model.records") - set(sys.stdlib_module_names) - {"tidings"}
    assert {name for name in outside if not name.startswith(("_", "__editable__"))} == set()
