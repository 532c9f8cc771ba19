"""The 26 indicators of a department's evaluation: weight, target, actual value, stated score, 评分细则."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from tests.form_table import entry
from xlperf.model import Assessment, Entry, Fund, Indicator

_TABLE = """
城乡居民配套资金成本控制 | 5 | ≤661.7万元 | 661.7万元 | 5 | 小于等于 661.7 万得 5 分，金额每增加 80 万扣一分，扣完为止
参保人员即时报销率 | 5 | 98% | 98% | 5 | 高于 95%得 5 分，每降低 2%扣 1 分，扣完为止
城乡居民医疗保险政策覆盖率 | 5 | 90% | 90% | 5 | 高于 90%得 5 分，每降低 1%扣 1 分，扣完为止
城乡居民参保人员政策知晓率 | 5 | ≥90% | 90% | 5 | 高于 90%得 5 分，每降低 1%扣 1 分，扣完为止
医疗服务满意度 | 3 | ≥95% | 95% | 3 | 高于 95%得 3 分，每降低 1%扣 1 分，扣完为止
两定机构满意度 | 2 | 98% | 98% | 2 | 高于 95%得 2 分，每降低 2%扣 1 分，扣完为止
预算收入管理 | 3 | 全部完成 | 全部完成 | 3 | 完成三项得 3 分，一项未完成扣 1 分，扣完为止
预算支出管理 | 6 | 全部完成 | 全部完成 | 4 | 完成四项得6分，一项未完成扣2分，扣完为止
绩效管理规范性 | 4 | 全部完成 | 全部完成 | 2 | 完成三项4分，一项未完成扣2分，扣完为止
行政执法与机构建设情况 | 6 | 全部完成 | (1)(2)未完成 | 2 | 全部完成得6分，完成一项得2分 | (1)执法人员；(2)机构建设
内控制度有效性 | 6 | 全部完成 | 全部完成 | 4 | 完成两项得6分，一项未完成3分，扣完为止
行政制度建设水平 | 3 | 全部完成 | 全部完成 | 3 | 完成三项得3分，一项未完成扣1分，扣完为止
基础建设保障能力 | 4 | 全部完成 | 全部完成 | 4 | 完成四项得4分，一项未完成扣1分，扣完为止
其他常规工作完成情况 | 3 | 全部完成 | 全部完成 | 3 | 完成两项得3分，一项未完成扣2分，扣完为止
综合参保率 | 3 | ≥95% | 95% | 3 | 95%以上得3分，每低1%扣1分，扣完为止
落实城乡居民医疗保障政策 | 3 | 落实到位 | 落实到位 | 3 | 落实到位3分，落实不到位2分，未落实0分
一站式结算覆盖率 | 4 | 比上年增加 | 比上年有所增加 | 4 | 远低于上年 0 分，低于上年 2 分，与上年持平 3 分，比去年增加 4 分
参保人员两定机构前台及时报销率 | 3 | 99% | 99% | 3 | 99%得 3 分，每低 1%扣 1 分，扣完为止
两定机构管理 | 4 | 全部完成 | 全部完成 | 4 | (1) 考核频次不低于两次/年；(2)完成率达到 100%。\
完成 (1) 2 分，完成 (1) (2) 得 4 分，都未完成 0 分 | (1) 考核频次； (2) 参保人员两定机构前台及时报销率。
定点医疗机构结算率 | 3 | 100% | 100% | 3 | 100%得 3 分，每低 1%扣 1 分，扣完为止
党建工作管理 | 2 | 全部完成 | 全部完成 | 2 | 完成三项得 2 分，一项未完成扣 1 分，扣完为止
党员队伍管理 | 2 | 全部完成 | 全部完成 | 2 | 完成三项得 2 分，一项未完成扣 1 分，扣完为止
信息化水平 | 3 | 全部完成 | (1) (2) 未完成 | 1 | 完成三项得 3 分, 一项未完成扣 2 分, 扣完为止
医保信息推送覆盖面 | 3 | 全部完成 | 全部完成 | 3 | 完成两项得 3 分, 一项未完成扣 2 分, 扣完为止
基本支出变动率 | 5 | ±5% | 4.5% | 5 | ±5 以内 5 分, ±5%-10% 得 2 分, 10%-15 得 1 分, 15%以上得 0 分
项目经费变动率 | 5 | ±10% | 70% | 2 | ±10%以内得 5 分, ±20%以内得 1 分, 超过 20%得 0 分
"""


@dataclass(frozen=True)
class Row:
    name: str
    weight: Decimal
    target: str
    actual: str
    stated: Decimal
    clause: str
    explanation: str = ""


def _row(line: str) -> Row:
    name, weight, target, actual, stated, *rest = [cell.strip() for cell in line.split("|")]
    return Row(name, Decimal(weight), target, actual, Decimal(stated), *rest)


ROWS = [_row(line) for line in _TABLE.strip().splitlines()]


def indicator(row: Row, number: int) -> Indicator:
    """The row as the form prints it, names in column C to 评分细则 in column J."""

    def cell(text: str, column: str) -> Entry:
        return entry(text, f"{column}{number}")

    return Indicator(
        name=cell(row.name, "C"),
        weight=cell(str(row.weight), "D"),
        explanation=cell(row.explanation, "E"),
        initial_target=cell(row.target, "F"),
        actual=cell(row.actual, "G"),
        score=cell(str(row.stated), "H"),
        clause=cell(row.clause, "J"),
    )


def department_form(rows: list[Row] = ROWS) -> Assessment:
    """The whole table, from row 4 on, without funds."""
    indicators = tuple(indicator(row, number) for number, row in enumerate(rows, 4))
    total = sum((row.stated for row in rows), Decimal(0))
    return Assessment(
        template="department-2021",
        sheet="附表",
        recognised_by="labels",
        total_fund=Fund(weight=entry("0", "D2")),
        indicators=indicators,
        total=entry(str(total), f"H{4 + len(rows)}"),
    )
