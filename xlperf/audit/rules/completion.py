"""Rules for what is said to be complete: the texts, the actual values and the scores must agree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from xlperf.audit.cells import address, quoted_name, shortened
from xlperf.audit.context import Context, Text, written
from xlperf.audit.contradicted import contradicted_rows
from xlperf.audit.finding import Severity
from xlperf.audit.listed import Listing, listings, named_in, plain_name, undone
from xlperf.audit.passages import sentences
from xlperf.audit.registry import Issue, rule
from xlperf.decimals import plain
from xlperf.scoring.assessment import IndicatorScore
from xlperf.values import normalised

GROUP = "完成情况前后一致"
_CLASSES = ("产出", "效益", "满意度", "数量", "质量", "时效", "成本")
_AND = r"和|与|及|、|等|的"
_WHOLE = re.compile(
    rf"(各项|全年|年度|本年度?|当年|所有|全部|上述|以上|项目|绩效|总体|预期|既定|设定|三级|二级|一级|工作|[我本]局|[我本]单位|(20)?\d+[年个项]?|{_AND}"
    r"|产出|效益|满意度|数量|质量|时效|成本|社会|经济|生态|可持续影响|服务对象|指标|目标|任务|完成情况|自评|[一二三四五六七八九十]是|[()])*"
)
_FULL = re.compile(
    r"(?P<subject>[^,。;:!?]{0,40}?)(指标|目标)(任务|值|要求)?(已经?)?(均|全部|都|皆)(已经?|按期|如期|按时|全部)*(完成|达到|达成|实现|达标)"
    r"|(?P<lead>[^,。;:!?]{0,40}?)(均|全部|都|皆|全面|圆满)(已经?|按期|如期|按时)*(完成|达到|达成|实现)了?(?P<object>[^,。;:!?]{0,12}?)(指标|目标)(?!的?\d)"
)
_QUALIFIED = re.compile(
    r"除|基本|大部|多数|部分|个别|确保|力争|保证|计划|将|(?<!主)(?<!重)要(?!求)|拟|若|如果|下一步|继续|为了|以便|努力|推动|促进|未|没"
)
_NOT_RESULTS = ("experience", "problems", "improvements", "suggestions", "causes")
_GOAL_ITEM = re.compile(
    r"(?:\A|[\n。;:])\s*(?:年度|总体|绩效)*(?:目标\s*(\d{1,2}|[一二三四五六七八九十])|[(]?(\d{1,2}|[一二三四五六七八九十])[).、]|([一二三四五六七八九十])是)"
)
_BARE_COMPLETION = re.compile(
    r"(各项|年度|总体|绩效|全部|均|都|已|经|按时|按期|如期|基本|圆满|全面|顺利|目标|任务|工作|指标)*(完成|达成|实现)了?(各项|年度|总体|绩效|目标|任务|工作|指标)*[。.]?"
)


@rule(
    "XP080",
    Severity.ERROR,
    "同一指标既写完成又写未完成",
    why="同一个指标不可能既完成又没有完成，两处必有一处是错的，复核时两处都不会被采信。",
    basis="财预〔2020〕10号：自评结果要真实、准确，单位对所填内容负责。",
    bad="“已完成的指标为：档案整理规范性、窗口服务时限”，下文又写“未完成的指标为：档案整理规范性”。",
    good="“档案整理规范性”只列在未完成的指标中，并写明原因。",
    fix="请核对该指标到底有没有完成，只在一处列出，并与表中的完成值、得分一致。",
)
def done_or_not_done(form: Context) -> Iterator[Issue]:
    """No indicator is listed both as done and as not done."""
    found = list(listings(form))
    for row in form.indicators:
        done = next((one for one in found if one.done and row in one.rows), None)
        not_done = undone(row, found)
        if done and not_done:
            told = (
                f"表中完成值“{row.indicator.actual.text}”"
                if written(row.indicator.actual)
                else "表中没有完成值"
            )
            score = (
                f"，得{plain(row.filled)}分（分值{plain(row.weight)}分）"
                if row.filled is not None and row.weight
                else ""
            )
            yield Issue(
                not_done.text.entry,
                f"{quoted_name(row.indicator)}在“{done.quoted}”{address(done.text.entry)}中列为完成，"
                f"在“{not_done.quoted}”{address(not_done.text.entry)}中又列为没有完成；{told}{score}。",
                also=(done.text.entry, row.indicator.actual),
            )


@rule(
    "XP083",
    Severity.ERROR,
    "写“全部完成”，得分或文字却说没有完成",
    why="完成值写全部完成，按评分细则就该得满分；扣了分，或文字里说没有完成，说明完成值没有照实填。",
    basis="财预〔2020〕10号：实际完成值要据实填写，得分由完成值和评分标准得出。",
    bad="完成值“全部完成”，分值6分，得分4分，文中写有一项没有完成。",
    good="完成值“（2）未完成”，得分按评分细则扣2分，偏差原因写明为什么没有完成。",
    fix="确有没有完成的，请在完成值中写明是哪几项，按评分细则记分；确已全部完成的，请恢复满分并改正文字。",
)
def full_completion_scores_full(form: Context) -> Iterator[Issue]:
    """全部完成 with points taken off under a scoring clause, or told as not done."""
    for row, listing in contradicted_rows(form):
        yield _not_complete(row, listing, form)


def _not_complete(row: IndicatorScore, listing: Listing | None, form: Context) -> Issue:
    weight, filled = plain(row.weight or Decimal(0)), plain(row.filled or Decimal(0))
    said = f"{quoted_name(row.indicator)}的完成值写“{row.indicator.actual.text}”"
    also = [row.indicator.score]
    message = said
    if row.deducted > form.tolerance:
        message += f"，应得满分{weight}分，表中只得{filled}分，扣了{plain(row.deducted)}分"
    if listing:
        message += f"；文中却写“{listing.quoted}”{address(listing.text.entry)}，把它列为没有完成"
        also.append(listing.text.entry)
    elif told := _told(row, form):
        text, sentence = told
        message += f"；文中写的是“{shortened(sentence, 40)}”{address(text.entry)}"
        also.append(text.entry)
    return Issue(
        row.indicator.actual, f"{message}，前后矛盾。", also=tuple(also), stated=row.indicator.actual.text
    )


def _told(row: IndicatorScore, form: Context) -> tuple[Text, str] | None:
    """What the prose gives as the reason for this row's deduction."""
    name = plain_name(row)
    for text in form.texts:
        for sentence in sentences(text.entry.text):
            if name and name in sentence and ("扣分" in sentence or "未完成" in sentence):
                return text, sentence.partition("扣分原因")[2].lstrip("是为:") or sentence
    return None


