"""Sheet 指标: the indicators of each project, and whether their weights add up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import get_close_matches

from xlperf.decimals import parse_decimal, plain
from xlperf.forms import FormTemplate, IndicatorsBlock
from xlperf.profiles import FirstLevel, Profile
from xlperf.projects.project import PlannedIndicator
from xlperf.projects.project_rows import ListedProject, Register
from xlperf.projects.table import Record, Table, squeezed

MAX_INDICATORS = 500
_WEIGHT_TOLERANCE = Decimal("0.005")
_COMPARATORS = {"≥", "≤", ">", "<", "=", "±", "≧", "≦", ">=", "<="}
_PROJECT_KEYS = ("code", "project_name")
_NAMING = ("first_level", "second_level", "name")


@dataclass(frozen=True)
class _Scheme:
    """What the form asks of its indicators."""

    profile: Profile
    classes: tuple[FirstLevel, ...]
    """the first-level classes that there are; none: every office has its own"""
    columns: frozenset[str]

    @property
    def scored(self) -> bool:
        return "weight" in self.columns


def _scheme(template: FormTemplate, profile: Profile) -> _Scheme:
    block = template.block(IndicatorsBlock)
    columns = frozenset(column.field for column in block.columns) if block else frozenset[str]()
    return _Scheme(profile, () if block and block.levels else profile.first_levels, columns)


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
    table: Table, register: Register, template: FormTemplate, profile: Profile
) -> dict[str, tuple[PlannedIndicator, ...]]:
    """The indicators by project code; cells left blank below a filled one are carried down."""
    scheme = _scheme(template, profile)
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
        _read_row(record, own, scheme)
    known = [own for own in collected.values() if own.project]
    for own in known:
        _check_project(own, scheme)
    have = {own.project.project.code for own in known if own.project}
    for listed in register.listed:
        code, name = listed.project.code, listed.project.name
        if code and code not in have and not register.doubtful(code, name):
            listed.record.problem("", f"“{name}”在“指标”表里没有指标，请补上。")
    return {own.project.project.code: tuple(own.indicators) for own in known if own.project}


def _read_row(record: Record, own: _Collected, scheme: _Scheme) -> None:
    own.rows += 1
    first_level, second_level = _levels(record, own, scheme.classes)
    name = record.line("name", required=True)
    target = _measured(record, "target", required="initial_target" in scheme.columns)
    adjusted = _measured(record, "adjusted_target", required=False)
    weight = record.points("weight", required=scheme.scored)
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
            explanation=record.text("explanation"),
            clause=record.text("clause"),
            evidence=record.text("evidence"),
        )
    )


def _levels(record: Record, own: _Collected, classes: Sequence[FirstLevel]) -> tuple[str, str]:
    """The classes of a row by the form's names; checked where written, carried down where blank."""
    written = record.line("first_level", required=not own.first_level)
    changed = bool(written) and squeezed(written) != squeezed(own.first_level)
    if written:
        own.first_level = written
    if changed:
        own.second_level = ""
    second = record.line("second_level", required=not own.second_level)
    own.second_level = second or own.second_level
    level = _first_level(own.first_level, classes)
    if level is None:
        if written and classes:
            record.problem("first_level", _unknown_first_level(written, classes))
        return own.first_level, own.second_level
    by_core = {_core(name): name for name in level.second_levels}
    canonical = by_core.get(_core(own.second_level))
    if canonical is None and own.second_level and (second or changed):
        record.problem("second_level", _unknown_second_level(own.second_level, level, classes))
    return level.name, canonical or own.second_level


def _measured(record: Record, field: str, required: bool) -> str:
    """A target; comparator and unit from columns of their own are joined to it: ≥ | 95 | % → ≥95%."""
    text = record.line(field, required)
    if not text or parse_decimal(text) is None:
        return text
    comparator = squeezed(record.line("comparator"))
    unit = record.line("measure_unit")
    return f"{comparator if comparator in _COMPARATORS else ''}{text}{unit}"


def _check_project(own: _Collected, scheme: _Scheme) -> None:
    record, listed = own.first_record, own.project
    name = listed.project.name if listed else ""
    if own.rows > MAX_INDICATORS:
        record.problem(
            "", f"“{name}”有{own.rows}个指标，一张表最多{MAX_INDICATORS}个，请核对是否混入了其他项目的指标。"
        )
        return
    if not scheme.scored:
        return
    points, full = scheme.profile.execution.points, scheme.profile.full_marks
    expected = full - points
    if own.weights is None or abs(own.weights - expected) <= _WEIGHT_TOLERANCE:
        return
    over = own.weights - expected
    advice = "请调整分值"
    if points == 0:
        record.problem(
            "weight",
            f"“{name}”的指标分值合计{plain(own.weights)}分，应为{plain(full)}分，"
            f"{'多' if over > 0 else '少'}{plain(abs(over))}分，{advice}。",
        )
        return
    if own.weights == full:
        advice = f"看来是按{plain(full)}分分配的，请给预算执行率留出{plain(points)}分；不是的，请核对分值"
    record.problem(
        "weight",
        f"“{name}”的指标分值合计{plain(own.weights)}分，"
        f"应为{plain(expected)}分（满分{plain(full)}分减去预算执行率{plain(points)}分），"
        f"{'多' if over > 0 else '少'}{plain(abs(over))}分，{advice}。",
    )


def _first_level(text: str, classes: Sequence[FirstLevel]) -> FirstLevel | None:
    core = _core(text)
    for level in classes:
        if core in map(_core, (level.name, *level.aliases)):
            return level
    return None


def _unknown_first_level(written: str, classes: Sequence[FirstLevel]) -> str:
    holder = _holder(written, classes)
    if holder is not None:
        return f"“{written}”是二级指标，它的一级指标是“{holder.name}”，请把它填在“二级指标”列。"
    names = [level.name for level in classes]
    return f"没有“{written}”这个一级指标，{_choose(written, names)}"


def _unknown_second_level(written: str, level: FirstLevel, classes: Sequence[FirstLevel]) -> str:
    holder = _holder(written, classes)
    if holder is not None:
        return f"“{written}”不属于“{level.name}”，它的一级指标是“{holder.name}”，请改正。"
    return f"“{level.name}”下没有“{written}”这个二级指标，{_choose(written, level.second_levels)}"


def _holder(second_level: str, classes: Sequence[FirstLevel]) -> FirstLevel | None:
    """The first-level class that holds this second-level one."""
    core = _core(second_level)
    return next((level for level in classes if core in map(_core, level.second_levels)), None)


def _choose(written: str, names: Sequence[str]) -> str:
    near = get_close_matches(written, names, 1, 0.5)
    return f"是不是“{near[0]}”？请改正。" if near else f"请改成其中之一：{'、'.join(names)}。"


def _core(text: str) -> str:
    """``产出指标`` and ``产出`` are the same."""
    return squeezed(text).removesuffix("指标")
