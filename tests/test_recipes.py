"""The recipes of CONTRIBUTING.md work as written: each command of each is run on a copy of the project."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tiny_project import edit_file

from generator.load import load
from generator.markup import PLACEHOLDER
from generator.model.parts import Label
from generator.project import read_tree
from generator.yaml_nodes import MappingNode, Scalar

ROOT = Path(__file__).resolve().parent.parent
COPIED = (
    "data",
    "docs",
    "generator",
    "mkdocs.yml",
    "pyproject.toml",
    "schemas",
    "skeletons",
    "templates",
    "tests",
)
IGNORED = shutil.ignore_patterns(".*")


def recipes() -> dict[str, list[str]]:
    """The lines of each recipe, by the English part of its heading."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    _, _, after = text.partition("## Recipes")
    found = re.findall(r"^### (.+?) · .+?\n\n```sh\n(.*?)^```$", after, re.MULTILINE | re.DOTALL)
    return {title: lines.splitlines() for title, lines in found}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The project as a newcomer has it."""
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, tmp_path / name, ignore=IGNORED)
        else:
            shutil.copy2(ROOT / name, tmp_path / name)
    return tmp_path


def run(command: str, root: Path) -> subprocess.CompletedProcess[str]:
    """One line of a recipe, with the copy's generator and this Python."""
    line = re.sub(r"^python ", f"{sys.executable} ", command)
    environment = {**os.environ, "PYTHONPATH": str(root)}
    return subprocess.run(
        line, shell=True, cwd=root, env=environment, capture_output=True, text=True, check=False
    )


def follow(title: str, root: Path, *by_hand: Callable[[Path], object], failing: tuple[str, ...] = ()) -> str:
    """Run a recipe: commands as they stand, the lines with # by the given functions, in order.

    Every command succeeds, but for the first run of those named as `failing`. Returns what they print.
    """
    hands, expected, printed = iter(by_hand), list(failing), ""
    for line in recipes()[title]:
        if line.startswith("#"):
            next(hands)(root)
            continue
        done = run(line, root)
        printed += done.stdout + done.stderr
        if line in expected:
            expected.remove(line)
            assert done.returncode == 1, f"{line} was to find something\n{done.stdout}{done.stderr}"
        else:
            assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"
    assert next(hands, None) is None
    return printed


FILLED = {
    "‹level›": "L1",
    "‹for›": "for",
    "‹document:line›": "L2:124",
    "‹year-Qn›": "2027-Q4",
    "‹year›": "2023",
    "‹0.00›": "0.50",
    "‹year-month-day›": "2025-01-02",
    "‹number of lines›": "80",
}


def fill(root: Path, *paths: str) -> None:
    """Fill every place in angle quotes: Chinese by Chinese, English by English."""
    for path in paths:
        file = root / path
        text = file.read_text(encoding="utf-8")
        file.write_text(PLACEHOLDER.sub(_words, text), encoding="utf-8")


def _words(place: re.Match[str]) -> str:
    chinese = re.search("[\u4e00-\u9fff]", place[0])
    return FILLED.get(place[0], "一段文字" if chinese else "Words")


def test_every_recipe_is_short_and_tested() -> None:
    """Ten lines at most, in both languages, and a test of its own below."""
    tested = Path(__file__).read_text(encoding="utf-8")
    for title, lines in recipes().items():
        assert len(lines) <= 10, title
        assert f'follow("{title}"' in tested or f'"{title}",' in tested, title
    assert len(recipes()) == 7


def test_a_technology(copy: Path) -> None:
    """One file, and the technology has a page in both languages and stands in its level's chapter."""
    printed = follow("A technology", copy, lambda root: fill(root, "data/technologies/state-space.yml"))
    assert "= 0.5" in printed
    for language in ("zh", "en"):
        assert (copy / f"docs/{language}/technologies/state-space.md").is_file()
        assert "{#state-space" in (copy / f"docs/{language}/levels/L1.md").read_text(encoding="utf-8")


def test_a_force(copy: Path) -> None:
    """A force whose case names a technology: `--fix` writes the link back, and both chapters have it."""

    def write(root: Path) -> None:
        fill(root, "data/forces/public-funding.yml")
        edit_file(root, "data/forces/public-funding.yml", "  - name:", "  - technologies: [rlhf]\n    name:")

    follow(
        "A force", copy, write, failing=("python -m generator check --fix",)
    )  # the pages are not yet rendered
    assert re.search(
        r"^forces: \[.*public-funding\]", (copy / "data/technologies/rlhf.yml").read_text(), re.M
    )
    assert "{#public-funding}" in (copy / "docs/en/forces.md").read_text(encoding="utf-8")
    assert run("python -m generator check", copy).returncode == 0