@rule(
    "XP082",
    Severity.ERROR,
    "文中说全部完成，表中却有没完成的",
    why="文字写各项指标全部完成，表里又有没达标、扣了分的，读的人不知道该信哪一个。",
    basis="文字部分应与指标表一致；没有完成的指标要说明原因和改进措施。",
    bad="文中写“各项产出指标均已完成”，表中“走访户数”完成45户，低于指标值≥50户。",
    good="文中写“除走访户数外，其他产出指标均已完成”。",
    fix="请在文中写明哪些指标没有完成、差多少；表中填错的，请改正表格。",
    level="只是扣了分、看不出没有达标的，为提醒",
)
def complete_as_told(form: Context) -> Iterator[Issue]:
    """Texts that say every indicator (of a class) is complete, against rows that are not."""
    for text in form.texts:
        if text.key in _NOT_RESULTS:
            continue
        for sentence in sentences(text.entry.text):
            for match in _FULL.finditer(sentence):
                rows = _spoken_of(match, sentence, form)
                failed = [row for row in rows if _failed(row, form)]
                if failed:
                    yield _not_all(text, match[0].lstrip("、"), failed, form)
                    break


def _spoken_of(match: re.Match[str], sentence: str, form: Context) -> tuple[IndicatorScore, ...]:
    """The rows that the statement means: all, those of its classes, or those that it names; none while in doubt."""
    before = sentence[: match.start()].rpartition(",")[2]
    subject = before + (match["subject"] or match["lead"] or "")
    said = subject + (match["object"] or "")
    if _QUALIFIED.search(sentence):
        return ()
    if named := named_in(subject, form.indicators):
        return named
    if not _WHOLE.fullmatch(said):
        return ()
    classes = [one for one in _CLASSES if one in said]
    if not classes:
        return form.indicators
    return tuple(row for row in form.indicators if any(one in _levels(row) for one in classes))


def _levels(row: IndicatorScore) -> str:
    return normalised(row.indicator.first_level.text + row.indicator.second_level.text)


def _failed(row: IndicatorScore, form: Context) -> bool:
    if row.met is not None:
        return not row.met and row.deducted > form.tolerance
    if row.band is not None:
        return row.band != form.profile.bands[0]
    return row.deducted > form.tolerance


def _not_all(text: Text, quoted: str, failed: list[IndicatorScore], form: Context) -> Issue:
    sure = [row for row in failed if row.met is False or row.band is not None]
    first = (sure or failed)[0]
    value = f"完成值“{first.indicator.actual.text}”，" if written(first.indicator.actual) else ""
    points = f"扣了{plain(first.deducted)}分" if first.deducted else "没有完成"
    others = f"，没有完成的共{len(failed)}项" if len(failed) > 1 else ""
    return Issue(
        text.entry,
        f"文中写“{quoted}”，表中{quoted_name(first.indicator)}{value}{points}{address(first.indicator.score)}{others}。",
        also=tuple(row.indicator.score for row in failed),
        severity=None if sure else Severity.WARNING,
    )


@rule(
    "XP094",
    Severity.WARNING,
    "年度目标有几项，完成情况只有一句",
    why="目标分了几项，完成情况只写“按时完成”，看不出每一项做到了什么程度。",
    basis="财预〔2020〕10号：自评要对照绩效目标逐项说明完成情况。",
    bad="年度目标分5项，实际完成情况写“已按时完成”。",
    good="实际完成情况对应5项目标逐项写明做了什么、做了多少。",
    fix="请对照年度目标逐项写明实际完成情况，能用数字的用数字。",
)
def each_goal_answered(form: Context) -> Iterator[Issue]:
    """Three goals or more, answered by a bare 已完成."""
    goal, completion = form.assessment.goal, form.assessment.completion
    items = len(_GOAL_ITEM.findall("\n".join(normalised(line) for line in goal.text.splitlines())))
    if items >= 3 and written(completion) and _BARE_COMPLETION.fullmatch(normalised(completion.text)):
        yield Issue(
            completion,
            f"年度目标有{items}项{address(goal)}，实际完成情况只写了“{completion.text.strip()}”。",
            also=(goal,),
        )
