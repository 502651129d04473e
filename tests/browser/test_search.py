"""Golden queries, typed into the real search field: words inside sentences, word forms, mixed scripts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

CHINESE = {
    "收敛度": "levels/L2/",
    "采用率": "glossary/",
    "标准化度": "levels/L4/",
    "争议度": "glossary/",
    "注意力机制": "technologies/attention/",
    "优化器": "technologies/adamw/",
    "预训练": "technologies/pretraining-finetuning/",
    "分词": "technologies/tokenization/",
    "准收敛": "levels/L3/",
    "稠密模型": "technologies/moe-vs-dense/",
    "长上下文": "technologies/long-context-vs-rag/",
    "双寡头": "levels/L2/",
    "多模态": "technologies/multimodal-fusion/",
    "推理机制": "technologies/reasoning/",
    "反向分化": "levels/L0/",
    "端侧": "technologies/edge-vs-cloud/",
    "勘误": "errata/",
    "权重方案": "method/",
    "工程成熟度": "glossary/",
    "MoE": "technologies/moe-vs-dense/",
    "RLHF": "technologies/rlhf/",
    "AdamW": "technologies/adamw/",
    "tokenization": "technologies/tokenization/",
}
ENGLISH = {
    "score": "en/method/",
    "adoption": "en/glossary/",
    "adopted": "en/glossary/",
    "convergence": "en/levels/L4/",
    "converging": "en/levels/L4/",
    "standardization": "en/glossary/",
    "standardized": "en/glossary/",
    "controversy": "en/glossary/",
    "attention": "en/technologies/attention/",
    "optimizers": "en/technologies/adamw/",
    "pretraining": "en/technologies/pretraining-finetuning/",
    "tokenizing": "en/technologies/tokenization/",
    "dense models": "en/technologies/moe-vs-dense/",
    "long context": "en/technologies/long-context-vs-rag/",
    "multimodal fusion": "en/technologies/multimodal-fusion/",
    "reasoning": "en/technologies/reasoning/",
    "differentiated": "en/levels/L0/",
    "edge": "en/technologies/edge-vs-cloud/",
    "errata": "en/errata/",
    "erratum": "en/errata/",
    "weights": "en/method/",
    "nominal anchor": "en/method/",
    "MoE": "en/technologies/moe-vs-dense/",
    "AdamW": "en/technologies/adamw/",
}
FIRST = 3
"""The page must be among so many first ones."""


class SearchField:
    """The search field of one language's home page."""

    def __init__(self, page: Page, site: str, language: str) -> None:
        self.page, self.site = page, site
        page.goto(site + language)
        page.locator(".md-search__input").focus()
        page.locator(".md-search-result__meta").wait_for(state="attached")

    def find(self, query: str, *, expect_some: bool = True) -> list[str]:
        """The addresses of the pages found, below the site's own, best first."""
        field = self.page.locator(".md-search__input")
        field.fill("")
        field.press("End")  # the theme reads the field when a key is released
        self.page.locator(".md-search-result__link").first.wait_for(state="detached")
        field.fill(query)
        field.press("End")
        links = self.page.locator(".md-search-result__link")
        if expect_some:
            links.first.wait_for(state="attached")
        else:
            self.page.wait_for_timeout(500)
        addresses = links.evaluate_all("links => links.map(link => link.href)")
        pages = (address.removeprefix(self.site).split("?")[0].split("#")[0] for address in addresses)
        return list(dict.fromkeys(pages))


@pytest.fixture(scope="module")
def fields(browser: Browser, site: str) -> Iterator[dict[str, SearchField]]:
    context = browser.new_context()
    yield {language: SearchField(context.new_page(), site, language) for language in ("", "en/")}
    context.close()


@pytest.mark.parametrize("query", CHINESE)
def test_a_chinese_query_finds_its_page(fields: dict[str, SearchField], query: str) -> None:
    assert CHINESE[query] in fields[""].find(query)[:FIRST]


@pytest.mark.parametrize("query", ENGLISH)
def test_an_english_query_finds_its_page(fields: dict[str, SearchField], query: str) -> None:
    assert ENGLISH[query] in fields["en/"].find(query)[:FIRST]


def test_each_language_finds_only_its_own_pages(fields: dict[str, SearchField]) -> None:
    assert all(address.startswith("en/") for address in fields["en/"].find("MoE"))
    assert not any(address.startswith("en/") for address in fields[""].find("MoE"))


def test_nonsense_finds_nothing(fields: dict[str, SearchField]) -> None:
    assert fields["en/"].find("zzxqyv", expect_some=False) == []
