"""Sheet 指标: the indicators of each project, and whether their weights add up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import get_close_matches

from xlperf.decimals import parse_decimal, plain
from xlperf.profiles import FirstLevel, Profile
from xlperf.projects.project import PlannedIndicator
from xlperf.projects.project_rows import ListedProject, Register
from xlperf.projects.table import Record, Table, squeezed

MAX_INDICATORS = 500
_WEIGHT_TOLERANCE = Decimal("0.005")
_COMPARATORS = {"≥", "≤", ">", "<", "=", "±", "≧", "≦", ">=", "<="}
_PROJECT_KEYS = ("code", "project_name")
_NAMING = ("first_level", "second_level", "name")


@dataclass
class _Collected:
    """What has been read of one project so far. ``project`` is None for rows that belong to no listed one."""

    project: ListedProject | None
    first_record: Record
    indicators: list[PlannedIndicator] = field(default_factory=list)
    rows: int = 0
    row_of_name: dict[str, int] = field(default_factory=dict)
    weights: Decimal | None = Decimal(0)
    """their sum; None once one could not be read"""
    first_level: str = ""
    """as last written; cells below may be blank"""
    second_level: str = ""
    mixed: bool = False
    """rows of several projects that share a code"""


def read_indicators(
    table: Table, register: Register, profile: Profile
) -> dict[str, tuple[PlannedIndicator, ...]]:
    """The indicators by project code; cells left blank below a filled one are carried down."""
    collected: dict[tuple[str, ...], _Collected] = {}
    own: _Collected | None = None
    for record in table.records():
        if record.says_total(_NAMING):
            continue
        if own is None or not all(map(record.empty, _PROJECT_KEYS)):
            project = register.find(record)
            key = (project.project.code,) if project else record.written(_PROJECT_KEYS)
            mixed = project is None and record.written(("code",))[0] in register.doubles.codes
            own = collected.setdefault(key, _Collected(project, record, mixed=mixed))
        _read_row(record, own, profile)
    known = [own for own in collected.values() if own.project]
    for own in known:
        _check_project(own, profile)
    have = {own.project.project.code for own in known if own.project}
    for listed in register.listed:
        code, name = listed.project.code, listed.project.name
        if code and code not in have and not register.doubtful(code, name):
            listed.record.problem("", f"“{name}”在“指标”表里没有指标，请补上。")
    return {own.project.project.code: tuple(own.indicators) for own in known if own.project}


def _read_row(record: Record, own: _Collected, profile: Profile) -> None:
    own.rows += 1
    first_level, second_level = _levels(record, own, profile)
    name = record.line("name", required=True)
    target = _measured(record, "target", required=True)
    adjusted = _measured(record, "adjusted_target", required=False)
    weight = record.points("weight", required=True)
    score = record.points("score")
    if weight is not None and weight == 0:
        record.problem("weight", "分值是0，应大于0；不考核的指标请删去这一行。")
    own.weights = None if weight is None or own.weights is None else own.weights + weight
    first_row = own.row_of_name.setdefault(squeezed(name), record.number)
    if name and first_row != record.number and not own.mixed:
        record.problem("name", f"“{name}”与第{first_row}行重复，请合并成一行，或把名称改得有区别。")
    own.indicators.append(
        PlannedIndicator(
            first_level=first_level,
            second_level=second_level,
            name=name,
            target=target,
            weight=weight or Decimal(0),
            adjusted_target=adjusted,
            actual=record.line("actual"),
            score=score,
            deviation_reason=record.text("deviation_reason"),
        )
    )


def _levels(record: Record, own: _Collected, profile: Profile) -> tuple[str, str]:
    """The classes of a row by the profile's names; checked where written, carried down where blank."""
    written = record.line("first_level", required=not own.first_level)
    changed = bool(written) and squeezed(written) != squeezed(own.first_level)
    if written:
        own.first_level = written
    if changed:
        own.second_level = ""
    second = record.line("second_level", required=not own.second_level)
    own.second_level = second or own.second_level
    level = _first_level(own.first_level, profile)
    if level is None:
        if written:
            record.problem("first_level", _unknown_first_level(written, profile))
        return own.first_level, own.second_level
    by_core = {_core(name): name for name in level.second_levels}
    canonical = by_core.get(_core(own.second_level))
    if canonical is None and own.second_level and (second or changed):
        record.problem("second_level", _unknown_second_level(own.second_level, level, profile))
    return level.name, canonical or own.second_level


def _measured(record: Record, field: str, required: bool) -> str:
    """A target; comparator and unit from columns of their own are joined to it: ≥ | 95 | % → ≥95%."""
    text = record.line(field, required)
    if not text or parse_decimal(text) is None:
        return text
    comparator = squeezed(record.line("comparator"))
    unit = record.line("measure_unit")
    return f"{comparator if comparator in _COMPARATORS else ''}{text}{unit}"


def _check_project(own: _Collected, profile: Profile) -> None:
    record, listed = own.first_record, own.project
    name = listed.project.name if listed else ""
    if own.rows > MAX_INDICATORS:
        record.problem(
            "", f"“{name}”有{own.rows}个指标，一张表最多{MAX_INDICATORS}个，请核对是否混入了其他项目的指标。"
        )
        return
    points, full = profile.execution.points, profile.full_marks
    expected = full - points
    if own.weights is None or abs(own.weights - expected) <= _WEIGHT_TOLERANCE:
        return
    over = own.weights - expected
    advice = "请调整分值"
    if own.weights == full:
        advice = f"看来是按{plain(full)}分分配的，请给预算执行率留出{plain(points)}分；不是的，请核对分值"
    record.problem(
        "weight",
        f"“{name}”的指标分值合计{plain(own.weights)}分，"
        f"应为{plain(expected)}分（满分{plain(full)}分减去预算执行率{plain(points)}分），"
        f"{'多' if over > 0 else '少'}{plain(abs(over))}分，{advice}。",
    )


def _first_level(text: str, profile: Profile) -> FirstLevel | None:
    core = _core(text)
    for level in profile.first_levels:
        if core in map(_core, (level.name, *level.aliases)):
            return level
    return None


def _unknown_first_level(written: str, profile: Profile) -> str:
    holder = _holder(written, profile)
    if holder is not None:
        return f"“{written}”是二级指标，它的一级指标是“{holder.name}”，请把它填在“二级指标”列。"
    names = [level.name for level in profile.first_levels]
    return f"没有“{written}”这个一级指标，{_choose(written, names)}"


def _unknown_second_level(written: str, level: FirstLevel, profile: Profile) -> str:
    holder = _holder(written, profile)
    if holder is not None:
        return f"“{written}”不属于“{level.name}”，它的一级指标是“{holder.name}”，请改正。"
    return f"“{level.name}”下没有“{written}”这个二级指标，{_choose(written, level.second_levels)}"


def _holder(second_level: str, profile: Profile) -> FirstLevel | None:
    """The first-level class that holds this second-level one."""
    core = _core(second_level)
    return next((level for level in profile.first_levels if core in map(_core, level.second_levels)), None)


def _choose(written: str, names: Sequence[str]) -> str:
    near = get_close_matches(written, names, 1, 0.5)
    return f"是不是“{near[0]}”？请改正。" if near else f"请改成其中之一：{'、'.join(names)}。"


def _core(text: str) -> str:
    """``产出指标`` and ``产出`` are the same."""
    return squeezed(text).removesuffix("指标")
