"""A wrong template or profile is refused with a Chinese sentence that names the file, the line and the key."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from xlperf.definitions import load_definition
from xlperf.errors import DefinitionError, UsageError
from xlperf.forms import FormTemplate, shipped_templates, template
from xlperf.profiles import Profile, profile, shipped_profiles
from xlperf.resources import shipped

FORM = (Path(__file__).parent / "layout" / "office-form.yaml").read_text(encoding="utf-8")
PROFILE = (shipped("templates") / "profiles" / "national-2020.yaml").read_text(encoding="utf-8")
SHEET = "sheet: 附件2 自评表（乙）"
BOMB = "a0: &a0 [1, 2]\n" + "".join(f"a{n}: &a{n} [{f'*a{n - 1}, ' * 9}]\n" for n in range(1, 12))

Refused = Callable[..., str]


@pytest.fixture
def refused(tmp_path: Path) -> Refused:
    """Writes a definition in which ``old`` is replaced by ``new`` and gives the sentence without the file's name."""

    def load(text: str, old: str = "", new: str = "") -> str:
        assert old in text, f"the definition does not say {old!r}"
        path = tmp_path / "本局.yaml"
        path.write_text(text.replace(old, new, 1) if old else text, encoding="utf-8")
        with pytest.raises(DefinitionError) as caught:
            load_definition(path, Profile if text is PROFILE else FormTemplate)
        sentence = str(caught.value)
        assert sentence.startswith(str(path))
        return sentence.replace(str(path), "").strip()

    return load


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


@pytest.mark.parametrize(
    ("old", "new", "key", "reason"),
    [
        ("money_unit: 元", "money_unti: 元", "money_unti", "不认识这个键"),
        (f"{SHEET}\n", "", "sheet", "缺少这个键"),
        ("label: 项目名称,", "", "blocks 第2节（fields）rows 第1行第1项的 label", "缺少这个键"),
        ("version: 1", "version: one", "version", "应填数字"),
        ("version: 1", "version: 2020-01-01", "version", "应填数字"),
        ("version: 1", "version: 2020-13-45", "version", "应填数字"),
        ("id: office-2020", "id: 5", "id", "应填文字"),
        ("id: office-2020", "id: 某县", "id", "不允许的字符"),
        ("version: 1", "version: 1\nversion: 2", "version", "写了两次"),
        ("{paper: A4,", "{paper: A4, paper: A3,", "paper", "写了两次"),
        ("paper: A4", "paper: B5", "page.paper", "只能是 A4、A3 之一"),
        ("version: 1", "version: 1\nscores_editable: maybe", "scores_editable", "true 或 false"),
        ("kind: total", "kind: totals", "blocks 第5节（totals）", "kind 只能是 heading、"),
        ("- kind: total\n    label", "- label", "blocks 第5节", "缺少 kind"),
        (SHEET, "sheet: 自检", "sheet", "程序自用"),
        (SHEET, "sheet: _XLPERF", "sheet", "程序自用"),
        (SHEET, "sheet: 自评[1]", "sheet", "不允许的字符"),
        (SHEET, "sheet: " + "长" * 32, "sheet", "最多31个字"),
        ("I: 22", "I: -22", "columns.I", "应大于0"),
        (
            "三级指标,",
            "三级指标, aliases: 指标名称,",
            "blocks 第4节（indicators）columns 第2项的 aliases",
            "应填列表",
        ),
        ("{paper: A4, orientation: portrait}", "A4", "page", "应填键值"),
        ("label: 总分", 'label: ""', "blocks 第5节（total）label", "不能是空的"),
        ("key: problems", "key: 问题", "blocks 第6节（narratives）rows 第1项的 key", "不允许的字符"),
        ('得分, at: "H"', '得分, at: "G"', "blocks 第4节（indicators）", "G 和 G 重叠"),
        ("field: score,", "field: name,", "blocks 第4节（indicators）", "name 写了2次"),
        ("field: score,", "field: second_level,", "blocks 第4节（indicators）", "columns 里缺少 score"),
    ],
)
def test_the_sentence_names_line_and_key(refused: Refused, old: str, new: str, key: str, reason: str) -> None:
    sentence = refused(FORM, old, new)
    assert f"行 {key}：" in sentence
    assert reason in sentence


