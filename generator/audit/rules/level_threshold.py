"""A score that is stated with a level's name lies in the interval that defines the level."""

from __future__ import annotations

from collections.abc import Iterator

from generator.audit.levels.band_breaches import BandBreach, band_breaches
from generator.audit.levels.bands import bands, local_bands
from generator.diagnostics import Diagnostic, Note, Severity
from generator.markdown import Document
from generator.rule import Example, Rule


def check(document: Document) -> Iterator[Diagnostic]:
    """Names and scores against the definitions in the same document."""
    for extent, known in ((None, bands(document)), *local_bands(document)):
        for breach in band_breaches(document, known, extent) if known else ():
            yield _finding(document, breach)


def _finding(document: Document, breach: BandBreach) -> Diagnostic:
    """At the statement; but a definition that several statements contradict is the suspect itself."""
    band, places = breach.band, breach.places
    spans = [document.span(place.start, place.end) for place in places]
    definition = document.span(band.start, band.end)
    if len(places) > 1:
        span, notes = definition, tuple(Note(each, f"states {places[0].text.strip()}") for each in spans)
    else:
        span, notes = spans[0], (Note(definition, f"{band.name} is defined as {band.interval}"),)
    count = f" in {len(places)} places" if len(places) > 1 else ""
    stated = places[0].text.strip()
    return RULE.finding(
        span,
        f"{band.name} means {band.interval}, but it stands with {stated}{count}",
        "correct the score, the name or the interval",
        notes=notes,
        stated=stated,
        expected=str(band.interval),
    )


