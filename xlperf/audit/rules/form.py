"""Rules for the form as a whole: weights, levels, header."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from xlperf.audit.cells import quoted_name
from xlperf.audit.context import Context, empty
from xlperf.audit.finding import Severity
from xlperf.audit.registry import Issue, rule
from xlperf.decimals import plain
from xlperf.model import WEIGHT, Entry
from xlperf.profiles import FirstLevel, Profile, WeightSet
from xlperf.scoring.assessment import first_level_of
from xlperf.scoring.weights import departures, nearest
from xlperf.values import normalised

GROUP = "表头与分值"
_TOLERANCE = Decimal("0.005")
_YEAR = re.compile(r"(?:19|20)\d\d年")
# the line of the year as printed, where nobody has written the year: （    年度）, （20__年度）
_NO_YEAR = re.compile(r"[(\[【〔]*(?:20|二[〇○零0])?[_xX×*·.…\-—]*年度?[)\]】〕]*")


@rule(
    "XP001",
    Severity.ERROR,
    "分值合计不是100分",
    why="总分按100分评定等级，分值合计不对，得分再准也没有意义。最常见的是指标分值排满了100分，忘了给预算执行率留10分。",
    basis="财预〔2020〕10号：单位自评满分100分，其中预算执行率10分。",
    bad="预算执行率10分，指标分值合计100分，共110分。",
    good="预算执行率10分，指标分值合计90分，共100分。",
    fix="请调整三级指标分值，使预算执行率与各项指标的分值合计为100分。",
)
def weights_add_up(form: Context) -> Iterator[Issue]:
    """Execution points and indicator weights add up to full marks."""
    full, points, total = form.profile.full_marks, form.scored.execution_points, form.scored.weights_sum
    if abs(total - full) <= _TOLERANCE or WEIGHT in form.assessment.unrecognised or not _weighed(form):
        return
    indicators = total - points
    cells = [row.indicator.weight for row in form.indicators]
    cells = cells or [one.weight for one in form.assessment.class_scores]
    split = f"（其中预算执行率{plain(points)}分、指标{plain(indicators)}分）" if points else ""
    message = f"各项分值合计为{plain(total)}分，应为{plain(full)}分{split}。"
    fix = "" if points else f"请调整各项分值，合计为{plain(full)}分。"
    sum_ = f"{plain(points)}＋{plain(indicators)}＝" if points else "分值合计"
    if points and abs(indicators - full) <= _TOLERANCE:
        message += f"指标分值已经排满{plain(full)}分，没有给预算执行率留出{plain(points)}分。"
        fix = f"请把指标分值合计压到{plain(full - points)}分，留出预算执行率的{plain(points)}分。"
    yield Issue(
        cells[0] if cells else form.assessment.weight_total,
        message,
        fix=fix,
        basis=f"{sum_}{plain(total)}分，应为{plain(full)}分。",
        also=tuple(cells[1:]),
        stated=plain(total),
        expected=plain(full),
    )


def _weighed(form: Context) -> bool:
    """The form has weights that must come to full marks: rows left out as 不适用 may carry none."""
    left_out = any(row.not_applicable and not row.weight for row in form.scored.indicators)
    classes = form.assessment.class_scores
    unknown = not form.assessment.indicators and any(one.weight.number is None for one in classes)
    return form.assessment.scored and not left_out and not unknown


@rule(
    "XP006",
    Severity.ERROR,
    "指标没有分值",
    why="没有分值的指标不参与评分，也会使分值合计不足。",
    basis="财预〔2020〕10号：每项绩效指标都要确定权重。",
    bad="三级指标“培训人次”写了指标值，分值空着。",
    good="三级指标“培训人次”的分值填10。",
    fix="请给这项指标填上大于0的分值；不用的指标行请整行清空。",
)
def weight_given(form: Context) -> Iterator[Issue]:
    """Every named indicator has a positive weight."""
    for row in form.indicators:
        cell = row.indicator.weight
        if row.indicator.name.blank or cell.place is None or (cell.blank and cell.live) or row.not_applicable:
            continue
        name = quoted_name(row.indicator)
        if row.weight is None:
            said = "没有分值。" if cell.blank else f"的分值填写的是“{cell.text}”，不是数字。"
            yield Issue(cell, f"{name}{said}")
        elif row.weight <= 0:
            yield Issue(cell, f"{name}的分值是{plain(row.weight)}，应大于0。", stated=plain(row.weight))


@rule(
    "XP007",
    Severity.WARNING,
    "一级指标分值与通用口径不同",
    why="各地可以调整一级指标分值，但要有文件依据；没有依据的改动，复核时会要求说明。",
    basis="财预〔2020〕10号：产出50分、效益30分、服务对象满意度10分、预算执行率10分，特殊情况可适当调整。",
    bad="产出指标60分、效益指标20分，没有文件依据。",
    good="产出指标50分、效益指标30分、满意度指标10分。",
    fix="有本地文件规定的，请在校验时选用相应的口径；没有的，请按通用口径调整分值。",
)
def usual_class_weights(form: Context) -> Iterator[Issue]:
    """The first-level classes carry the weights of one of the profile's distributions."""
    rows = [row for row in form.indicators if not row.is_execution]
    found = [(first_level_of(row.indicator.first_level.text, form.profile), row) for row in rows]
    known = found and _weighed(form) and WEIGHT not in form.assessment.unrecognised
    if not known or form.profile.free_weights or any(level is None for level, _ in found):
        # another scheme of classes has its own weights
        return
    points, usual_points = form.scored.execution_points, form.profile.execution.points
    different = [] if points == usual_points else [("预算执行率", points, usual_points)]
    cells: list[Entry] = []
    by_class = dict.fromkeys((level.name for level, _ in found if level), Decimal(0))
    for level, row in found:
        by_class[level.name if level else ""] += row.weight or Decimal(0)
    accepted_set = nearest(by_class, form.profile)
    for names, weight, accepted in departures(by_class, accepted_set):
        different.append(("与".join(names), weight, accepted))
        cells += [row.indicator.first_level for level, row in found if level and level.name in names][:1]
    if different:
        stated = "、".join(f"{name}{plain(weight)}分" for name, weight, _ in different)
        usual = "、".join(f"{plain(weight)}分" for _, _, weight in different)
        cells = cells or [form.assessment.total_fund.weight]
        yield Issue(
            cells[0],
            f"{stated}，{form.profile.name}是{usual}。",
            fix=f"请按“{form.profile.name}”的分值调整；本地文件另有规定的，换用写明那些分值的口径再校验。",
            basis=_usual_points(accepted_set, form.profile),
            also=tuple(cells[1:]),
            stated=stated,
            expected=usual,
        )


