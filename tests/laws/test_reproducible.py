"""Reproducible: what was made names what made it, and the same documents give the same bytes in another process and another folder."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import tidings
from tidings.engine import made, read_document
from tidings.know.example import example_folder
from tidings.model.document import Document
from tidings.model.reading import Reading
from tidings.situation import situation_in_memory

DATA = Path(tidings.__file__).parent / "know" / "data"


def test_a_reading_and_a_picture_name_program_models_gazetteer_and_lexicons() -> None:
    reading = read_document(Document(id="a", text="The dam held, the mayor said.", body=((0, 29),)))
    assert isinstance(reading, Reading)
    situation = situation_in_memory()
    situation.add(example_folder() / "reports.jsonl")
    for record in (reading.made, situation.picture().made):
        assert record is not None
        assert record.version == tidings.__version__
        parts = dict(record.parts)
        assert "spaCy" in parts["parser"]
        assert parts["gazetteer"]
        lexicons = sorted(p for p in DATA.iterdir() if p.is_file())
        assert len(lexicons) > 5
        for path in lexicons:
            assert parts[path.name] == hashlib.sha256(path.read_bytes()).hexdigest()[:16]


def test_the_same_documents_give_the_same_bytes_in_another_process_and_folder(tmp_path: Path) -> None:
    outputs = []
    for n, seed in enumerate(("0", "12345")):
        folder = tmp_path / f"clone{n}"
        shutil.copytree(example_folder(), folder / "reports", ignore=shutil.ignore_patterns("*.py", "__pycache__"))
        env = {**os.environ, "PYTHONHASHSEED": seed}
        outputs.append(
            [
                subprocess.run(
                    [sys.executable, "-m", "tidings", verb, "reports", "--json"], cwd=folder, env=env, capture_output=True, check=True
                ).stdout
                for verb in ("read", "compare")
            ]
        )
    assert outputs[0] == outputs[1]
    assert len(outputs[0][1]) > 1000


def test_another_lexicon_is_another_manifest(tmp_path: Path) -> None:
    """A picture that another program or lexicon made is not taken for this one's: the manifest is part of its digest."""
    assert made() == made()
    clone = tmp_path / "src"
    shutil.copytree(Path(tidings.__file__).parent, clone / "tidings", ignore=shutil.ignore_patterns("__pycache__"))
    with (clone / "tidings" / "know" / "data" / "cues.yaml").open("a", encoding="utf-8") as lexicon:
        lexicon.write("\n# a remark\n")
    code = "from tidings.engine import made; print(dict(made().parts)['cues.yaml'])"
    env = {**os.environ, "PYTHONPATH": str(clone)}
    other = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True).stdout.strip()
    assert other != dict(made().parts)["cues.yaml"]
