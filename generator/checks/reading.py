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
    title: dict[str, str],
    why: dict[str, str],
    bad: tuple[Example, ...] = (),
    good: tuple[Example, ...] = (),
    severity: Severity = Severity.ERROR,
) -> Rule[ScoredAtlas]:
    return Rule(code, name, severity, title, why, check, bad, good)


RULE_CRASH = _rule(
    "CA001",
    "rule-crash",
    {"zh": "某条规则自身出错", "en": "a rule crashed"},
    {
        "zh": "规则的程序错误不应让其余检查停下，也不应悄悄略过：它记作一条发现，其他规则照常运行。",
        "en": "A mistake in a rule must neither stop the other checks nor pass in silence: it is one "
        "finding, and the other rules run on.",
    },
)

NOT_UTF_8 = _rule(
    "CA003",
    "not-utf-8",
    {"zh": "文件不是 UTF-8 编码", "en": "a file is not UTF-8"},
    {
        "zh": "编码猜错，中文就成了乱码。所有文件一律用 UTF-8，读到不合规的字节就报出位置。",
        "en": "Guessing an encoding garbles Chinese. Every file is UTF-8, and a byte that is not is "
        "reported with its place.",
    },
    bad=(
        Example(
            edits=(
                Edit(
                    "data/levels/split.yml",
                    "summary: {zh: 没有共识。, en: No agreement.}",
                    "summary: {zh: 没有共识。, en: No ⟦\udce9⟧.}",
                ),
            ),
            note="a byte of Latin-1",
        ),
        Example(
            edits=(
                Edit("data/references.yml", "title: The Dancing Chain", "title: The Dancing Chain⟦\udcff⟧"),
            ),
            note="a byte that UTF-8 never has",
        ),
    ),
    good=(
        Example(
            edits=(Edit("data/references.yml", "authors: Berto, F.", "authors: Bertó, F."),),
            note="an accented letter",
        ),
        Example(
            edits=(Edit("data/references.yml", "title: The Dancing Chain", "title: The Dancing Chain 🚲"),),
            note="any other sign",
        ),
    ),
)

UNREADABLE_FILE = _rule(
    "CA004",
    "unreadable-file",
    {"zh": "文件无法读取", "en": "a file cannot be read"},
    {
        "zh": "读不了的文件不会当作不存在：里面的内容未经检查，必须说出来。",
        "en": "A file that cannot be read is not treated as absent: what it holds was not checked, and "
        "that is said.",
    },
)

PAGES_NOT_CHECKED = _rule(
    "CA005",
    "pages-not-checked",
    {"zh": "页面未作检查", "en": "the pages were not checked"},
    {
        "zh": "数据有错时不会生成页面，也就无从核对。沉默不等于检查过，所以明说。",
        "en": "While the data has errors no pages are rendered, so there is nothing to compare. Silence "
        "would pass for a check, so it is said.",
    },
    severity=Severity.INFO,
)

STALE_SCHEMA = _rule(
    "CA006",
    "stale-schema",
    {"zh": "数据文件的 JSON Schema 已经过时", "en": "a schema of the data files is stale"},
    {
        "zh": "编辑器按 schemas/ 提示和校验。模型改了而它没有重新生成，编辑器说的就和程序不一样了。",
        "en": "Editors complete and check by what stands in schemas/. If the model changed and nobody "
        "generated them again, the editor and the generator say different things.",
    },
)

FAILED_BUILD = _rule(
    "CA008",
    "build-failed",
    {"zh": "整站无法构建", "en": "the site cannot be built"},
    {
        "zh": "配置、主题或程序有错时，`mkdocs serve` 不会停下：网页保持上一次的样子，并指出错在哪里。",
        "en": "A mistake in the settings, the theme or the program does not stop `mkdocs serve`: the pages "
        "stay as they were, and say where it went wrong.",
    },
)

TEMPLATE_CRASH = _rule(
    "CA009",
    "template-crash",
    {"zh": "模板出错，页面无法生成", "en": "a template fails"},
    {
        "zh": "标签没有闭合，或者用了不存在的名字。页面要么完整，要么不生成。",
        "en": "A tag that is not closed, or a name that does not exist. A page is complete or not made.",
    },
)

