"""Where a document gives a score and the name of a level to the same thing."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence

from generator.audit.diagrams.diagram_nodes import read_nodes
from generator.audit.figures import bare
from generator.audit.levels.appositions import behind_formulas, in_brackets
from generator.audit.levels.bands import Band, bands, local_bands
from generator.audit.levels.names import Names
from generator.audit.levels.scores import CHANGE, CLAUSE, MOVES, POINTS, SCORE, Statement, value_of
from generator.audit.statements import SENTENCE
from generator.audit.tables.titles import column_titles
from generator.formula import latex_chains
from generator.markdown import MASK, Cell, Document, Table
from generator.patterns import lazy

_GENERIC_SCORES = ("得分", "评分", "分数", "总分", "score", "scores", "scored", "scoring", "rating", "grade")
_PLACES = lazy(
    r"\b(?:puts?|lies|falls|ranks?|places?|counts?|belongs?|qualifies)\b"
    r"|\b(?:is|are) (?:therefore|thus|hence|still|an?)\b"
    r"|属于|处于|落[在入]|位于|归[入为]|判[定为]|评为|因此为",
    re.IGNORECASE,
)
_OUT_OF = lazy(r"\s?/\s?(?:[5-9]|10|20|50|100)$")
_WEIGHT = lazy(r"权重|\bweights?\b", re.IGNORECASE)
_CONTRIBUTION = lazy(r"加权|贡献|\bweighted\b|contribution", re.IGNORECASE)
_IS = lazy(r"\b(?:index|score|rating|mark|result) (?:is|was) [*_\"“]*$", re.IGNORECASE)
"""`With 62.2 the index is fair`: right before the name."""
_FEWEST_ROWS = 4
_NEAR = 40
"""A level's name stands at most this far behind the figure that is placed in it."""
_LINKING = lazy(
    r"(?:[\s*_：:为是达到至约=（(|]|\b(?:of|is|was|at|with|a|an|to)\b)+$",
)
_LEVEL_KEY = lazy(
    r"(?:[^\s：:|]{0,6})(?:等级|级别|层级|评级|判定|评定|档次|档位|结论)|(?:\w+ )?(?:level|grade|rating|"
    r"tier|class|band|status|verdict)",
    re.IGNORECASE,
)


def statements(document: Document, known: Sequence[Band]) -> Iterator[Statement]:
    """Every score that stands with exactly one band: in a sentence, a table row, a list of fields, a node."""
    names = Names(known, document.text)
    if not names.by_name:
        return
    own = [*bands(document), *(band for _, local in local_bands(document) for band in local)]
    inside = {band.scale for band in own}
    defined = sorted(band.start for band in own)
    for run in document.runs:
        for match in SENTENCE.finditer(document.flat, run.start, run.end):
            if bisect_left(defined, match.start()) == bisect_left(defined, match.end()):
                yield from _in_sentence(match.group(), match.start(), names)
                yield from in_brackets(match.group(), match.start(), names)
                if MASK in match.group():
                    yield from _by_formula(document, match, names)
    yield from behind_formulas(document, names)
    for table in document.tables:
        if table.start not in inside:
            found = list(_in_table(table, names))
            yield from found or _by_fit(table, names)
    yield from _in_fields(document, names)
    for node in read_nodes(document):
        yield from _in_sentence("，".join(node.lines), node.start, names, node.end)


def _in_sentence(text: str, offset: int, names: Names[Band], end: int | None = None) -> Iterator[Statement]:
    """A sentence about one band, or each clause of one that names several or speaks of a bound."""
    if not SCORE.search(text):
        return
    places = names.within(text)
    count = len({id(band) for band in places.values()})
    is_clear = count == 1 and not MOVES.search(text)
    if count and not is_clear and end is None and (clauses := list(CLAUSE.finditer(text)))[1:]:
        for clause in clauses:
            yield from _in_sentence(clause.group(), offset + clause.start(), names)
    if not is_clear:
        return
    band = next(iter(places.values()))
    is_only = len(SCORE.findall(text)) == 1
    for match in SCORE.finditer(text):
        before = _LINKING.sub("", text[max(0, match.start() - 40) : match.start()])
        is_said = (
            is_only
            and band.interval.is_share == bool(match[2])
            and (_ends_in_name(text, band) or _is_placed(text, match.end(), places))
        )
        if is_said or _is_score(before, band) or _has_points(text, match, band):
            start, stop = offset + match.start(), offset + match.end()
            yield Statement(
                band, value_of(match), match.group(), *((start, stop) if end is None else (offset, end))
            )


