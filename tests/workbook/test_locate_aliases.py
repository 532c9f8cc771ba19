"""Columns and totals under other names than the template's, and columns under names that nobody knows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.handmade import CLEAN, PLAIN
from tests.workbook.said import assessed, drawn, said

ALIASES = [
    {"得分": "自评得分"},
    {"得分": "评分得分", "分值": "标准分"},
    {"全年执行数": "实际支出数", "全年预算数": "调整后预算数"},
    {"全年执行数": "执行数", "全年预算数": "预算数"},
    {"实际完成值": "完成情况"},
    {"实际完成值": "实际完成指标值", "年初指标值": "目标值"},
    {"实际完成值": "实际完成情况"},
    {"偏差原因分析及改进措施": "扣分原因", "分值": "权重分值"},
    {"偏差原因分析及改进措施": "备注"},
]


@pytest.mark.parametrize("labels", ALIASES, ids=str)
def test_other_names_of_columns(labels: dict[str, str], tmp_path: Path) -> None:
    plain = assessed(drawn(CLEAN, tmp_path, PLAIN))
    renamed = assessed(drawn(CLEAN, tmp_path, replace(PLAIN, labels=labels)))
    assert said(renamed) == said(plain)
    assert renamed.unrecognised == ()


@pytest.mark.parametrize("label", ["总 计", "得分合计", "自评总分"])
def test_other_names_of_the_total(label: str, tmp_path: Path) -> None:
    found = assessed(drawn(CLEAN, tmp_path, replace(PLAIN, total_label=label)))
    assert (found.total.text, len(found.indicators)) == (CLEAN.total, len(CLEAN.indicators))


@pytest.mark.parametrize(
    ("labels", "missing"),
    [
        ({"得分": "评委意见分"}, ("得分",)),
        ({"分值": "份量"}, ("分值",)),
        ({"实际完成值": "干了多少"}, ("实际完成值",)),
        ({"全年执行数": "花了多少"}, ("全年执行数",)),
        ({"实际完成值": "干了多少", "全年执行数": "花了多少"}, ("实际完成值", "全年执行数")),
    ],
)
def test_columns_without_a_known_name_are_told(
    labels: dict[str, str], missing: tuple[str, ...], tmp_path: Path
) -> None:
    assert assessed(drawn(CLEAN, tmp_path, replace(PLAIN, labels=labels))).unrecognised == missing
