"""What the button says: one plain sentence or two for each outcome, always with what to do next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from xlperf.audit.finding import Severity
from xlperf.bridge.trouble import Refused, Trouble
from xlperf.decimals import plain
from xlperf.validation import Checked

NEVER_SAVED = "这个工作簿还没有保存过，请先保存成文件（Ctrl+S），再点“校验”。"
ON_THE_WEB = "这个工作簿存放在网盘（OneDrive 或 SharePoint）上，读不到文件。请另存到本机的文件夹，打开那一份，再点“校验”。"
JUST_MADE = "如果表是刚粘贴进来或刚改过格式的，请先保存（Ctrl+S），再点“校验”。"
FILE_GONE = "找不到工作簿的文件“{path}”，可能网络断开了，或者文件被移走、改名了，什么都没有改。请把打开的工作簿另存到本机，再点一次。"
NOTHING_TO_CLEAR = "这个工作簿里没有校验标记和结果，不用清除。"
CLEARED = "已清除校验标记和结果；填的内容和别人写在“校验结果”表里的备注都没有动。"
NO_MARKS = "表里没有标出的问题。如果填完还没有校验，请先点“校验”。"

NO_REPORT_YET = "自评报告（Word）这一版还不能生成。要文字版的意见，请点“退回修改意见单”；逐条的问题和依据，请看“校验结果”表。"
TOO_MUCH = "要写入的结果太多，一次写不下，什么都没有改。请先保存、关闭工作簿，再用“xlperf validate 文件 --write-back”校验。"
_EDITING = "表格程序正忙，可能有单元格正在编辑，或者有对话框没有关闭，所以什么都没有改。请按 Enter 或 Esc 结束编辑，再点一次。"
_CLOSED = "工作簿在运行中被关闭了，没有写入结果。请重新打开后再点一次。"
_MACRO = (
    "写入结果要用的宏没有运行，什么都没有改。请在“文件—选项—信任中心—宏设置”里允许宏，"
    "或重新安装绩效自评加载项，再点一次；也可以先保存，用“xlperf validate --write-back”校验。"
)
_ANSWERS = {
    "protected": "工作表“{detail}”设了保护密码，没有写入结果，什么都没有改。请先在“审阅—撤消工作表保护”中输入密码取消保护，再点一次。",
    "structure": "工作簿的结构设了密码保护，加不了“校验结果”表，什么都没有改。请先在“审阅—保护工作簿”中输入密码取消保护，再点一次。",
    "readonly": "这个工作簿是只读的，不能写入结果，什么都没有改。请另存为一个新文件，在新文件里再点一次。",
    "missing": "工作表“{detail}”在校验时被改名或删除了，没有写入结果。请再点一次。",
    "hidden": "下一个问题在隐藏的工作表“{detail}”里，去不了。请右键点任意一个工作表标签，选“取消隐藏”，让这张表显示出来，再点一次。",
    "editing": _EDITING,
    "error": "写入结果时出了错（{detail}），已恢复原样。请保存后再点一次；仍然不行，请把这句话发给维护人员。",
}


def validated(forms: Sequence[Checked], *, kept: bool) -> str:
    """How many problems there are, the computed total and grade; ``kept``: the file can take the results."""
    counts = Counter(finding.severity for form in forms for finding in form.findings)
    found = "、".join(f"{counts[one]}处{one.chinese}" for one in Severity if counts[one]) or "没有发现问题"
    where = "原因见“校验结果”表。" if counts else ""
    if len(forms) == 1:
        sentence = f"校验完成：{found}{_total(forms[0])}。{where}"
    else:
        sentence = f"校验完成：{len(forms)}张自评表共{found}。各表的总分和原因见“校验结果”表。"
    return sentence if kept else f"{sentence}这个文件是只读的，要留下结果请另存为新文件。"


def normalised(count: int, outcome: str) -> str:
    """How many cells were spelled anew, and what validating said then."""
    if not count:
        return f"写法都是统一的，没有要改的单元格。{outcome}"
    return f"统一了{count}个单元格的写法，得分没有动，改动逐格列在“校验结果”表里。{outcome}"


def is_done(answer: object) -> bool:
    """Did the executor carry out everything? Excel for Mac may hand over an empty text as its missing value."""
    return answer == "" or repr(answer) == "k.missing_value"


def refusal(answer: object) -> Refused:
    """What the executor answered when it did not carry out the orders."""
    kind, _, detail = answer.partition("\t") if isinstance(answer, str) else ("error", "", "宏没有回答")
    if kind not in _ANSWERS:
        kind, detail = "error", f"宏回答“{answer}”"
    return Refused(_ANSWERS[kind].format(detail=" ".join(detail.split())))


def sentence_of(trouble: Trouble) -> Refused | None:
    """What happened to a call; None where it is not known."""
    sentence = {Trouble.EDITING: _EDITING, Trouble.CLOSED: _CLOSED, Trouble.MACRO: _MACRO}.get(trouble)
    return Refused(sentence) if sentence else None


def _total(form: Checked) -> str:
    if not form.assessment.scored:
        return ""
    if form.scored.total is None:
        return "；有数字没有填齐，系统算不出总分"
    return f"；系统核算总分{plain(form.scored.total)}分，等级“{form.scored.grade}”"
