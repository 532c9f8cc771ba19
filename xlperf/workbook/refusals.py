"""Why a file cannot be read: one function for each XP9xx code, each saying what to do next."""

from __future__ import annotations

from xlperf.errors import UnreadableFile

_SAVE_AGAIN = "请用 Excel 或 WPS 打开它，能打开就另存为 .xlsx 再校验；打不开就请对方重新发送。"


def damaged(detail: str) -> UnreadableFile:
    """XP901: cut, damaged, or with parts missing."""
    return UnreadableFile("XP901", f"文件已损坏或不完整，读不出来：{detail}。", _SAVE_AGAIN)


def no_workbook(what: str, fix: str = "请确认选对了文件，需要的是 .xlsx 格式的自评表。") -> UnreadableFile:
    """XP901: whole, but nothing a spreadsheet program would open."""
    return UnreadableFile("XP901", f"这不是 Excel 工作簿：{what}。", fix)


def no_tables(where: str) -> UnreadableFile:
    """XP903: whole, but without any table."""
    return UnreadableFile(
        "XP903",
        f"没有认出绩效自评表：这个{where}里没有表格。",
        "请确认选对了文件；自评表如果是图片，请找到原来的表格再校验。",
    )


def locked() -> UnreadableFile:
    """XP902: protected by a password for opening."""
    return UnreadableFile(
        "XP902",
        "文件设有打开密码，读不出内容。",
        "请在 Excel 或 WPS 中输入密码打开，取消打开密码后保存，再校验。",
    )


def locked_xls() -> UnreadableFile:
    """XP902: an old workbook whose content is encrypted, which protecting its structure does as well."""
    return UnreadableFile(
        "XP902",
        "文件内容已加密（设有打开密码，或者用密码保护了工作簿），读不出内容。",
        "请在 Excel 或 WPS 中打开，取消打开密码和“保护工作簿”后保存，再校验。",
    )


def too_large(detail: str) -> UnreadableFile:
    """XP904: would take too much memory, or is made to."""
    return UnreadableFile(
        "XP904",
        f"文件过大或结构可疑，已停止读取：{detail}。",
        "请在 Excel 或 WPS 中把自评表所在的工作表单独移到新工作簿，另存为 .xlsx 再校验。",
    )


def foreign(kind: str, fix: str = "请用 Excel 或 WPS 另存为 .xlsx 再校验。") -> UnreadableFile:
    """XP905: another program's format, or one of long ago."""
    return UnreadableFile("XP905", f"这是{kind}，本版本不能直接读取。", fix)


def has_dtd(part: str) -> UnreadableFile:
    """XP906: XML with a document type, which no spreadsheet program writes."""
    return UnreadableFile(
        "XP906",
        f"文件内部带有不安全的声明（{part} 中有 DOCTYPE），已拒绝读取。",
        "请确认文件来源可靠；如确需使用，请用 Excel 或 WPS 打开并另存为 .xlsx 再校验。",
    )