def test_a_prediction_a_reference_and_a_source(copy: Path) -> None:
    """They appear on their pages once the reference is cited."""

    def write(root: Path) -> None:
        fill(root, "data/timeline.yml", "data/references.yml", "data/documents.yml")
        file = root / "data/timeline.yml"
        file.write_text(file.read_text(encoding="utf-8") + "    references: [gu-2023]\n", encoding="utf-8")

    follow("A prediction, a reference, a source", copy, write)
    page = (copy / "docs/en/references.md").read_text(encoding="utf-8")
    assert "gu-2023" in page
    assert "{#source-mamba-paper}" in page


def test_a_chapter(copy: Path) -> None:
    """A chapter of prose is one data file, which may refer to anything."""

    def write(root: Path) -> None:
        edit_file(root, "data/chapters/open-questions.yml", "‹Text.›", "How far [[technology:rlhf]] will go.")
        edit_file(root, "data/chapters/open-questions.yml", "‹正文。›", "[[technology:rlhf]]能走多远。")
        fill(root, "data/chapters/open-questions.yml")

    follow("A chapter", copy, write)
    page = (copy / "docs/en/open-questions.md").read_text(encoding="utf-8")
    assert "{#open-questions}" in page
    assert "technologies/rlhf.md" in page


def translate(root: Path) -> None:
    """Give every text a French wording: the English one, so that figures and references agree."""
    atlas = load(read_tree(root).data).atlas
    assert atlas is not None
    edits: dict[str, list[tuple[int, str]]] = {}
    for wording in atlas.walk.wordings:
        if isinstance(wording.text, Label) and wording.text.is_neutral:
            continue
        node = wording.text._node
        assert isinstance(node, MappingNode)
        english, key = node.nodes["en"], node.keys_at["en"]
        assert isinstance(english, Scalar)
        text = node.source.text
        line = text.rfind("\n", 0, key.start) + 1
        written = text[english.start : english.end]
        block = not text[line : key.start].strip()
        added = f"\n{text[line : key.start]}fr: {written}" if block else f", fr: {written}"
        edits.setdefault(node.source.path, []).append((english.end, added))
    for path, additions in edits.items():
        content = (root / path).read_text(encoding="utf-8")
        for position, added in sorted(set(additions), reverse=True):
            content = content[:position] + added + content[position:]
        (root / path).write_text(content, encoding="utf-8")


def test_a_language(copy: Path) -> None:
    """`check` lists each text that lacks the language; with them, every page has a third version."""
    names = (copy / "data/languages/en.yml").read_text(encoding="utf-8")

    def begin(root: Path) -> None:
        french = names.replace("name: English", "name: Français")
        (root / "data/languages/fr.yml").write_text(french, encoding="utf-8")

    printed = follow("A language", copy, begin, translate, failing=("python -m generator check",))
    assert re.search(r"data/technologies/rlhf\.yml:\d+:\d+: error CA110", printed)
    pages = {path.relative_to(copy / "docs/en") for path in (copy / "docs/en").rglob("*.md")}
    assert pages == {path.relative_to(copy / "docs/fr") for path in (copy / "docs/fr").rglob("*.md")}


PROFILE = """\
  - id: even
    name: {zh: 等权四分量, en: four components alike}
    weights: {adoption: 0.25, standardization: 0.25, controversy: 0.25, maturity: 0.25}
    description: {zh: 四项权重相同。, en: The same weight for all four.}
    source: L1:53
"""


def add_profile(root: Path) -> None:
    """The profile, and the edition of the scale that has it."""
    edit_file(root, "data/scale.yml", "\n# Half-open intervals", PROFILE + "\n# Half-open intervals")
    history = (root / "data/history.yml").read_text(encoding="utf-8")
    first = history[history.index("  - id: first") :].split("\nstates:")[0].rstrip("\n")
    second = first.replace("id: first", "id: with-even").replace("2025-11-10", "2025-11-11")
    second += "\n      even: {adoption: 0.25, standardization: 0.25, controversy: 0.25, maturity: 0.25}\n"
    (root / "data/history.yml").write_text(
        history.replace(first, f"{first}\n{second.rstrip()}"), encoding="utf-8"
    )


