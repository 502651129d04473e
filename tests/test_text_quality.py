"""The texts are set as careful publishers set them: Chinese by AutoCorrect, English by codespell."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import autocorrect_py
import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
HAN = re.compile(r"[\u4e00-\u9fff]")

# Words that codespell does not know, each with its reason.
KNOWN_WORDS = {
    "instal": "British, and a name in an example of a misspelt fragment",
    "shiftin": "an unknown name in an example of a rule",
}

# What is no Chinese prose, and what stands for it: nothing, a Latin letter, or a character of unknown kind.
REPLACED = (
    (re.compile(r"\A---\n.*?\n---\n", re.DOTALL), ""),  # front matter
    (re.compile(r"^( *)(`{3,}|~{3,}).*?^\1\2`*$", re.DOTALL | re.MULTILINE), ""),
    (re.compile(r"^ *>.*$", re.MULTILINE), ""),  # sources, word for word
    (re.compile(r"^.*\barXiv[.:].*$", re.MULTILINE), ""),  # citations part with dots, as GB/T 7714 has it
    (re.compile(r"<!--.*?-->|<sup>.*?</sup>", re.DOTALL), ""),  # remarks; marks of errata
    (re.compile(r"\$\$?[^$\n]*\$\$?|`[^`\n]*`"), "x"),  # formulas and code
    (re.compile(r"!?\[([^\[\]\n]*)\]\([^)\n]*\)"), r"\1"),  # a link is its text
    (re.compile(r"\[\[[^\]\n]*\]\]|\{[a-z_]+\}"), "某"),  # references to the data, filled in later
    (re.compile(r"</?small>|\|"), "\n"),  # apart from what stands beside them
    (re.compile(r"<[^>\n]+>|\{[#.:][^}\n]*\}|[*_]+"), ""),
)


def read_prose(text: str) -> Iterator[str]:
    """Give the lines of a text that hold Chinese, without code, formulas, markup and link targets."""
    for pattern, stand_in in REPLACED:
        text = pattern.sub(stand_in, text)
    yield from (line.strip() for line in text.splitlines() if HAN.search(line))


def find_spacing_faults(text: str) -> list[str]:
    """Return what AutoCorrect would write otherwise, as "found → expected"."""
    return [
        f"{line} → {expected}"
        for line in read_prose(text)
        if (expected := autocorrect_py.format(line)) != line
    ]


CHAPTERS = sorted((ROOT / "docs" / "zh").rglob("*.md"))
# These quote the sources word for word; what the Atlas itself says about them is judged on the errata page.
SOURCES = ("documents.yml", "errata.yml")
DATA = sorted(file for file in (ROOT / "data").rglob("*.yml") if file.name not in SOURCES)
# Spellings that the glossary recognizes without recommending them.
VARIANTS = {"系统1/2"}


def find_texts(file: Path) -> list[str]:
    """Return the Chinese texts that a data file holds; formulas are none."""
    events = yaml.parse(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    texts = [event.value for event in events if isinstance(event, yaml.ScalarEvent)]
    chinese = [text for text in texts if HAN.search(text) and "\\text" not in text]
    return [text for text in chinese if text not in VARIANTS]


@pytest.mark.parametrize("file", CHAPTERS, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_chinese_chapters_are_spaced_and_punctuated_as_autocorrect_would(file: Path) -> None:
    assert find_spacing_faults(file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("file", DATA, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_chinese_texts_of_the_data_are_spaced_and_punctuated_as_autocorrect_would(file: Path) -> None:
    assert [fault for text in find_texts(file) for fault in find_spacing_faults(text)] == []


def find_misspellings(*paths: Path) -> str:
    """Return codespell's report on files and folders."""
    command = [sys.executable, "-m", "codespell_lib", "--ignore-words-list", ",".join(KNOWN_WORDS)]
    return subprocess.run([*command, *map(str, paths)], capture_output=True, text=True, check=False).stdout


def test_english_is_spelt_as_codespell_would() -> None:
    texts = [ROOT / name for name in ("docs/en", "data", "templates")]
    assert find_misspellings(*texts, *ROOT.glob("*.md")) == ""


def test_both_tools_see_what_they_guard_against(tmp_path: Path) -> None:
    """A missing space and a half-width comma are found, so is a typo; code and formulas are left alone."""
    assert len(find_spacing_faults("模型MoE收敛,\n模型 MoE 收敛，")) == 1
    assert find_spacing_faults("`模型MoE` 与 $模型MoE$ 一致\n```\n模型MoE\n```\n") == []
    (tmp_path / "text.md").write_text("Models recieve data.", encoding="utf-8")
    assert "recieve ==> receive" in find_misspellings(tmp_path)
