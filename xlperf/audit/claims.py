"""Money that the form's prose claims to be the budget or the executed amount."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import islice

from xlperf.audit.passages import FIGURE, Found, search
from xlperf.units import UNITS, Unit, convert

MOST = 40
"""Claims of one kind looked at in one text; they are compared with each other."""
AMOUNT = rf"{FIGURE}(?P<unit>亿元|百万元|万元|千元|元|万(?![\u4e00-\u9fff]))(?![/以左上内余多])"
LINK = r"(?:为|是|共|约|达到|达|计|:|人民币){0,4}"
_EXECUTED = re.compile(
    r"(?P<lead>(?:实际|全年|本年|当年|累计|年度|共计|合计|总共|共|已|完成|资金|项目|预算(?=执行)){0,8})"
    r"(?P<verb>执行|支出|支付|使用|列支|开支|花费|花去|用去|耗资)"
    r"(?:了|数|额|总额|金额|资金|经费|项目|专项|财政|总计|共计|合计|累计|完成){0,6}" + LINK + AMOUNT
)
_BUDGET = re.compile(
    r"(?P<lead>(?:全年|本年|当年|年度|年初|调整后|项目|总|批复|下达|安排|财政|资金|部门){0,8})"
    r"(?P<verb>预算)"
    r"(?:安排|数|额|总额|总|金额|资金|批复|下达|收入|项目|经费|共计|合计){0,6}" + LINK + AMOUNT
)
# what stands right before a claim and makes it another one
_OTHER_EXECUTED = re.compile(
    r"(未|待|尚|需|应|拟|将|可|能|计划|预计|预算|结余|结转|剩余|安排|下达|批复|核定|上年|追加|其中|压减|减少|增加|节约)[\u4e00-\u9fff]{0,3}\Z"
)
_OTHER_BUDGET = re.compile(
    r"(未|超|压减|核减|调减|调增|追加|追减|削减|减少|增加|节约|结余|结转|剩余|低于|少于|高于|上年|其中|与|较|比)[\u4e00-\u9fff]{0,2}\Z"
)
_FIRM = re.compile(r"实际|累计|已|共|完成|全年")
# before anything else, such as 培训 or 购设备, the amount is that of a part
OF_THE_WHOLE = re.compile(
    r"[\d一二三四五是.()]*((19|20)\d{2}年度?|截[至止].*|全年|本年度?|当年|年度?[底末]?|[我本该此](局|单位|校|院|中心|部门|委|办|项目)"
    r"|项目|单位|专项|财政|资金|经费|预算|批复|执行|[中内度总共已至到])*"
)


@dataclass(frozen=True)
class Claim:
    """One claimed amount.

    ``executed``: claimed as executed, else as the budget. ``firm``: so in so many words. ``whole``: nothing before it
    says that a part of the project is meant.
    """

    found: Found
    executed: bool
    unit: Unit
    firm: bool
    whole: bool

    @property
    def quoted(self) -> str:
        """The words of the claim: ``实际执行2.4万元``."""
        return self.found.match[0]

    @property
    def written(self) -> str:
        """The figure with its unit: ``2.4万元``."""
        return self.found.figure + self.found.match["unit"]

    @property
    def closes_clause(self) -> bool:
        """Nothing more is said in the clause, such as what the money was for."""
        return not self.found.after or self.found.after[0] in "()（）"

    def amount(self, money: Unit) -> Decimal:
        """The amount in the form's unit."""
        return convert(self.found.number, self.unit, money)

    def decimals(self, money: Unit) -> int:
        """The decimals that the amount shows in the form's unit; below 0 for 2.4万元 on a form in 元."""
        one = convert(Decimal(1).scaleb(-self.found.decimals), self.unit, money)
        return -one.normalize().adjusted()


@lru_cache(maxsize=256)
def claims(text: str) -> tuple[Claim, ...]:
    """The amounts that a text claims as executed, then those that it claims as the budget."""
    return (*islice(_claims(text, executed=True), MOST), *islice(_claims(text, executed=False), MOST))


def _claims(text: str, *, executed: bool) -> Iterator[Claim]:
    pattern, other = (_EXECUTED, _OTHER_EXECUTED) if executed else (_BUDGET, _OTHER_BUDGET)
    for found in search(pattern, text):
        if other.search(found.before):
            continue
        lead, verb = found.match["lead"], found.match["verb"]
        firm = executed and (verb == "执行" or _FIRM.search(lead) is not None)
        whole = verb == "执行" or OF_THE_WHOLE.fullmatch(found.before) is not None
        yield Claim(found, executed, UNITS[found.match["unit"]], firm, whole)
