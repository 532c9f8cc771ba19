"""Rules for the file: found when it is opened, declared here for the rules page."""

from __future__ import annotations

from xlperf.audit.finding import Severity
from xlperf.audit.registry import Rule, Texts

GROUP = "文件"


def _file_rule(code: str, title: str, *, why: str, bad: str, good: str, fix: str) -> Rule:
    return Rule(code, Severity.ERROR, Texts(title, why, "打开文件时检查。", bad, good, fix))


damaged = _file_rule(
    "XP901",
    "文件损坏或不是工作簿",
    why="打不开的文件无法校验，其余文件不受影响。",
    bad="下载没有完成的文件，或把其他文件的后缀改成了表格的后缀。",
    good="能用表格软件正常打开的文件。",
    fix="请用表格软件打开后另存一份；打不开的，请填报单位重新报送。",
)
password = _file_rule(
    "XP902",
    "文件设了打开密码",
    why="加了打开密码的文件读不出内容。",
    bad="另存时设置了打开权限密码。",
    good="没有打开密码的文件。",
    fix="请用密码打开，取消打开密码后保存，再校验。",
)
not_a_form = _file_rule(
    "XP903",
    "没有认出绩效自评表",
    why="表中找不到“一级指标”“分值”“得分”“总分”等表头，无从校验。",
    bad="报送的是项目清单，或表头文字被删改。",
    good="表头完整的绩效自评表。",
    fix="请确认文件里有自评表，表头文字没有被删改。",
)
too_large = _file_rule(
    "XP904",
    "文件解压后过大，内容可疑",
    why="自评表一般只有几十到几百千字节，解压后异常庞大的文件可能是恶意文件，程序拒绝打开。",
    bad="文件不大，解压后却有几个吉字节。",
    good="正常大小的自评表。",
    fix="请把自评表内容复制到新的工作簿后再校验；来历不明的文件请不要打开。",
)
other_format = _file_rule(
    "XP905",
    "文件格式不支持",
    why="旧版表格和其他软件的格式结构不同，需要先转换。",
    bad="报送旧版格式的表格、文字文档、图片或扫描件。",
    good="用表格软件另存为新版工作簿。",
    fix="请用表格软件打开，选“另存为”，格式选“工作簿（.xlsx）”，再校验。",
)
suspicious_markup = _file_rule(
    "XP906",
    "文件内含不安全的定义",
    why="正常的表格文件不含自定义实体，这种写法常用来攻击读取程序，程序拒绝打开。",
    bad="文件内部的标记语言里声明了实体。",
    good="由表格软件正常保存的文件。",
    fix="请用表格软件打开后另存一份再校验；来历不明的文件请不要打开。",
)
# XP907 said that further forms of a workbook were not checked; now all are, and the code stays unused
