"""Every rule of the audit finds its bad examples, at the marked place only; it is silent on the good ones."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Sequence
from typing import Any

import pytest

import generator.audit.rules
from generator.audit import audit_documents, audit_text
from generator.audit.rules import ALL_RULES, CORPUS_RULES, OWN_PAGES_ERRORS
from generator.diagnostics import Severity
from generator.markdown import Document, scan
from generator.rule import MARK_CLOSE, MARK_OPEN, Example, Rule
from generator.source import SourceText


def _examples(kind: str) -> list[Any]:
    return [
        pytest.param(rule, example, id=f"{rule.code}-{kind}-{number}")
        for rule in ALL_RULES
        for number, example in enumerate(getattr(rule, kind), start=1)
    ]


@pytest.mark.parametrize(("rule", "example"), _examples("bad"))
def test_a_bad_example_is_found_at_its_mark_and_nowhere_else(rule: Rule[Any], example: Example) -> None:
    start, end = example.text.index(MARK_OPEN), example.text.index(MARK_CLOSE) - 1
    text = example.text.replace(MARK_OPEN, "").replace(MARK_CLOSE, "")
    found = [each for each in audit_text(text).diagnostics if each.code == rule.code]
    assert [each.span for each in found] == [SourceText("<text>", text).span(start, end)]
    assert found[0].name == rule.name
    assert found[0].message
    assert found[0].hint


@pytest.mark.parametrize(("rule", "example"), _examples("good"))
def test_a_good_example_is_silent(rule: Rule[Any], example: Example) -> None:
    assert [each for each in audit_text(example.text).diagnostics if each.code == rule.code] == []


@pytest.mark.parametrize(("rule", "example"), _examples("good"))
def test_no_rule_crashes_on_a_good_example(rule: Rule[Any], example: Example) -> None:
    assert [each for each in audit_text(example.text).diagnostics if each.code == "CA001"] == []


def test_every_rule_module_stands_in_the_list_under_its_own_name() -> None:
    """One file and one line: forgetting the line fails here."""
    modules = {each.name for each in pkgutil.iter_modules(generator.audit.rules.__path__)}
    assert modules == {rule.name.replace("-", "_") for rule in ALL_RULES}
    for name in modules:
        assert importlib.import_module(f"generator.audit.rules.{name}").RULE in ALL_RULES


def test_codes_and_names_are_unique_and_every_rule_speaks_both_languages() -> None:
    assert len({rule.code for rule in ALL_RULES}) == len({rule.name for rule in ALL_RULES}) == len(ALL_RULES)
    for rule in ALL_RULES:
        assert {*rule.title} >= {"en", "zh"}
        assert {*rule.why} >= {"en", "zh"}


def test_every_rule_about_one_document_has_bad_and_good_examples() -> None:
    for rule in ALL_RULES:
        assert rule.good, rule.code
        assert rule.bad or rule in CORPUS_RULES, rule.code


def test_only_warnings_can_be_hardened_for_own_pages() -> None:
    codes = {rule.code: rule for rule in ALL_RULES}
    assert all(codes[code].severity is Severity.WARNING for code in OWN_PAGES_ERRORS)


def _corpus(*texts: str) -> Sequence[Document]:
    return [scan(SourceText(f"{number}.md", text)) for number, text in enumerate(texts, start=1)]


def test_a_degree_is_checked_against_the_ladder_of_another_document() -> None:
    corpus = _corpus(
        "| 层级 | 收敛度 |\n| --- | --- |\n| L2: 已定 | 90% |\n| L1: 进行时 | 60% |\n| L0: 未定 | 20% |\n",
        "甲处于 L1 进行时状态，收敛度 15%。\n\n乙处于 L1 进行时状态，收敛度 70%。\n",
        "| 维度 | L1: 进行时 | L0: 未定 |\n| --- | --- | --- |\n| 收敛度 | 60% | 25% |\n",
        "等级：进行时（收敛度 ≥ 10%），未定（< 10%）。\n\n丙为进行时，收敛度 15%。\n",
    )
    found = [each for each in audit_documents(corpus).diagnostics if each.code == "CA523"]
    assert [(each.span.path, each.stated) for each in found] == [("2.md", "15%"), ("3.md", "25%")]


def test_a_level_that_another_document_defines_is_checked_across_documents() -> None:
    corpus = _corpus(
        "$$C > 0.95 \\iff T \\text{ 完全收敛}$$\n",
        "该技术完全收敛，收敛度 95%。\n",
        "该技术完全收敛，收敛度 98%。\n",
    )
    found = [each for each in audit_documents(corpus).diagnostics if each.code == "CA511"]
    assert [(each.span.path, each.stated) for each in found] == [("2.md", "95%")]


def test_a_level_that_two_documents_define_differently_is_judged_in_neither() -> None:
    corpus = _corpus(
        "$$C > 0.95 \\iff T \\text{ 完全收敛}$$\n",
        "$$C > 0.90 \\iff T \\text{ 完全收敛}$$\n",
        "该技术完全收敛，收敛度 80%。\n",
    )
    assert [each for each in audit_documents(corpus).diagnostics if each.code == "CA511"] == []


def test_a_name_that_many_scales_use_means_nothing_in_another_document() -> None:
    corpus = _corpus(
        "| 等级 | 得分 |\n| --- | --- |\n| A | ≥ 90 |\n| 良好 | 75–89 |\n| Managed | < 75 |\n",
        "评级为 A，得分 82.90。良好，得分 70。\n\n"
        "| Queue | Score | Level |\n| --- | --- | --- |\n| x | 80 | Managed |\n",
    )
    assert [each for each in audit_documents(corpus).diagnostics if each.code == "CA511"] == []


HOME = "## 5.2 梯度优化器\n\n| 指标 | 数值 |\n| --- | --- |\n| 收敛度 | 98% |\n"


def _elsewhere(*texts: str) -> list[tuple[str, str, str]]:
    found = audit_documents(_corpus(*texts)).diagnostics
    return [(each.span.path, each.stated, each.expected) for each in found if each.code == "CA512"]


def test_a_node_or_a_sentence_contradicts_the_section_of_another_document_about_its_subject() -> None:
    node = "```mermaid\ngraph TD\n    A[梯度优化器<br/>95%收敛度] --> B[工业标准]\n```\n"
    assert _elsewhere(HOME, node) == [("2.md", "95%", "98%")]
    assert _elsewhere(HOME, "- 梯度优化器成为工业标准（95%收敛度）\n") == [("2.md", "95%", "98%")]
    assert _elsewhere(HOME, node.replace("95%", "98%")) == []


def test_a_quotation_another_quantity_or_a_subject_with_two_homes_contradicts_nobody() -> None:
    assert _elsewhere(HOME, "> 梯度优化器成为工业标准（95%收敛度）\n") == []
    assert _elsewhere(HOME, "- 梯度优化器成为工业标准（95%采用率）\n") == []
    assert _elsewhere(HOME, HOME.replace("98", "90"), "- 梯度优化器已成为标准（95%收敛度）\n") == []
    assert _elsewhere(HOME, "- 梯度优化器预计收敛（95%收敛度）\n") == []
