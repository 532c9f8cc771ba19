"""Templates, profiles and projects of different shapes, for tests that go through all of them."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from tests.projects_for_tests import DONE, NATIONAL, SHANXI, fund, indicator, planned, project, real_project
from xlperf.forms import template
from xlperf.layout.plan import WorkbookPlan

OFFICE_FORM = template(str(Path(__file__).with_name("office-form.yaml")))
EDITABLE = SHANXI.model_copy(update={"scores_editable": True})
RATIO = NATIONAL.model_copy(
    update={"quantitative": NATIONAL.quantitative.model_copy(update={"reverse": "ratio"})}
)

SEVERAL_SOURCES = project(
    indicator("≥95%", 50),
    indicator("成效明显", 40),
    funds=(fund("100.5", source="中央资金"), fund("20", source="省级资金"), fund(None, source="其他资金")),
)
ZERO_BUDGET = project(
    indicator("=0起", 45), indicator("±5%", 45), funds=(fund("0"), fund("0", source="上年结转资金"))
)
NOTHING_LISTED = project(indicator("≥2次", 90), department="", goal="", funds=())
MISTAKEN = project(
    indicator("≥2次", 50, actual="很多次"),
    indicator("≥3次", 20, actual="2"),
    indicator("成效明显", 20, actual=DONE, score=Decimal("15.5"), deviation_reason="=1+1"),
    funds=(fund("8.65", "9.1"), fund("1", "0", "其他资金")),
)

ODD_TEXTS = (
    "=1+1",
    "+86 0350",
    "-5",
    "@甲",
    "http://example.com",
    "<b>&\"'",
    "'单引号",
    "#REF!",
    "1/2",
    "第一行\n第二行",
    "　",
    "\x07响",
)
STRANGE = project(
    *(
        indicator(f"按要求{number}", 5, name=text, actual=text, deviation_reason=text)
        for number, text in enumerate(ODD_TEXTS)
    ),
    name="=SUM(A1)项目",
    goal='=HYPERLINK("http://example.com")',
    completion="+1",
    narratives={"execution": "-1+1", "problems": "@SUM(1)"},
)
MANY = project(
    *(
        indicator(f"≥{number}次", 1, name=f"第{number}项指标", second_level=f"指标{number // 7}")
        for number in range(1, 91)
    )
)
PLANS: dict[str, WorkbookPlan] = {
    "blank": planned(real_project(filled=False)),
    "filled": planned(real_project(filled=True)),
    "mistaken": planned(MISTAKEN),
    "editable": planned(SEVERAL_SOURCES, EDITABLE, RATIO),
    "own form": planned(ZERO_BUDGET, OFFICE_FORM),
    "nothing listed": planned(NOTHING_LISTED),
    "strange texts": planned(STRANGE),
    "many indicators": planned(MANY),
}
