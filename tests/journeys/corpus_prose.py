"""What clerks write around the figures of a right form: true sentences with many figures that no cell has."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from hypothesis import strategies as st

from tests.journeys.corpus_rows import Result
from xlperf.decimals import HUNDRED, half_up, plain
from xlperf.projects.project import PlannedFund

_MARKS = (
    ("一是", "二是", "三是", "四是", "五是", "六是", "七是", "八是", "九是"),
    ("（一）", "（二）", "（三）", "（四）", "（五）", "（六）", "（七）", "（八）", "（九）"),
    ("1.", "2.", "3.", "4.", "5.", "6.", "7.", "8.", "9."),
    ("（1）", "（2）", "（3）", "（4）", "（5）", "（6）", "（7）", "（8）", "（9）"),
    ("1、", "2、", "3、", "4、", "5、", "6、", "7、", "8、", "9、"),
    ("", "", "", "", "", "", "", "", ""),
)
_OF_THE_MONEY = (
    "资金由财政国库集中支付，没有截留、挪用。",
    "严格执行《中华人民共和国预算法》和本单位《内部控制手册（2019年修订）》，126笔支出都有合同、发票和验收单。",
    "上年度该项目预算318万元，执行率91.4%。",
    "截至6月底支出进度为46%，9月底为71%。",
    "其中向3家小微企业采购27.6万元。",
    "单价超过50万元的采购全部公开招标，财政评审平均核减4.2%。",
    "资金管理按县财行〔2019〕36号文件执行，设专账核算。",
)
_OF_THE_WORK = (
    "联合市场监管局、公安局等5个部门开展检查2轮。",
    "全年召开推进会3次，印发简报12期，编写操作手册1本。",
    "10月15日至11月3日组织了中期检查，发现问题14个，当月全部整改。",
    "按照《政府购买服务管理办法》第十八条的规定签订合同6份。",
    "领导小组由1名副县长任组长，下设三个工作组。",
    "施工高峰期每天有40余人在现场。",
)
_OF_THE_EFFECT = (
    "减少群众跑腿约3000人次，节约社会成本45万元左右。",
    "带动就业26人，人均月收入3500元。",
    "12345热线相关诉求由上年的36件降到21件，下降41.67%。",
    "经验被市级简报第8期刊登，兄弟县3批58人次前来学习。",
    "惠及7个乡镇、112个村。",
)
_WELL_DONE = (
    "每月通报一次进度，有问题当场协调。",
    "坚持“日调度、周通报、月考核”，全年通报12期。",
    "实行“三公开、两评议”，村民代表全程参与。",
    "1.早谋划，1月10日前下达任务；2.严把关，抽检比例不低于20%；3.勤回访，一户一卡。",
)
_OTHER_PROBLEMS = (
    "资料归档不够及时。",
    "少数乡镇上报资料慢，逾期3天以上的有2个。",
    "专业技术人员少，在编9人中有4人将在三年内退休。",
    "绩效指标设置还不够细化。",
)


@st.composite
def listed(draw: st.DrawFn, parts: Sequence[str]) -> str:
    """The parts in one of the ways that people number them."""
    if len(parts) < 2:
        return "".join(f"{part}。" for part in parts)
    marks = draw(st.sampled_from(_MARKS))
    between = draw(st.sampled_from("；。"))
    return between.join(mark + part for mark, part in zip(marks, parts, strict=False)) + "。"


def _some(sentences: tuple[str, ...]) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(sentences), max_size=2, unique=True).map("".join)


@st.composite
def narratives(
    draw: st.DrawFn, rows: tuple[Result, ...], funds: tuple[PlannedFund, ...], total: Decimal, grade: str
) -> dict[str, str]:
    """All texts of all kinds of forms by key; each form takes those that it has room for."""
    of_class = {
        name: [row for row in rows if row.first_level == name] for name in {row.first_level for row in rows}
    }
    output = of_class.get("成本指标", []) + of_class.get("产出指标", [])
    missed = [row for row in rows if row.measure]
    problems = [f"{row.asked.name}没有达到年初目标，{row.cause}" for row in missed]
    measures = [f"{row.asked.name}：{row.measure}" for row in missed]
    left = total_of(funds, "full_year_budget") - total_of(funds, "executed")
    if left:
        problems.append("资金没有全部支付，因合同结算推迟，执行率没有达到100%")
        measures.append("提前约定结算时间，加快支付")
    told = draw(listed(problems)) + (draw(st.sampled_from(_OTHER_PROBLEMS)) if draw(st.booleans()) else "")
    execution = draw(_execution(funds))
    return {
        "execution": execution,
        "output": draw(told_of(output)) + draw(_some(_OF_THE_WORK)),
        "benefit": (draw(told_of(of_class.get("效益指标", []))) or "项目效益按年初设想实现。") + draw(_some(_OF_THE_EFFECT)),
        "satisfaction": draw(surveyed(of_class.get("满意度指标", []))),
        "experience": draw(st.sampled_from(_WELL_DONE)),
        "problems": told or draw(st.sampled_from((*_OTHER_PROBLEMS, "无", "无。"))),
        "improvements": draw(listed(measures)) or "按月归档，加强培训。",
        "conclusion": f"{execution}项目自评得{plain(total)}分，等级为“{grade}”。",
        "allocation": "按服务人口（占60%）和上年考核结果（占40%）分配。",
        "issuing": "3月12日收到指标文件，27日下达，用时15天。",
        "payment": "按国库集中支付规定拨付。",
        "use": "专款专用，单独核算。",
        "accuracy": "按下达的预算和目标执行。",
        "management": "8月开展了绩效监控，覆盖全部项目。",
        "responsibility": "县级配套资金足额到位。",
        "remarks": "无",
    }  # fmt: skip


@st.composite
def told_of(draw: st.DrawFn, rows: Sequence[Result]) -> str:
    """The results of the rows, with shares and last year's figures."""
    parts = []
    for row in rows:
        if not row.counted:
            continue
        part = f"{row.asked.name}{draw(st.sampled_from(('', '为', '达到')))}{row.shown}"
        figure, goal = Decimal(row.actual), row.goal
        how = draw(st.sampled_from(("", "", "goal", "share", "last")))
        if how == "goal":
            part += f"（目标为{row.target}）"
        elif how == "share" and goal and row.unit != "%":
            part += f"，是指标值的{plain(half_up(figure / goal * HUNDRED))}%"
        elif how == "last" and row.unit != "%" and figure > 1:
            before = half_up(figure * Decimal("0.8"), row.places)
            part += f"，比上年的{plain(before)}{row.unit}增加{plain(figure - before)}{row.unit}"
        parts.append(part)
    return draw(listed(parts))


