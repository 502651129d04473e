"""Rules about what a browser loads together with a page: it exists, and on our host."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Diagnostic, Severity
from generator.pages.built_site import Element, Page, Site, has_relation
from generator.rule import Example, Rule

_LOADING_RELATIONS = ("stylesheet", "icon", "manifest", "preload", "modulepreload")


def _resources(site: Site) -> Iterator[tuple[Page, Element, str]]:
    """Everything that a browser loads together with a page: (page, element, address)."""
    for page in site.pages.values():
        for element in page.elements:
            if element.name == "link" and any(has_relation(element, one) for one in _LOADING_RELATIONS):
                address = element.attributes.get("href", "")
            elif element.name in ("img", "script", "source", "iframe", "embed", "video", "audio", "track"):
                address = element.attributes.get("src", "")
            else:
                continue
            if address and not address.startswith("data:"):
                yield page, element, address


def _check_assets(site: Site) -> Iterator[Diagnostic]:
    for page, element, address in _resources(site):
        target = site.resolve(page, address)
        if target is not None and target.file not in site.files:
            yield MISSING_ASSET.finding(
                page.span(element),
                f"loads `{address}`, but the site has no `{target.file}`",
                "correct the path, or add the file",
            )


MISSING_ASSET: Rule[Site] = Rule(
    "CA423",
    "missing-asset",
    Severity.ERROR,
    {"zh": "页面加载的文件不存在", "en": "a page loads a file that does not exist"},
    {
        "zh": "缺图、缺样式或缺脚本，页面就不再是校验过的样子。",
        "en": "Without an image, a style or a script the page is no longer what was checked.",
    },
    _check_assets,
    bad=(
        Example('⟦<img src="figures/none.svg" alt="a chart">⟧'),
        Example('⟦<script src="assets/none.js"></script>⟧'),
    ),
    good=(
        Example(
            '<img src="assets/figure.svg" alt="a chart"><img src="data:image/png;base64,AA==" alt="dot">'
        ),
    ),
)


def _check_foreign_resources(site: Site) -> Iterator[Diagnostic]:
    for page, element, address in _resources(site):
        if site.resolve(page, address) is None:
            yield FOREIGN_RESOURCE.finding(
                page.span(element), f"loads `{address}` from another host", "ship the file with the site"
            )


FOREIGN_RESOURCE: Rule[Site] = Rule(
    "CA427",
    "foreign-resource",
    Severity.ERROR,
    {"zh": "页面从别的主机加载文件", "en": "a page loads a file from another host"},
    {
        "zh": "很多读者所在的网络访问不到公共 CDN；并且每次请求都会把读者的行踪告诉第三方。",
        "en": "Many readers cannot reach public CDNs, and every request tells a third party who reads what.",
    },
    _check_foreign_resources,
    bad=(Example('⟦<script src="https://cdn.example.org/x.js"></script>⟧'),),
    good=(Example('<script src="assets/site.js"></script><a href="https://cdn.example.org/x.js">x</a>'),),
)
