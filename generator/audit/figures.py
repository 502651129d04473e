"""Figures as they stand in table cells, labels and sentences: value, last digit, unit, direction."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from generator.audit.vocabulary import ABOUT_EN, ABOUT_ZH
from generator.patterns import lazy
from generator.quantity import rounded_digit

SCALES: dict[str, Fraction] = {
    "": Fraction(1),
    "%": Fraction(1, 100),
    "‰": Fraction(1, 1000),
    **dict.fromkeys(("k", "K", "千", "thousand"), Fraction(10**3)),
    "万": Fraction(10**4),
    **dict.fromkeys(("M", "百万", "million", "mn"), Fraction(10**6)),
    "千万": Fraction(10**7),
    "亿": Fraction(10**8),
    **dict.fromkeys(("B", "bn", "billion"), Fraction(10**9)),
    **dict.fromkeys(("T", "万亿", "trillion"), Fraction(10**12)),
}
"""What multiplies the number before it."""

CURRENCIES = "$¥￥€£"
"""The signs of currencies; `￥` is a wide `¥`."""
_SIGNS = {"US$": "$", "USD": "$", "￥": "¥", "RMB": "¥", "CNY": "¥", "EUR": "€", "GBP": "£"}
CURRENCY = rf"(?:US\$|[{CURRENCIES}]|(?<![A-Za-z])(?:USD|EUR|GBP|RMB|CNY|CHF)(?![A-Za-z]))"
"""The sign or the code of a currency."""
_CURRENCY = lazy(CURRENCY)
MONEY = (
    r"(?:[美欧日港澳加]元|元|人民币|英镑|(?:USD|EUR|GBP|RMB|CNY|CHF)(?![A-Za-z])|"
    r"(?:dollars?|euros?|pounds?|francs?|yuan)\b)"
)
"""What stands behind an amount of money."""
_IS_MONEY = lazy(rf"{MONEY}$")
NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d{1,15})(?:\.\d{1,12})?"
"""A printed number without sign. Longer digit strings are identifiers, not figures."""
PERCENT = r"(?:[%％]|per ?cent\b)"
SCALE = (
    r"(?:[%％]|‰|万亿|千万|百万|万|亿|千(?![瓦克米卡])|(?:[kKMBT]|bn|mn)(?![A-Za-z])"
    r"|(?:thousand|million|billion|trillion|per ?cent)\b)"
)
_ABOUT_EN = rf"(?<![A-Za-z]){ABOUT_EN}"
_BEGINNING = (
    rf"(?=[-\d约大近差将接≈~∼<>≤≥＜＞不低小超高至↑↓⬆⬇▲▼△▽🔺🔻+−–±＋－{CURRENCIES}]"
    rf"|{_ABOUT_EN}\s|over |under |at least|up to|{CURRENCY})"
)
"""How a figure begins: most places of a text are seen to begin otherwise at their first character."""
FIGURE = lazy(
    rf"{_BEGINNING}"
    rf"(?:(?P<about>{ABOUT_ZH}|[≈~∼]|{_ABOUT_EN})\s?)?"
    r"(?:(?P<bound><=|>=|≤|≥|<|>|＜|＞|不足|低于|小于|超过|高于|大于|至少|over |under |at least |"
    r"(?<!add )(?<!adds )(?<!adding )(?<!added )(?<!went )(?<!goes )(?<!bill )up to )\s?)?"
    r"(?:(?P<arrow>[↑↓⬆⬇▲▼△▽🔺🔻]️?)\s?)?"
    r"(?:(?P<sign>[-+−–±＋－])\s?)?"
    rf"(?:(?P<currency>{CURRENCY})\s?)?"
    rf"(?P<number>{NUMBER})(?:\s?(?P<scale>{SCALE}))?(?P<plus>\+|以上)?"
)
"""A figure in text. Blanks are optional singles, so that no text costs more than linear time."""
_CELL = lazy(
    FIGURE.pattern
    + rf"(?:\s?(?:±|\+/-)\s?{NUMBER}\s?[%％]?)?"
    + r"(?P<of>\s?/\s?(?:[5-9]|[1-9]\d{1,2}|1000)(?![\d,.]*\d))?"
    + r"(?:\s?(?P<unit>[^\d\s(（,，;；/|][^\d(（,，;；|]{0,15}|/[^\d(（,，;；|]{1,12}))?"
    + r"(?:\s?(?P<after>[↑↓⬆⬇▲▼🔺🔻]️?))?(?:\s?(?P<note>[（(].*[)）]))?"
)
_DIGIT = lazy(r"\d")
_FOOTNOTE = lazy(r"\[\^[^\]]{1,20}\]|<sup>[^<]{1,10}</sup>|[¹²³⁴⁵†‡]+$")
_MARKS = tuple("¹²³⁴⁵†‡")
_BREAK = lazy(r"<br\s*/?>|&nbsp;|[\u00a0\u2002\u2003\u2009\u202f]")
_OTHERWISE = lazy(r"[-–—~至到:：^*=]|[月日号时点季Qq年代届期版](?!\w)|GB?-|_\w")
_PRAISE = "[✅✓✔❌✗✘⚠🟢🟡🟠🔴🔵⚪🥇🥈🥉🏆🎯🚀🔥💡\\ufe0f]+"
_PRAISED = lazy(rf"^{_PRAISE}\s?|\s?{_PRAISE}$")
"""Marks of praise and blame beside a figure; arrows say which way it went, and stay."""
_DOWN = "↓⬇▼▽🔻"
POINTS_WORD = (
    r"(?:个?百分点|个点(?![一-龥])|ppts?\b|pp\b|pts?\b|p\.p\.|(?:percentage|per ?cent|pct)[- ]points?\b)"
)
POINTS = lazy(POINTS_WORD, re.IGNORECASE)
FACTORS = lazy(r"[x×X倍]|times\b|fold\b|-fold\b")


class Figure(NamedTuple):
    """A figure as written. `value` is exact (`60%` is 3/5), `digit` is one unit of its last digit.

    `kind` is `exact`, `about`, `least` (95%+), `most` (< 1%) or `range`. `direction` is the sign that
    is printed (+1, -1; 0: none). `measure` is `percent`, `points`, `factor` or `number`.
    """

    text: str
    value: Fraction
    digit: Fraction
    kind: str
    measure: str
    unit: str
    direction: int
    is_count: bool
    note: str = ""
    factor: Fraction = Fraction(1)
    """What one printed unit is worth in the unit that the figure is read in."""

    @property
    def low(self) -> Fraction:
        """The least value that would be printed like this; a count is what it says."""
        return self.value if self.is_count else self.value - self.digit / 2

    @property
    def high(self) -> Fraction:
        """The greatest value that would be printed like this."""
        return self.value if self.is_count else self.value + self.digit / 2

    @property
    def rounded_digit(self) -> Fraction:
        """What it is rounded to: one unit of its last digit; behind `≈` of the last one that is not zero.

        A zero behind the point is there to say something: `≈ 25.0` is no `≈ 25`.
        """
        is_loose = self.kind == "about" and "." not in self.text
        return rounded_digit(self.value, self.digit) if is_loose else self.digit

    @property
    def currency(self) -> str:
        """Its currency sign; "" if it has none."""
        found = _CURRENCY.search(self.text)
        return _SIGNS.get(found.group(), found.group()) if found else ""

    @property
    def is_money(self) -> bool:
        """Whether it has a currency, before or behind it."""
        return bool(self.currency or _IS_MONEY.search(self.text))

    @property
    def is_plain(self) -> bool:
        """Whether one number is stated, not a bound or a range."""
        return self.kind in ("exact", "about")

    def in_unit(self, unit: str, factor: Fraction) -> Figure:
        """The same figure read in another unit."""
        return self._replace(
            value=self.value * factor, digit=self.digit * factor, unit=unit, is_count=False, factor=factor
        )

    def as_percent(self) -> Figure:
        """The same number read as a percentage, because its column's header says so."""
        if self.measure != "number" or self.unit:
            return self
        return self._replace(
            value=self.value / 100, digit=self.digit / 100, measure="percent", is_count=False
        )