def _by_formula(document: Document, sentence: re.Match[str], names: Names[Band]) -> Iterator[Statement]:
    """`$0.5 \\times 3 + 0.5 \\times 4 = 3.5$, level 3 (Defined)`: the derivation's result."""
    band = names.one(sentence.group())
    if band is None or MOVES.search(sentence.group()):
        return
    first, last = (bisect_left(document.maths, at, key=lambda math: math.start) for at in sentence.span())
    inside = document.maths[first:last]
    chains = [(math, chain) for math in inside for chain in latex_chains(document.math_body(math))]
    if len(chains) == 1:
        math, chain = chains[0]
        result = chain.members[-1]
        if result.value is not None and result.value.is_point and chain.links[-1].sign in "=≈":
            start, end = math.body_start + result.start, math.body_start + result.end
            text = document.text[start:end]
            yield Statement(band, result.value.low, text.replace("\\", ""), start, end)


def _ends_in_name(text: str, band: Band) -> bool:
    """`Mail has 12% left: amber`: what a list says of its subjects behind a colon."""
    said = re.split(r"[:：]", text)[-1].strip(" *_.")
    return ":" in text.replace("：", ":") and said in band.names


def _is_placed(text: str, start: int, places: Collection[int]) -> bool:
    """`28% puts it into L1`, `0.62，因此属于 L2`: words between figure and name that join them."""
    near = [place for place in places if start < place <= start + _NEAR]
    return any(_PLACES.search(text, start, place) or _IS.search(text, start, place) for place in near)


def _has_points(text: str, match: re.Match[str], band: Band) -> bool:
    """Whether a figure's unit says that it is a score, and not by how much one differs from another."""
    return (
        not match[2]
        and not band.interval.is_share
        and bool(POINTS.match(text, match.end()))
        and not CHANGE.search(text, 0, match.start())
    )


def _is_score(words: str, band: Band) -> bool:
    """Whether the words before a figure end in what a score is called: there, anywhere, or like its band."""
    if band.measure and words.strip() == band.measure:
        return True
    tail = words[-24:].casefold()
    if tail.endswith(_GENERIC_SCORES) or (band.measure and tail.endswith(band.measure)):
        return True
    noun = re.search(r"[㐀-鿿]{2,6}$|[A-Za-z]{4,}$", tail)
    if noun is None or noun.group() in band.names:
        return False
    return any(_is_kin(noun.group(), name) for name in band.names)


def _is_kin(word: str, name: str) -> bool:
    """`收敛度` measures what `准收敛` names."""
    if word.isascii():
        return len(name) > 5 and word[:6] == name[:6].lower()
    return word[-1] == "度" and word[-3:-1] in name and len(word[-3:-1]) == 2


def _in_table(table: Table, names: Names[Band]) -> Iterator[Statement]:
    """The scores of rows that name a level: under the header of a score, or in a row that is called so."""
    titles = column_titles(table)
    by_column: dict[int, list[Statement]] = {}
    for row in table.rows:
        texts = [bare(cell.text) for cell in row.cells]
        if not any(map(_read, texts)):
            continue
        inside = {id(band): band for text in texts if (band := names.cell(text))}
        for index, cell in enumerate(row.cells[1:], 1):
            title = titles[index] if index < len(titles) else ""
            above = names.one(title)
            owners = [above] if above else list(inside.values())
            if len(owners) == 1 and _read(texts[index]):
                if _is_score(texts[0], owners[0]):
                    yield from _stated(owners[0], cell)
                elif not above and _is_score(title, owners[0]):
                    by_column.setdefault(index, []).extend(_stated(owners[0], cell))
    yield from _graded(by_column, titles)