def _usual_points(usual: WeightSet, profile: Profile) -> str:
    """The profile's points with where they come from."""
    source = "" if profile.basis in profile.name else f"（{profile.basis}）"
    shares = [f"{'与'.join(share.classes)}{plain(share.weight)}分" for share in usual.shares]
    if profile.execution.points:
        shares.append(f"预算执行率{plain(profile.execution.points)}分")
    return f"{profile.name}{source}：{'、'.join(shares)}。"


@rule(
    "XP008",
    Severity.ERROR,
    "二级指标放错了一级指标",
    why="二级指标归错类，一级指标的分值就不对，汇总和复核时都要退回。",
    basis="财预〔2020〕10号：产出含数量、质量、时效、成本，效益含经济、社会、生态、可持续影响，满意度含服务对象满意度。",
    bad="“成本指标”列在“效益指标”下。",
    good="“成本指标”列在“产出指标”下。",
    fix="请把这个二级指标移到正确的一级指标下，并核对一级指标的分值。",
)
def second_level_belongs(form: Context) -> Iterator[Issue]:
    """A second-level class that another first-level class holds is in the wrong place; invented ones are not judged."""
    seen: set[object] = set()
    for row in form.indicators:
        first, second = row.indicator.first_level, row.indicator.second_level
        level = first_level_of(first.text, form.profile)
        home = next((other for other in form.profile.first_levels if _holds(other, second.text)), None)
        if level is None or home is None or _holds(level, second.text) or second.place in seen:
            continue
        seen.add(second.place)
        name = _plain_level(second.text) + "指标"
        yield Issue(
            second,
            f"“{name}”不属于“{level.name}”，应放在“{home.name}”下。",
            fix=f"请把“{name}”移到“{home.name}”下，并核对一级指标的分值。",
            stated=level.name,
            expected=home.name,
        )


def _holds(level: FirstLevel, second: str) -> bool:
    return _plain_level(second) in {_plain_level(own) for own in level.second_levels}


def _plain_level(text: str) -> str:
    return normalised(text).partition("(")[0].removesuffix("指标")


@rule(
    "XP013",
    Severity.ERROR,
    "表头没有填全",
    why="缺了项目名称、主管部门、预算单位或年度，汇总时不知道这张表是谁的、哪一年的。",
    basis="财预〔2020〕10号所附自评表列有项目名称、主管部门、实施单位和年度。",
    bad="“项目名称”后面空着。",
    good="“项目名称”后面写“基层医保经办能力提升经费”。",
    fix="请按项目批复填写。",
)
def header_filled(form: Context) -> Iterator[Issue]:
    """Project name, department, unit and year are there."""
    head = form.assessment
    for field, cell in (
        ("project_name", head.project_name),
        ("department", head.department),
        ("unit", head.unit),
    ):
        if empty(cell):
            yield Issue(cell, f"{head.label(field)}没有填写。")
    unsaid = head.year.blank or (
        _NO_YEAR.fullmatch(normalised(head.year.text)) and not _YEAR.search(normalised(head.title.text))
    )
    if unsaid and not head.year.live and (head.year.place or head.title.place):
        cell = head.year if head.year.place else head.title
        yield Issue(cell, "没有写明是哪个年度的自评表。", fix="请在标题下面写上年度，例如“（2023年度）”。")
