"""CA001–CA109: what is found while files are read, before any rule runs.

These findings are made where the reading happens (`source`, `yaml_nodes`, `load`, `run`, `project`);
here stands what they mean, with examples that are executed like those of every rule.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Diagnostic, Severity
from generator.rule import Edit, Example, Rule
from generator.scores import ScoredAtlas


def check(subject: ScoredAtlas) -> Iterator[Diagnostic]:
    """Nothing is left to find once an atlas is loaded."""
    return iter(())


def _rule(
    code: str,
    name: str,
    *,
    title_zh: str,
    why_zh: str,
    title_en: str,
    why_en: str,
    bad: tuple[Example, ...] = (),
    good: tuple[Example, ...] = (),
    severity: Severity = Severity.ERROR,
) -> Rule[ScoredAtlas]:
    """A rule of this kind; those that need a broken project to be seen have no examples."""
    title, why = {"zh": title_zh, "en": title_en}, {"zh": why_zh, "en": why_en}
    return Rule(code, name, severity, title, why, check, bad, good)


def _shown(note: str, *edits: tuple[str, str, str]) -> Example:
    """An example by what it shows and the edits that make it: file, before, after."""
    return Example(edits=tuple(Edit(*each) for each in edits), note=note)


READING_RULES: tuple[Rule[ScoredAtlas], ...] = (
    _rule(
        "CA001",
        "rule-crash",
        title_zh="某条规则自身出错",
        why_zh="规则的程序错误不应让其余检查停下，也不应悄悄略过：它记作一条发现，其他规则照常运行。",
        title_en="a rule crashed",
        why_en="A mistake in a rule must neither stop the other checks nor pass in silence: it is one "
        "finding, and the other rules run on.",
    ),
    _rule(
        "CA003",
        "not-utf-8",
        title_zh="文件不是 UTF-8 编码",
        why_zh="编码猜错，中文就成了乱码。所有文件一律用 UTF-8，读到不合规的字节就报出位置。",
        title_en="a file is not UTF-8",
        why_en="Guessing an encoding garbles Chinese. Every file is UTF-8, and a byte that is not is "
        "reported with its place.",
        bad=(
            _shown(
                "a byte of Latin-1",
                (
                    "data/levels/split.yml",
                    "summary: {zh: 没有共识。, en: No agreement.}",
                    "summary: {zh: 没有共识。, en: No ⟦\udce9⟧.}",
                ),
            ),
            _shown(
                "a byte that UTF-8 never has",
                ("data/references.yml", "title: The Dancing Chain", "title: The Dancing Chain⟦\udcff⟧"),
            ),
        ),
        good=(
            _shown("an accented letter", ("data/references.yml", "authors: Berto, F.", "authors: Bertó, F.")),
            _shown(
                "any other sign",
                ("data/references.yml", "title: The Dancing Chain", "title: The Dancing Chain 🚲"),
            ),
        ),
    ),
    _rule(
        "CA004",
        "unreadable-file",
        title_zh="文件无法读取",
        why_zh="读不了的文件不会当作不存在：里面的内容未经检查，必须说出来。",
        title_en="a file cannot be read",
        why_en="A file that cannot be read is not treated as absent: what it holds was not checked, and "
        "that is said.",
    ),
    _rule(
        "CA005",
        "pages-not-checked",
        title_zh="页面未作检查",
        why_zh="数据有错时不会生成页面，也就无从核对。沉默不等于检查过，所以明说。",
        title_en="the pages were not checked",
        why_en="While the data has errors no pages are rendered, so there is nothing to compare. Silence "
        "would pass for a check, so it is said.",
        severity=Severity.INFO,
    ),
    _rule(
        "CA006",
        "stale-schema",
        title_zh="数据文件的 JSON Schema 已经过时",
        why_zh="编辑器按 schemas/ 提示和校验。模型改了而它没有重新生成，编辑器说的就和程序不一样了。",
        title_en="a schema of the data files is stale",
        why_en="Editors complete and check by what stands in schemas/. If the model changed and nobody "
        "generated them again, the editor and the generator say different things.",
    ),
    _rule(
        "CA008",
        "build-failed",
        title_zh="整站无法构建",
        why_zh="配置、主题或程序有错时，`mkdocs serve` 不会停下：网页保持上一次的样子，并指出错在哪里。",
        title_en="the site cannot be built",
        why_en="A mistake in the settings, the theme or the program does not stop `mkdocs serve`: the pages "
        "stay as they were, and say where it went wrong.",
    ),
    _rule(
        "CA009",
        "template-crash",
        title_zh="模板出错，页面无法生成",
        why_zh="标签没有闭合，或者用了不存在的名字。页面要么完整，要么不生成。",
        title_en="a template fails",
        why_en="A tag that is not closed, or a name that does not exist. A page is complete or not made.",
    ),
    _rule(
        "CA101",
        "yaml-syntax",
        title_zh="YAML 语法有误",
        why_zh="多半是缩进不齐，或者文字里的冒号没有加引号。",
        title_en="a file is not valid YAML",
        why_en="Mostly an indentation that does not line up, or a colon in a text without quotes.",
        bad=(
            _shown(
                "a brace that is never closed",
                (
                    "data/levels/split.yml",
                    "subtitle: {zh: 各行其是, en: Each to their own}\nlead: {",
                    "subtitle: {zh: 各行其是, en: Each to their own\nlead⟦:⟧ {",
                ),
            ),
            _shown(
                "a colon in a plain text", ("data/references.yml", "  kind: paper", "  kind: paper⟦:⟧ book")
            ),
            _shown(
                "a full-width colon behind a key", ("data/references.yml", "  kind: paper", "  kind⟦：⟧paper")
            ),
            _shown(
                "a full-width comma between two languages",
                ("data/levels/split.yml", "{zh: 各行其是, en", "{zh: 各行其是⟦，⟧en"),
            ),
            _shown("a tab in the indentation", ("data/references.yml", "  kind: paper", "⟦\t⟧kind: paper")),
            _shown(
                "a text that begins with a reference, without quotes",
                (
                    "data/references.yml",
                    "title: The Dancing Chain",
                    "title: ⟦[[technology:axles]]⟧ and others",
                ),
            ),
        ),
        good=(
            _shown(
                "a colon in quotes",
                ("data/references.yml", "title: The Dancing Chain", 'title: "The Dancing Chain: a history"'),
            ),
            _shown(
                "block style",
                (
                    "data/levels/split.yml",
                    "subtitle: {zh: 各行其是, en: Each to their own}",
                    "subtitle:\n  zh: 各行其是\n  en: Each to their own",
                ),
            ),
        ),
    ),
    _rule(
        "CA102",
        "yaml-feature",
        title_zh="用了数据文件不允许的 YAML 特性",
        why_zh="锚点、别名和标签会让一处数字在别处悄悄出现。数据文件只用朴素的映射、列表和标量，所见即所得。",
        title_en="a YAML feature that data files do not use",
        why_en="Anchors, aliases and tags make a figure appear where nobody sees it. Data files use plain "
        "mappings, lists and scalars only.",
        bad=(
            _shown(
                "an anchor",
                ("data/technologies/axles.yml", "spread: {value: 0.20", "spread: {value: ⟦&share 0.20⟧"),
            ),
            _shown("a tag", ("data/technologies/axles.yml", "score: 0.31\n", "score: ⟦!!float 0.31⟧\n")),
        ),
        good=(
            _shown(
                "the same signs in a text",
                ("data/technologies/axles.yml", "en: No winner.", 'en: "No winner! & no *loser*."'),
            ),
            _shown("a figure in quotes", ("data/technologies/axles.yml", "score: 0.31\n", 'score: "0.31"\n')),
        ),
    ),
    _rule(
        "CA103",
        "duplicate-key",
        title_zh="同一个键写了两次",
        why_zh="YAML 读到重复的键，通常默默取后一个。两处写了不同的数字，谁也不知道哪个算数。",
        title_en="a key is given twice",
        why_en="YAML usually takes the second of two equal keys without a word. If their figures differ, "
        "nobody knows which one counts.",
        bad=(
            _shown(
                "two scores", ("data/technologies/axles.yml", "score: 0.31\n", "score: 0.31\n⟦score⟧: 0.32\n")
            ),
            _shown(
                "a weight given twice",
                (
                    "data/scale.yml",
                    "weights: {spread: 0.5, fit: 0.3, quarrel: 0.2}",
                    "weights: {spread: 0.5, fit: 0.3, quarrel: 0.2, ⟦fit⟧: 0.3}",
                ),
            ),
        ),
        good=(
            _shown(
                "each language once",
                (
                    "data/technologies/axles.yml",
                    "conclusion: {zh: 没有赢家。, en: No winner.}",
                    "conclusion:\n  zh: 没有赢家。\n  en: No winner.",
                ),
            ),
            _shown(
                "the name of a key inside a text",
                ("data/technologies/axles.yml", "en: No winner.", "en: score and level have no winner."),
            ),
        ),
    ),
    _rule(
        "CA104",
        "unknown-field",
        title_zh="字段不存在",
        why_zh="拼错的字段若被忽略，写下的内容就不会出现在任何页面上。",
        title_en="a field that does not exist",
        why_en="If a misspelt field were ignored, what was written under it would appear on no page.",
        bad=(
            _shown(
                "a field misspelt",
                (
                    "data/technologies/chainrings.yml",
                    "source: handbook:41\nlead",
                    "source: handbook:41\n⟦erata⟧: []\nlead",
                ),
            ),
            _shown(
                "a field that there never was",
                ("data/scale.yml", "{level: open, value: 65%,", "{level: open, ⟦colour⟧: red, value: 65%,"),
            ),
        ),
        good=(
            _shown(
                "a field that may be left out",
                (
                    "data/technologies/chainrings.yml",
                    "source: handbook:41\nlead",
                    "source: handbook:41\nerrata: []\nlead",
                ),
            ),
            _shown(
                "a comment",
                (
                    "data/technologies/chainrings.yml",
                    "source: handbook:41\nlead",
                    "source: handbook:41 # colour: red\nlead",
                ),
            ),
        ),
    ),
    _rule(
        "CA105",
        "missing-field",
        title_zh="缺少必填字段",
        why_zh="没有得分、没有出处的条目无法上页面。缺了就报错，绝不用默认值顶替。",
        title_en="a field is missing",
        why_en="A part without its score or its source cannot be published. What is missing is reported, "
        "never replaced by a default.",
        bad=(
            _shown(
                "a challenge without its source",
                (
                    "data/technologies/shifting.yml",
                    "- id: batteries\n    owner: electronic\n",
                    "- ⟦id⟧: batteries\n    owner: electronic\n",
                ),
                ("data/technologies/shifting.yml", "    source: handbook:37\n", ""),
            ),
            _shown(
                "an anchor without its value",
                (
                    "data/scale.yml",
                    "{level: open, value: 65%, source: handbook:8}",
                    "{⟦level⟧: open, source: handbook:8}",
                ),
            ),
        ),
        good=(
            _shown(
                "a field that may be left out",
                ("data/technologies/shifting.yml", "    owner: electronic\n", ""),
            ),
            _shown(
                "another layout of the same",
                (
                    "data/technologies/shifting.yml",
                    "challenges:\n  - id: batteries\n",
                    "challenges:\n  -\n    id: batteries\n",
                ),
            ),
        ),
    ),
    _rule(
        "CA106",
        "wrong-type",
        title_zh="字段内容不合要求",
        why_zh="数字要写成数字，编号要写成编号。格式不对的内容一律在写下它的那一行指出。",
        title_en="a field holds what it should not",
        why_en="Figures are written as figures and ids as ids. What does not fit is pointed at in the line "
        "where it stands.",
        bad=(
            _shown(
                "a word where a number should be",
                ("data/technologies/chainrings.yml", "fit: {value: 0.80", "fit: {value: ⟦high⟧"),
            ),
            _shown(
                "a citation in another form",
                ("data/technologies/chainrings.yml", "source: handbook:43", "source: ⟦page 43⟧"),
            ),
            _shown(
                "full-width figures",
                ("data/technologies/chainrings.yml", "fit: {value: 0.80", "fit: {value: ⟦０.８０⟧"),
            ),
        ),
        good=(
            _shown(
                "a number with fewer digits",
                ("data/technologies/chainrings.yml", "fit: {value: 0.80", "fit: {value: 0.8"),
            ),
            _shown(
                "several places in quotes",
                (
                    "data/technologies/chainrings.yml",
                    "source: handbook:43",
                    'source: "handbook:43, handbook:44-45"',
                ),
            ),
        ),
    ),
    _rule(
        "CA107",
        "unknown-file",
        title_zh="数据目录里有不认识的文件",
        why_zh="文件放错目录或写错名字，内容就不会被读到。",
        title_en="a file that is no part of the atlas",
        why_en="A file in the wrong folder, or with the wrong name, would never be read.",
        bad=(
            _shown("a folder misspelt", ("data/technology/axles.yml", "", "name: {}\n")),
            _shown("another file extension", ("data/glossary.yaml", "", "term: {}\n")),
        ),
        good=(
            _shown("a file that there is", ("data/references.yml", "berto-2005:", "# Books.\nberto-2005:")),
            _shown("a technology fewer", ("data/technologies/axles.yml", "", "")),
        ),
    ),
    _rule(
        "CA108",
        "missing-file",
        title_zh="缺少必需的文件",
        why_zh="没有标尺和语言文件，就算不出得分，也生成不了页面。",
        title_en="a file is missing",
        why_en="Without the scale and the languages there are no scores and no pages.",
        bad=(
            _shown("no scale", ("data/scale.yml", "", "")),
            _shown("no description of the site", ("data/site.yml", "", "")),
        ),
        good=(
            _shown("a technology fewer", ("data/technologies/axles.yml", "", "")),
            _shown("a site described otherwise", ("data/site.yml", "branch: main", "branch: trunk")),
        ),
    ),
    _rule(
        "CA109",
        "untidy-layout",
        title_zh="排版不合数据文件的体例",
        why_zh="缩进、空格、引号、空行各写各的，改一个数字就会牵动许多行，真正的改动反而看不清。"
        "不影响内容的地方一律同一写法，由 `check --fix` 代劳；会改变所读内容的，不算排版。",
        title_en="a layout that other data files do not have",
        why_en="Where everybody indents, spaces and quotes in another way, a change of one figure touches "
        "many lines and hides among them. What does not matter is written alike, and `check --fix` "
        "does it. What would change what is read is no layout, and is left.",
        bad=(
            _shown(
                "blanks at the end of a line",
                ("data/references.yml", "  kind: paper\n", "  kind: paper⟦  ⟧\n"),
            ),
            _shown(
                "figures lined up by blanks",
                ("data/technologies/axles.yml", "score: 0.31", "score:⟦   ⟧0.31"),
            ),
            _shown(
                "four spaces of indentation",
                (
                    "data/levels/split.yml",
                    "subtitle: {zh: 各行其是, en: Each to their own}",
                    "subtitle:\n⟦    zh: 各行其是⟧\n    en: Each to their own",
                ),
            ),
            _shown(
                "single quotes",
                ("data/references.yml", "title: The Dancing Chain", "title: ⟦'The Dancing Chain'⟧"),
            ),
            _shown("a byte order mark", ("data/references.yml", "berto-2005:", "⟦⟧\ufeffberto-2005:")),
        ),
        good=(
            _shown(
                "blanks inside a text are part of it",
                (
                    "data/levels/split.yml",
                    "subtitle: {zh: 各行其是, en: Each to their own}",
                    "subtitle:\n  zh: |-\n    各行其是\n  en: |-\n    Each  to their own",
                ),
            ),
            _shown(
                "single quotes around double ones",
                (
                    "data/references.yml",
                    "title: The Dancing Chain",
                    "title: 'The \"Dancing\" Chain' # a title",
                ),
            ),
        ),
        severity=Severity.WARNING,
    ),
)
"""What reading reports, in the order of codes."""
