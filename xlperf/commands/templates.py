"""``xlperf templates``"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from xlperf.decimals import plain
from xlperf.definitions import keys_of_definition
from xlperf.errors import UsageError
from xlperf.forms import ClassScoresBlock, FormTemplate, IndicatorsBlock, shipped_templates
from xlperf.forms import template as template_named
from xlperf.generation import draw_blank
from xlperf.profiles import Profile, shipped_profiles
from xlperf.profiles import profile as profile_named
from xlperf.workbook.replace import exists, replace_file


def run(name: str | None, file: Path | None, output: Path | None, rows: int, profile: str | None) -> None:
    """List everything, show one template or profile, check a file of the office's own, or draw a blank form."""
    if name == "check":
        _check(file)
    elif file is not None:
        raise UsageError("只有“xlperf templates check 文件”才需要写文件。")
    elif output is not None:
        _blank(name, output, rows, profile)
    elif name is None:
        print("\n".join(_list()))
    else:
        print("\n\n".join("\n".join(_described(found)) for found in _named(name)))


def _list() -> Iterator[str]:
    yield "表样："
    for form in shipped_templates():
        yield f"  {form.id}　{form.name}（口径：{form.profile}）"
    yield "口径："
    for scoring in shipped_profiles():
        yield f"  {scoring.id}　{scoring.name}（{scoring.basis}）"
    yield "用 xlperf templates 编号 查看其中一个；xlperf templates 编号 -o 空白表.xlsx 画一张空白表。"


def _named(name: str) -> list[FormTemplate | Profile]:
    """The template and the profile of that id, which may be the same for both."""
    if name.endswith((".yaml", ".yml")):
        return [_loaded(Path(name))]
    both: list[FormTemplate | Profile] = [*shipped_templates(), *shipped_profiles()]
    found = [one for one in both if one.id == name]
    if not found:
        known = "、".join(dict.fromkeys(one.id for one in both))
        raise UsageError(f"没有编号为“{name}”的表样或口径，可用的有：{known}。")
    return found


def _loaded(file: Path) -> FormTemplate | Profile:
    """A file as what its keys say it is: only templates have blocks."""
    is_template = "blocks" in keys_of_definition(file)
    return template_named(str(file)) if is_template else profile_named(str(file))


def _check(file: Path | None) -> None:
    if file is None:
        raise UsageError("请写明要检查的表样或口径文件，例如 xlperf templates check 本局表样.yaml。")
    if file.suffix.lower() not in (".yaml", ".yml"):
        raise UsageError(f"“{file}”不是表样或口径文件，文件名应以 .yaml 结尾。")
    found = _loaded(file)
    if isinstance(found, FormTemplate):
        # what fits on paper shows only when it is drawn
        draw_blank(found, profile_named(found.profile), rows=1)
    print(f"“{file}”没有问题，可以使用。")
    print("\n".join(_described(found)))


def _blank(name: str | None, output: Path, rows: int, profile: str | None) -> None:
    if name is None:
        raise UsageError("请写明要画哪一种表，例如 xlperf templates national-2020 -o 空白表.xlsx。")
    form = template_named(name)
    scoring = profile_named(profile or form.profile)
    if exists(output):
        raise UsageError(f"“{output}”已经存在，可能已经填写；为免覆盖，没有生成，请换一个名字。")
    if output.suffix.lower() != ".xlsx":
        raise UsageError(f"空白表是 Excel 工作簿，请把“{output.name}”改成以 .xlsx 结尾的名字。")
    replace_file(output, draw_blank(form, scoring, rows))
    print(f"已生成空白表“{output}”。表样：{form.name}；口径：{scoring.name}。")


def _described(found: FormTemplate | Profile) -> Iterator[str]:
    return _template(found) if isinstance(found, FormTemplate) else _profile(found)


def _template(form: FormTemplate) -> Iterator[str]:
    yield f"表样：{form.name}（{form.id}，第{form.version}版）"
    yield f"依据：{form.basis or '未写明'}；金额单位：{form.money_unit}；默认口径：{form.profile}"
    if not form.scored:
        yield "得分：这种表不打分"
    elif form.scores_editable:
        yield "得分：由公式算出，可以改动"
    else:
        yield "得分：定量指标由公式算出，不能改动"
    table, classes = form.block(IndicatorsBlock), form.block(ClassScoresBlock)
    if table:
        yield "指标表各列：" + "、".join(column.label for column in table.columns)
    if classes:
        yield "得分汇总各列：" + "、".join(column.label for column in (*classes.classes, classes.total))


def _profile(scoring: Profile) -> Iterator[str]:
    yield f"口径：{scoring.name}（{scoring.id}，第{scoring.version}版）"
    yield f"依据：{scoring.basis}；满分{plain(scoring.full_marks)}分"
    by_steps = "，按档计分" if scoring.execution.method == "steps" else ""
    for number, weights in enumerate(scoring.accepted_weights):
        shares = "、".join(f"{'和'.join(share.classes)}{plain(share.weight)}分" for share in weights.shares)
        label = "权重" if number == 0 else f"也可以（{weights.name}）"
        yield f"{label}：预算执行率{plain(scoring.execution.points)}分{by_steps}、{shares}"
    if scoring.free_weights:
        yield "一级指标的分值由单位自定"
    for band in scoring.bands:
        yield f"定性：{band.phrase}，得分值的{plain(band.low)}%—{plain(band.high)}%"
    yield "等级：" + "、".join(f"{grade.word}（{plain(grade.low)}分起）" for grade in scoring.grades)
    times = plain(scoring.quantitative.over_fulfilment)
    yield f"完成值达到指标值的{times}倍，要写明原因"
