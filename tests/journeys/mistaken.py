"""Every kind of form, with mistakes of many sorts in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from tests.ground_truth.jinfeng import JINFENG as JINFENG_REPORT
from tests.ground_truth.xiaogan import XIAOGAN as XIAOGAN_REPORT
from tests.handmade import (
    ANNEX_1,
    ANNEX_3,
    CLEAN,
    FISCAL,
    JINFENG,
    NATIONAL,
    SICHUAN,
    TRANSFER,
    XIAOGAN,
    Form,
)


def _with(
    form: Form,
    rows: Mapping[str, Mapping[str, str]],
    funds: Mapping[int, Mapping[str, str]] | None = None,
    narratives: Mapping[str, str] | None = None,
    *,
    total: str = "",
    weight_total: str = "",
    grade: str = "",
) -> Form:
    """The form with other texts in rows by name, in funds by position, in its narratives and in itself."""
    assert set(rows) <= {row.name for row in form.indicators}, set(rows) - {
        row.name for row in form.indicators
    }
    return replace(
        form,
        indicators=tuple(replace(row, **rows.get(row.name, {})) for row in form.indicators),
        funds=tuple(replace(fund, **(funds or {}).get(number, {})) for number, fund in enumerate(form.funds)),
        narratives={**form.narratives, **(narratives or {})},
        total=total or form.total,
        weight_total=weight_total or form.weight_total,
        grade=grade or form.grade,
    )


MISTAKEN: Mapping[str, Form] = {
    "annex_1": ANNEX_1,
    "annex_3": ANNEX_3,
    "shanxi": _with(
        CLEAN,
        {
            "举办业务培训班期数": {"actual": "≥6期"},
            "培训乡镇经办人员人次": {"actual": "200人次"},
            "培训考核合格率": {"actual": "97.6", "score": "11"},
            "培训总成本": {"actual": "11.04"},
            "异地就医备案当日办结率": {"score": "14"},
            "配备业务骨干的乡镇占比": {"actual": ""},
            "参训人员满意度": {"deviation_reason": "进一步加强管理。"},
        },
        {0: {"execution_rate": "90", "carry_over": "1.96"}, 1: {"executed": "7.5"}},
        {"execution": "项目预算12万元，实际执行0.96万元。"},
        total="97",
        grade="良",
    ),
    "national": _with(
        NATIONAL,
        {
            "运营服务站个数": {"actual": "≥32个"},
            "服务老年人人次": {"actual": "3000人次"},
            "服务站年检合格率": {"score": "12"},
            "补助发放完成月份": {"actual": "12月"},
            "每站运营补助": {"actual": "6.34万元"},
            "服务覆盖社区比例": {"score": "13"},
            "签订长期服务协议的社区": {"deviation_reason": ""},
            "老年人满意度": {"initial_target": "基本满意", "actual": "达成预期指标", "score": "6"},
        },
        {0: {"executed": "172", "execution_rate": "90"}, 2: {"executed": "25"}},
        total="91",
        grade="优",
    ),
    "sichuan": _with(
        SICHUAN,
        {
            "培训青年教师人次": {"actual": "≥300"},
            "考核合格率": {"actual": "88"},
            "人均培训成本": {"actual": "1213", "score": "21"},
            "结业后承担公开课的教师": {"score": "18"},
            "学员满意度": {"actual": ""},
        },
        {0: {"execution_rate": "85"}, 1: {"executed": "31"}},
        {"conclusion": "项目自评96.5分，各项指标均已达到。"},
        total="95",
        weight_total="90",
    ),
    "transfer": _with(
        TRANSFER,
        {
            "重点人群签约人数": {"actual": "≥12万人"},
            "居民健康档案建档率": {"actual": "80%"},
            "签约居民续签率": {"deviation_reason": ""},
            "居民满意度": {"actual": ""},
        },
        {0: {"execution_rate": "90"}, 1: {"executed": "310"}},
    ),
    "xiaogan": XIAOGAN,
    "jinfeng": _with(
        JINFENG,
        {
            "参保工作情况": {"deducted": "0.4"},
            "医保法治建设能力": {"score": "0.6"},
            "飞行检查覆盖率": {"score": "3"},
            "医保经办服务能力": {"deducted": ""},
            "决策程序规范": {"weight": "3"},
        },
        {0: {"execution_rate": "80", "carry_over": "44.5"}},
        total="90",
    ),
    "fiscal": replace(
        _with(FISCAL, {}, {0: {"execution_rate": "95"}, 1: {"arrived": "310"}}, total="90", grade="优"),
        class_scores=tuple(
            replace(row, rate="80")
            if row.name == "过程"
            else replace(row, score="36")
            if row.name == "产出"
            else row
            for row in FISCAL.class_scores
        ),
    ),
    "xiaogan_report": XIAOGAN_REPORT,
    "jinfeng_report": JINFENG_REPORT,
}
