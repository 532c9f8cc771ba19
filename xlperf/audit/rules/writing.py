"""Rules for prose that was copied, cut or numbered carelessly."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xlperf.audit.cells import address, shortened
from xlperf.audit.context import Context, written
from xlperf.audit.finding import Severity
from xlperf.audit.numbering import misnumbered
from xlperf.audit.passages import LONGEST
from xlperf.audit.registry import Issue, rule
from xlperf.audit.slips import slips
from xlperf.values import normalised

GROUP = "文字的照抄与笔误"
_LONG, _SHORT = 30, 10
_NUMBER = re.compile(r"\A((年度|总体|绩效)*目标)?[(]?(\d{1,2}|[一二三四五六七八九十]{1,3})[).、:是]+|\A[①-⑳]")
_PIECES = re.compile(r"[。;!?\n]+")
_TWICE = re.compile(r"(?P<said>[^\n]{12,200}?)[,。;]?(?P=said)")
_UNSET = re.compile(
    r"(?P<before>[^,。;:]{0,8}?)(未|没有|尚未)(设置|设定|编制|填报|申报|制定)(年度|总体)*(绩效)?目标(?!的|值|责任|任务|管理|分解)"
)
_OTHERS = re.compile(
    r"个别|部分|其他|有的|一些|少数|如|若|凡|对|因|是否|下属|所属|以前|上年|往年|存在|各|避免|防止|不得|严禁"
)


@rule(
    "XP087",
    Severity.INFO,
    "序号跳号或重号",
    why="序号跳了，读的人会以为漏了一条；重了，说不清指的是哪一条。",
    basis="同一层次的序号应从一开始连续编排。",
    bad="（一）……；（二）……；（三）……；（三）……；（五）……。",
    good="（一）……；（二）……；（三）……；（四）……；（五）……。",
    fix="请核对有没有漏写或重复的内容，再把序号改为连续的。",
)
def numbers_run_on(form: Context) -> Iterator[Issue]:
    """The serial numbers of a text run on; a new 1 starts a new row."""
    for text in form.prose:
        for slip in misnumbered(text.entry.text):
            how = "重复" if slip.number == slip.before else "中间有跳号"
            yield Issue(text.entry, f"“{text.label}”的序号“{slip.shown}”前面是“{slip.shown_before}”，{how}。")
            break


@rule(
    "XP088",
    Severity.WARNING,
    "同一句话写了两遍",
    why="重复的句子多半是复制粘贴的痕迹，目标重复的，复核时只计一项。",
    basis="目标和文字不应重复。",
    bad="年度目标5和年度目标6都写“建立信用评价体系，推进联合惩戒”。",
    good="每个年度目标写一件事。",
    fix="请删去重复的一处；本应写别的内容的，请补写。",
)
def nothing_said_twice(form: Context) -> Iterator[Issue]:
    """No long sentence stands twice in a text, and no sentence right after itself."""
    for text in form.prose:
        if said := _repeated(text.entry.text[:LONGEST]):
            yield Issue(text.entry, f"“{text.label}”中“{shortened(said, 40)}”写了两遍。")


def _repeated(text: str) -> str | None:
    lines = ["".join(line.split()) for line in normalised_lines(text)]
    pieces: list[str] = []
    headed: list[str] = []
    heading = ""
    for line in lines:
        parts = [part for part in _PIECES.split(line) if part]
        for part in parts:
            bare = _NUMBER.sub("", part)
            pieces.append(bare)
            headed.append(heading)
        if len(parts) == 1 and len(parts[0]) < _SHORT:
            heading = parts[0]
    for number, piece in enumerate(pieces):
        if number and len(piece) >= _SHORT and piece == pieces[number - 1]:
            return piece
        earlier = [
            other for other in range(number) if pieces[other] == piece and headed[other] == headed[number]
        ]
        if len(piece) >= _LONG and earlier:
            return piece
    for line in lines:
        if (match := _TWICE.search(line)) and _words(match["said"]):
            return match["said"]
    return None


def normalised_lines(text: str) -> list[str]:
    """The lines of a text, each in one spelling."""
    return [normalised(line) for line in text.splitlines()]


def _words(said: str) -> bool:
    return len(re.findall(r"[\u4e00-\u9fff]", said)) >= _SHORT


@rule(
    "XP091",
    Severity.WARNING,
    "文中说没有设绩效目标，表中却有",
    why="表里写着年度目标，文字又说没有设置绩效目标，前后矛盾。",
    basis="文字部分应与表中的年度目标一致。",
    bad="年度目标写了三条，存在的问题写“本项目未设置绩效目标”。",
    good="存在的问题写“绩效目标不够细化，有两条没有量化”。",
    fix="请按实际情况改正：目标不够细化的，写明哪几条不细化。",
)
def goal_exists_as_told(form: Context) -> Iterator[Issue]:
    """未设置绩效目标 on a form that has one."""
    goal = form.assessment.goal
    if not written(goal):
        return
    for text in form.texts:
        for match in _UNSET.finditer(normalised(text.entry.text[:LONGEST])):
            if not _OTHERS.search(match["before"]):
                said = match[0].removeprefix(match["before"])
                yield Issue(text.entry, f"文中写“{said}”，表中却填有年度目标{address(goal)}。", also=(goal,))
                break


@rule(
    "XP095",
    Severity.INFO,
    "疑似笔误",
    why="错写的法规名称、夹着的外文、重复的词和不成对的引号，公开后会被当作工作不细。",
    basis="法规名称以公布的为准；文字应通顺规范。",
    bad="“《医疗保险基金使用监督管理条例》”“规范性文件、规范性文件的审查”“以案为鉴”主题活动”。",
    good="“《医疗保障基金使用监督管理条例》”“规范性文件的审查”“‘以案为鉴’主题活动”。",
    fix="请核对后改正；本来就这样写的，可以不改。",
)
def slips_of_the_pen(form: Context) -> Iterator[Issue]:
    """Odd titles of laws, stray foreign words, doubled words, quotes without their other half."""
    for text in form.prose:
        found = list(slips(text.entry.text[:LONGEST]))
        if found:
            yield Issue(text.entry, f"“{text.label}”中{'；'.join(found)}。")
