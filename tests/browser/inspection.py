"""What a browser says about one page. The same function judges our pages and the planted defects."""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any

from playwright.sync_api import BrowserContext, Page, Request, Response

WIDTHS = (390, 768, 1440)
SCHEMES: dict[str, dict[str, object]] = {
    "light": {},
    "dark": {"runOnly": ["color-contrast", "link-in-text-block"]},
}
"""Colour schemes, and which rules of axe apply: structure does not change with the scheme."""

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")

SETTLE = """async () => {
  await window.drawFormulas?.(); // else only those on screen
  await document.fonts.ready;
  await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
}"""

FORMULAS = """() => [...document.querySelectorAll(".arithmatex")].flatMap(box => {
  const drawn = box.querySelector("mjx-container");
  if (!drawn) return ["not drawn: " + box.textContent.slice(0, 80)];
  const fault = drawn.querySelector("mjx-merror, [data-mjx-error]");
  return fault ? ["fault in: " + (fault.dataset.mjxError ?? fault.textContent)] : [];
})"""

DIAGRAMS = """() => [
  ...[...document.querySelectorAll(".mermaid, code.language-mermaid, .diagram-failure")]
    .map(raw => "not drawn: " + raw.textContent.slice(0, 80)),
  ...[...document.querySelectorAll(".diagram")].flatMap(figure => {
    const shown = [...figure.querySelectorAll("svg")].filter(svg => svg.checkVisibility());
    if (figure.closest("details:not([open])")) return [];
    if (shown.length !== 1) return [`${shown.length} drawings shown instead of 1`];
    const { width, height } = shown[0].getBoundingClientRect();
    return width > 20 && height > 20 && shown[0].querySelector("text, foreignObject") ? [] : ["drawn empty"];
  }),
]"""

IMAGES = """() => [...document.querySelectorAll("img, [role=img]")]
  .filter(image => !image.closest("[aria-hidden=true]"))
  .filter(image => !(image.alt ?? "").trim() && !(image.ariaLabel ?? "").trim())
  .map(image => image.outerHTML.slice(0, 120))"""

WIDEST = """() => {
  const limit = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= limit) return null;
  const culprit = [...document.querySelectorAll("article *")]
    .filter(one => !one.parentElement.closest(".table-scroll, .diagram, .figure, .arithmatex"))
    .find(one => one.getBoundingClientRect().right > limit + 1);
  return `${document.documentElement.scrollWidth}px: ` + (culprit?.outerHTML.slice(0, 120) ?? "the frame");
}"""

VIOLATIONS = """async tags => (await axe.run(document, { resultTypes: ["violations"], ...tags })).violations
  .map(found => `${found.id}: ${found.nodes.length}× ${found.nodes[0].html.slice(0, 160)}`)"""


@dataclass
class Inspection:
    """The complaints about one page, by kind. No complaint, no entry."""

    complaints: dict[str, list[str]] = field(default_factory=dict)

    def note(self, kind: str, text: str) -> None:
        """Add a complaint."""
        self.complaints.setdefault(kind, []).append(text)

    def note_all(self, kind: str, texts: list[str], where: str = "") -> None:
        """Add complaints, each with where it was seen."""
        for text in texts:
            self.note(kind, f"{where}{text}")


def inspect_page(context: BrowserContext, site: str, path: str) -> Inspection:
    """Load a page once, and look at it in every scheme and width."""
    found = Inspection()
    page = context.new_page()
    listen(page, site, found)
    page.set_viewport_size({"width": WIDTHS[-1], "height": 1000})
    page.goto(site + path)
    page.evaluate(SETTLE)
    found.note_all("formula", page.evaluate(FORMULAS))
    found.note_all("image", page.evaluate(IMAGES))
    page.evaluate(AXE)
    for scheme, rules in SCHEMES.items():
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # a literal type
        page.evaluate(SETTLE)
        found.note_all("diagram", page.evaluate(DIAGRAMS), f"{scheme}: ")
        found.note_all("accessibility", page.evaluate(VIOLATIONS, rules), f"{scheme}: ")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 1000})
        page.evaluate(SETTLE)
        if widest := page.evaluate(WIDEST):
            found.note("overflow", f"at {width}px: {widest}")
    page.close()
    return found


def listen(page: Page, site: str, found: Inspection) -> None:
    """Note what the browser's console and network say about a page."""
    host = "/".join(site.split("/")[:3]) + "/"

    def note_request(request: Request) -> None:
        if not request.url.startswith((host, "data:", "blob:")):
            found.note("foreign request", request.url)

    def note_failure(request: Request) -> None:
        if request.url.startswith(host):
            found.note("failed request", request.url)

    def note_response(response: Response) -> None:
        if response.status >= 400 and response.url.startswith(host):
            found.note("failed request", f"{response.status} {response.url}")

    def note_console(message: Any) -> None:
        is_network = message.text.startswith("Failed to load resource")  # noted as a request already
        if message.type in ("error", "warning") and not is_network:
            found.note("console", message.text)

    page.on("request", note_request)
    page.on("requestfailed", note_failure)
    page.on("response", note_response)
    page.on("console", note_console)
    page.on("pageerror", lambda error: found.note("console", str(error)))
