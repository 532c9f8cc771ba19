"""Rules for the bottom line: scores within their weights, their sum, the grade."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from xlperf.audit.cells import address, quoted_name
from xlperf.audit.class_sums import WHOLE_FORM
from xlperf.audit.context import Context, ScoreSum, empty
from xlperf.audit.explain import Figure, explain
from xlperf.audit.finding import Severity
from xlperf.audit.registry import Issue, rule
from xlperf.decimals import half_up, places_of, plain
from xlperf.model import Entry
from xlperf.profiles import Profile
from xlperf.scoring.assessment import Decided, IndicatorScore
from xlperf.scoring.grade import grade_of
from xlperf.values import Op, normalised

GROUP = "得分合计与等级"
_SYNONYMS = {"优秀": "优", "良好": "良", "中等": "中", "一般": "中", "较差": "差", "不合格": "差"}
_AROUND_GRADE = re.compile(
    r"^(自评|评价|绩效)?(等级|结果|评级)?(为|:)*[“\"']?|[”\"']?(级|等|档)?(\(.*\))?[。.]?$"
)


@rule(
    "XP002",
    Severity.ERROR,
    "总分不等于各项得分之和",
    why="总分决定等级。加错、漏加、改了某项得分没有重算，都会使总分与明细对不上。",
    basis="总分等于预算执行率得分加各项指标得分。",
    bad="各项得分相加95.23分，总分填了96.23分。",
    good="总分用求和公式算出，填95.23分。",
    fix="请用求和公式重算总分，核对有没有漏加或重复加的项目。",
)
def total_adds_up(form: Context) -> Iterator[Issue]:
    """The total is the execution score plus the indicator scores."""
    cell, added = form.assessment.total, form.score_sum
    if empty(cell):
        known = f"各项得分相加是{_points(added.total)}分。" if added else ""
        yield Issue(cell, f"总分没有填写。{known}", fix="请把各项得分和预算执行率得分相加后填入总分。")
    elif form.total is None and not cell.blank:
        yield Issue(cell, f"总分填写的是“{cell.text}”，不是数字。", fix="总分只填数字，请改正。")
    elif added and form.total is not None and not added.agrees(form.total) and not _right_by_rules(form):
        yield _wrong_sum(form, added, form.total)
    elif not form.indicators and form.total is not None:
        yield from _against_classes(form, form.total)


def _against_classes(form: Context, total: Decimal) -> Iterator[Issue]:
    """Where the form has no indicators, the total is the sum of the classes, unless it repeats a wrong 合计."""
    classes = form.assessment.class_scores
    scores = [one.score.number for one in classes if not WHOLE_FORM.search(one.name)]
    numbers = [score for score in scores if score is not None]
    printed = next((one.score.number for one in classes if WHOLE_FORM.search(one.name)), None)
    added = sum(numbers, Decimal(0))
    if not numbers or len(numbers) < len(scores) or total == printed or abs(total - added) <= form.tolerance:
        return
    yield Issue(
        form.assessment.total,
        f"各类指标得分相加是{_points(added)}分，总分填写的是{plain(total)}分，相差{_points(abs(total - added))}分。",
        basis="＋".join(plain(number) for number in numbers) + f"＝{_points(added)}分。",
        stated=plain(total),
        expected=_points(added),
    )


def _right_by_rules(form: Context) -> bool:
    """The total is that of the right scores: the wrong score is to be corrected, not the total."""
    right, total = form.scored.total, form.total
    if any(_unreported(row, form) for row in form.indicators):
        return False
    return right is not None and total is not None and abs(right - total) <= form.tolerance


def _unreported(row: IndicatorScore, form: Context) -> bool:
    """The score is not the one that counts, and yet no rule says so: 40余份, the very bound of >, words for a figure."""
    if row.filled is None or row.value is None or abs(row.filled - row.value) <= form.tolerance:
        return False
    at_bound = (
        row.rule is not None and row.rule.op in (Op.GT, Op.LT) and row.actual_number == row.target.number
    )
    words = row.target.quantitative and row.decided is Decided.FILLER
    return row.actual.approximate or at_bound or words


def _wrong_sum(form: Context, added: ScoreSum, total: Decimal) -> Issue:
    difference = half_up(abs(total - added.total))
    message = (
        f"各项得分相加为{_points(added.total)}分，总分栏填写{plain(total)}分，相差{plain(difference)}分。"
    )
    figures = [
        Figure(f"{quoted_name(row.indicator)}得分", row.indicator.score)
        for row in form.indicators
        if not row.is_execution
    ]
    figures.append(Figure("预算执行率得分", form.scored.execution_score))
    alike = [figure for figure in figures if figure.number == difference]
    # ten rows of 10 points explain nothing
    match = (
        explain(difference, places_of(difference), figures, "分", near=figures) if len(alike) < 2 else None
    )
    if match:
        guess = "可能漏加" if total < added.total else "可能重复加了"
        message += f"相差的{plain(difference)}分{match.text}，{guess}。"
    parts = f"预算执行率{_points(added.execution)}＋指标{_points(added.indicators)}"
    parts = parts if form.scored.execution_points else "各项得分相加"
    return Issue(
        form.assessment.total,
        message,
        basis=f"{parts}＝{_points(added.total)}分。",
        stated=plain(total),
        expected=_points(added.total),
    )


@rule(
    "XP003",
    Severity.ERROR,
    "总分漏了预算执行率得分",
    why="预算执行率是总分的一部分，漏加会使总分偏低。",
    basis="总分等于预算执行率得分加各项指标得分。",
    bad="指标得分合计88分，预算执行率得分7.23分，总分填88分。",
    good="总分填95.23分。",
    fix="请把预算执行率得分加进总分。",
)
def execution_counted(form: Context) -> Iterator[Issue]:
    """A total that is the indicator scores alone forgot the execution score."""
    added, total = form.score_sum, form.total
    if not added or not added.execution or total is None or added.agrees(total):
        return
    if abs(total - added.indicators) <= added.tolerance:
        yield Issue(
            form.assessment.total,
            f"总分{plain(total)}分只加了指标得分，没有计入预算执行率得分{_points(added.execution)}分。",
            fix=f"请把预算执行率得分加进去，总分应为{_points(added.total)}分。",
            basis=f"{_points(added.indicators)}＋{_points(added.execution)}＝{_points(added.total)}分。",
            stated=plain(total),
            expected=_points(added.total),
        )


@rule(
    "XP004",
    Severity.ERROR,
    "得分超过分值",
    why="得分不能高于分值，超额完成也不加分。",
    basis="财预〔2020〕10号：达到指标值的，记该指标的满分，不再加分。",
    bad="分值20分，得分填22分。",
    good="分值20分，得分最高填20分。",
    fix="请把得分改为不超过分值的数。",
)
def score_within_weight(form: Context) -> Iterator[Issue]:
    """Neither an indicator nor a class scores more than its weight."""
    rows = [
        issue
        for row in form.indicators
        for issue in _above_weight(
            quoted_name(row.indicator), row.indicator.score, row.indicator.weight, form.tolerance
        )
    ]
    yield from rows
    # a class is above its weight because of the indicator that is
    for one in form.assessment.class_scores if not rows else ():
        yield from _above_weight(f"“{one.name}”", one.score, one.weight, form.tolerance)


def _above_weight(name: str, score: Entry, weight: Entry, tolerance: Decimal) -> Iterator[Issue]:
    filled, most = score.number, weight.number
    if filled is None or most is None or most <= 0 or filled <= most + tolerance:
        return
    yield Issue(
        score,
        f"{name}得分{plain(filled)}分，超过分值{plain(most)}分。",
        fix=f"请改正得分，最高{plain(most)}分。",
        basis=f"分值{plain(most)}分{address(weight)}。",
        stated=plain(filled),
        expected=plain(most),
    )


@rule(
    "XP005",
    Severity.ERROR,
    "得分没有填或不是有效数字",
    why="得分要参与求和，空着、写成文字或负数都算不出总分。",
    basis="得分在0分到分值之间。",
    bad="得分栏写“满分”。",
    good="得分栏填20。",
    fix="请填0到分值之间的数字，不带“分”字。",
)
def score_is_number(form: Context) -> Iterator[Issue]:
    """Scores are there and are numbers from 0 on; rows without an actual value are reported as such."""
    for row in form.indicators:
        cell, name = row.indicator.score, quoted_name(row.indicator)
        if row.not_applicable and row.filled is None:
            continue
        if empty(cell):
            if not row.indicator.actual.blank:
                yield Issue(cell, f"{name}没有填写得分。")
            continue
        if row.filled is not None and row.filled >= 0:
            continue
        if not cell.blank:
            upper = f"{plain(row.weight)}" if row.weight is not None and row.weight > 0 else "分值"
            said = plain(row.filled) if row.filled is not None else f"“{cell.text}”"
            yield Issue(cell, f"{name}得分应填0到{upper}之间的数字，现在填的是{said}。", stated=cell.text)


@rule(
    "XP015",
    Severity.ERROR,
    "等级与总分不符",
    why="等级由总分决定，填错会影响结果应用。",
    basis="财预〔2020〕10号：90分（含）以上为优，80分（含）至90分为良，60分（含）至80分为中，60分以下为差。",
    bad="总分89.5分，等级填“优”。",
    good="总分89.5分，等级填“良”。",
    fix="请按总分改正等级。",
)
def grade_follows_total(form: Context) -> Iterator[Issue]:
    """The grade is that of the stated total; a grade right for the true total waits until the total is put right."""
    cell, total = form.assessment.grade, form.total
    word = grade_word(cell.text, form.profile)
    if total is None or (word is None and not _figure_for_grade(form)):
        return
    expected = grade_of(total, form.profile)
    if word is None:
        yield Issue(
            cell,
            f"等级填的是数字“{cell.text}”，不是等级；总分{plain(total)}分应评为“{expected}”。",
            fix=f"请把等级改为“{expected}”，分数填在总分一格。",
            stated=cell.text,
            expected=expected,
        )
        return
    added = form.score_sum
    if added and not added.agrees(total):
        true_grades = {grade_of(half_up(added.total), form.profile), form.scored.grade}
        if word in true_grades:
            return
    if word != expected:
        yield Issue(
            cell,
            f"总分{plain(total)}分应评为“{expected}”，表中填的是“{cell.text}”。",
            fix=f"请把等级改为“{expected}”，或核对总分。",
            stated=cell.text,
            expected=expected,
        )


def _figure_for_grade(form: Context) -> bool:
    """A figure is typed in the cell of the grade, and the total has a cell of its own."""
    grade, total = form.assessment.grade, form.assessment.total
    return grade.number is not None and not grade.live and grade.place != total.place


def grade_word(text: str, profile: Profile) -> str | None:
    """The profile's grade word that a text means (优秀 is 优), None for other words."""
    bare = _AROUND_GRADE.sub("", normalised(text))
    words = {normalised(grade.word): grade.word for grade in profile.grades}
    return words.get(bare) or words.get(_SYNONYMS.get(bare, ""))


def _points(number: Decimal) -> str:
    return plain(half_up(number))
