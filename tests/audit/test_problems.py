"""Problems and suggestions: XP089, XP090, XP097."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.finding_lines import codes, findings, the
from tests.form_table import entry, form
from xlperf.model import Assessment

ROW = "社会效益 | 医保标准化水平 | 明显提高 | 达成预期指标 | 15 | 13 |"


def without_reasons(text: str) -> Assessment:
    """A form that has no column for deviation reasons."""
    base = form(text)
    none = replace(entry("", "J12"), place=None)
    return replace(base, indicators=tuple(replace(row, deviation_reason=none) for row in base.indicators))


def test_the_deducted_row_is_not_among_the_problems() -> None:
    found = the("XP089", without_reasons(f"{ROW}\n问题: 少数学员基础较弱，进度跟不上。"))
    assert found.message == "“医保标准化水平”扣2分（I16），“项目管理中存在的主要问题及原因分析”中没有提到。"


@pytest.mark.parametrize(
    "said",
    [
        "医保标准化水平不高。",
        "标准化试点没有开展。",
        "标准化工作滞后，影响医保服务水平。",
        "窗口服务还不够便捷，医保标准化有差距。",
        "标准化建设缺人手。",
        "没有专人负责标准化。",
        "医保编码贯标、标准化管理还不到位。",
        "标准化水平、经办能力都要加强。",
        "部分机构标准化意识弱。",
        "标准化任务没有分解。",
    ],
)
def test_the_deducted_row_in_other_words(said: str) -> None:
    assert "XP089" not in codes(without_reasons(f"{ROW}\n问题: {said}"))


def test_a_reason_in_the_row_is_enough() -> None:
    assert codes(form(f"{ROW} 因人手不足，标准化试点没有开展。")) == []


LONG = "政府采购流程长，合同签订晚，设备到货推迟，部分设备到年底才投入使用，使用效率受到影响。"


def test_suggestions_for_something_else() -> None:
    other = "进一步加强宣传引导，扩大知晓面，组织志愿者进社区开展活动，提高群众参与的积极性和主动性。"
    assert codes(form(f"问题: {LONG}\n改进: {other}")) == ["XP090"]


@pytest.mark.parametrize(
    "measure",
    [
        "每年三月底前完成采购，合同签订后十日内督促供应商发货，保证设备按期投入使用。",
        "提前编制采购计划，压缩审批环节，把设备验收时间定在九月底以前，逐月通报进度情况。",
        "加强采购管理。",
        "",
    ],
)
def test_suggestions_that_answer(measure: str) -> None:
    assert "XP090" not in codes(form(f"问题: {LONG}\n改进: {measure}"))


def test_a_rate_of_change_without_its_base() -> None:
    row = "质量 | 基本支出变动率 | ±5% | 4.5% | 10 | 10 |"
    assert "填的是4.5%，文中没有上年数和本年数" in the("XP097", form(row)).message
    told = f"{row}\n产出情况: 上年支出820万元，本年支出856.9万元。"
    assert "XP097" not in [finding.code for finding in findings(form(told))]
    assert "XP097" not in codes(form("质量 | 设备变更率 | ≤5% | 4.5% | 10 | 10 |"))