YAML_SYNTAX = _rule(
    "CA101",
    "yaml-syntax",
    {"zh": "YAML 语法有误", "en": "a file is not valid YAML"},
    {
        "zh": "多半是缩进不齐，或者文字里的冒号没有加引号。",
        "en": "Mostly an indentation that does not line up, or a colon in a text without quotes.",
    },
    bad=(
        Example(
            edits=(
                Edit(
                    "data/levels/split.yml",
                    "subtitle: {zh: 各行其是, en: Each to their own}\nlead: {",
                    "subtitle: {zh: 各行其是, en: Each to their own\nlead⟦:⟧ {",
                ),
            ),
            note="a brace that is never closed",
        ),
        Example(
            edits=(Edit("data/references.yml", "  kind: paper", "  kind: paper⟦:⟧ book"),),
            note="a colon in a plain text",
        ),
        Example(
            edits=(Edit("data/references.yml", "  kind: paper", "  kind⟦：⟧paper"),),
            note="a full-width colon behind a key",
        ),
        Example(
            edits=(Edit("data/levels/split.yml", "{zh: 各行其是, en", "{zh: 各行其是⟦，⟧en"),),
            note="a full-width comma between two languages",
        ),
        Example(
            edits=(Edit("data/references.yml", "  kind: paper", "⟦\t⟧kind: paper"),),
            note="a tab in the indentation",
        ),
        Example(
            edits=(
                Edit(
                    "data/references.yml",
                    "title: The Dancing Chain",
                    "title: ⟦[[technology:axles]]⟧ and others",
                ),
            ),
            note="a text that begins with a reference, without quotes",
        ),
    ),
    good=(
        Example(
            edits=(
                Edit(
                    "data/references.yml", "title: The Dancing Chain", 'title: "The Dancing Chain: a history"'
                ),
            ),
            note="a colon in quotes",
        ),
        Example(
            edits=(
                Edit(
                    "data/levels/split.yml",
                    "subtitle: {zh: 各行其是, en: Each to their own}",
                    "subtitle:\n  zh: 各行其是\n  en: Each to their own",
                ),
            ),
            note="block style",
        ),
    ),
)

YAML_FEATURE = _rule(
    "CA102",
    "yaml-feature",
    {"zh": "用了数据文件不允许的 YAML 特性", "en": "a YAML feature that data files do not use"},
    {
        "zh": "锚点、别名和标签会让一处数字在别处悄悄出现。数据文件只用朴素的映射、列表和标量，所见即所得。",
        "en": "Anchors, aliases and tags make a figure appear where nobody sees it. Data files use plain "
        "mappings, lists and scalars only.",
    },
    bad=(
        Example(
            edits=(
                Edit("data/technologies/axles.yml", "spread: {value: 0.20", "spread: {value: ⟦&share 0.20⟧"),
            ),
            note="an anchor",
        ),
        Example(
            edits=(Edit("data/technologies/axles.yml", "score: 0.31\n", "score: ⟦!!float 0.31⟧\n"),),
            note="a tag",
        ),
    ),
    good=(
        Example(
            edits=(Edit("data/technologies/axles.yml", "en: No winner.", 'en: "No winner! & no *loser*."'),),
            note="the same signs in a text",
        ),
        Example(
            edits=(Edit("data/technologies/axles.yml", "score: 0.31\n", 'score: "0.31"\n'),),
            note="a figure in quotes",
        ),
    ),
)

DUPLICATE_KEY = _rule(
    "CA103",
    "duplicate-key",
    {"zh": "同一个键写了两次", "en": "a key is given twice"},
    {
        "zh": "YAML 读到重复的键，通常默默取后一个。两处写了不同的数字，谁也不知道哪个算数。",
        "en": "YAML usually takes the second of two equal keys without a word. If their figures differ, "
        "nobody knows which one counts.",
    },
    bad=(
        Example(
            edits=(Edit("data/technologies/axles.yml", "score: 0.31\n", "score: 0.31\n⟦score⟧: 0.32\n"),),
            note="two scores",
        ),
        Example(
            edits=(
                Edit(
                    "data/scale.yml",
                    "weights: {spread: 0.5, fit: 0.3, quarrel: 0.2}",
                    "weights: {spread: 0.5, fit: 0.3, quarrel: 0.2, ⟦fit⟧: 0.3}",
                ),
            ),
            note="a weight given twice",
        ),
    ),
    good=(
        Example(
            edits=(
                Edit(
                    "data/technologies/axles.yml",
                    "conclusion: {zh: 没有赢家。, en: No winner.}",
                    "conclusion:\n  zh: 没有赢家。\n  en: No winner.",
                ),
            ),
            note="each language once",
        ),
        Example(
            edits=(
                Edit("data/technologies/axles.yml", "en: No winner.", "en: score and level have no winner."),
            ),
            note="the name of a key inside a text",
        ),
    ),
)

