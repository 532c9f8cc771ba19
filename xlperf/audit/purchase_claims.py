"""Purchases told in prose: what was bought, for how much, and by which method."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from xlperf.audit.cells import shortened
from xlperf.audit.claims import AMOUNT
from xlperf.audit.context import Text
from xlperf.audit.passages import sentences
from xlperf.audit.purchase_names import bare_name, years_of
from xlperf.audit.told import Amount, amounts_in
from xlperf.purchase_methods import methods_in

# a comma between digits groups thousands
_COMMA = re.compile(r"(?<!\d),|,(?!\d{3}(?!\d))")
_END = re.compile(rf"{_COMMA.pattern}|[、:]")
_LONGEST_QUOTE = 60
_AMOUNT = re.compile(
    r"(?:年初|年度|全年|实际|政府采购|预算|执行|支出|支付|合同|成交|中标|采购|控制|结算|投资|总|金额|价格|价款|价|额|数|资金|经费|费用"
    rf"|花费|使用|安排|了|为|是|共计|合计|共|约|计|达|:|人民币|\()*+{AMOUNT}\)?"
)
# a step of the work, between what was bought and how
_STEP = re.compile(
    r"(?:经|按照?|根据|依据|依照|报).*(?:研究|同意|批准|审批|审核|规定|要求|程序|备案)(?:后|决定|通过)?|[\d().一二三四五六七八九十]*"
)
_LINK = re.compile(
    r"(?:采购方式|采购形式|方式|均|都|已|统一|采用|采取|通过|经过?|以|按照?|依法|依规|依照规定|实行|属于?|为|是|由?我[局单院校]位?|由?本[局单院校]位?"
    r"|由单位|用|走|的|了|进行|政府|:|\(|\)|\"|“|”)*"
)
_TAIL = re.compile(
    r"(?:采购)?的?(?:方式|形式|方法|程序|采购)?(?:进行|实施|办理|组织|完成|开展|执行|确定|采购|购置|购买|了|的|后|。|\)|\"|”)*"
    r"(?:(?:并|且)?(?:签订|签署)了?合同|程序规范|手续完备|符合规定)?"
)
_LEAD = re.compile(
    r"(?:采购)?的?(?:方式|形式|方法|程序)?(?:进行|实施|办理|组织|完成|开展|执行)?了?(?:采购|购买|购置|购)?了?"
)
_SUPPLIER = re.compile(
    r".{0,6}(?:确定|选定|选择|选取|选聘|择优|由|中标|成交)[^,]{0,30}(?:公司|供应商|单位|机构|企业|中心|厂家|商|院|所)[^,]{0,6}"
)
_DECIDED = re.compile(r"(?:经|报)[^,]{0,16}(?:研究|同意|批准|审批|决定)+\Z")
_LINKED = re.compile(
    r"(?:均|都|已|统一|采用|采取|通过|以|按照?|实行|属于|为|是|的|采购方式|方式|由(?:单位|[我本][局单院校]位?))+\Z"
)
# plans, conditions, other times, several at once: no statement of how this was bought
_UNSURE = re.compile(
    r"未(?!来)|不(?!动产)|没有|非(?!税)|拟|(?<![供对响])应(?!急|用)|计划|预计|原(?!材料|料)|改为|改用|变更|转为|流标|废标|上年|去年|往年|以前年度|明年|下年|分别"
    r"|一般(?!公共)|可(?!持续)|建议|要求|必须|限额|以上|以下|超过|如果|凡|或者?|各类|部分|其余|其他|主要"
)


@dataclass(frozen=True)
class PurchaseClaim:
    """The statement that something was bought by a method. ``names``: as it may be called, none where left out."""

    text: Text
    said: str
    method: str
    names: tuple[str, ...]
    amounts: tuple[Amount, ...]
    years: frozenset[str]


@dataclass(frozen=True)
class _Clause:
    said: str
    mark: str
    """what ends it"""

    @property
    def rest(self) -> str:
        """Without amounts."""
        return _AMOUNT.sub("", self.said).strip("()")


def purchase_claims(texts: Sequence[Text]) -> Iterator[PurchaseClaim]:
    """Every such statement that is plain enough to be held against a table."""
    for text in texts:
        for sentence in sentences(text.entry.text):
            if methods_in(sentence):
                yield from _claims(text, list(_clauses(sentence)))


def _clauses(sentence: str) -> Iterator[_Clause]:
    start = 0
    for end in _END.finditer(sentence):
        yield _Clause(sentence[start : end.start()], end[0])
        start = end.end()
    yield _Clause(sentence[start:], "")


def _claims(text: Text, clauses: list[_Clause]) -> Iterator[PurchaseClaim]:
    for number, clause in enumerate(clauses):
        methods = methods_in(clause.said)
        if len(methods) != 1:
            continue
        method, start, end = methods[0]
        before = _AMOUNT.sub("", clause.said[:start]).strip("()")
        after = _AMOUNT.sub("", clause.said[end:]).strip("()")
        follows = not _TAIL.fullmatch(after) and not _SUPPLIER.fullmatch(after)
        linked = _LINK.fullmatch(before) is not None
        if follows and not linked:
            continue
        first = number if follows or not linked else _object_before(clauses, number)
        told = clauses[first].rest if first < number else _LEAD.sub("", after, count=1) if follows else before
        last = _last_amount(clauses, number)
        span = clauses[first : number + 1]
        if _UNSURE.search("".join(one.said for one in span)):
            continue
        said = "".join(one.said + one.mark for one in clauses[first : last + 1]).rstrip(",、:")
        yield PurchaseClaim(
            text,
            shortened(_COMMA.sub("，", said), _LONGEST_QUOTE),
            method,
            tuple(_names(clauses, first, told)),
            amounts_in(said),
            years_of(told),
        )


def _object_before(clauses: Sequence[_Clause], number: int) -> int:
    """The clause that tells what was bought; the method's own where none does."""
    for at in range(number - 1, -1, -1):
        if methods_in(clauses[at].said):
            break
        if not _STEP.fullmatch(clauses[at].rest) and not _LINK.fullmatch(clauses[at].rest):
            return at
    return number


def _last_amount(clauses: Sequence[_Clause], number: int) -> int:
    """The last of the clauses behind the method that tell amounts and nothing else."""
    last = number
    for at in range(number + 1, len(clauses)):
        if clauses[at].rest:
            break
        last = at
    return last


def _names(clauses: Sequence[_Clause], first: int, told: str) -> Iterator[str]:
    """The name, and with what is listed right before it: 台式机、打印机."""
    told = _linkless(told)
    if bare_name(told):
        yield bare_name(told)
    while first and clauses[first - 1].mark == "、" and not methods_in(clauses[first - 1].said):
        first -= 1
        told = clauses[first].rest + told
        yield bare_name(told)


def _linkless(told: str) -> str:
    """物业服务采用 → 物业服务"""
    return _LINKED.sub("", _DECIDED.sub("", told))
