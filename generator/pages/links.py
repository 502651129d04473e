"""Rules about links between pages: they lead somewhere, and every page is led to."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Diagnostic, Severity
from generator.pages.built_site import NOT_FOUND_PAGE, Element, Page, Site, Target
from generator.rule import Example, Rule


def _links(site: Site) -> Iterator[tuple[Page, Element, Target]]:
    """Every `<a href>` that stays on the site."""
    for page in site.pages.values():
        for element in page.elements:
            link = element.attributes.get("href")
            if element.name == "a" and link:
                target = site.resolve(page, link)
                if target is not None:
                    yield page, element, target


def _check_links(site: Site) -> Iterator[Diagnostic]:
    for page, element, target in _links(site):
        if target.file not in site.files:
            yield DEAD_LINK.finding(
                page.span(element),
                f"links to `{element.attributes['href']}`, but the site has no `{target.file}`",
                "correct the link where the page is made",
            )


DEAD_LINK: Rule[Site] = Rule(
    "CA421",
    "dead-link",
    Severity.ERROR,
    {"zh": "链接指向不存在的页面", "en": "a link leads to a page that does not exist"},
    {
        "zh": "读者点开后只会看到 404。MkDocs 不检查原始 HTML 和主题模板里的链接，所以在成品页面上再查一遍。",
        "en": "The reader ends on a 404 page. MkDocs checks neither raw HTML nor what the theme adds, so the "
        "finished pages are checked again.",
    },
    _check_links,
    bad=(
        Example('<p>⟦<a href="moved/">⟧gone</a></p>', note="no such folder"),
        Example('<p>⟦<a href="../">⟧up</a></p>', note="leaves the site's folder"),
    ),
    good=(
        Example('<p><a href="other/">other</a> <a href="other/index.html">the same</a></p>'),
        Example(
            '<p><a href="https://example.org/x">elsewhere</a> <a href="mailto:a@example.org">mail</a></p>'
        ),
    ),
)


def _check_fragments(site: Site) -> Iterator[Diagnostic]:
    for page, element, target in _links(site):
        goal = site.pages.get(target.file)
        if goal is None or not target.fragment or target.fragment in goal.ids:
            continue
        yield DEAD_FRAGMENT.finding(
            page.span(element),
            f"links to `#{target.fragment}`, which `{target.file}` does not have",
            "correct the fragment, or give the heading that id",
        )


DEAD_FRAGMENT: Rule[Site] = Rule(
    "CA422",
    "dead-fragment",
    Severity.ERROR,
    {"zh": "链接指向页面中不存在的位置", "en": "a link leads to a place that its page does not have"},
    {
        "zh": "浏览器不报错，只是停在页首，读者找不到所指的内容。",
        "en": "The browser says nothing and stays at the top; what was meant is not found.",
    },
    _check_fragments,
    bad=(
        Example('<p>⟦<a href="#nowhere">⟧below</a></p>'),
        Example('<p>⟦<a href="other/#nowhere">⟧there</a></p>'),
    ),
    good=(
        Example('<h2 id="here">x</h2><a href="#here">x</a> <a href="other/#there">y</a> <a href="#">top</a>'),
        Example('<h2 id="中文">x</h2><a href="#%E4%B8%AD%E6%96%87">encoded</a> <a href="#中文">raw</a>'),
    ),
)


def _check_orphans(site: Site) -> Iterator[Diagnostic]:
    linked = {target.file for page, _, target in _links(site) if target.file != page.path}
    for path, page in site.pages.items():
        if path not in linked and path not in (NOT_FOUND_PAGE, "index.html"):
            yield ORPHAN_PAGE.finding(
                page.source.span(0, 0),
                f"no other page links to `{path}`",
                "link to it, or leave it out of the site",
            )


ORPHAN_PAGE: Rule[Site] = Rule(
    "CA429",
    "orphan-page",
    Severity.ERROR,
    {"zh": "没有任何页面链接到此页", "en": "no other page links to a page"},
    {
        "zh": "没有入口的页面等于不存在。",
        "en": "A page without a way in might as well not be there.",
    },
    _check_orphans,
    bad=(Example("<p>no link</p>", note="the other page cannot be reached"),),
    good=(Example('<p><a href="other/">other</a></p>'),),
)
