"""Golden queries, typed into the real search field: words inside sentences, word forms, mixed scripts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

CHINESE = {
    "收敛度": "levels/L4/",
    "采用率": "method/",
    "标准化度": "glossary/",
    "争议度": "glossary/",
    "注意力机制": "levels/L4/",
    "优化器": "levels/L4/",
    "预训练": "levels/L4/",
    "分词": "levels/L3/",
    "准收敛": "levels/L3/",
    "稠密模型": "levels/L2/",
    "长上下文": "levels/L2/",
    "双寡头": "levels/L2/",
    "多模态": "levels/L1/",
    "推理机制": "levels/L1/",
    "反向分化": "levels/L0/",
    "端侧": "levels/L0/",
    "勘误": "errata/",
    "权重方案": "method/",
    "名义收敛度": "method/",
    "工程成熟度": "glossary/",
    "MoE": "levels/L2/",
    "RLHF": "levels/L3/",
    "AdamW": "levels/L4/",
    "tokenization": "levels/L3/",
}
ENGLISH = {
    "score": "en/",
    "adoption": "en/method/",
    "adopted": "en/method/",
    "convergence": "en/levels/L4/",
    "converging": "en/levels/L4/",
    "standardization": "en/glossary/",
    "standardized": "en/glossary/",
    "controversy": "en/glossary/",
    "attention": "en/levels/L4/",
    "optimizers": "en/levels/L4/",
    "pretraining": "en/levels/L4/",
    "tokenizing": "en/levels/L3/",
    "dense models": "en/levels/L2/",
    "long context": "en/levels/L2/",
    "multimodal fusion": "en/levels/L1/",
    "reasoning": "en/levels/L1/",
    "differentiated": "en/levels/L0/",
    "edge": "en/levels/L0/",
    "errata": "en/errata/",
    "erratum": "en/errata/",
    "weights": "en/method/",
    "nominal anchor": "en/method/",
    "MoE": "en/levels/L2/",
    "AdamW": "en/levels/L4/",
}


class SearchField:
    """The search field of one language's home page."""

    def __init__(self, page: Page, site: str, language: str) -> None:
        self.page, self.site = page, site
        page.goto(site + language)
        page.locator(".md-search__input").focus()
        page.locator(".md-search-result__meta").wait_for(state="attached")

    def find(self, query: str, *, expect_some: bool = True) -> set[str]:
        """The addresses of the pages found, below the site's own."""
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
        return {address.removeprefix(self.site).split("?")[0].split("#")[0] for address in addresses}


@pytest.fixture(scope="module")
def fields(browser: Browser, site: str) -> Iterator[dict[str, SearchField]]:
    context = browser.new_context()
    yield {language: SearchField(context.new_page(), site, language) for language in ("", "en/")}
    context.close()


@pytest.mark.parametrize("query", CHINESE)
def test_a_chinese_query_finds_its_page(fields: dict[str, SearchField], query: str) -> None:
    assert CHINESE[query] in fields[""].find(query)


@pytest.mark.parametrize("query", ENGLISH)
def test_an_english_query_finds_its_page(fields: dict[str, SearchField], query: str) -> None:
    assert ENGLISH[query] in fields["en/"].find(query)


def test_each_language_finds_only_its_own_pages(fields: dict[str, SearchField]) -> None:
    assert all(address.startswith("en/") for address in fields["en/"].find("MoE"))
    assert not any(address.startswith("en/") for address in fields[""].find("MoE"))


def test_nonsense_finds_nothing(fields: dict[str, SearchField]) -> None:
    assert fields["en/"].find("zzxqyv", expect_some=False) == set()