@pytest.mark.parametrize(
    ("old", "new", "key", "reason"),
    [
        ("reverse: linear", "reverse: other", "quantitative.reverse", "只能是 linear、ratio 之一"),
        ("points: 10", "points: -1", "execution.points", "不能小于0"),
        ("points: 10", "points: .inf", "execution.points", "应填数字"),
        ("over_fulfilment: 1.3", "over_fulfilment: 1", "quantitative.over_fulfilment", "应大于1"),
        ("high: 80", "high: 30", "bands", "应满足 0≤low<high≤100"),
        ("- phrase: 达成预期指标", "- phrase: 达成,预期", "bands", "不能含英文逗号"),
        ("- phrase: 达成预期指标", "- phrase: " + "达成" * 130, "bands", "不能超过255个字"),
        ("{word: 差, low: 0}", "{word: 差, low: 10}", "grades", "最低一级的 low 应为 0"),
        ("{word: 中, low: 60}", "{word: 中, low: 80}", "grades", "low 相同"),
    ],
)
def test_a_wrong_profile_is_refused_as_well(
    refused: Refused, old: str, new: str, key: str, reason: str
) -> None:
    sentence = refused(PROFILE, old, new)
    assert f"行 {key}：" in sentence
    assert reason in sentence


def test_the_line_is_that_of_the_key(refused: Refused) -> None:
    sentence = refused(FORM, "money_unit: 元", "money_unti: 元")
    assert sentence == f"第{line_of(FORM, 'money_unit')}行 money_unti：不认识这个键，请核对拼写。"
    assert f"第{line_of(FORM, 'I: 22')}行 columns.I：" in refused(FORM, "I: 22", "I: -22")
    assert refused(FORM, "version: 1", "version: 1\npaper:\n  - A4").startswith("第4行 paper：")


def test_every_wrong_key_is_reported_at_once(refused: Refused) -> None:
    broken = FORM.replace("name: 某县", "title: 某县").replace("version: 1", "version: x")
    reasons = [line.partition("行 ")[2] for line in refused(broken).splitlines()]
    assert reasons == [
        "version：应填数字。",
        "name：缺少这个键。",
        "title：不认识这个键，请核对拼写。",
    ]


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("blocks:", "blocks: [", "YAML写法有误"),
        ("  - kind: heading", "\t- kind: heading", "不能用制表符"),
        ("version: 1", "version: !!python/name:os.system", "YAML写法有误"),
        ("version: 1", "? [version, 2]\n: 1", "键应是一个词"),
    ],
)
def test_broken_yaml_is_refused_with_its_line(refused: Refused, old: str, new: str, reason: str) -> None:
    sentence = refused(FORM, old, new)
    assert reason in sentence
    assert sentence.startswith("第")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "文件是空的"),
        ("# 只有注释\n", "文件是空的"),
        ("- 一\n- 二\n", "应填键值"),
        ("一句话", "应填键值"),
        ("a: 1\n---\nb: 2\n", "YAML写法有误"),
        ("a: \x00", "YAML写法有误"),
        ("a: 0b_", "有一个数写得不对"),
        ("a: &a [*a]", "嵌套层数过多"),
        ("[" * 2000 + "]" * 2000, "嵌套层数过多"),
        (BOMB, "内容过多"),
    ],
)
def test_what_is_no_definition_is_refused(refused: Refused, text: str, reason: str) -> None:
    assert reason in refused(text)


def test_columns_must_have_a_width_and_run_to_the_right(refused: Refused) -> None:
    assert "用到的 A" in refused(FORM, "columns: {A: 7, ", "columns: {")
    assert "D:C 的起止列写反了" in refused(FORM, '"C:D"', '"D:C"')


def test_the_total_stands_below_what_it_adds_up(refused: Refused) -> None:
    start, end = FORM.index("  - kind: total"), FORM.index("  - kind: narratives")
    total, rest = FORM[start:end], FORM[:start] + FORM[end:]
    assert "blocks 里缺少 total" in refused(rest)
    above = rest.replace("  - kind: indicators", f"{total}  - kind: indicators")
    assert "放在 funding 和 indicators 之后" in refused(above)
    assert "total 写了2次" in refused(FORM + total)


