"""The kinds of form besides the one of 忻州: what each prints, as offices draw it, apart from the program's templates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Labels = tuple[tuple[str, str], ...]
"""What is printed, and the field of ``Form``, ``FundRow`` or ``IndicatorRow`` that stands under or beside it."""

LEVELS: Labels = (("一级指标", "first_level"), ("二级指标", "second_level"), ("三级指标", "name"))


@dataclass(frozen=True)
class Kind:
    """What a kind of form prints. Blocks of which a form says nothing are left out, except for the table."""

    fields: tuple[Labels, ...]
    columns: Labels
    """the indicator table's"""
    tables: tuple[tuple[str, ...], ...] = ()
    """the fields of the tables that it can be drawn as, without the levels: annex 1, annex 2"""
    fund_caption: str = "项目资金"
    fund_columns: Labels = ()
    money_unit: str = "万元"
    goal_caption: str = "年度总体目标"
    goals: Labels = (("预期目标", "goal"), ("实际完成情况", "completion"))
    caption: str = ""
    """in a column left of the indicators"""
    narratives_above: Mapping[str, str] = field(default_factory=dict)
    narratives: Mapping[str, str] = field(default_factory=dict)
    class_labels: Labels = (("分值", "weight"), ("得分", "score"), ("得分率", "rate"))
    total_label: str = "总分"
    grade_label: str = ""


_UNIT = (("主管部门", "department"), ("实施单位", "unit"))
KINDS: Mapping[str, Kind] = {
    "national-2020": Kind(
        fields=((("项目名称", "project_name"),), _UNIT),
        fund_columns=(
            ("年初预算数", "initial_budget"),
            ("全年预算数", "full_year_budget"),
            ("全年执行数", "executed"),
            ("分值", "weight"),
            ("执行率", "execution_rate"),
            ("得分", "execution_score"),
        ),
        caption="绩效指标",
        columns=(
            *LEVELS,
            ("年度指标值", "initial_target"),
            ("实际完成值", "actual"),
            ("分值", "weight"),
            ("得分", "score"),
            ("偏差原因分析及改进措施", "deviation_reason"),
        ),
    ),
    "sichuan-2023": Kind(
        fields=((("项目名称", "project_name"),), _UNIT),
        fund_columns=(
            ("年初预算数", "initial_budget"),
            ("调整后预算数", "full_year_budget"),
            ("预算执行数", "executed"),
            ("分值", "weight"),
            ("执行率", "execution_rate"),
            ("得分", "execution_score"),
        ),
        caption="绩效指标",
        columns=(
            *LEVELS,
            ("指标性质", "target_nature"),
            ("指标值", "initial_target"),
            ("度量单位", "target_unit"),
            ("完成值", "actual"),
            ("分值", "weight"),
            ("得分", "score"),
            ("未完成原因分析", "deviation_reason"),
        ),
        narratives={"conclusion": "评价结论", "problems": "存在问题", "improvements": "改进措施"},
        total_label="合计",
    ),
    "transfer-2020": Kind(
        fields=(
            (("转移支付（项目）名称", "project_name"),),
            (("地方主管部门", "department"), ("资金使用单位", "unit")),
        ),
        fund_caption="资金投入情况",
        fund_columns=(
            ("全年预算数（A）", "full_year_budget"),
            ("全年执行数（B）", "executed"),
            ("预算执行率（B/A×100%）", "execution_rate"),
        ),
        narratives_above={
            "allocation": "分配科学性",
            "issuing": "下达及时性",
            "payment": "拨付合规性",
            "use": "使用规范性",
            "accuracy": "执行准确性",
            "management": "预算绩效管理情况",
            "responsibility": "支出责任履行情况",
        },
        goal_caption="总体目标完成情况",
        goals=(("总体目标", "goal"), ("全年实际完成情况", "completion")),
        caption="绩效指标",
        columns=(
            *LEVELS,
            ("指标值", "initial_target"),
            ("全年实际完成值", "actual"),
            ("未完成原因和改进措施", "deviation_reason"),
        ),
        narratives={"remarks": "说明"},
        total_label="",
    ),
    "department-2021": Kind(
        fields=((("部门名称", "department"), ("填报单位", "unit")),),
        fund_caption="部门资金情况",
        fund_columns=(
            ("预算数", "full_year_budget"),
            ("执行数", "executed"),
            ("执行率", "execution_rate"),
        ),
        money_unit="元",
        goal_caption="年度绩效目标",
        goals=(("年度目标", "goal"), ("实际完成情况", "completion")),
        columns=(
            *LEVELS,
            ("分值权重", "weight"),
            ("指标解释", "explanation"),
            ("目标值", "initial_target"),
            ("完成值", "actual"),
            ("评分细则", "clause"),
            ("资料来源", "evidence"),
            ("得分", "score"),
            ("扣分原因", "deviation_reason"),
        ),
        tables=(
            ("weight", "explanation", "initial_target", "actual", "clause", "evidence"),
            ("weight", "initial_target", "actual", "score"),
        ),
        narratives={
            "execution": "部门资金情况说明",
            "conclusion": "自评结论",
            "problems": "存在问题和原因",
            "improvements": "下一步拟改进措施",
            "budget_link": "拟与预算安排相结合情况",
        },
        class_labels=(("目标值", "weight"), ("得分", "score")),
        total_label="合计",
    ),
    "evaluation-2023": Kind(
        fields=((("项目名称", "project_name"),), _UNIT),
        fund_columns=(
            ("全年预算数", "full_year_budget"),
            ("全年执行数", "executed"),
            ("结转结余", "carry_over"),
            ("执行率", "execution_rate"),
        ),
        columns=(
            ("一级指标", "first_level"),
            ("分值", "first_weight"),
            ("二级指标", "second_level"),
            ("分值", "second_weight"),
            ("三级指标", "name"),
            ("分值", "weight"),
            ("得分", "score"),
            ("扣分总计", "deducted"),
            ("评价情况及扣分原因", "deviation_reason"),
        ),
        narratives={
            "execution": "资金投入和使用情况",
            "output": "项目实施开展情况",
            "satisfaction": "满意度调查情况",
            "conclusion": "评价结论",
            "problems": "存在的问题",
            "improvements": "建议",
        },
        class_labels=(("评分分值", "weight"), ("得分", "score")),
        total_label="合计",
    ),
    "fiscal-evaluation-2023": Kind(
        fields=((("项目名称", "project_name"),), _UNIT),
        fund_caption="资金情况",
        fund_columns=(
            ("预算安排", "full_year_budget"),
            ("到位", "arrived"),
            ("实际支出", "executed"),
            ("结余", "carry_over"),
            ("预算执行率", "execution_rate"),
        ),
        goal_caption="年度绩效目标",
        goals=(("年度目标", "goal"), ("实际完成情况", "completion")),
        columns=(),
        narratives_above={
            "background": "立项依据",
            "content": "主要内容",
            "scope": "评价范围",
            "evaluation_basis": "评价依据",
            "indicator_system": "评价指标体系",
            "method": "评价方法",
        },
        narratives={"problems": "存在的问题", "improvements": "有关建议"},
        total_label="综合评价得分",
        grade_label="等级",
    ),
}
