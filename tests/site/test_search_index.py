"""Search: terms stay whole, and each language has its own index."""

from __future__ import annotations

import json
from pathlib import Path

from publication import SUB_PATH

from generator.search import find_terms, split_index, write_dictionary


def test_short_chinese_texts_are_terms_and_sentences_are_not(tmp_path: Path) -> None:
    text = "name: {zh: 收敛度, en: score}\nwhy: {zh: 这句话太长了不能当作一个词}\n"
    text += "mix: {zh: MoE 架构}\nbody: !text 采用率\n"
    (tmp_path / "glossary.yml").write_text(text, encoding="utf-8")
    assert find_terms(tmp_path) == ("收敛度", "采用率")


def test_a_broken_file_hides_no_terms_of_others(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text("a: [", encoding="utf-8")
    (tmp_path / "b.yml").write_text("b: 收敛度", encoding="utf-8")
    assert find_terms(tmp_path) == ("收敛度",)


def test_the_dictionary_is_written_only_when_it_changes(tmp_path: Path) -> None:
    file = tmp_path / "cache" / "terms.txt"
    write_dictionary(["收敛度"], file)
    before = file.stat().st_mtime_ns
    write_dictionary(["收敛度"], file)
    assert file.stat().st_mtime_ns == before
    assert file.read_text(encoding="utf-8").startswith("收敛度 ")


def test_an_index_is_split_by_language_and_holds_no_entry_twice(tmp_path: Path) -> None:
    docs = [{"location": name, "title": name, "text": ""} for name in ("a/", "en/a/", "a/", "en/a/#b")]
    config = {"lang": ["zh", "en"], "pipeline": ["stopWordFilter"]}
    (tmp_path / "search").mkdir()
    (tmp_path / "search" / "search_index.json").write_text(json.dumps({"config": config, "docs": docs}))
    split_index(tmp_path, ["en"])
    assert locations(tmp_path) == ["a/"]
    assert locations(tmp_path / "en") == ["a/", "a/#b"]


def locations(site: Path) -> list[str]:
    index = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))
    return [entry["location"] for entry in index["docs"]]


def test_the_published_indexes_cover_the_same_pages(published: Path) -> None:
    site = published / SUB_PATH
    chinese, english = (
        {location.split("#")[0] for location in locations(folder)} for folder in (site, site / "en")
    )
    assert chinese == english
