"""A larger atlas for measurements: the shipped one, with copies of its technologies under other names.

    python benchmarks/scaled_atlas.py FOLDER --technologies 100

A copy has figures of its own: a little less consensus than its original, and the score that follows, which
its text states. Full consensus stays, because the evidence states it too. What others say of the original
(errata, forces) is not said of the copy. `check` finds no error in it, for up to 500 technologies.
"""

from __future__ import annotations

import argparse
import re
import shutil
from collections.abc import Iterator
from decimal import Decimal
from itertools import count, islice
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent
PARTS = ("data", "templates", "schemas", "skeletons", "overrides", "docs")
"""What a project needs to be checked, rendered and served, besides mkdocs.yml."""
STEP = Decimal("0.001")
"""How much less consensus than the copy before a copy has; forty steps still leave its level."""

_SAID_BY_OTHERS = re.compile(r"^ *(?:errata|forces): \[.*\]\n|, errata: \[[^\]]*\]", re.MULTILINE)
_NAME = re.compile(r"^name: \{zh: (.*), en: (.*)\}$", re.MULTILINE)
_CONSENSUS = re.compile(r"(?<=^    complement: )(.*)$", re.MULTILINE)
_SCORE = re.compile(r"(?<=^score: )(.*)$", re.MULTILINE)
_PROFILE = re.compile(r"(?<=^profile: )(.*)$", re.MULTILINE)


def copy_technology(text: str, number: int, weight: Decimal) -> str:
    """The data file of a copy. `weight` is that of the component given by its complement."""
    text = _SAID_BY_OTHERS.sub("", text)
    text = _NAME.sub(rf"name: {{zh: \1 {number}, en: \2 {number}}}", text)
    consensus = _CONSENSUS.search(text)
    assert consensus
    less = STEP * (number - 1) if Decimal(consensus[1]) < 1 else Decimal(0)
    text = _CONSENSUS.sub(lambda found: str(Decimal(found[1]) - less), text)
    return _SCORE.sub(lambda found: f"{(Decimal(found[1]) - weight * less).normalize():f}", text)


def copies(data: Path) -> Iterator[tuple[str, str]]:
    """Name and text of one data file after the other, without end: each technology in turn."""
    scale = yaml.load((data / "scale.yml").read_text(encoding="utf-8"), yaml.BaseLoader)
    component = next(part["id"] for part in scale["components"] if "complement" in part)
    weights = {profile["id"]: Decimal(profile["weights"][component]) for profile in scale["profiles"]}
    originals = {
        file.stem: file.read_text(encoding="utf-8") for file in sorted((data / "technologies").iterdir())
    }
    for number in count(2):
        for name, text in originals.items():
            profile = _PROFILE.search(text)
            assert profile, f"{name} names no profile"
            own = re.sub(rf"(?<=\[\[score:){name}(?=\]\])", f"{name}-{number}", text)
            yield f"{name}-{number}.yml", copy_technology(own, number, weights[profile[1]])


def make_atlas(target: Path, technologies: int) -> Path:
    """Write a project of that many technologies, no fewer than are shipped; docs/ is not rendered yet."""
    for part in PARTS:
        shutil.copytree(ROOT / part, target / part)
    shutil.copy2(ROOT / "mkdocs.yml", target)
    folder = target / "data" / "technologies"
    missing = technologies - len(list(folder.iterdir()))
    if missing < 0:
        raise ValueError(f"{technologies} technologies are fewer than are shipped")
    for name, text in islice(copies(ROOT / "data"), missing):
        (folder / name).write_text(text, encoding="utf-8")
    return target


def main() -> None:
    """Write one atlas."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--technologies", type=int, default=100)
    options = parser.parse_args()
    make_atlas(options.folder, options.technologies)


if __name__ == "__main__":
    main()