CHANGES = """
scale-even:
  date: 2025-11-11
  kind: formula
  text: {zh: 新增等权方案。, en: A profile with even weights is added.}

reasoning-even:
  date: 2025-11-11
  kind: formula
  technology: reasoning
  before: {score: 0.49, level: L1}
  after: {score: 0.50, level: L1}
  text: {zh: 改用等权方案。, en: Scored with even weights.}
"""


STATES = """\
states:
  - technology: reasoning
    until: 2025-11-11
    profile: with-maturity
    inputs:
      adoption: {value: 0.40, source: L1:219}
      standardization: {value: 0.50, source: L1:219}
      controversy: {complement: 0.50, source: L1:219}
      maturity: {value: 0.60, source: L1:219}
"""


def score_by_it(root: Path) -> None:
    """A technology is scored by it; the change and what was before are recorded."""
    past = root / "data/history.yml"
    assert "\nstates:" not in past.read_text(encoding="utf-8")
    past.write_text(past.read_text(encoding="utf-8") + STATES, encoding="utf-8")
    edit_file(root, "data/technologies/reasoning.yml", "profile: with-maturity", "profile: even")
    file = root / "data/changes.yml"
    file.write_text(file.read_text(encoding="utf-8") + CHANGES, encoding="utf-8")


def test_a_weight_profile(copy: Path) -> None:
    """Data only: the score is stated by `--fix` and the page shows the sum under the new weights."""
    fixed = ("python -m generator check --fix",)  # the pages are not yet rendered
    follow("A weight profile", copy, add_profile, score_by_it, failing=fixed)
    assert "0.25" in (copy / "docs/en/technologies/reasoning.md").read_text(encoding="utf-8")


RULE = '''\
"""CA299: a technology has a name in capitals."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Diagnostic, Severity
from generator.rule import Edit, Example, Rule
from generator.scores import ScoredAtlas


def check(subject: ScoredAtlas) -> Iterator[Diagnostic]:
    """Look at the English names."""
    for technology in subject.atlas.technologies.values():
        if technology.name["en"].isupper():
            yield RULE.finding(technology.name.span("en"), "the name shouts", "write it in small letters")


RULE = Rule(
    code="CA299",
    name="name-of-the-defect",
    severity=Severity.ERROR,
    title={"zh": "名称全是大写", "en": "a name in capitals"},
    why={"zh": "全大写难读。", "en": "Capitals are hard to read."},
    check=check,
    bad=(
        Example(edits=(Edit(FILE, "en: BEFORE", "en: ⟦AXLES⟧"),), note="one word"),
        Example(edits=(Edit(FILE, "en: BEFORE", "en: ⟦THE AXLES⟧"),), note="two words"),
    ),
    good=(
        Example(edits=(Edit(FILE, "en: BEFORE", "en: Axles"),), note="a capital to begin with"),
        Example(edits=(Edit(FILE, "en: BEFORE", "en: axles"),), note="small letters"),
    ),
)
'''


def write_rule(root: Path) -> None:
    """The rule's file and its line, at the end of the rules about data."""
    axles = (root / "tests/atlases/tiny/data/technologies/axles.yml").read_text(encoding="utf-8")
    name = re.search(r"^name: \{.*en: ([^}]+)\}", axles, re.MULTILINE)
    assert name
    text = RULE.replace("BEFORE", name[1]).replace("Edit(FILE", 'Edit("data/technologies/axles.yml"')
    (root / "generator/checks/name_of_the_defect.py").write_text(text, encoding="utf-8")
    registry = root / "generator/checks/__init__.py"
    content = registry.read_text(encoding="utf-8").replace(
        "    needless_", "    name_of_the_defect,\n    needless_", 1
    )
    where = content.index("    missing_translation.RULE,")
    registry.write_text(
        content[:where] + "    name_of_the_defect.RULE,\n" + content[where:], encoding="utf-8"
    )


def test_a_rule(copy: Path) -> None:
    """One file and one line: explained, on the page of rules, and tested by its own examples."""
    printed = follow("A rule", copy, write_rule)
    assert "CA299 name-of-the-defect (error)" in printed
    assert re.search(r"\d passed", printed)
    assert "CA299" in (copy / "docs/en/rules.md").read_text(encoding="utf-8")