def _graded(by_column: Mapping[int, list[Statement]], titles: Sequence[str]) -> list[Statement]:
    """The column of scores that the levels stand for; of several the one that most rows fit.

    Beside weights, a weighted score is what a row contributes to the whole.
    """
    has_weights = any(map(_WEIGHT.search, titles))
    plain = {
        index: found
        for index, found in by_column.items()
        if not (has_weights and _CONTRIBUTION.search(titles[index]))
    }
    fits = {index: sum(map(_is_earned, found)) for index, found in plain.items()}
    best = [index for index in fits if fits[index] == max(fits.values())]
    return plain[best[0]] if len(best) == 1 else []


def _is_earned(each: Statement) -> bool:
    return each.band.interval.holds(each.value)


def _by_fit(table: Table, names: Names[Band]) -> Iterator[Statement]:
    """The column of figures beside a column of levels that most rows fit: it holds the scores.

    If several do, the one nearest to the levels.
    """
    found: dict[int, list[Statement]] = {}
    level = 0
    for row in table.rows:
        named = next(
            ((index, band) for index, cell in enumerate(row.cells[1:], 1) if (band := names.cell(cell.text))),
            None,
        )
        if named is None:
            continue
        level = named[0]
        for index, cell in enumerate(row.cells[1:], 1):
            for stated in _stated(named[1], cell):
                found.setdefault(index, []).append(stated)
    fitting = {index: each for index, each in found.items() if _fits(each)}
    if fitting and (len(found) == 1 or _is_clear(fitting)):
        yield from fitting[min(fitting, key=lambda index: abs(level - index))]


def _fits(found: Sequence[Statement]) -> bool:
    """Whether more than half of the rows, and at least two, earn their level."""
    fits = sum(map(_is_earned, found))
    return fits > 1 and fits * 2 > len(found)


def _is_clear(fitting: Mapping[int, Sequence[Statement]]) -> bool:
    """Whether enough rows tell which of several columns holds the scores."""
    return all(len(each) >= _FEWEST_ROWS for each in fitting.values())


def _read(text: str) -> re.Match[str] | None:
    """A figure, perhaps out of so many points: `82/100`."""
    return SCORE.fullmatch(_OUT_OF.sub("", POINTS.sub("", text)).strip())


def _stated(band: Band, cell: Cell) -> Iterator[Statement]:
    match = _read(bare(cell.text))
    if match:
        yield Statement(band, value_of(match), match.group(), cell.start, cell.end)


def _in_fields(document: Document, names: Names[Band]) -> Iterator[Statement]:
    """`- 得分：85` and `- 等级：优秀` in one list, `| 得分 | 85 |` and `| 等级 | 优秀 |` in one table."""
    for fields in _fields(document):
        levels = [
            band for key, cell in fields if _LEVEL_KEY.fullmatch(key) and (band := names.cell(cell.text))
        ]
        if len(levels) == 1:
            for key, cell in fields:
                if _is_score(key, levels[0]):
                    yield from _stated(levels[0], cell)


def _fields(document: Document) -> Iterator[list[tuple[str, Cell]]]:
    for table in document.tables:
        if table.width == 2:
            yield [(bare(row.cells[0].text), row.cells[1]) for row in table.rows if len(row.cells) > 1]
    group: list[tuple[str, Cell]] = []
    last: tuple[int, int] | None = None
    for item in document.items:
        found = re.match(r"\s*([^：:\n]{1,20})[：:][ \t]*", document.plain[item.text_start : item.text_end])
        place = (item.level, item.text_start)
        if last and (item.level != last[0] or "\n\n" in document.text[last[1] : item.start]):
            yield group
            group = []
        last = (item.level, max(item.text_end, item.start))
        if found:
            start = place[1] + found.end()
            group.append((bare(found[1]), Cell(start, item.text_end, document.plain[start : item.text_end])))
    yield group
