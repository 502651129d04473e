"""Text into tokens with places, for LaTeX and for plain text. Every character belongs to a token or is blank.

No pattern nests quantifiers, so the time is linear in the text.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Sequence
from fractions import Fraction
from functools import cache
from typing import NamedTuple


class Kind(enum.StrEnum):
    """What a token is."""

    NUMBER = "number"
    SCALE = "scale"
    PLUS = "plus"
    MINUS = "minus"
    DASH = "dash"
    TIMES = "times"
    OVER = "over"
    POWER = "power"
    SUPERSCRIPT = "superscript"
    SUBSCRIPT = "subscript"
    OPEN = "open"
    CLOSE = "close"
    FRACTION = "fraction"
    ROOT = "root"
    FUNCTION = "function"
    CONSTANT = "constant"
    LABEL = "label"
    WORD = "word"
    RELATION = "relation"
    ABOUT = "about"
    BREAK = "break"
    ROW = "row"
    ALIGN = "align"
    CURRENCY = "currency"
    OPAQUE = "opaque"
    """Something known not to be arithmetic: a range, a date, ±, a factorial, cases."""


STEPS = {Kind.OPEN: 1, Kind.CLOSE: -1}
"""What a bracket adds to the depth of nesting."""


class Token(NamedTuple):
    """A token and its place; `spaced` says that a blank stands before it."""

    kind: Kind
    text: str
    start: int
    end: int
    spaced: bool


SCALES: dict[str, Fraction] = {
    "%": Fraction(1, 100),
    "‰": Fraction(1, 1000),
    "个百分点": Fraction(1, 100),
    "百分点": Fraction(1, 100),
    "percentage points": Fraction(1, 100),
    "percentage point": Fraction(1, 100),
    "percent": Fraction(1, 100),
    "pp": Fraction(1, 100),
    "k": Fraction(10**3),
    "K": Fraction(10**3),
    "M": Fraction(10**6),
    "B": Fraction(10**9),
    "G": Fraction(10**9),
    "T": Fraction(10**12),
    "thousand": Fraction(10**3),
    "million": Fraction(10**6),
    "billion": Fraction(10**9),
    "trillion": Fraction(10**12),
    "万": Fraction(10**4),
    "十万": Fraction(10**5),
    "百万": Fraction(10**6),
    "千万": Fraction(10**7),
    "亿": Fraction(10**8),
    "十亿": Fraction(10**9),
    "百亿": Fraction(10**10),
    "千亿": Fraction(10**11),
    "万亿": Fraction(10**12),
}
"""Suffixes that multiply the number before them."""

RELATIONS: dict[str, str] = {
    "=": "=",
    "==": "=",
    "等于": "=",
    "≈": "≈",
    "≃": "≈",
    "≅": "≈",
    "≒": "≈",
    "~=": "≈",
    "≥": "≥",
    ">=": "≥",
    "≧": "≥",
    "⩾": "≥",
    "≤": "≤",
    "<=": "≤",
    "≦": "≤",
    "⩽": "≤",
    "<": "<",
    ">": ">",
    "\\approx": "≈",
    "\\approxeq": "≈",
    "\\simeq": "≈",
    "\\cong": "≈",
    "\\doteq": "≈",
    "\\geq": "≥",
    "\\ge": "≥",
    "\\geqslant": "≥",
    "\\leq": "≤",
    "\\le": "≤",
    "\\leqslant": "≤",
    "\\lt": "<",
    "\\gt": ">",
    "&lt;": "<",
    "&gt;": ">",
    "&le;": "≤",
    "&ge;": "≥",
    "&asymp;": "≈",
    "&approx;": "≈",
}
"""Every spelling of a relation that is judged, and the sign that it stands for."""

_FULL_WIDTH = str.maketrans(
    "０１２３４５６７８９（）＋－＊／＝＜＞％．＾［］｛｝−﹣﹢﹦",
    "0123456789()+-*/=<>%.^[]{}--+=",
)

_WORD_SCALES = "|".join(
    sorted((name for name in SCALES if len(name) > 2 and name[0].isascii()), key=len, reverse=True)
)
_HAN = "㐀-鿿"

_Patterns = list[tuple[Kind | None, str]]

_SHARED: _Patterns = [
    (Kind.OPAQUE, r"\d{1,3}(?:,\d{3})*,\d{4,}"),  # 16,0000 is no number
    (Kind.OPAQUE, r"\d{4}[-/]\d{1,2}[-/]\d{1,2}(?!\d)|\d++(?:\.\d++){2,}+|\d{1,2}:\d{2}(?::\d{2})?(?!\d)"),
    (Kind.OPAQUE, r"\d++(?:\.\d++)?+\s?[:∶]\s?\d++(?:\.\d++)?+"),
    (Kind.OPAQUE, r"(?<=[\d%万亿kKMB])(?:–|—|~|～|至)(?=\d)|(?<=[\d%])\s?to\s(?=\d)|±|∓|\\pm|\\mp"),
    (Kind.OPAQUE, r"…+|⋯+|\.{3,}"),
]
_LATEX_NUMBER = r"\d{1,3}(?:(?:,|\{,\}|\\,|\\!,)\d{3}){1,12}(?!\d)(?:\.\d++)?|\d++(?:\.\d++)?|\.\d++"
_PLAIN_NUMBER = (
    r"(?:\d{1,3}(?:,\d{3}){1,12}(?!\d|,\d)(?:\.\d++)?|\d++(?:\.\d++)?|(?<![\w.])\.\d++)"
    r"(?:[eE][+-]?\d{1,5}(?![\w.]))?"
)
_SIGNS: _Patterns = [
    (Kind.SUPERSCRIPT, "[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+"),
    (Kind.SUBSCRIPT, "[₀-₉]+"),
    (Kind.RELATION, r"&(?:lt|gt|le|ge|asymp|approx);|~=|[<>]=|==?(?!>)|[≈≃≅≒≥≧⩾≤≦⩽<>]"),
    (Kind.ROOT, "√"),
    (Kind.CONSTANT, "π"),
    (Kind.PLUS, r"\+"),
    (Kind.MINUS, "-"),
    (Kind.DASH, "[–—]"),
    (Kind.TIMES, "[×·⋅∙✕✖*]|&times;"),
    (Kind.OVER, "[/÷∕]"),
    (Kind.OPEN, r"[(\[{]"),
    (Kind.CLOSE, r"[)\]}]"),
    (Kind.CURRENCY, r"\\?\$|[¥€£￥]|US\$|RMB\s?"),
]

_LATEX: _Patterns = [
    (None, r"\\[,:;! ]"),
    (
        None,
        r"\\(?:displaystyle|textstyle|left|right|[bB]ig+[lrm]?|nonumber|notag|limits|hfill)(?![A-Za-z])",
    ),
    (None, r"\\(?:mathbf|boldsymbol|bm|boxed|mathit|underbrace|overbrace|underline|phantom)(?![A-Za-z])"),
    (
        None,
        r"\\(?:tag\*?|label|color|textcolor)\s?\{[^{}\n]*\}|\\(?:begin|end)\{(?:aligned|align\*?|gather(?:ed|\*)?|split|equation\*?|multline\*?|alignat\*?)\}",
    ),
    (Kind.OPAQUE, r"\\(?:begin|end)\{[A-Za-z*]*\}"),
    (Kind.ROW, r"\\\\(?:\[[^\]\n]{0,20}\])?"),
    (Kind.ALIGN, "&(?!(?:lt|gt|le|ge|asymp|approx|times);)"),
    (
        Kind.LABEL,
        r"\\(?:text|mathrm|textrm|mathsf|mbox|textbf|textit|operatorname\*?|mathcal|mathbb)\s?\{[^{}]*\}",
    ),
    (
        Kind.RELATION,
        r"\\(?:approxeq|approx|simeq|cong|doteq|geqslant|leqslant|geq|leq|ge|le|lt|gt)(?![A-Za-z])",
    ),
    (
        Kind.BREAK,
        (
            r"\\(?:q?quad|iff|implies|[lL]?(?:ong)?[rR]ightarrow|Leftrightarrow|to|in|propto|sim|land|lor|neq?|ll|gg|equiv|quad|mid|colon|subset(?:eq)?|because|therefore)(?![A-Za-z])|[,;，；。、→⇒⇔∈∝≪≫≠∧∨:：≡]|\\mathbin"
            r"|(?<![A-Za-z.])\.(?=\s*+(?:\Z|\\\\|\\q?quad|\\(?:text|tag|label|end)\b|&))"
        ),
    ),
    (Kind.TIMES, r"\\(?:times|cdot|ast)(?![A-Za-z])"),
    (Kind.OVER, r"\\div(?![A-Za-z])"),
    (Kind.FRACTION, r"\\[dtc]?frac(?![A-Za-z])"),
    (Kind.ROOT, r"\\sqrt(?![A-Za-z])"),
    (Kind.FUNCTION, r"\\(?:exp|ln|log|lg)(?![A-Za-z])"),
    (Kind.CONSTANT, r"\\pi(?![A-Za-z])|e(?=\s?\^)"),
    (Kind.SCALE, r"\\?[%‰]|万亿|[千百十]?[万亿](?!分)|(?<=\d)[kKMBGT](?![A-Za-z_^(])"),
    (Kind.SUBSCRIPT, "_"),
    (Kind.POWER, r"\^"),
    (Kind.OPAQUE, "!"),
    (Kind.WORD, r"\\[A-Za-z]+|[A-Za-z]|\\[{}|]"),
    (Kind.LABEL, f"[{_HAN}]+"),
]
_CONTEXT: _Patterns = [
    (Kind.TIMES, r"(?<=[\d)%kKMBw万亿元])[ \t]?[xX](?=[ \t]?[(\d$¥€.])|[ \t][xX](?=[ \t][(\d$¥€.])"),
    (Kind.TIMES, r"(?<=%)[ \t]?of(?=[ \t][\d$¥€(])"),
    (
        Kind.TIMES,
        r"(?<=[\d)])的(?=[ \t]?\d+(?:\.\d+)?%)|(?<=[\d)])[ \t]?乘以?(?=[ \t]?[\d(])",
    ),
    (Kind.OVER, r"(?<=[\d)])[ \t]?除以(?=[ \t]?[\d(])"),
    (Kind.PLUS, r"(?<=[\d%)])[ \t]?加上?(?=[ \t]?[\d(])"),
    (Kind.MINUS, r"(?<=[\d%)])[ \t]?减去?(?=[ \t]?[\d(])"),
    (Kind.RELATION, r"(?<=[\d%)])[ \t]?等于(?=[ \t]?[\d(])"),
    (Kind.SCALE, rf"(?<=\d)[ \t]?(?:{_WORD_SCALES})(?![A-Za-z])"),
]
_PLAIN: _Patterns = [
    (None, r"\\(?=[*_%<>()\[\].+\-~#|])|[‘’“”\"`]|_{1,3}(?![\w])"),
    (Kind.ROW, r"\n"),
    (Kind.BREAK, r"[-=]{1,9}>|<[-=]{1,9}>|<-+|[!:+*/-]="),
    (Kind.BREAK, r"[→⇒⇔←↔↑↓⬆⬇∈∝≪≫≠≡∧∨|,，;；。、!！?？•:：\uFFFC]|\.(?!\d)"),
    (Kind.SCALE, r"[%‰]|(?:个)?百分点|pp(?![A-Za-z])|万亿|[千百十]?[万亿](?!分)"),
    (Kind.SCALE, r"(?<=\d)[kKMBGT](?![A-Za-z0-9_])"),
    (Kind.POWER, r"\^|(?<=[\d)])\*\*(?=[\d(])"),
    (None, r"\*\*+|(?<!\S)\*(?=\S)(?![\d.(])|(?<=\S)\*(?=\s|$)"),
    (Kind.FUNCTION, r"(?:exp|ln|log10|log2|log|lg|sqrt)(?=[\d(])"),
    (Kind.ABOUT, r"约为?(?=\s?\d)|大约(?=\s?\d)|[~～](?=\d)"),
    (Kind.ABOUT, r"(?:about|approximately|roughly|approx\.|ca\.)(?=\s[\d$¥€])"),
    (Kind.WORD, rf"[A-Za-zÀ-ÖØ-öø-ɏΑ-ω_#@&][\w'’.&-]*(?<![.])|[{_HAN}]+|[°'′″]C?"),
]  # fmt: skip

_ANY: _Patterns = [(Kind.WORD, r"[^\s]")]


@cache
def _lexer(latex: bool) -> tuple[re.Pattern[str], tuple[Kind | None, ...]]:
    """The pattern of a language, compiled when first needed, and the kind of each of its groups.

    It takes the blanks before a token with it; what begins with a blank of its own comes first.
    """
    if latex:
        first, blanks = [], r"\s*+"
        rest = [*_LATEX[:10], *_SHARED, (Kind.NUMBER, _LATEX_NUMBER), *_LATEX[10:], *_SIGNS, *_ANY]
    else:
        first, blanks = _CONTEXT, r"[^\S\n]*+"
        rest = [*_PLAIN[:2], *_SHARED, (Kind.NUMBER, _PLAIN_NUMBER), *_PLAIN[2:], *_SIGNS, *_ANY]
    groups = "|".join(f"({pattern})" for _, pattern in rest)
    pattern = re.compile("|".join([*(f"({pattern})" for _, pattern in first), rf"{blanks}(?:{groups}|\Z)"]))
    return pattern, tuple(kind for kind, _ in (*first, *rest))


def normalized(text: str) -> str:
    """The text with full-width signs and digits replaced by ASCII ones, each offset kept."""
    return text if text.isascii() else text.translate(_FULL_WIDTH)


def tokenize(text: str, start: int = 0, end: int | None = None, *, latex: bool) -> list[Token]:
    """The tokens of normalized text[start:end] in order; blanks and pure layout are left out."""
    lexer, kinds = _lexer(latex)
    tokens: list[Token] = []
    spaced = False
    for match in lexer.finditer(text, start, len(text) if end is None else end):
        group = match.lastindex
        if group is None:  # blanks at the end
            break
        kind = kinds[group - 1]
        if kind is None:
            spaced = True
            continue
        first, last = match.span(group)
        spaced = spaced or match.start() < first
        token = text[first:last]
        if token[0].isspace() or token[-1].isspace():
            first += len(token) - len(token.lstrip())
            token = token.strip()
        tokens.append(Token(kind, token, first, last, spaced))
        spaced = False
    return tokens


def partners(tokens: Sequence[Token]) -> dict[int, int]:
    """Each bracket's partner, both ways."""
    found: dict[int, int] = {}
    stack: list[int] = []
    for index, token in enumerate(tokens):
        if token.kind is Kind.OPEN:
            stack.append(index)
        elif token.kind is Kind.CLOSE and stack:
            opener = stack.pop()
            found[opener], found[index] = index, opener
    return found
