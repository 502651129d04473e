"""Rules about the texts and names that a page needs: ids, images, title, other languages."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Diagnostic, Note, Severity
from generator.pages.built_site import NOT_FOUND_PAGE, Element, Page, Site
from generator.rule import Example, Rule


def _check_ids(site: Site) -> Iterator[Diagnostic]:
    for page in site.pages.values():
        first: dict[str, Element] = {}
        for element in page.elements:
            identifier = element.attributes.get("id")
            if not identifier:
                continue
            if identifier in first:
                notes = (Note(page.span(first[identifier]), "the first one"),)
                yield DUPLICATE_ID.finding(
                    page.span(element),
                    f"the id `{identifier}` stands twice on this page",
                    "give one of them another id",
                    notes=notes,
                )
            first.setdefault(identifier, element)


DUPLICATE_ID: Rule[Site] = Rule(
    "CA424",
    "duplicate-id",
    Severity.ERROR,
    {"zh": "同一页面上有重复的 id", "en": "an id stands twice on one page"},
    {
        "zh": "链接只会到达第一处，读屏软件也会念错标签。",
        "en": "Links reach only the first one, and screen readers take the wrong label.",
    },
    _check_ids,
    bad=(Example('<h2 id="a">x</h2>⟦<h3 id="a">⟧y</h3>'),),
    good=(Example('<h2 id="a">x</h2><h3 id="b">y</h3>'),),
)


def _check_alternates(site: Site) -> Iterator[Diagnostic]:
    for page in site.pages.values():
        if page.path == NOT_FOUND_PAGE:
            continue
        for language in sorted(site.languages):
            fault = _alternate_fault(site, page, language)
            if fault:
                element = page.alternates.get(language) or page.first("html")
                span = page.span(element) if element else page.source.span(0, 0)
                yield MISSING_ALTERNATE.finding(span, fault, "write the page in that language too")


def _alternate_fault(site: Site, page: Page, language: str) -> str:
    """What is wrong with a page's alternate in one language; empty if nothing is."""
    element = page.alternates.get(language)
    if element is None:
        return f"names no page in `{language}`"
    target = site.resolve(page, element.attributes.get("href", ""))
    goal = site.pages.get(target.file) if target else None
    if goal is None:
        return (
            f"names `{element.attributes.get('href', '')}` as its page in `{language}`, which does not exist"
        )
    back = (site.resolve(goal, one.attributes.get("href", "")) for one in goal.alternates.values())
    if page.path not in {one.file for one in back if one}:
        return f"names `{goal.path}` as its page in `{language}`, which does not name this page in turn"
    return ""


_HEAD = (
    '<html lang="en"><head><title>t</title><meta name="description" content="d">'
    '<link rel="canonical" href="https://example.org/atlas/">'
)
_ALTERNATES = (
    '<link rel="alternate" href="https://example.org/atlas/" hreflang="en">'
    '<link rel="alternate" href="https://example.org/atlas/zh/" hreflang="zh">'
)
_LINK_TO_OTHER = '<a href="other/">other</a>'

MISSING_ALTERNATE: Rule[Site] = Rule(
    "CA425",
    "missing-alternate",
    Severity.ERROR,
    {"zh": "页面缺少另一种语言的对应页", "en": "a page has no counterpart in another language"},
    {
        "zh": "两种语言结构相同是本站的承诺；对应关系必须双向成立，搜索引擎才会采信。",
        "en": "One structure in all languages is a promise of this site, and search engines trust alternates "
        "only when both pages name each other.",
    },
    _check_alternates,
    bad=(
        Example(
            f'{_HEAD}<link rel="alternate" href="https://example.org/atlas/" hreflang="en">'
            '⟦<link rel="alternate" href="https://example.org/atlas/none/" hreflang="zh">⟧'
            f"</head><body>{_LINK_TO_OTHER}</body></html>",
            note="the page in the other language does not exist",
        ),
        Example(
            f'{_HEAD}<link rel="alternate" href="https://example.org/atlas/" hreflang="en">'
            '⟦<link rel="alternate" href="https://example.org/atlas/other/" hreflang="zh">⟧'
            f"</head><body>{_LINK_TO_OTHER}</body></html>",
            note="the other page does not answer",
        ),
    ),
    good=(Example(f'{_HEAD}{_ALTERNATES}</head><body>{_LINK_TO_OTHER}<a href="zh/">中文</a></body></html>'),),
)


def _check_images(site: Site) -> Iterator[Diagnostic]:
    for page in site.pages.values():
        for element in page.elements:
            attributes = element.attributes
            is_image = element.name == "img" or attributes.get("role") == "img"
            if not is_image or attributes.get("aria-hidden") == "true":
                continue
            if not (attributes.get("alt", "") + attributes.get("aria-label", "")).strip():
                yield IMAGE_WITHOUT_TEXT.finding(
                    page.span(element),
                    "an image has no text for those who cannot see it",
                    "say in `alt` what it shows",
                )


IMAGE_WITHOUT_TEXT: Rule[Site] = Rule(
    "CA426",
    "image-without-text",
    Severity.ERROR,
    {"zh": "图片没有替代文字", "en": "an image has no text"},
    {
        "zh": "看不到图的读者需要一句话说明图里有什么。纯装饰的图请标 `aria-hidden`。",
        "en": "Readers who do not see it need a sentence that says what it shows. "
        "Mark pure decoration `aria-hidden`.",
    },
    _check_images,
    bad=(Example('⟦<img src="assets/figure.svg">⟧'), Example('⟦<svg role="img">⟧</svg>')),
    good=(
        Example('<img src="assets/figure.svg" alt="scores of all technologies">'),
        Example('<svg role="img" aria-label="scores"></svg><img src="assets/figure.svg" aria-hidden="true">'),
    ),
)


def _check_names(site: Site) -> Iterator[Diagnostic]:
    for page in site.pages.values():
        for fault in _name_faults(page):
            html = page.first("html")
            span = page.span(html) if html else page.source.span(0, 0)
            yield UNNAMED_PAGE.finding(
                span, fault, "give the page `title` and `description` in its front matter"
            )


def _name_faults(page: Page) -> Iterator[str]:
    html = page.first("html")
    if html is None or not html.attributes.get("lang"):
        yield "the page does not say its language"
    if page.first("title") is None:
        yield "the page has no title"
    descriptions = (one for one in page.elements if one.attributes.get("name") == "description")
    if not any(one.attributes.get("content") for one in descriptions):
        yield "the page has no description"


UNNAMED_PAGE: Rule[Site] = Rule(
    "CA428",
    "unnamed-page",
    Severity.ERROR,
    {"zh": "页面缺少标题、描述或语言", "en": "a page lacks its title, description or language"},
    {
        "zh": "搜索结果、书签和读屏软件都靠这三样来称呼一个页面。",
        "en": "Search results, bookmarks and screen readers call a page by these three.",
    },
    _check_names,
    bad=(
        Example('⟦<html lang="en">⟧<head><title>t</title></head><body><a href="other/">o</a></body></html>'),
    ),
    good=(Example(f"{_HEAD}</head><body>{_LINK_TO_OTHER}</body></html>"),),
)