RULE: Rule[Document] = Rule(
    code="CA510",
    name="level-threshold",
    severity=Severity.ERROR,
    title={"en": "a score does not earn the level that it stands with", "zh": "得分不在所写等级的区间内"},
    why={
        "en": "A document that defines its levels by thresholds must keep to them; a boundary value belongs "
        "to one side only.",
        "zh": "文档用阈值定义了等级，就必须遵守；边界值只属于一侧。",
    },
    check=check,
    bad=(
        Example(
            "星级规则：得分 ≥ 90 为 ★★★★★，80–90 为 ★★★★☆，70–80 为 ★★★☆☆，低于 70 为 ★★☆☆☆。\n\n"
            "| 版本 | 得分 | 星级 |\n| --- | --- | --- |\n| v1 | 68.5 | ★★☆☆☆ |\n| v2 | ⟦83.5⟧ | ★★★★★ |\n",
            note="stars are names, too",
        ),
        Example(
            "| Level | Name | Score |\n| --- | --- | --- |\n| A1 | Assisted | below 0.30 |\n| "
            "A2 | Supervised | 0.30 to 0.50 |\n| A3 | Conditional | 0.50 and above |\n\nAgents "
            "were at level A3 in 2024 (⟦0.480⟧) and robots at A2 (0.410).\n",
            note="a score in brackets",
        ),
        Example(
            "| Level | Name | Score |\n| --- | --- | --- |\n| A1 | Assisted | below 0.30 |\n| "
            "A2 | Supervised | 0.30 to 0.50 |\n| A3 | Conditional | 0.50 and above |\n\n$$\nS "
            "= 0.5 \\times 0.6 + 0.5 \\times 0.74 = 0.67\n$$\n\nThis is level **⟦A2⟧** as "
            "well, just 0.03 above last year.\n",
            note="the result of the formula above",
        ),
        Example(
            "Grading: 90+ = A, 80–89 = B, 70–79 = C, below 70 = F.\n\nTeam one scored 91 and "
            "is rated A, team two scored ⟦84⟧ and is rated A.\n"
        ),
        Example(
            "评分标准：≥90 优秀，80~89 良好，60~79 合格，<60 不合格。\n\n| 部门 | 得分 | 等级 "
            "|\n| --- | --- | --- |\n"
            "| 甲 | 92 | 优秀 |\n| 乙 | ⟦78⟧ | 良好 |\n",
            note="names behind their intervals",
        ),
        Example(
            "评级区间：AA 为 90 分及以上，A 为 80 至 90 分，BBB 为 70 至 80 分，BB 为 70 "
            "分以下。\n\n本年得分 ⟦82.90⟧，评级为 "
            "BBB，提高 6.50 分。\n"
        ),
        Example(
            "| Stream | M | Grade |\n| --- | --- | --- |\n| Science | 70.8 | B |\n| Humanities "
            "| ⟦68.7⟧ | B |\n| Commerce | 65.2 | C |\n\nGrades: A from 80, B from 70, C from "
            "60, D below 60.\n"
        ),
        Example(
            "Bands: good from 75, fair from 60, poor from 45, critical below 45.\n\nWith 62.2 "
            "the index is **fair**; in 2024 it was ⟦66.8⟧ (poor).\n",
            note="each band ends where the next begins",
        ),
        Example(
            "等级口径：90 分及以上为 A，80–89 分为 B，70–79 分为 C，70 分以下为 D。\n\n| 维度 "
            "| 权重 | 得分 | 加权得分 | 等级 |\n"
            "| --- | --- | --- | --- | --- |\n| 架构 | 30% | 82/100 | 24.6 | B |\n| 质量 | 30% | "
            "75/100 | 22.5 | C |\n| 功能 | 40% | ⟦85/100⟧ | 34.0 | A |\n",
            note="a level stands for the score, not for what it contributes",
        ),
        Example(
            "> 评级规则：S ≥9.5 · A 9.0–9.4 · B 8.0–8.9 · C <8.0\n\n"
            "| 维度 | 得分 | 等级 |\n| --- | --- | --- |\n| 视觉 | 9.4 | A- |\n| 性能 | ⟦4.9⟧ | S |\n",
            note="codes between separators; A- is an A",
        ),
        Example(
            "The ladder of three levels:\n\n- **L2** (settled): C > 0.75\n- **L1** (open): 0.30 < C ≤ 0.75\n"
            "- **L0** (diverging): C ≤ 0.30\n\n"
            "Agents are the least settled field: ⟦28%⟧ puts them into L1, far from the L1 bound of 0.30.\n",
        ),
        Example(
            "## Risk\n\n| Level | Risk value |\n| --- | --- |\n| High | above 15 |\n| Low | 15 or below |\n\n"
            "| Item | Risk value | Level |\n| --- | --- | --- |\n| a | 18 | High |\n| b | 9 | Low |\n\n"
            "## Effort\n\n| Level | Days |\n| --- | --- |\n| High | above 5 |\n| Low | 5 or below |\n\n"
            "| Item | Days | Level |\n| --- | --- | --- |\n| a | ⟦3⟧ | High |\n| b | 2 | Low |\n"
            "| c | 7 | High |\n",
            note="two chapters give the same names other meanings",
        ),
        Example(
            "评级标准：80 分以上推荐，70–80 分备选，70 分以下淘汰。"
            "据此甲（82.5 分）推荐，乙（⟦68.5⟧ 分）备选。\n",
            note="clause by clause",
        ),
        Example(
            'Rule: at least 7.5 points is "recommended", 6.5 up to below 7.5 "acceptable".\n\n'
            "- Orion (7.90): recommended\n- Pike (⟦7.25⟧): recommended\n",
        ),
        Example(
            "| Level | Name | Score |\n| --- | --- | --- |\n| 2 | Repeatable | 1.5 to below 2.5 |\n"
            "| 3 | Defined | 2.5 to below 3.5 |\n\n- **Mobile**: $0.5 \\cdot 2.2 + 0.5 \\cdot 2.6 = "
            "⟦2.4⟧$, level 3 (Defined).\n",
            note="the result of a derivation",
        ),
        Example(
            "A service is *green* above 50% of budget left, *amber* from 20% to 50%, *red* below 20%.\n\n"
            "- Checkout has 62% left: green.\n- Mail has ⟦12%⟧ left: amber.\n",
        ),
        Example(
            "$$0.60 < C(T) \\leq 0.80 \\iff T \\text{ 收敛进行时}$$\n\n"
            "该技术处于收敛进行时，收敛度 ⟦60%⟧。\n",
            note="0.60 is excluded",
        ),
        Example(
            "| Grade | Score range |\n| --- | --- |\n| excellent | [90, 100] |\n| sufficient | [60, 90) |\n\n"
            "Model A is excellent with a score of ⟦88⟧.\n"
        ),
        Example(
            "$$⟦x > 0.95 \\iff \\text{完全收敛}⟧$$\n\n完全收敛，收敛度 95%。\n\n"
            "| 维度 | 值 | 状态 |\n| --- | --- | --- |\n| 收敛度 | 95% | 完全收敛 |\n",
            note="two statements contradict the definition",
        ),
        Example(
            "等级：\n\n- **准收敛**：收敛度 ≥ 70%\n- **收敛进行时**：50% ≤ 收敛度 < 70%\n"
            "- **未收敛**：收敛度 < 50%\n\n| 路线 | 收敛度 | 等级 |\n| --- | --- | --- |\n"
            "| 甲 | 86% | 准收敛 |\n| 乙 | ⟦41%⟧ | 收敛进行时 |\n",
            note="bounds on both sides of the measure",
        ),
        Example(
            "按得分评级：90 分以上为优秀，75–89 分为良好，60–74 分为合格。\n\n## 模块甲（优秀，⟦85⟧ 分）\n",
            note="a scale in a sentence",
        ),
        Example(
            "Ratings:\n\n- **Gold**: score of 90 or more\n- **Silver**: 75–89\n- **Bronze**: below 75\n\n"
            "Model Y (Silver, 80 points) follows. Model X scored ⟦85⟧ and is rated Gold.\n"
        ),
        Example(
            "| 风险等级 | 风险值 |\n| --- | --- |\n| 高 | >15 |\n| 中 | 8–15 |\n| 低 | <8 |\n\n"
            "| 风险 | 概率 | 影响 | 风险值 | 等级 |\n| --- | --- | --- | --- | --- |\n"
            "| a | 4 | 5 | 20 | 高 |\n| b | 3 | 4 | ⟦12⟧ | 高 |\n"
        ),
        Example(
            "| Level | Threshold |\n| --- | --- |\n| L3: Mature | ≥ 0.8 |\n| L2: Growing | 0.5 ≤ x < 0.8 "
            "|\n\n"
            "```mermaid\ngraph TD\n    A[⟦Tool A<br/>score 0.78<br/>Mature⟧] --> B[Tool B]\n```\n"
        ),
        Example(
            "得分 90 以上评为优秀，60–89 评为合格。\n\n- 得分：⟦88⟧\n- 等级：优秀\n",
            note="fields of one list",
        ),
    ),
    good=(
        Example(
            "Latency bands: fast below 100 ms, normal 100–300 ms, slow above 300 ms. Requests: "
            "1,200 fast, 300 normal, 20 slow.\n",
            note="counts in front of the names",
        ),
        Example(
            "| Tier | Uptime |\n| --- | --- |\n| Gold | ≥ 99.9% |\n| Silver | ≥ 99.5% |\n| "
            "Bronze | ≥ 99.0% |\n\nThe service has the tier Bronze with a score of 99.95%.\n",
            note="promises do not end where the next begins",
        ),
        Example(
            "| Name | Threshold | Status |\n| --- | --- | --- |\n| Accuracy | ≥ 0.90 | ok |\n| "
            "Recall | ≥ 0.80 | ok |\n| Loss | ≤ 0.30 | ok |\n\nRecall reached a score of 0.95, "
            "Accuracy (0.97).\n",
            note="demands on several things, no scale",
        ),
        Example(
            "Severity: critical from 9.0, high 7.0–8.9, medium 4.0–6.9, low below 4.0.\n\n"
            "Findings: high (3), medium (12), low (2). Costs of $3.5 (high) rose by 2.5 points "
            "(high).\n",
            note="counts, amounts and changes",
        ),
        Example(
            "等级口径：90 分及以上为 A，80–89 分为 B，80 分以下为 C。\n\n| 供应商 | 初评得分 | "
            "终评得分 | 等级 |\n| --- | --- "
            "| --- | --- |\n| 甲 | 91 | 88 | B |\n| 乙 | 79 | 84 | B |\n",
            note="the column that the rows fit",
        ),
        Example(
            "按得分评级：90 分以上为优秀，75–89 分为良好，60–74 分为合格。\n\n模块甲得分 92 分，评为优秀。"
            "\n\n"
            "模块乙得分 89.5，评为良好。距优秀的 90 分还差一点。\n",
            note="89.5 lies between two closed intervals",
        ),
        Example(
            "Grades: A (90–100), B (80–89), C (70–79).\n\n| Student | Score | Grade |\n| --- | --- | --- |\n"
            "| X | 95 | A |\n| Y | 79 | C |\n\nB is a letter, and 95 students passed.\n",
        ),
        Example(
            "$$0.60 < C(T) \\leq 0.80 \\iff T \\text{ 收敛进行时}$$\n\n收敛进行时，收敛度 68%，采用率 50%。\n"
        ),
        Example(
            "$$C > 0.95 \\iff \\text{完全收敛}$$\n\n从 60% 到完全收敛还很远，收敛度 60%。\n",
            note="a movement, not a state",
        ),
        Example(
            "| Grade | Score range |\n| --- | --- |\n| excellent | [90, 100] |\n| sufficient | [60, 90) |\n\n"
            "Model A is excellent with a score of 90; model B has a score of 70.\n"
        ),
    ),
)
"""Scores outside of their level."""
