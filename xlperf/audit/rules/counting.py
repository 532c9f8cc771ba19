"""Rules for numbers told in prose: they add up, and they bear out what is claimed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from xlperf.audit.cells import shortened
from xlperf.audit.context import Context, Text
from xlperf.audit.finding import Severity
from xlperf.audit.listed import named_in
from xlperf.audit.passages import LONGEST, sentences
from xlperf.audit.registry import Issue, rule
from xlperf.audit.years import Year, years_told
from xlperf.decimals import parse_decimal, plain
from xlperf.values import normalised

GROUP = "文字部分的数字"
_UNIT = r"个|项|条|次|期|场|份|篇|户|家|台|套|件|名"
_PARTS = re.compile(rf"(?P<figure>\d+)(?P<unit>{_UNIT})(?!以|左右|[/每])")
_SUM = re.compile(rf"(共计|合计|总计)(?P<figure>\d+)(?P<unit>{_UNIT})")
_LISTED = re.compile(
    r"(?P<what>(已|未)?完成(的)?(绩效)?指标|(绩效|考核|扣分|三级)指标)(共|共计|共有|有|数)*(?P<figure>\d{1,2})(个|项)[,:]?(?P<all>具体|分别)?(为|是|包括|有|如下|:)+(?P<list>[^。]+)"
)
_IMPROVED = re.compile(
    r"(与|较|和|同|比)(?P<year>20\d\d)年(度)?(相比|比较|比)?[,]?(均|都|各项|工作|明显|显著|有所|有了?|大幅|稳步)*(提高|提升|增加|增长|增强|上升)"
)


@rule(
    "XP081",
    Severity.WARNING,
    "写的个数与列出的不同",
    why="写20个只列出14个，读的人不知道是漏列了还是数错了。",
    basis="文中写的个数应与列出的相符。",
    bad="“已完成指标共6个，具体为：政策知晓率、即时结算率、案件办结率”。",
    good="“已完成指标共3个，具体为：政策知晓率、即时结算率、案件办结率”。",
    fix="请核对后补全列举的内容，或改正个数。",
)
def counts_are_right(form: Context) -> Iterator[Issue]:
    """So many indicators, as many names; the parts of a sum, the sum."""
    for text in form.texts:
        yield from _names(text, form)
        yield from _sums(text)


def _names(text: Text, form: Context) -> Iterator[Issue]:
    for match in _LISTED.finditer(normalised(text.entry.text[:LONGEST])):
        stated = int(match["figure"])
        items = [item for item in re.split(r"[、;,]|和|及", match["list"]) if item]
        named = named_in(match["list"], form.indicators)
        # an enumeration of something else, or names that hold the separators themselves, cannot be counted
        if len(named) < 2 or stated == len(named) or len(items) == stated:
            continue
        # 等 after 包括 leaves some out on purpose
        partial = match["all"] is None and "等" in match["list"] and f"等{stated}" not in match["list"]
        if partial or len(named) * 2 < len(items):
            continue
        yield Issue(
            text.entry,
            f"文中写“{match['what']}”{stated}个，后面实际列出的指标是{len(named)}个。",
            stated=str(stated),
            expected=str(len(named)),
        )


def _sums(text: Text) -> Iterator[Issue]:
    for sentence in sentences(text.entry.text):
        ends = list(_SUM.finditer(sentence))
        if len(ends) != 1 or re.search(r"其中|每|人均|平均|上年|去年|[余多]", sentence):
            continue
        end = ends[0]
        unit, total = end["unit"], parse_decimal(end["figure"])
        parts = [part for part in _PARTS.finditer(sentence[: end.start()]) if part["unit"] == unit]
        foreign = [part for part in _PARTS.finditer(sentence[: end.start()]) if part["unit"] != unit]
        numbers = [parse_decimal(part["figure"]) or Decimal(0) for part in parts]
        added = sum(numbers, Decimal(0))
        if len(parts) < 2 or foreign or total is None or added == total or total in numbers:
            continue
        yield Issue(
            text.entry,
            f"文中写“{end[0]}”，前面列出的{'＋'.join(plain(number) for number in numbers)}＝{plain(added)}{unit}"
            f"（“{shortened(sentence, 40)}”）。",
            stated=plain(total),
            expected=plain(added),
        )


@rule(
    "XP096",
    Severity.WARNING,
    "说有提高，数字却下降",
    why="文字说与上年相比有所提高，列出的数字却有的下降，这样的结论站不住。",
    basis="文字结论应与所列数字一致。",
    bad="“2022年举办讲座4场。2023年举办讲座2场，与2022年相比有所提高。”",
    good="“2023年举办讲座2场，比2022年少2场，改为线上直播，收看1200人次。”",
    fix="请按数字改写结论，或说明减少的原因；数字写错的，请改正。",
)
def claims_of_improvement_hold(form: Context) -> Iterator[Issue]:
    """与2022年相比有所提高, while a thing counted in both years became less."""
    remarks = (
        Text("reason", row.indicator.name.text, row.indicator.deviation_reason) for row in form.indicators
    )
    for text in (*form.texts, *remarks):
        plain_text = normalised(text.entry.text[:LONGEST])
        claim = _IMPROVED.search(plain_text)
        if claim is None:
            continue
        told = {year.year: year for year in years_told(text.entry.text)}
        base = told.get(int(claim["year"]))
        now = told.get(int(claim["year"]) + 1)
        if base is None or now is None:
            continue
        fallen = _fallen(base, now)
        if fallen:
            yield Issue(
                text.entry,
                f"文中写“{claim[0]}”，列出的数字却有下降：{'，'.join(fallen)}。",
            )


def _fallen(base: Year, now: Year) -> list[str]:
    """The things counted in both years that became less: ``培训班4次→2期``."""
    return [
        f"{noun}{base.counts[noun][1]}→{now.counts[noun][1]}"
        for noun in base.counts
        if noun in now.counts and now.counts[noun][0] < base.counts[noun][0]
    ]