@lru_cache(maxsize=8192)
def bare(text: str) -> str:
    """The text of a cell without emphasis, code marks, footnotes and breaks."""
    if "<" in text or "&" in text or "\u00a0" in text:
        text = _BREAK.sub(" ", text)
    text = text.strip()
    if "[^" in text or "<" in text or text.endswith(_MARKS):
        text = _FOOTNOTE.sub("", text)
    return text.replace("**", "").replace("__", "").strip("*_` ").replace("\\%", "%").replace("\\$", "$")


@lru_cache(maxsize=8192)
def read_figure(cell: str) -> Figure | None:
    """The figure that a cell or label consists of; nothing if it says more than a unit or note."""
    text = " ".join(bare(cell).split())
    if not text.isascii():
        text = _PRAISED.sub("", text.replace("％", "%"))
    if len(text) > 60 or not _DIGIT.search(text):
        return None
    found = _CELL.fullmatch(text)
    return None if found is None else make_figure(found, _unit_of(found), found["note"] or "", found["after"])


def _unit_of(cell: re.Match[str]) -> str:
    """The unit of a cell; a score out of 100 (`82/100`) has the unit `/100`. `3/4` is rather a fraction."""
    return "".join((cell["of"] or "").split()) + (cell["unit"] or "").strip()


