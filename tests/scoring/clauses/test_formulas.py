"""Every kind of sentence, drawn as a formula, gives in a real spreadsheet program the score that Python gives."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.layout.filling import Fill, Typed, differences, expected, type_into, typed_into
from tests.layout.fills import QUICK
from tests.office.session import Office
from tests.scoring.clauses.test_other_offices import UNDERSTOOD
from tests.scoring.clauses.xiaogan import ROWS
from xlperf.formula import At
from xlperf.layout.plan import SheetPlan, Slot, Style, WorkbookPlan
from xlperf.layout.value_cell import percentage, target_cell
from xlperf.scoring.clauses import Answer, Answered, Clause, parse_clause
from xlperf.values import Kind, Value, parse_value
from xlperf.workbook.draw import draw
from xlperf.workbook.place import Area, Place

SHEET, FILLS = "细则", 40
ITEMS = "(1)甲；(2)乙；(3)丙"
MORE = [
    # weight, target, sentence
    ("5", "≥95%", "达到目标值得满分，每低1个百分点扣0.5分，扣完为止"),
    ("5", "≥95%", "达到95%得满分，每低0.3个百分点扣0.35分，最低1分"),
    ("7.5", "≥12次", "达到目标值得满分，每少1次扣0.75分，扣完为止"),
    ("5", "≥300人次", "达到目标值得满分，每低1%扣0.15分，扣完为止"),
    ("10", "≤100万元", "不超过100万元得10分，每超支1%扣0.5分，扣完为止"),
    ("10", "≤30天", "30天以内得10分，每延迟1天扣1分，超过40天不得分"),
    ("5", "±5%", "±5%以内得5分，每超1个百分点扣1.25分，扣完为止"),
    ("10", "≥90%", "90%及以上得10分，80%（含）-90%得8分，60%-80%得5分，60%以下不得分"),
    ("10", "≥90%", "高于90%得满分，高于80%低于90%得分值的75%，低于80%不得分"),
    ("5", "≥50户", "达到目标值得满分，否则不得分"),
    ("5", "≤3次", "达标得5分，未达标得1分"),
    ("5", "=100%", "100%得5分，99%得3分，其他不得分"),
    ("3", "≥0.5%", "0.5%以上得3分，0.2%以上得1分，0.2%以下不得分"),
    ("7", "≥3.7公里", "按完成率×分值计分"),
    ("7", "≤9.2万元", "得分=目标值/实际完成值×分值"),
    ("10", "≥85%", "完成目标得满分，未完成的按完成比例扣分，完成率低于60%不得分"),
    ("5", "≤0起", "每发生一起扣0.5分，扣完为止"),
    ("6", "全部完成", "每完成一项得2分"),
    ("6", "全部完成", "一项不符合扣1.5分，扣完为止"),
    ("6", "全部完成", "全部完成得6分，否则不得分"),
    ("5", "全部完成", "（1）有计划得1分；（2）有检查得1.5分；（3）有总结得2.5分"),
    ("5", "优秀", "优秀得满分，良好得分值的80%，合格得分值的60%，不合格不得分"),
    ("5", "≥5次", "每完成1次得1.25分，满分5分"),
    ("5", "建立", "建立制度得5分，否则不得分"),
]


@dataclass(frozen=True)
class Case:
    """One sentence drawn in a row of its own: actual value in A, target in B, weight in C, score in D."""

    clause: Clause
    goal: Value
    row: int

    @property
    def actual(self) -> Place:
        return Place(SHEET, self.row, 1)

    @property
    def score(self) -> Place:
        return Place(SHEET, self.row, 4)

    def fills(self) -> st.SearchStrategy[Typed]:
        """Choices and words, or figures about the target and the limits, in cells' own scale."""
        if self.clause.answered_by is Answered.CHOICE:
            return st.sampled_from([*(self.clause.choices() or ()), None, "另有说明", ""])
        around = [
            Decimal(n)
            for n in ("0", "0.2", "0.5", "1", "5", "10", "15", "20", "60", "80", "90", "95", "99", "100")
        ]
        around += [self.goal.number, self.goal.number * 2, self.goal.number / 2]
        steps = st.decimals("-3", "3", places=2) | st.sampled_from(
            [Decimal(n) for n in ("0", "0.0001", "-0.0001", "0.005")]
        )
        figures = st.builds(lambda base, off: base + off, st.sampled_from(around), steps) | st.decimals(
            -20, 700, places=3
        )
        scale = Decimal(100) if percentage(self.goal) else Decimal(1)
        return st.none() | st.just("未统计") | figures.map(lambda figure: figure / scale)

    def by_python(self, typed: Typed) -> Decimal | str:
        """The first reading of the sentence, empty where it does not decide."""
        raw = "" if typed is None else str(typed)
        value = Value(Kind.TEXT if raw else Kind.BLANK, raw)
        if isinstance(typed, Decimal):
            number = typed * 100 if percentage(self.goal) else typed
            value = Value(Kind.NUMBER, f"{number}{self.goal.unit.text}", number=number, unit=self.goal.unit)
        scores = self.clause.score(Answer(value, self.goal)).scores
        return scores[0] if scores else ""


