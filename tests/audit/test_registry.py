"""Every rule is registered, named once, worded for people, and on the rules page."""

import ast
import re
from pathlib import Path

import pytest

from xlperf.audit.finding import Severity
from xlperf.audit.moot import MOOT
from xlperf.audit.registry import Rule, rules_of
from xlperf.audit.rules import MODULES, RULES
from xlperf.audit.rules_page import rule_lines, rules_list, rules_markdown

ROOT = Path(__file__).parents[2]
REQUIRED = {
    *(
        f"XP{number:03}"
        for number in (*range(9, 13), 14, 16, 22, 23, *range(29, 35), *range(43, 51), 98, 99, 112, 113)
    ),
    *(f"XP{number:03}" for number in (*range(65, 70), 110, 115)),
    *(f"XP{number:03}" for number in (*range(62, 65), *range(71, 77), *range(78, 98))),
    *(f"XP{number:03}" for number in (111, *range(125, 132))),
    *(f"XP{number:03}" for number in (*range(1, 9), 13, 15, *range(17, 22), *range(24, 29), *range(35, 43))),
    *(
        f"XP{number:03}"
        for number in (*range(51, 62), 77, *range(105, 110), *range(901, 907), *range(910, 913))
    ),
}
FROM_THE_CATALOGUE = {
    Severity.WARNING: {
        *(63, 64, 71, 72, 73, 74, 76, 81, 84, 88, 89, 91, 92, 94, 96),
        67,
        *(7, 9, 11, 12, 14, 16, 23, 30, 31, 34, 43, 45, 48, 50, 98),
        24,
        27,
        28,
        37,
        38,
        41,
        42,
        52,
        56,
        58,
        60,
    },
    # a result told in prose but not in the table (93) is often right: it is only hinted at
    Severity.INFO: {62, 75, 87, 90, 93, 95, 97, 33, 68, 69, 40, 46, 47, 49},
}


def test_all_required_codes_and_each_once() -> None:
    codes = [rule.code for rule in RULES]
    assert sorted(codes) == sorted(REQUIRED)


def test_every_rule_function_is_registered() -> None:
    folder = ROOT / "xlperf" / "audit" / "rules"
    files = {path.stem for path in folder.glob("*.py")} - {"__init__"}
    assert files == {module.__name__.rpartition(".")[2] for module in MODULES}
    decorated = {
        function.name
        for path in folder.glob("*.py")
        for function in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(function, ast.FunctionDef) and function.decorator_list
    }
    checks = {check.__name__ for rule in RULES if (check := rule.check or rule.run_check)}
    assert checks == decorated


def test_no_module_takes_rules_from_another() -> None:
    assert sum(len(rules_of((module,))) for module in MODULES) == len(RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_severity_is_that_of_the_catalogue(rule: Rule) -> None:
    number = int(rule.code.removeprefix("XP"))
    if number <= 104:
        expected = next(
            (level for level, numbers in FROM_THE_CATALOGUE.items() if number in numbers), Severity.ERROR
        )
        assert rule.severity is expected


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_text_is_there(rule: Rule) -> None:
    texts = rule.texts
    for text in (texts.why, texts.basis, texts.bad, texts.good, texts.fix):
        assert text.endswith(("。", "。”", "。”）")), text
        assert not re.search(r"[A-Za-z]", text.replace("（.xlsx）", "")), text
    assert not texts.title.endswith("。")


def test_moot_names_known_codes() -> None:
    codes = {rule.code for rule in RULES}
    assert {moot.because for moot in MOOT} <= codes
    assert {code for moot in MOOT for code in moot.drops} <= codes


def test_rules_page_is_up_to_date() -> None:
    page = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    assert page == rules_markdown(), "run: xlperf rules --markdown > docs/rules.md"


def test_rules_page_has_every_rule() -> None:
    page = rules_markdown()
    for rule in RULES:
        assert f'<a id="{rule.code.lower()}"></a>{rule.code} {rule.texts.title}' in page


def test_one_rule_in_lines() -> None:
    lines = rule_lines(" xp077 ")
    assert lines[0] == "XP077　文中的金额与表中不符（错误）"
    assert [line.partition("：")[0] for line in lines[1:]] == [
        "为什么",
        "依据",
        "错误示例",
        "正确示例",
        "怎么改",
    ]
    assert rule_lines("XP038")[0].endswith("（提醒（文中另有不同数字，或公式因此算不出得分时为错误））")
    assert rule_lines("XP000") == ()


def test_the_list_has_a_line_for_each() -> None:
    assert len(rules_list()) == len(RULES)
    assert rules_list()[0] == "XP001　错误　分值合计不是100分"