def make_figure(
    found: re.Match[str], unit: str = "", note: str = "", after: str | None = None, wording: str = ""
) -> Figure | None:
    """Build the figure of a `FIGURE` match; nothing for what is no plain figure (ranges, ratios, dates).

    Its text is the wording given, otherwise what matched.
    """
    if unit and _OTHERWISE.match(unit):
        return None
    number, sign, scale = found.group("number", "sign", "scale")
    scale = "%" if scale and (scale == "％" or scale.startswith("per")) else scale or ""
    value, digit = _value(number, scale)
    measure = "percent" if scale == "%" else "number"
    if unit and POINTS.match(unit):
        measure, value, digit = ("points", value / (1 if scale else 100), digit / (1 if scale else 100))
    elif unit and FACTORS.match(unit):
        measure = "factor"
    direction = _direction(found, after)
    is_count = measure == "number" and digit == 1 and not scale
    if direction < 0 and sign and sign not in "+＋":
        value = -value
    text = wording or found[0].strip()
    return Figure(text, value, digit, _kind(found), measure, unit, direction, is_count, note)


def printed_scale(figure: Figure) -> str:
    """The word or sign behind the number that multiplies it (`万`, `million`, `k`); else nothing."""
    found = FIGURE.search(figure.text)
    return found["scale"] or "" if found and figure.measure == "number" else ""


@lru_cache(maxsize=8192)
def _value(number: str, scale: str) -> tuple[Fraction, Fraction]:
    plain = Decimal(number.replace(",", ""))
    exponent = plain.as_tuple().exponent
    assert isinstance(exponent, int)  # the pattern admits digits only
    return Fraction(plain) * SCALES[scale], Fraction(10) ** exponent * SCALES[scale]


def _kind(found: re.Match[str]) -> str:
    bound = (found["bound"] or "").strip()
    if bound:
        return (
            "most" if bound in ("<", "<=", "≤", "＜", "不足", "低于", "小于", "under", "up to") else "least"
        )
    if found["plus"]:
        return "least"
    return "about" if found["about"] or found["sign"] == "±" else "exact"


def _direction(found: re.Match[str], after: str | None) -> int:
    arrow = (found["arrow"] or after or "")[:1]
    if arrow:
        return -1 if arrow in _DOWN else 1
    sign = found["sign"]
    if not sign or sign == "±":
        return 0
    return 1 if sign in "+＋" else -1