@st.composite
def surveyed(draw: st.DrawFn, rows: Sequence[Result]) -> str:
    """How satisfaction was asked, and the counts that give the figure."""
    told = []
    for row in rows:
        happy = plain(Decimal(row.actual) * 10)
        told.append(
            draw(st.sampled_from((
                f"发放问卷1026份，收回有效问卷1000份，其中满意{happy}份，{row.asked.name}{row.shown}。",
                f"电话回访1000人，满意和比较满意的{happy}人，{row.asked.name}为{row.shown}。",
                f"委托第三方公司入户调查1,000户（占总户数的12.5%），{happy}户表示满意，{row.asked.name}达到{row.shown}，上年为83.6%。",
                f"12月1日至10日开展线上问卷调查，收回有效问卷260份，{row.asked.name}{row.shown}。",
            )))
        )  # fmt: skip
    return "".join(told)


@st.composite
def _execution(draw: st.DrawFn, funds: tuple[PlannedFund, ...]) -> str:
    initial, budget, executed = (
        total_of(funds, field) for field in ("initial_budget", "full_year_budget", "executed")
    )
    rate = plain(half_up(executed / budget * HUNDRED))
    if budget == initial:
        said = f"全年预算{plain(budget)}万元"
    elif budget > initial:
        said = f"年初预算{plain(initial)}万元，年中追加{plain(budget - initial)}万元，全年预算{plain(budget)}万元"
    else:
        said = f"年初预算{plain(initial)}万元，按过紧日子要求压减{plain(initial - budget)}万元，调整后预算{plain(budget)}万元"
    if not executed:
        said += "，全年没有支出，执行率为0。原因是合同约定验收后一次性支付，验收手续12月底才办完"
        return f"{said}，{plain(budget)}万元结转下年支付。" + draw(_some(_OF_THE_MONEY))
    paid = draw(st.sampled_from((f"{plain(executed)}万元", f"{plain(executed * 10000)}元")))
    said += f"，实际执行{paid}，执行率{rate}%。"
    if draw(st.booleans()):
        first, second = half_up(executed * Decimal("0.6"), 4), half_up(executed * Decimal("0.3"), 4)
        rest = executed - first - second
        said += f"其中设备和材料费{plain(first)}万元、劳务费{plain(second)}万元、其他费用{plain(rest)}万元。"
    if executed < budget:
        said += f"结余{plain(budget - executed)}万元，是因为合同结算推迟，尾款没有支付。"
    return said + draw(_some(_OF_THE_MONEY))


def total_of(funds: tuple[PlannedFund, ...], field: str) -> Decimal:
    """The total row's amount."""
    return sum((getattr(fund, field) for fund in funds), Decimal(0))
