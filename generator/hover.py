"""What an editor shows beside a field of a data file, in Chinese and English.

A key is the name of a field, or `Model.field` where the field means something else in that model.
"""

from __future__ import annotations

from typing import NamedTuple


class Hover(NamedTuple):
    """A half-sentence in each language."""

    zh: str
    en: str


HOVER: dict[str, Hover] = {
    "above": Hover(
        "区间下界，不含该值；最低的区间没有下界", "Lower edge, itself excluded; the lowest band has none"
    ),
    "acknowledged": Hover(
        "承认层级处于边缘，并说明理由", "That the level is known to be borderline, and why it stands"
    ),
    "address": Hover("发布地址", "Where the site is published"),
    "after": Hover("变化之后", "The figure after the change"),
    "after_text": Hover("变化之后，用文字说明", "The state after the change, in words"),
    "alternatives": Hover("相争的各方，份额合计 100%", "The sides of the contest; their shares sum to 100%"),
    "anchors": Hover("名义收敛度：层级的标签，不是得分", "Nominal anchors: labels of the levels, not scores"),
    "argument": Hover("论证", "A claim with its reasoning"),
    "arxiv": Hover("arXiv 编号，如 1706.03762", "arXiv number, such as 1706.03762"),
    "as_of": Hover("图谱的“今天”", "The atlas's own today; builds never read the clock"),
    "aspect": Hover("状态的方面", "Which aspect of the state"),
    "aspects": Hover("层级状态表的各行", "The rows of the table that describes a level"),
    "authors": Hover("作者", "Authors, as cited"),
    "avoid": Hover("各语言中不应替代本术语的词", "By language, words that must not stand for the term"),
    "band": Hover(
        "层级的区间，在此重写一遍以供核对", "The band of the level, stated once more (double entry)"
    ),
    "bands": Hover(
        "划分 [0, 1] 的区间，无缝隙、无重叠", "Intervals that divide [0, 1] without gap or overlap"
    ),
    "basis": Hover("依据", "What the statement rests on"),
    "Contest.basis": Hover(
        "计入得分的是领先者还是最小者的份额", "Whose share enters the score: leader or smallest"
    ),
    "before": Hover("变化之前", "The figure before the change"),
    "before_text": Hover("变化之前，用文字说明", "The state before the change, in words"),
    "blocks": Hover("段落、列表、公式、论证、表格", "Paragraphs, lists, formulas, arguments and tables"),
    "branch": Hover("可编辑的分支", "The branch on which files are edited"),
    "breakthrough": Hover("关键突破", "What has to be achieved first"),
    "caption": Hover("公式说明", "What is said of the formula"),
    "cases": Hover("实例", "Instances of the force"),
    "cause": Hover("错误的可能来由", "How the slip can have come about"),
    "caveat": Hover("论证没有说明什么", "What the argument does not show"),
    "cells": Hover("按列名给出单元格；缺的就是未知", "Cells by column; one that is left out is unknown"),
    "certainty": Hover("确定性", "How certain it is"),
    "certainty_after": Hover("变化之后的确定性", "Certainty after the change"),
    "certainty_before": Hover("变化之前的确定性", "Certainty before the change"),
    "chains": Hover("因果链", "Chains of cause and effect"),
    "challenges": Hover("尚待解决的问题与对策", "Problems in the way, and what is done about them"),
    "changes": Hover("收敛度的变化", "How degrees of convergence moved"),
    "claims": Hover("基准中由此解决的论断编号", "Ids of the claims that the erratum settles"),
    "code": Hover("语言代码，即文件名", "The language's code: the name of the file"),
    "column": Hover("列名", "The column"),
    "columns": Hover("各列", "The columns"),
    "comparison": Hover("各方案在若干指标上的比较", "Metrics on which the alternatives are compared"),
    "complement": Hover("1 − x，按资料写法给出", "1 − x, as the source writes it"),
    "Component.complement": Hover("以 1 − x 计入得分", "Whether it enters the score as 1 − x"),
    "component": Hover("分量", "Which component"),
    "components": Hover("得分的分量", "The inputs of a score"),
    "compute": Hover("如何由其他列算出", "How it follows from other columns"),
    "conclusion": Hover("结论", "What follows"),
    "conclusions": Hover("结论", "What follows"),
    "confidence": Hover("置信度", "How far the evidence is trusted"),
    "conflict": Hover("与之矛盾的另一处", "The place that it contradicts"),
    "contest": Hover("方案之争", "The competition between alternatives"),
    "critical": Hover("是否关键", "Whether it is on the critical path"),
    "date": Hover("日期，如 2026-06-30", "A day, such as 2026-06-30"),
    "default": Hover("默认语言", "Whether this is the language of the pages at /"),
    "definition": Hover("形式定义", "The formal definition"),
    "Entry.definition": Hover("释义", "What the term means"),
    "description": Hover("说明", "What it is"),
    "direction": Hover("推动（for）或阻碍（against）收敛", "Which way it pushes: for or against convergence"),
    "do": Hover("运算", "The operation"),
    "doi": Hover("DOI", "DOI"),
    "due": Hover("到期的季度，如 2026-Q2", "The quarter by which it is due, such as 2026-Q2"),
    "editions": Hover("区间与权重的历次版本", "Bands and weights as they were, oldest first"),
    "effects": Hover("影响", "What the force brings about"),
    "end": Hover("结束日期", "The last day"),
    "errata": Hover("此处涉及的勘误", "Errata that concern this, by id"),
    "error": Hover("视为错误的期限", "When it becomes an error"),
    "evidence": Hover("证据", "What supports it"),
    "example": Hover("例子", "An example"),
    "firmness": Hover("何时算作边缘层级", "When a level counts as borderline"),
    "first": Hover("只计前几行", "Only the first rows"),
    "fold": Hover("默认折叠", "Whether the table is folded"),
    "forces": Hover("相关的力量；对方的实例也要点名本技术", "Forces whose cases name this technology"),
    "formula": Hover("公式", "A displayed formula"),
    "headings": Hover("原文标题，供引用标明章节", "Headings, so that a citation can name its section"),
    "high": Hover("高端", "The high end"),
    "ExpectedRange.high": Hover("上界", "Upper bound"),
    "id": Hover("编号，用作锚点与地址", "Id in kebab-case; it becomes an anchor"),
    "impact": Hover("影响", "What the finding changes"),
    "inputs": Hover("各分量的取值与出处", "The input of each component, with its source"),
    "introduction": Hover("首页导言", "The introduction of the home page"),
    "investment": Hover("投入", "What is invested in it"),
    "list": Hover("条目", "The entries of the list"),
    "kind": Hover("种类", "What sort it is"),
    "ScoreChange.kind": Hover(
        "first 首次算出，world 世界变了，formula 公式变了",
        "Why: first computed, the world changed, or the formula did",
    ),
    "lead": Hover("开篇一段", "The opening paragraph"),
    "level": Hover("层级；须与得分所在区间一致", "The level; its band must hold the score"),
    "line": Hover("行号", "The line"),
    "lines": Hover("总行数", "How many lines it has"),
    "low": Hover("低端", "The low end"),
    "ExpectedRange.low": Hover("下界", "Lower bound"),
    "mechanism": Hover("作用机制", "How it works"),
    "metric": Hover("指标", "What is measured"),
    "min_share": Hover(
        "权重小幅变动时，层级至少保持的比例", "The share of varied weights in which the level must hold"
    ),
    "min_share_any": Hover(
        "任意权重下，层级至少保持的比例", "The share of all weights in which the level must hold"
    ),
    "name": Hover("名称", "Its name"),
    "nature": Hover(
        "定义、推导、草证、经验或假说", "Definition, derivation, sketch, empirical or hypothesis"
    ),
    "note": Hover("补充说明", "A remark"),
    "notice": Hover("开始提示的期限", "When it is mentioned"),
    "of": Hover("参与运算的列", "The columns that it is computed from"),
    "ordered": Hover("是否编号", "Whether the entries are numbered"),
    "outcome": Hover("结果；只有已兑现或落空的预测才写", "What came of it; resolved predictions only"),
    "owner": Hover("由谁面对：某一方案", "The alternative that faces it"),
    "periods": Hover("时间段与里程碑", "Stretches of time and milestones"),
    "points": Hover("图上的点", "The points of the map"),
    "Change.points": Hover("差值，百分点（复式记账）", "The difference in percentage points (double entry)"),
    "predictions": Hover("有期限的预测", "Dated statements about the future"),
    "problem": Hover("问题", "What the problem is"),
    "products": Hover("代表产品", "Products that use it"),
    "profile": Hover("权重方案", "The weight profile"),
    "profiles": Hover("权重方案；各权重合计为 1", "Weight profiles; the weights of each sum to 1"),
    "progress": Hover("done、active 或 planned", "How far it is: done, active or planned"),
    "published": Hover("发表情况", "Where and when it was published"),
    "quadrant": Hover("所在象限（复式记账）", "The quadrant it lies in (double entry)"),
    "quadrants": Hover("四个象限", "The four quadrants"),
    "quote": Hover("资料原话", "What the source says, word for word"),
    "ranges": Hover("各分量的预期范围", "What the definition expects of each component"),
    "reason": Hover("理由", "Why"),
    "recomputed": Hover(
        "重算的表达式，如 score:moe-vs-dense", "What it recomputes to, such as score:moe-vs-dense"
    ),
    "references": Hover("参考文献编号", "References, by id"),
    "repository": Hover("代码仓库地址", "The address of the repository"),
    "resolution": Hover("如何处理", "How it was resolved"),
    "results": Hover("由整张表算出的数", "Figures computed from the whole table"),
    "review": Hover("多久复核一次", "How often it is reviewed"),
    "role": Hover("特殊角色", "What else the row is used for"),
    "rows": Hover("各行", "The rows"),
    "score": Hover("得分 C = Σ wᵢ·xᵢ；程序重算，须完全相等", "C = Σ wᵢ·xᵢ; recomputed, and must be equal"),
    "sections": Hover("各节", "Its sections"),
    "share": Hover("份额", "Its share"),
    "shift": Hover("名义值的变化", "The change of a nominal degree"),
    "solutions": Hover("对策", "What is done about it"),
    "source": Hover("出处，如 L2:126 或 L2:87-93", "Where it comes from, such as L2:126 or L2:87-93"),
    "start": Hover("开始", "When it begins"),
    "state": Hover("状态", "Its state"),
    "stated": Hover("资料所写的数", "The figure as stated"),
    "statement": Hover("陈述", "What is stated"),
    "states": Hover("已被取代的输入", "Inputs that later ones replaced"),
    "status": Hover("open 未到期，due 到期，resolved 已有结论", "Where it stands: open, due or resolved"),
    "steps": Hover("步骤", "The steps, in order"),
    "strategy": Hover("对策", "What to do there"),
    "strings": Hover(
        "界面文字；所有语言的键相同", "Strings of the interface; the same keys in every language"
    ),
    "structural": Hover("形式上的毛病，按种类计数", "Defects of form, counted by kind"),
    "subject": Hover("对象", "What it is about"),
    "subjects": Hover("变化所涉及的对象", "What the shifts are about"),
    "subtitle": Hover("副标题", "The subtitle"),
    "summary": Hover("一句话概括", "What it is, in a sentence"),
    "sums": Hover("各列应有的合计", "What columns must add up to"),
    "symbol": Hover("符号", "Its symbol"),
    "table": Hover("表格", "A table"),
    "tagline": Hover("标语", "The line below the title"),
    "technologies": Hover(
        "涉及的技术；对方也要点名本力量", "The technologies concerned; they name the force in turn"
    ),
    "technology": Hover("技术编号", "A technology, by id"),
    "terms": Hover("符号说明", "The symbols, and what they stand for"),
    "tex": Hover("LaTeX；含文字时按语言分写", "LaTeX; by language where words stand in it"),
    "text": Hover("正文；数字用 [[…]] 引用", "The text; figures are referred to by [[…]]"),
    "tiers": Hover("自上而下的各层", "The layers, from the top down"),
    "title": Hover("标题", "Its title"),
    "to": Hover("合计", "The total"),
    "track": Hover("所在轨道", "The row it is in"),
    "tracks": Hover("时间线的各行", "The rows of the timeline"),
    "trends": Hover("研究方向；份额合计 100%", "Directions of research; their shares sum to 100%"),
    "type": Hover("单元格内容：文字、数字、评级或公式", "What the cells hold: text, figure, rating or tex"),
    "unconverged": Hover("尚未收敛之处", "What has not converged"),
    "until": Hover("被取代的日期", "The day on which it was replaced"),
    "up_to": Hover("区间上界，含该值", "Upper edge, itself included"),
    "updated": Hover("更新日期", "When it was last changed"),
    "value": Hover("取值，按资料写法", "The figure, as the source writes it"),
    "values": Hover("各方的取值", "The value of each alternative"),
    "variation": Hover("权重变动的幅度", "By how much each weight is varied"),
    "venue": Hover("发表于", "Where it appeared"),
    "verdict": Hover("胜负判断", "How the contest stands"),
    "version": Hover("版本", "Its version"),
    "warning": Hover("开始警告的期限", "When it becomes a warning"),
    "weights": Hover("权重，合计恰为 1", "Weights; they sum to exactly 1"),
    "Computation.weights": Hover("加权平均的权重", "The weights of a weighted mean"),
    "winners": Hover("占优的一方", "The alternatives that win"),
    "x": Hover("横坐标", "The horizontal coordinate"),
    "Map.x": Hover("横轴", "The horizontal axis"),
    "Quadrant.x": Hover("横轴的哪一半", "Which half of the horizontal axis"),
    "y": Hover("纵坐标", "The vertical coordinate"),
    "Map.y": Hover("纵轴", "The vertical axis"),
    "Quadrant.y": Hover("纵轴的哪一半", "Which half of the vertical axis"),
    "year": Hover("年份", "The year"),
}


def find_hover(model: str, field: str) -> Hover | None:
    """The words for a field of a model, if it has any."""
    return HOVER.get(f"{model}.{field}", HOVER.get(field))