def cases() -> list[Case]:
    said = [(str(row.weight), row.target, row.clause) for row in ROWS] + MORE
    found = []
    for row, (weight, target, sentence) in enumerate(said, 1):
        clause = parse_clause(sentence, Decimal(weight), ITEMS)
        assert isinstance(clause, Clause), clause
        found.append(Case(clause, parse_value(target), row))
    return found + drawable(len(found) + 1)


def drawable(first: int) -> list[Case]:
    """The sentences of other offices that say themselves as a formula; one case for each, whatever the answer."""
    cell = At(Place(SHEET, 1, 1))
    found: dict[tuple[str, str], tuple[Clause, Value]] = {}
    for one, clause in UNDERSTOOD:
        if clause.formula(cell, cell, cell, one.goal) is not None:
            found.setdefault((one.sentence, one.target), (clause, one.goal))
    return [Case(clause, goal, row) for row, (clause, goal) in enumerate(found.values(), first)]


def plan_of(drawn: list[Case]) -> WorkbookPlan:
    slots = []
    for case in drawn:
        cells = [At(Place(SHEET, case.row, column)) for column in (1, 2, 3)]
        formula = case.clause.formula(cells[0], cells[1], cells[2], case.goal)
        assert formula is not None, case.clause.text
        contents = [None, target_cell(case.goal).content, case.clause.weight, formula]
        slots += [
            Slot(Area(case.row, column, case.row, column), content, Style(locked=column != 1))
            for column, content in enumerate(contents, 1)
        ]
    return WorkbookPlan((SheetPlan(SHEET, tuple(slots), {}),), {}, "细则", 2022)


def test_every_sentence_agrees_with_a_spreadsheet(office: Office, tmp_path: Path) -> None:
    drawn, path = cases(), tmp_path / "clauses.xlsx"
    plan = plan_of(drawn)
    path.write_bytes(draw(plan))
    compared = 0
    with office.open(path) as document:

        @settings(max_examples=FILLS, phases=QUICK)
        @given(st.tuples(*(case.fills() for case in drawn)))
        def agrees(typed: tuple[Typed, ...]) -> None:
            nonlocal compared
            fill: Fill = {case.actual: one for case, one in zip(drawn, typed, strict=True)}
            type_into(document, fill)
            filled = typed_into(plan, fill)
            assert differences(document, filled) == []
            computed = expected(filled)
            for case, one in zip(drawn, typed, strict=True):
                score = case.by_python(one)
                shown = float(score) if isinstance(score, Decimal) else score
                assert computed[case.score] == shown, f"{case.clause.text}: {one}"
                compared += shown != ""

        agrees()
    assert compared > len(drawn) * FILLS / 3


def test_every_choice_fits_its_list() -> None:
    for case in cases():
        choices = case.clause.choices()
        if case.clause.answered_by is Answered.CHOICE:
            assert choices is not None
            assert len(",".join(choices)) <= 255
            assert len(set(choices)) == len(choices)
            scores = [case.by_python(choice) for choice in choices]
            assert all(isinstance(score, Decimal) for score in scores) or case.clause.pattern == "M"
