"""How a page of the atlas is cited. The date is that of the data, never that of the build."""

from __future__ import annotations

from generator.markup import capital
from generator.model.atlas import Atlas
from generator.model.publication import Language
from generator.quantity import exact_decimal
from generator.scores import Score


def page_address(atlas: Atlas, language: Language, page: str) -> str:
    """The permanent address of a page; "" while the atlas has none of its own."""
    if not atlas.site.address:
        return ""
    folder = "" if language is atlas.default_language else f"{language.code}/"
    name = page.removesuffix(".md").removesuffix("index")
    return f"{atlas.site.address.rstrip('/')}/{folder}{name}".rstrip("/") + "/"


def cite_as_bibtex(atlas: Atlas, score: Score, language: Language, page: str) -> str:
    """A BibTeX entry whose braces keep names and titles as they are written."""
    technology, address = score.technology, page_address(atlas, language, page)
    level = f" ({score.band.level})" if score.band else ""
    label = language.strings["score"]
    fields = {
        "author": f"{{{atlas.site.title[language.code]}}}",
        "title": f"{{{capital(technology.name[language.code])}}}",
        "year": atlas.scale.as_of[:4],
        "note": f"{label} {exact_decimal(score.total)}{level}, {atlas.scale.as_of}",
        **({"url": address} if address else {}),
    }
    lines = ",\n".join(f"  {name:<6} = {{{value}}}" for name, value in fields.items())
    return f"@misc{{atlas-{technology.id},\n{lines}\n}}"