UNKNOWN_FIELD = _rule(
    "CA104",
    "unknown-field",
    {"zh": "字段不存在", "en": "a field that does not exist"},
    {
        "zh": "拼错的字段若被忽略，写下的内容就不会出现在任何页面上。",
        "en": "If a misspelt field were ignored, what was written under it would appear on no page.",
    },
    bad=(
        Example(
            edits=(
                Edit(
                    "data/technologies/chainrings.yml",
                    "source: handbook:41\nlead",
                    "source: handbook:41\n⟦erata⟧: []\nlead",
                ),
            ),
            note="a field misspelt",
        ),
        Example(
            edits=(
                Edit(
                    "data/scale.yml", "{level: open, value: 65%,", "{level: open, ⟦colour⟧: red, value: 65%,"
                ),
            ),
            note="a field that there never was",
        ),
    ),
    good=(
        Example(
            edits=(
                Edit(
                    "data/technologies/chainrings.yml",
                    "source: handbook:41\nlead",
                    "source: handbook:41\nerrata: []\nlead",
                ),
            ),
            note="a field that may be left out",
        ),
        Example(
            edits=(
                Edit(
                    "data/technologies/chainrings.yml",
                    "source: handbook:41\nlead",
                    "source: handbook:41 # colour: red\nlead",
                ),
            ),
            note="a comment",
        ),
    ),
)

MISSING_FIELD = _rule(
    "CA105",
    "missing-field",
    {"zh": "缺少必填字段", "en": "a field is missing"},
    {
        "zh": "没有得分、没有出处的条目无法上页面。缺了就报错，绝不用默认值顶替。",
        "en": "A part without its score or its source cannot be published. What is missing is reported, "
        "never replaced by a default.",
    },
    bad=(
        Example(
            edits=(
                Edit(
                    "data/technologies/shifting.yml",
                    "- id: batteries\n    owner: electronic\n",
                    "- ⟦id⟧: batteries\n    owner: electronic\n",
                ),
                Edit("data/technologies/shifting.yml", "    source: handbook:37\n", ""),
            ),
            note="a challenge without its source",
        ),
        Example(
            edits=(
                Edit(
                    "data/scale.yml",
                    "{level: open, value: 65%, source: handbook:8}",
                    "{⟦level⟧: open, source: handbook:8}",
                ),
            ),
            note="an anchor without its value",
        ),
    ),
    good=(
        Example(
            edits=(Edit("data/technologies/shifting.yml", "    owner: electronic\n", ""),),
            note="a field that may be left out",
        ),
        Example(
            edits=(
                Edit(
                    "data/technologies/shifting.yml",
                    "challenges:\n  - id: batteries\n",
                    "challenges:\n  -\n    id: batteries\n",
                ),
            ),
            note="another layout of the same",
        ),
    ),
)

WRONG_TYPE = _rule(
    "CA106",
    "wrong-type",
    {"zh": "字段内容不合要求", "en": "a field holds what it should not"},
    {
        "zh": "数字要写成数字，编号要写成编号。格式不对的内容一律在写下它的那一行指出。",
        "en": "Figures are written as figures and ids as ids. What does not fit is pointed at in the line "
        "where it stands.",
    },
    bad=(
        Example(
            edits=(Edit("data/technologies/chainrings.yml", "fit: {value: 0.80", "fit: {value: ⟦high⟧"),),
            note="a word where a number should be",
        ),
        Example(
            edits=(Edit("data/technologies/chainrings.yml", "source: handbook:43", "source: ⟦page 43⟧"),),
            note="a citation in another form",
        ),
        Example(
            edits=(Edit("data/technologies/chainrings.yml", "fit: {value: 0.80", "fit: {value: ⟦０.８０⟧"),),
            note="full-width figures",
        ),
    ),
    good=(
        Example(
            edits=(Edit("data/technologies/chainrings.yml", "fit: {value: 0.80", "fit: {value: 0.8"),),
            note="a number with fewer digits",
        ),
        Example(
            edits=(
                Edit(
                    "data/technologies/chainrings.yml",
                    "source: handbook:43",
                    'source: "handbook:43, handbook:44-45"',
                ),
            ),
            note="several places in quotes",
        ),
    ),
)

