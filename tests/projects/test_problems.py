"""Every problem of a list is named with sheet, row and column, and says what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.projects.lists import GOOD, problems, problems_at, tables, write_csv, write_xlsx

# what is changed in the good list, and the one problem that comes of it
SINGLE = [
    # columns and sheets
    (
        ("| 预算单位 |", "| 预算单未 |"),
        "项目 第1行：缺少“预算单位”列；表头里的“预算单未”如果就是这一列，请把列名改成“预算单位”。",
    ),
    (("| 年度指标值 |", "| 填写要求 |"), "指标 第1行：缺少“指标值”列，请补上。"),
    (("资金\n", "钱\n"), "资金：没有找到“资金”这个工作表，现有“指标”、“钱”、“项目”，请补上或改名。"),
    (
        ("目标申报数", "全年预算"),
        "资金 第1行“全年预算数（万元）”列：和“全年预算”列是同一项内容，请只留一列。",
    ),
    (
        ("（万元）", "（美元）"),
        "资金 第1行“全年预算数（美元）”列：金额单位“美元”不认识，请用元、千元、万元或亿元。",
    ),
    (
        ("目标申报数", "目标申报数（元）"),
        "资金 第1行“年初预算数”列：没有写金额单位，而别的列写了不同的单位，请在列名里写明，例如“全年预算数（万元）”。",
    ),
    (
        ("| 目标申报数 |", "| 本年申报数 |"),
        (
            "资金 第1行“本年申报数”列：没有认出，是不是“申报数”？"
            "是的请改列名，不是的请删去这一列或改成别的名字。"
        ),
    ),
    (
        ("年度 | 年度绩效目标", "年度 | 年度的绩效目标"),
        (
            "项目 第1行“年度的绩效目标”列：没有认出，是不是“年度绩效目标”？"
            "是的请改列名，不是的请删去这一列或改成别的名字。"
        ),
    ),
    # empty cells
    (("第一中学", ""), "项目 第2行“预算单位”列：是空的，请填写。"),
    (("A01 | 甲", " | 甲"), "项目 第2行“项目编码”列：是空的，请填写。"),
    (("≥1200平方米", ""), "指标 第2行“年度指标值”列：是空的，请填写。"),
    (("平方米 | 50", "平方米 | "), "指标 第2行“分值”列：是空的，请填写。"),
    (("平方米 | 50", "平方米 | 无"), "指标 第2行“分值”列：“无”不是数字，请填数字。"),
    (("A02 | 上年", " | 上年"), "资金 第4行“项目编码”列：是空的，请填写。"),
    (
        ("8.65 | 8.65 | 8.65", " | | "),
        "资金 第2行：没有填预算金额，请在“目标申报数”“年初预算数”“全年预算数（万元）”中至少一列填数字，没有预算填0。",
    ),
    # years and numbers
    (("2022 | 修", "22 | 修"), "项目 第2行“年度”列：“22”不是年度，请填2000到2100之间的四位数，例如2022。"),
    (
        ("2022 | 修", "1999 | 修"),
        "项目 第2行“年度”列：“1999”不是年度，请填2000到2100之间的四位数，例如2022。",
    ),
    (("平方米 | 50", "平方米 | abc"), "指标 第2行“分值”列：“abc”不是数字，请填数字。"),
    (("平方米 | 50", "平方米 | -50"), "指标 第2行“分值”列：-50是负数，请填0或正数。"),
    (("平方米 | 50", "平方米 | 1e400"), "指标 第2行“分值”列：1e400大得不合情理，请核对。"),
    (("平方米 | 50", "平方米 | nan"), "指标 第2行“分值”列：“nan”不是数字，请填数字。"),
    (("| 19.5", "| 十九"), "资金 第3行“全年预算数（万元）”列：“十九”不是数字，请填数字。"),
    (("| 19.5", "| -1"), "资金 第3行“全年预算数（万元）”列：-1是负数，请填0或正数。"),
    (
        ("| 19.5", "| 1000000001"),
        "资金 第3行“全年预算数（万元）”列：1000000001万元大得不合情理，请核对金额和单位。",
    ),
    (("| 19.5", "| 1e30"), "资金 第3行“全年预算数（万元）”列：1e30万元大得不合情理，请核对金额和单位。"),
    (
        ("| 19.5", f"| 1{'0' * 30}"),
        f"资金 第3行“全年预算数（万元）”列：1{'0' * 30}万元大得不合情理，请核对金额和单位。",
    ),
    (("| 19.5", "| 1e-30"), "资金 第3行“全年预算数（万元）”列：1e-30万元小得不合情理，请核对金额和单位。"),
    (("| 19.5", f"| {'九' * 50}"), f"资金 第3行“全年预算数（万元）”列：“{'九' * 40}……”不是数字，请填数字。"),
    (
        ("8.65 | 8.65 | 8.65", "8.65 | 8.65 | 86500"),
        (
            "资金 第2行“全年预算数（万元）”列：“甲项目”的全年预算数共86500万元，预算编制数共8.65万元，"
            "两者相差10000倍，可能有一处按元填写，请核对金额和单位。"
        ),
    ),
    (
        ("8.65 | 8.65 | 8.65", "86500 | | 8.65"),
        (
            "资金 第2行“全年预算数（万元）”列：“甲项目”的全年预算数共8.65万元，目标申报数共86500万元，"
            "两者相差10000倍，可能有一处按元填写，请核对金额和单位。"
        ),
    ),
    # weights
    (
        ("平方米 | 50", "平方米 | 55"),
        "指标 第2行“分值”列：“甲项目”的指标分值合计95分，应为90分（满分100分减去预算执行率10分），多5分，请调整分值。",
    ),
    (
        ("平方米 | 50", "平方米 | 45"),
        "指标 第2行“分值”列：“甲项目”的指标分值合计85分，应为90分（满分100分减去预算执行率10分），少5分，请调整分值。",
    ),
    (
        ("平方米 | 50", "平方米 | 60"),
        (
            "指标 第2行“分值”列：“甲项目”的指标分值合计100分，应为90分（满分100分减去预算执行率10分），多10分，"
            "看来是按100分分配的，请给预算执行率留出10分；不是的，请核对分值。"
        ),
    ),
    # classes
    (
        ("产出指标 | 数量指标 | 修", "产岀指标 | 数量指标 | 修"),
        "指标 第2行“一级指标”列：没有“产岀指标”这个一级指标，是不是“产出指标”？请改正。",
    ),
    (
        ("产出指标 | 数量指标 | 修", "过程 | 数量指标 | 修"),
        "指标 第2行“一级指标”列：没有“过程”这个一级指标，请改成其中之一：产出指标、效益指标、满意度指标。",
    ),
    (
        ("产出指标 | 数量指标 | 修", "成本指标 | 数量指标 | 修"),
        "指标 第2行“一级指标”列：“成本指标”是二级指标，它的一级指标是“产出指标”，请把它填在“二级指标”列。",
    ),
    (
        ("产出指标 | 数量指标 | 修", "产出指标 | 社会效益 | 修"),
        "指标 第2行“二级指标”列：“社会效益”不属于“产出指标”，它的一级指标是“效益指标”，请改正。",
    ),
    (
        ("产出指标 | 数量指标 | 修", "产出指标 | 数里指标 | 修"),
        "指标 第2行“二级指标”列：“产出指标”下没有“数里指标”这个二级指标，是不是“数量指标”？请改正。",
    ),
    (("A01 | 产出指标", "A01 | "), "指标 第2行“一级指标”列：是空的，请填写。"),
    (("效益指标 | 社会效益指标", "效益指标 | "), "指标 第3行“二级指标”列：是空的，请填写。"),
    # one project and another
    (
        ("受益学生", "修缮 校舍面积"),
        "指标 第3行“三级指标”列：“修缮 校舍面积”与第2行重复，请合并成一行，或把名称改得有区别。",
    ),
    (
        ("A02 | 上年结转资金", "A02 | 当年财政拨款"),
        "资金 第4行“资金来源”列：“乙项目”的“当年财政拨款”在第3行已有，请合并成一行或删去重复的一行。",
    ),
    (("A02 | 上年", "A09 | 上年"), "资金 第4行“项目编码”列：“项目”表里没有编码“A09”，请核对。"),
    (
        ("A02 | 上年", "a-02 | 上年"),
        "资金 第4行“项目编码”列：“项目”表里没有编码“a-02”，是不是“A02”？请改正。",
    ),
    (
        ("A01 | 当年财政拨款 | 8.65 | 8.65 | 8.65\n", ""),
        "项目 第2行：“甲项目”在“资金”表里没有资金来源，请补上；确实没有资金的，写一行来源，金额填0。",
    ),
    (
        ("A01 | 当年财政拨款", "A01 | 合计"),
        "资金 第2行“资金来源”列：这个项目只有合计，请写明各项资金来源，例如“当年财政拨款”。",
    ),
    (
        ("\n\n指标", "\nA02 | 合计 | | 20 | 20\n\n指标"),
        "资金 第5行“全年预算数（万元）”列：合计写的是20万元，各来源相加是21.75万元，差1.75万元，请核对。",
    ),
    (
        ("A02 | 乙项目 | 301-县教育局 | 第二中学", "A02 | 甲项目 | 301-县教育局 | 第一中学"),
        "项目 第3行“项目名称”列：“第一中学”的“甲项目”在第2行已有，请删去重复的一行或改名。",
    ),
    # texts
    (("修缮校舍\n", "#REF!\n"), "项目 第2行“年度绩效目标”列：公式出错（#REF!），请改正公式，或直接填内容。"),
    (
        ("A01 | 甲", "1.40900E+19 | 甲"),
        (
            "项目 第2行“项目编码”列：“1.40900E+19”是科学计数法，Excel只保存15位数字，后面的已丢失，"
            "请把这一列设为文本格式后重填编码。"
        ),
    ),
]


@pytest.mark.parametrize(("change", "problem"), SINGLE, ids=[problem for _, problem in SINGLE])
def test_a_problem_is_named_with_its_place(change: tuple[str, str], problem: str) -> None:
    assert change[0] in GOOD
    assert problem in problems(GOOD.replace(*change, 1))


def test_a_project_without_a_name_is_called_by_its_code() -> None:
    nameless = GOOD.replace("A01 | 甲项目", "A01 | ").replace("A01 | 当年财政拨款 | 8.65 | 8.65 | 8.65\n", "")
    found = problems(nameless)
    assert any("“A01”在“资金”表里没有资金来源" in problem for problem in found)
    assert not any("“”" in problem for problem in found)


def test_a_problem_does_not_bring_others_with_it() -> None:
    # these leave a project without anything to belong to, which is a problem of its own
    known_cascades = ("编码", "A09", "a-02", "科学计数法", "资金来源")
    for change, problem in SINGLE:
        if not any(word in problem for word in known_cascades):
            assert problems(GOOD.replace(*change, 1)) == (problem,)


def test_all_problems_come_at_once_in_the_order_of_the_sheets() -> None:
    text = GOOD.replace("≥90% | 10", "≥90% | x").replace("≥800人", "").replace("19.5", "x")
    text = text.replace("第二中学 | 2022", " | x")
    assert [line.partition("列：")[0] for line in problems(text)] == [
        "项目 第3行“预算单位”",
        "项目 第3行“年度”",
        "资金 第3行“全年预算数（万元）”",
        "指标 第3行“年度指标值”",
        "指标 第6行“分值”",
    ]


def test_a_missing_sheet_does_not_hide_the_problems_of_the_others() -> None:
    text = GOOD.replace("项目\n项目编码", "别的\n项目编码", 1).replace("≥800人", "").replace("19.5", "x")
    assert [line.split("：")[0] for line in problems(text)] == [
        "项目",
        "资金 第3行“全年预算数（万元）”列",
        "指标 第3行“年度指标值”列",
    ]


TWICE = "项目 第3行“项目编码”列：编码“A01”与第2行（“甲项目”）重复，请改成不同的编码。"


def test_two_projects_of_one_code_are_one_problem_however_the_other_sheets_name_them() -> None:
    assert problems(GOOD.replace("A02 | 乙", "A01 | 乙")) == (TWICE,)
    assert problems(GOOD.replace("A02", "A01")) == (TWICE,)
    named = GOOD.replace("项目编码 | 资", "项目编码 | 项目名称 | 资").replace(
        "项目编码 | 一", "项目编码 | 项目名称 | 一"
    )
    for words in ("当年", "上年", "产出", "效益", "满意"):
        named = named.replace(f"A01 | {words}", f"A01 | 甲项目 | {words}")
        named = named.replace(f"A02 | {words}", f"A02 | 乙项目 | {words}")
    assert problems(named.replace("A02 | 乙项目 | 301", "A01 | 乙项目 | 301")) == (TWICE,)
    assert problems(named.replace("A02", "A01")) == (TWICE,)
    by_name = named.replace("A01 | 甲项目 | 301", "X | 甲项目 | 301").replace(
        "A02 | 乙项目 | 301", "X | 乙项目 | 301"
    )
    by_name = by_name.replace("A01 | ", " | ").replace("A02 | ", " | ")
    assert problems(by_name) == (TWICE.replace("A01", "X"),)


def test_a_code_listed_twice_does_not_hide_what_is_wrong_with_the_first_of_them() -> None:
    text = GOOD.replace("A02 | 乙", "A01 | 乙").replace("平方米 | 50", "平方米 | 45")
    [first, second] = problems(text)
    assert first == TWICE
    assert "“甲项目”的指标分值合计85分" in second


def test_a_code_listed_twice_does_not_hide_slips_in_other_codes() -> None:
    text = GOOD.replace("A02 | 乙", "A01 | 乙").replace("A01 | 效益", "A07 | 效益")
    assert "指标 第3行“项目编码”列：“项目”表里没有编码“A07”，请核对。" in problems(text)
    assert not any("A02" in line for line in problems(text))


def test_code_and_name_must_fit_together() -> None:
    text = GOOD.replace("项目编码 | 资金来源", "项目编码 | 项目名称 | 资金来源").replace(
        "| 当年", "| 甲项目 | 当年"
    )
    text = text.replace("A02 | 上年", "A02 | 乙项目 | 上年")
    assert problems(text) == (
        "资金 第3行“项目名称”列：编码“A02”在“项目”表里是“乙项目”，这里写的是“甲项目”，请核对编码和名称。",
    )


def test_names_that_occur_twice_need_codes() -> None:
    by_name = GOOD.replace("项目编码 | 项目名称", "项目名称").replace("项目编码", "项目名称")
    by_name = by_name.replace("A01 | 甲项目", "甲项目").replace("A02 | 乙项目", "甲项目")
    by_name = by_name.replace("A01", "甲项目").replace("A02", "甲项木")
    found = problems(by_name)
    assert found[0] == "项目 第3行“项目名称”列：与第2行重名，请改名，或者增加“项目编码”列加以区分。"
    assert "指标 第5行“项目名称”列：“项目”表里没有“甲项木”，是不是“甲项目”？请改正。" in found
    assert not any("分不清" in line for line in found)
    coded = GOOD.replace("乙项目", "甲项目").replace("项目编码 | 资金来源", "项目名称 | 资金来源")
    coded = coded.replace("A01 | 当年", "甲项目 | 当年")
    assert (
        "资金 第2行“项目名称”列：“项目”表里有2个“甲项目”（第2行、第3行），分不清是哪一个，请增加“项目编码”列。"
        in problems(coded)
    )


def test_codes_cannot_be_looked_up_in_a_list_without_them() -> None:
    text = GOOD.replace("项目编码 | 项目名称", "序号 | 项目名称").replace("≥800人", "")
    assert problems(text) == (
        "项目 第1行：缺少“项目编码”列；“资金”和“指标”表只写了编码，对不上项目，请补上这一列。",
        "指标 第3行“年度指标值”列：是空的，请填写。",
    )


def test_an_empty_list_is_a_problem() -> None:
    heads = "\n\n".join("\n".join(block.splitlines()[:2]) for block in GOOD.strip().split("\n\n"))
    assert problems(heads) == ("项目：没有项目，请在表头下面每行填一个项目。",)


def test_empty_sheets_say_which_headings_are_needed(tmp_path: Path) -> None:
    for line in problems_at(write_xlsx(tmp_path / "清单.xlsx", {"项目": [], "资金": [], "指标": []})):
        assert "没有找到表头，请在数据上方写一行列名，至少有" in line


def test_too_many_indicators_in_one_project() -> None:
    rows = "\n".join(f"A01 | 产出指标 | 数量指标 | 指标之{number} | ≥1次 | 0.1" for number in range(500))
    [problem] = problems(f"{GOOD.rstrip()}\n{rows}")
    assert problem == "指标 第2行：“甲项目”有503个指标，一张表最多500个，请核对是否混入了其他项目的指标。"


def test_texts_longer_than_a_cell_can_hold(tmp_path: Path) -> None:
    path = write_csv(tmp_path, tables(GOOD.replace("修缮校舍\n", "长" * 32768 + "\n")))
    assert problems_at(path) == (
        "项目 第2行“年度绩效目标”列：文字有32768个字，超过Excel一格最多的32767个字，请精简。",
    )