def test_files_that_cannot_be_read_are_refused(tmp_path: Path) -> None:
    wrong = tmp_path / "gbk.yaml"
    wrong.write_bytes(FORM.encode("gbk"))
    with pytest.raises(DefinitionError, match="不是UTF-8编码"):
        template(str(wrong))
    large = tmp_path / "large.yaml"
    large.write_text("# 大\n" * 300_000, encoding="utf-8")
    with pytest.raises(DefinitionError, match="文件过大"):
        profile(str(large))
    (tmp_path / "folder.yaml").mkdir()
    for name in ("none.yaml", "folder.yaml"):
        with pytest.raises(DefinitionError, match="打不开这个文件"):
            template(str(tmp_path / name))


def test_unknown_ids_are_answered_with_the_known_ones() -> None:
    with pytest.raises(UsageError, match=r"没有名为“shanxi”的表样，可用的有：.*shanxi-2022"):
        template("shanxi")
    with pytest.raises(UsageError, match=r"没有名为“2020”的口径，可用的有：.*national-2020"):
        profile("2020")


def test_shipped_definitions_know_each_other() -> None:
    profiles = {one.id for one in shipped_profiles()}
    assert shipped_templates()
    assert all(one.profile in profiles for one in shipped_templates())


def test_a_file_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    path = tmp_path / "bom.yaml"
    path.write_text("\ufeff" + FORM, encoding="utf-8")
    assert template(str(path)).id == "office-2020"


def test_bands_and_grades_stand_best_first_however_they_are_written(tmp_path: Path) -> None:
    path = tmp_path / "profile.yaml"
    best, worst = "  - {word: 优, low: 90}\n", "  - {word: 差, low: 0}\n"
    path.write_text(PROFILE.replace(best, "").replace(worst, worst + best), encoding="utf-8")
    assert [grade.word for grade in profile(str(path)).grades] == ["优", "良", "中", "差"]


def test_usual_weights_and_execution_make_full_marks(refused: Refused) -> None:
    sentence = refused(PROFILE, "points: 10", "points: 20")
    assert "合计90，加上预算执行率20，得110，应等于满分100" in sentence


def test_weights_that_are_free_need_not_add_up(tmp_path: Path) -> None:
    path = tmp_path / "profile.yaml"
    path.write_text(PROFILE.replace("points: 10", "points: 20") + "\nfree_weights: true\n", encoding="utf-8")
    assert profile(str(path)).execution.points == 20


@pytest.mark.parametrize(
    ("old", "new"),
    [("version: 1\n", "version：1\n"), ("money_unit: 元\n", "money_unit：元\n"), ("page:", "page：")],
)
def test_a_full_width_colon_is_named_with_its_line(refused: Refused, old: str, new: str) -> None:
    sentence = refused(FORM, old, new)
    assert sentence.startswith(f"第{line_of(FORM, old)}行：")
    assert "全角的“：”" in sentence


@pytest.mark.parametrize(
    ("old", "new"), [("version: 1", "version: [1"), ("money_unit: 元", "  money_unit: 元"), ("page:", "page")]
)
def test_broken_yaml_is_told_in_chinese_alone(refused: Refused, old: str, new: str) -> None:
    sentence = refused(FORM, old, new)
    assert "YAML写法有误，请核对缩进、冒号、引号和括号。" in sentence
    assert "expected" not in sentence
    assert "found" not in sentence


def test_full_width_colons_in_texts_are_not_blamed(refused: Refused) -> None:
    sentence = refused(FORM, "version: 1", 'name2: "依据：甲"\nversion: [1')
    assert "全角" not in sentence


def test_the_profile_of_a_template_may_lie_beside_it(tmp_path: Path) -> None:
    (tmp_path / "本局口径.yaml").write_text(PROFILE, encoding="utf-8")
    path = tmp_path / "本局.yaml"
    old = next(line for line in FORM.splitlines() if line.startswith("profile:"))
    path.write_text(FORM.replace(old, "profile: 本局口径.yaml"), encoding="utf-8")
    assert profile(template(str(path)).profile).id == "national-2020"


def test_an_unknown_profile_is_refused_with_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "本局.yaml"
    old = next(line for line in FORM.splitlines() if line.startswith("profile:"))
    path.write_text(FORM.replace(old, "profile: nosuch"), encoding="utf-8")
    with pytest.raises(DefinitionError) as caught:
        template(str(path))
    assert f"{path} 第{line_of(FORM, old)}行 profile：没有名为“nosuch”的口径" in str(caught.value)
