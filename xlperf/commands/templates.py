"""``xlperf templates``"""

from __future__ import annotations

from xlperf.decimals import plain
from xlperf.errors import UsageError
from xlperf.forms import FormTemplate, IndicatorsBlock, shipped_templates
from xlperf.profiles import Profile, shipped_profiles


def run(name: str | None) -> None:
    """List everything, or show one template or profile."""
    templates, profiles = shipped_templates(), shipped_profiles()
    if name is None:
        print("表样：")
        for form in templates:
            print(f"  {form.id}　{form.name}（口径：{form.profile}）")
        print("口径：")
        for scoring in profiles:
            print(f"  {scoring.id}　{scoring.name}（{scoring.basis}）")
        print("用 xlperf templates 编号 查看其中一个。")
        return
    both: list[FormTemplate | Profile] = [*templates, *profiles]
    known = {one.id: one for one in both}
    if name not in known:
        raise UsageError(f"没有编号为“{name}”的表样或口径，可用的有：{'、'.join(known)}。")
    found = known[name]
    lines = _template(found) if isinstance(found, FormTemplate) else _profile(found)
    print("\n".join(lines))


def _template(form: FormTemplate) -> list[str]:
    lines = [
        f"{form.name}（{form.id}，第{form.version}版）",
        f"依据：{form.basis}；金额单位：{form.money_unit}；默认口径：{form.profile}",
        f"得分：{'可以改动' if form.scores_editable else '由公式算出，不能改动'}",
    ]
    table = form.block(IndicatorsBlock)
    if table:
        lines.append("指标表各列：" + "、".join(column.label for column in table.columns))
    return lines


def _profile(scoring: Profile) -> list[str]:
    levels = "、".join(f"{level.name}{plain(level.weight)}分" for level in scoring.first_levels)
    lines = [
        f"{scoring.name}（{scoring.id}，第{scoring.version}版）",
        f"依据：{scoring.basis}；满分{plain(scoring.full_marks)}分",
        f"权重：预算执行率{plain(scoring.execution.points)}分、{levels}",
    ]
    lines += [
        f"定性：{band.phrase}，得分值的{plain(band.low)}%—{plain(band.high)}%" for band in scoring.bands
    ]
    lines.append("等级：" + "、".join(f"{grade.word}（{plain(grade.low)}分起）" for grade in scoring.grades))
    return lines
