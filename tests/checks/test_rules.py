"""Every rule finds its own bad examples, at the marked place only, and is silent on its good ones."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from typing import Any

import pytest
from sample_atlas import TINY, apply_edits, find_in_data, inspect, read_texts, show, take_marks, tiny

import generator.checks
from generator.checks import DATA_RULES, PAGE_RULES, RULES, run_rules
from generator.checks.reading import READING_RULES
from generator.diagnostics import Diagnostic, Severity
from generator.rule import Edit, Example, Rule
from generator.scores import ScoredAtlas

SUPPORT = {"pages", "reading", "run"}
"""Modules of the package that are no rule."""

WITHOUT_EXAMPLES = {
    "CA001": "needs a rule that crashes; see test_a_crashing_rule_is_one_finding",
    "CA004": "needs a file that cannot be read; see tests/unit/test_source.py",
    "CA005": "is said by the project about whole runs",
    "CA006": "needs schemas on disk; see tests/unit/test_schema.py",
    "CA008": "needs a build that fails; see tests/unit/test_crash.py and tests/site/test_incremental.py",
    "CA009": "needs a template that fails; see tests/unit/test_crash.py",
}


def _examples(kind: str) -> list[Any]:
    return [
        pytest.param(rule, example, id=f"{rule.code}-{kind}-{number}")
        for rule in RULES
        for number, example in enumerate(getattr(rule, kind), start=1)
    ]


def test_the_sample_atlas_is_sound() -> None:
    """Nothing is found in the sample atlas as it is, so examples start from zero."""
    found, _ = find_in_data(take_marks(read_texts(TINY)).sources)
    assert not found, show(found)


def test_the_sample_pages_are_sound() -> None:
    """Nothing is found in the sample pages as they are."""
    found, _ = inspect((Edit("docs/zh/index.md", "看看价格。", "看看价格。"),))
    assert not found, show(found)


@pytest.mark.parametrize(("rule", "example"), _examples("bad"))
def test_bad_examples_give_this_finding_only(rule: Rule[Any], example: Example) -> None:
    """A bad example gives one finding, of this rule, at the marked place."""
    found, place = inspect(example.edits)
    assert [each.code for each in found] == [rule.code], show(found)
    assert found[0].name == rule.name
    assert found[0].severity is rule.severity
    span = found[0].span
    assert place in (None, f"{span}-{span.end_line}:{span.end_column}")
    assert place is not None or span.line == 1


@pytest.mark.parametrize(("rule", "example"), _examples("good"))
def test_good_examples_are_silent(rule: Rule[Any], example: Example) -> None:
    """Nothing at all is found in a good example."""
    found, _ = inspect(example.edits)
    assert not found, show(found)


@pytest.mark.parametrize("rule", [pytest.param(rule, id=rule.code) for rule in RULES])
def test_rules_are_complete(rule: Rule[Any]) -> None:
    """A rule has words in both languages and at least two examples of each kind, or a reason why not."""
    assert rule.title.keys() == rule.why.keys() == {"zh", "en"}
    assert all((*rule.title.values(), *rule.why.values()))
    if rule.code not in WITHOUT_EXAMPLES:
        assert len(rule.bad) >= 2
        assert len(rule.good) >= 2
        assert all(example.note for example in (*rule.bad, *rule.good))


def test_codes_and_names_are_unique_and_in_order() -> None:
    """No two rules share a code or a name, and each list is in the order of codes."""
    for rules in (READING_RULES, DATA_RULES, PAGE_RULES):
        codes = [rule.code for rule in rules]
        assert codes == sorted(codes)
    assert len({rule.code for rule in RULES}) == len({rule.name for rule in RULES}) == len(RULES)


def test_every_rule_file_is_registered() -> None:
    """Each module of the package that is no support holds one rule, named like it, and RULES has it."""
    modules = {module.name for module in pkgutil.iter_modules(generator.checks.__path__)}
    rules: tuple[Rule[Any], ...] = (*DATA_RULES, *PAGE_RULES)
    registered = {rule.name.replace("-", "_"): rule for rule in rules}
    assert modules - SUPPORT == registered.keys()
    for name, rule in registered.items():
        assert importlib.import_module(f"generator.checks.{name}").RULE is rule


def test_findings_carry_hints() -> None:
    """Every finding of a bad example says what to do."""
    for rule in RULES:
        for example in rule.bad:
            assert all(each.hint for each in inspect(example.edits)[0]), rule.code


@pytest.mark.parametrize(
    ("rule", "example"), [each for each in _examples("bad") if each.values[0].code < "CA310"]
)
def test_fixes_mend_what_was_found(rule: Rule[Any], example: Example) -> None:
    """Where a finding offers a fix, applying it leaves nothing of this rule to find."""
    fixes = [each.fix for each in inspect(example.edits)[0] if each.fix]
    for fix in fixes:
        sources = take_marks(
            apply_edits(read_texts(TINY), example.edits), (edit.file for edit in example.edits)
        ).sources
        source = sources[fix.span.path]
        start = source.line_starts[fix.span.line - 1] + fix.span.column - 1
        end = source.line_starts[fix.span.end_line - 1] + fix.span.end_column - 1
        mended = source.text[:start] + fix.replacement + source.text[end:]
        found, _ = find_in_data({**sources, source.path: type(source)(source.path, mended)})
        assert rule.code not in [each.code for each in found], show(found)


def test_a_crashing_rule_is_one_finding() -> None:
    """A rule that crashes becomes CA001 with its name, keeps what it found, and lets the others run."""

    def crash(subject: ScoredAtlas) -> Iterator[Diagnostic]:
        span = subject.atlas.scale.span()
        yield faulty.finding(span, "found before the crash", "none")
        raise ZeroDivisionError("one by nothing")

    faulty = Rule("CA299", "faulty", Severity.ERROR, {}, {}, crash, (), ())
    found = run_rules([faulty, *DATA_RULES], tiny())
    assert sorted(each.code for each in found) == ["CA001", "CA299"]
    message = next(each.message for each in found if each.code == "CA001")
    assert message == "the rule CA299 faulty crashed: ZeroDivisionError: one by nothing"


def test_mistakes_of_all_kinds_are_found_in_one_run() -> None:
    """Eight mistakes in as many places give eight findings, each at its line, and none more."""
    edits = (
        Edit(
            "data/levels/split.yml",
            "summary: {zh: 没有共识。, en: No agreement.}",
            "summary: {zh: 没有共识。}",
        ),
        Edit("data/technologies/axles.yml", "fit: {value: 0.30", "fit: {value: 1.2"),
        Edit("data/scale.yml", "weights: {spread: 0.5, fit: 0.3", "weights: {spread: 0.5, fit: 0.29"),
        Edit("data/technologies/chainrings.yml", "confidence: ★★★★☆", "confidence: ★★★★"),
        Edit("data/technologies/chain-drive.yml", "winners: [belt]", "winners: [bel]"),
        Edit("data/references.yml", "  kind: paper\n", "  kind: paper\n  kind: paper\n"),
        Edit("data/levels/open.yml", "source: handbook:18", "source: handbook:81"),
        Edit("data/technologies/shifting.yml", "share: 30%", "share: 35%"),
    )
    found, _ = inspect(edits)
    assert [f"{each.span.path}:{each.span.line} {each.code}" for each in found] == [
        "data/levels/open.yml:19 CA115",
        "data/levels/split.yml:4 CA110",
        "data/references.yml:3 CA103",
        "data/scale.yml:26 CA201",
        "data/technologies/axles.yml:9 CA205",
        "data/technologies/chain-drive.yml:28 CA112",
        "data/technologies/chainrings.yml:15 CA219",
        "data/technologies/shifting.yml:18 CA207",
    ], show(found)


def test_nothing_follows_from_an_unknown_profile() -> None:
    """Without its profile a technology has no score; texts and errata that refer to it are not to blame."""
    found, _ = inspect((Edit("data/technologies/shifting.yml", "profile: workshop", "profile: workshp"),))
    assert [f"{each.code} {each.span}" for each in found] == ["CA112 data/technologies/shifting.yml:3:10"], (
        show(found)
    )