UNKNOWN_FILE = _rule(
    "CA107",
    "unknown-file",
    {"zh": "数据目录里有不认识的文件", "en": "a file that is no part of the atlas"},
    {
        "zh": "文件放错目录或写错名字，内容就不会被读到。",
        "en": "A file in the wrong folder, or with the wrong name, would never be read.",
    },
    bad=(
        Example(edits=(Edit("data/technology/axles.yml", "", "name: {}\n"),), note="a folder misspelt"),
        Example(edits=(Edit("data/glossary.yaml", "", "term: {}\n"),), note="another file extension"),
    ),
    good=(
        Example(
            edits=(Edit("data/references.yml", "berto-2005:", "# Books.\nberto-2005:"),),
            note="a file that there is",
        ),
        Example(edits=(Edit("data/technologies/axles.yml", "", ""),), note="a technology fewer"),
    ),
)

MISSING_FILE = _rule(
    "CA108",
    "missing-file",
    {"zh": "缺少必需的文件", "en": "a file is missing"},
    {
        "zh": "没有标尺和语言文件，就算不出得分，也生成不了页面。",
        "en": "Without the scale and the languages there are no scores and no pages.",
    },
    bad=(
        Example(edits=(Edit("data/scale.yml", "", ""),), note="no scale"),
        Example(edits=(Edit("data/site.yml", "", ""),), note="no description of the site"),
    ),
    good=(
        Example(edits=(Edit("data/technologies/axles.yml", "", ""),), note="a technology fewer"),
        Example(
            edits=(Edit("data/site.yml", "branch: main", "branch: trunk"),), note="a site described otherwise"
        ),
    ),
)

UNTIDY_LAYOUT = _rule(
    "CA109",
    "untidy-layout",
    {"zh": "排版不合数据文件的体例", "en": "a layout that other data files do not have"},
    {
        "zh": "缩进、空格、引号、空行各写各的，改一个数字就会牵动许多行，真正的改动反而看不清。"
        "不影响内容的地方一律同一写法，由 `check --fix` 代劳；会改变所读内容的，不算排版。",
        "en": "Where everybody indents, spaces and quotes in another way, a change of one figure touches "
        "many lines and hides among them. What does not matter is written alike, and `check --fix` does "
        "it. What would change what is read is no layout, and is left.",
    },
    bad=(
        Example(
            edits=(Edit("data/references.yml", "  kind: paper\n", "  kind: paper⟦  ⟧\n"),),
            note="blanks at the end of a line",
        ),
        Example(
            edits=(Edit("data/technologies/axles.yml", "score: 0.31", "score⟦:   ⟧0.31"),),
            note="figures lined up by blanks",
        ),
        Example(
            edits=(
                Edit(
                    "data/levels/split.yml",
                    "subtitle: {zh: 各行其是, en: Each to their own}",
                    "subtitle:\n⟦    zh: 各行其是⟧\n    en: Each to their own",
                ),
            ),
            note="four spaces of indentation",
        ),
        Example(
            edits=(Edit("data/references.yml", "title: The Dancing Chain", "title: ⟦'The Dancing Chain'⟧"),),
            note="single quotes",
        ),
        Example(
            edits=(Edit("data/references.yml", "berto-2005:", "⟦⟧\ufeffberto-2005:"),),
            note="a byte order mark",
        ),
    ),
    good=(
        Example(
            edits=(
                Edit(
                    "data/levels/split.yml",
                    "subtitle: {zh: 各行其是, en: Each to their own}",
                    "subtitle:\n  zh: |-\n    各行其是\n  en: |-\n    Each  to their own",
                ),
            ),
            note="blanks inside a text are part of it",
        ),
        Example(
            edits=(
                Edit(
                    "data/references.yml",
                    "title: The Dancing Chain",
                    "title: 'The \"Dancing\" Chain' # a title",
                ),
            ),
            note="single quotes around double ones",
        ),
    ),
    severity=Severity.WARNING,
)

READING_RULES: tuple[Rule[ScoredAtlas], ...] = (
    RULE_CRASH,
    NOT_UTF_8,
    UNREADABLE_FILE,
    PAGES_NOT_CHECKED,
    STALE_SCHEMA,
    FAILED_BUILD,
    TEMPLATE_CRASH,
    YAML_SYNTAX,
    YAML_FEATURE,
    DUPLICATE_KEY,
    UNKNOWN_FIELD,
    MISSING_FIELD,
    WRONG_TYPE,
    UNKNOWN_FILE,
    MISSING_FILE,
    UNTIDY_LAYOUT,
)
"""What reading reports, in the order of codes."""
