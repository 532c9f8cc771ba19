"""Names in the prose that are not those of this form: another office, another project's fund."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from xlperf.audit.claims import AMOUNT
from xlperf.audit.context import Context, Text
from xlperf.audit.passages import LONGEST, Found, search
from xlperf.units import UNITS, convert
from xlperf.values import normalised

_PLACE = re.compile(r"[\u4e00-\u9fff]{2,4}?(?:省|市|县|区|州|旗|盟)")
_OFFICE = r"(?P<office>[\u4e00-\u9fff]{2,8}?(?:局|委员会|厅|学校|医院|中心))"
# what only an office itself has
_OWN_AFFAIR = re.compile(
    r"(的)?((机关|部门|单位|日常)*(运行|运转)(资金|经费)|部门整体|整体支出|[部单][门位]预算|公用经费|预算绩效|绩效(自评|评价|目标)|项目支出绩效)"
)
_WITH_OTHERS = re.compile(
    r"(会同|联合|配合|协助|协同|由|向|与|和|跟|及|同|经|报|据|按照?|根据|委托|依据|对|转|接受|来自|来源于|收到|拨付|拨给|支付给?|划转|上缴|移交|使用|借用|兄弟单位|原|、|《|获|从|帮助|支持|商)[^,。;]{0,4}\Z"
)
_MONEY_OFFICES = re.compile(r"财政|政府|人民|审计|税务|国库|发展和?改革|发改|党委|市委|县委|区委")
_FUND = re.compile(
    r"(?P<fund>[\u4e00-\u9fff]{4,30}?(?:补助资金|专项资金|补助|经费|资金))(?:实际|全部|已)*(?:到位|收到|收入|下达)(?:资金|金额)?(?:共|为|:)?"
    + AMOUNT
)
_GENERAL = re.compile(r"补助|资金|经费|专项|项目|我局|我单位|本单位|本局|我校|我院|年度?|实际|的|共|及|和|与")
_FROM_ABOVE = re.compile(r"中央|省|自治区|上级|市级|县级|区级|财政")
_A_PART = re.compile(r"来源|其中|配套|统筹|整合|打捆|纳入|列支|由|另|还")
_LEAD = re.compile(r"\A.*(我局|我单位|本单位|本局|我校|我院|年度?)")
_ENOUGH = Decimal("0.4")


@dataclass(frozen=True)
class Stranger:
    """A foreign name, where it stands, and the words around it."""

    text: Text
    name: str
    around: str


def other_offices(form: Context) -> Iterator[Stranger]:
    """Offices of the same place that are said to own what only this office can mean; the first of each text."""
    head = form.assessment
    own = normalised(f"{head.unit.text}|{head.department.text}|{head.title.text}|{head.project_name.text}")
    places = {
        place for cell in (head.unit, head.department) for place in _PLACE.findall(normalised(cell.text))
    }
    for text in form.prose:
        plain = normalised(text.entry.text[:LONGEST])
        for place in sorted(places):
            matches = re.finditer(re.escape(place) + _OFFICE, plain)
            match = next((match for match in matches if _foreign(match, plain, own)), None)
            if match:
                end = re.split(r"[,。;]", plain[match.end() : match.end() + 8])[0]
                yield Stranger(text, match[0], f"……{match[0]}{end}……")


def _foreign(match: re.Match[str], plain: str, own: str) -> bool:
    if _is_short_for(match["office"], own) or _MONEY_OFFICES.search(match["office"]):
        return False
    affair = _OWN_AFFAIR.match(plain, match.end())
    return (
        affair is not None and _WITH_OTHERS.search(plain[max(0, match.start() - 12) : match.start()]) is None
    )


def _is_short_for(office: str, own: str) -> bool:
    """医保局 is short for 医疗保障局."""
    letters = iter(own)
    return all(letter in letters for letter in office)


def other_funds(form: Context) -> Iterator[Stranger]:
    """The project's own amount under the name of another fund, in a text that calls it by its own name as well."""
    name = normalised(form.assessment.project_name.text)
    own = _pairs(name)
    labels = "".join(normalised(fund.label.text) for fund, _ in form.funds)
    found = [
        (text, one) for text in form.texts for one in search(_FUND, text.entry.text) if _is_budget(one, form)
    ]
    for text, one in found:
        fund = _LEAD.sub("", one.match["fund"])
        if not name or name not in normalised(text.entry.text) or _A_PART.search(one.sentence):
            continue
        if _share(one, own) < _ENOUGH and not _FROM_ABOVE.search(fund) and fund not in labels:
            yield Stranger(text, fund, one.match[0])


def _share(found: Found, own: set[str]) -> Decimal:
    """How much of the fund's name is in the project's."""
    pairs = _pairs(found.match["fund"])
    return Decimal(len(pairs & own)) / len(pairs) if pairs else Decimal(1)


def _pairs(text: str) -> set[str]:
    words = re.split(r"[^\u4e00-\u9fff]+", _GENERAL.sub(" ", text))
    return {word[start : start + 2] for word in words for start in range(len(word) - 1)}


def _is_budget(found: Found, form: Context) -> bool:
    total = form.assessment.total_fund
    amount = convert(found.number, UNITS[found.match["unit"]], form.money)
    return amount in (total.full_year_budget.number, total.initial_budget.number, total.arrived.number)
