"""The words of each idea that more than one rule looks for, in both languages, as pieces of patterns.

Every list stands here once: a word that is added is known to all that speak of the idea.
"""

from __future__ import annotations

ABOUT_ZH = r"(?:约为|大约|大概|大致|差不多|将近|接近|约|近)"
ABOUT_EN = r"(?:about|around|roughly|approximately|approx\.?|nearly|almost|circa|ca\.|close to|some)"
"""Beside a figure, which is then rounded."""

FROM_ZH = r"(?:[从由]|自(?![动主身己然由定行助我带研建营适编学律有]))"
TO_ZH = r"(?:到达?|至|为|成)"

RISES_ZH = (
    r"(?:提升|提高|增长|增加|增大|增多|上升|上涨|上调|上浮|上扬|攀升|爬升|跃升|飙升|回升|抬升|走高|扩[大展充容]|"
    r"延长|拉长|放大|升|涨|增)"
)
FALLS_ZH = (
    r"(?:下降|降低|减少|减小|缩[短小减水]|压[缩减降]|下[滑跌调浮探]|回落|跌落|走低|削减|裁减|精简|"
    r"收[窄缩]|降|减|跌)"
)
MOVES_ZH = rf"(?:{RISES_ZH}|{FALLS_ZH}|改善|好转|恶化|节省|节约|省|变化|变动|收敛|加快|提速|加速)"
"""Verbs of change; the last ones leave open whether the figure rises or falls by it."""

_WENT = r"(?:went|go|goes|gone|going|moved|crept|edged|inched|ticked)"
RISES_EN = (
    r"(?:rises?|rose|risen|rising|grows?|grew|grown|growing|increas(?:es?|ed|ing)|climb(?:s|ed|ing)?|"
    r"jump(?:s|ed|ing)?|surg(?:es?|ed|ing)|soar(?:s|ed|ing)?|expand(?:s|ed|ing)?|rais(?:es|ed|ing)|"
    rf"rebound(?:s|ed)|swell(?:s|ed)|{_WENT} (?:back )?up)"
)
FALLS_EN = (
    r"(?:falls?|fell|fallen|falling|drop(?:s|ped|ping)?|decreas(?:es?|ed|ing)|declin(?:es?|ed|ing)|"
    r"shr[aiu]nk(?:s|ing)?|slip(?:s|ped|ping)|slid|sank|plung(?:es|ed|ing)|plummet(?:s|ed|ing)?|dip(?:s|ped)|"
    r"tumbl(?:es|ed)|reduc(?:es?|ed|ing)|lower(?:s|ed|ing)|shorten(?:s|ed|ing)?|trim(?:s|med)|"
    rf"{_WENT} (?:back )?down)"
)
MOVES_EN = rf"(?:{RISES_EN}|{FALLS_EN}|improv(?:es?|ed|ing)|worsen(?:s|ed)|moved|went|gain(?:s|ed)|lost|cut)"
"""Verbs of change; the last ones leave open whether the figure rises or falls by it."""

SAYS_CHANGE = (
    r"增|升|降|减|涨|跌|提高|同比|环比|increas|decreas|reduc|growth|grew|more|less|\bup\b|\bdown\b|faster|slower|"
    r"cheaper|saving|saved|discount|margin|confidence|[↑↓⬆⬇]"
)
"""By such words a percentage beside an amount is no share of a whole."""

TOTAL_ZH = r"(?:合计|共计|总计|一共|总共|合共|累计|加起来|加在一起|加总|相加|之和|总[数量额和计])"
TOTAL_EN = r"(?:in total|altogether|in all|all told|overall|combined|together|taken together)"
"""What says that a figure is that of all."""

THAT_IS_ZH = r"(?:即|也就是|也即|相当于|折合成?|合|换算为|换言之)"
THAT_IS_EN = (
    r"(?:or|i\.e\.,?|that is(?: to say)?,?|in other words,?|which (?:is|means(?: that)?|makes|equals)|"
    r"meaning|making it|so|"
    r"that makes|equal to|equivalent to|namely)"
)
"""Between a figure and the same in another form."""
IS_EN = r"(?:is|was|are|were|comes to|came to|amounts to|amounted to|equals|stands at|works out (?:at|to|as))"
"""What says that something is so much."""

MEASURE_ZH = (
    r"[个件人名位家台张次项条份篇款种套间辆部本册所笔户例起只道题节课门颗支箱批组层座栋页期场架艘块队]"
)
"""Measure words between a number and what is counted."""
