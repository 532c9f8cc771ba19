"""Units of indicator values: which are known, what they measure, and how they convert."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache


@dataclass(frozen=True)
class Unit:
    """A unit as written; values with equal ``dimension`` compare after multiplying by ``factor``."""

    text: str
    dimension: str
    factor: Decimal = Decimal(1)


NO_UNIT = Unit("", "")

_SCALED = {
    "money": {
        "元": "1",
        "千元": "1000",
        "万元": "10000",
        "万": "10000",
        "百万元": "1000000",
        "亿元": "100000000",
    },
    # a day has 24 hours here; a working day is no day of the calendar
    "span": {
        "秒": "1",
        "分钟": "60",
        "分": "60",
        "小时": "3600",
        "个小时": "3600",
        "h": "3600",
        "天": "86400",
        "日": "86400",
        "周": "604800",
    },
    "days": {"个工作日": "1", "工作日": "1"},
    "months": {"个月": "1", "月": "1", "季度": "3", "个季度": "3", "年": "12"},
    "ratio": {"%": "1", "百分比": "1", "百分点": "1", "个百分点": "1", "‰": "0.1"},
    "area": {"平方米": "1", "㎡": "1", "m2": "1", "亩": "666.67", "公顷": "10000", "平方公里": "1000000"},
    "mass": {
        "μg": "0.000001",
        "ug": "0.000001",
        "微克": "0.000001",
        "mg": "0.001",
        "毫克": "0.001",
        "g": "1",
        "克": "1",
        "斤": "500",
        "kg": "1000",
        "公斤": "1000",
        "千克": "1000",
        "吨": "1000000",
    },
    "volume": {"ml": "0.000001", "毫升": "0.000001", "L": "0.001", "升": "0.001", "m3": "1", "立方米": "1"},
    "temperature": {"°C": "1", "摄氏度": "1"},
    "length": {"米": "1", "公里": "1000", "千米": "1000", "km": "1000"},
}
# the same thing under several spellings; everything else counts in its own unit
_COUNTED = {
    "台(套)": ("台(套)", "台套", "台/套", "套(台)"),
    "个": ("个",),
    "次": ("次",),
    "人": ("人", "名", "位"),
    "人次": ("人次", "人·次"),
    "人天": ("人天", "人·天", "人日"),
    "人月": ("人月", "人·月"),
    "人年": ("人年", "人·年"),
}
_PLAIN = """
    场次 场 期 件 份 篇 条 项 户 家 台 套 辆 艘 批 批次 类 种 部 本 册
    幅 处 座 栋 间 所 支 队 组 例 起 宗 张 床 头 只 株 棵 千瓦 兆瓦 度 对 轮 倍 字 页 道 枚 块 片 口 眼
    颗 盏 亩次 户次 课时 学时 标段 标准班 盒 箱 瓶 门 节 堂 班 单 笔
    团 届 站 点 个点 村 个村 镇 县 校 所校 部门 单位 家次 机构 MB GB TB 兆
"""

UNITS: dict[str, Unit] = {
    text: Unit(text, dimension, Decimal(factor))
    for dimension, units in _SCALED.items()
    for text, factor in units.items()
}
UNITS.update({text: Unit(text, dimension) for dimension, texts in _COUNTED.items() for text in texts})
UNITS.update({text: Unit(text, text) for text in _PLAIN.split()})


_MULTIPLES = {"万亿": 12, "千万": 7, "百万": 6, "十万": 5, "亿": 8, "万": 4, "千": 3}
_LONGEST = 12


@lru_cache(maxsize=2048)
def unit(text: str) -> Unit | None:
    """The unit that ``text`` names (normalised text, no spaces), NO_UNIT for none; None when it is not a unit.

    ``万人次`` is ten thousand 人次, ``件/万人`` so many 件 for each 万人.
    """
    if not text:
        return NO_UNIT
    if text in UNITS:
        return UNITS[text]
    above, slash, below = text.partition("/")
    return _quotient(text, above, below) if slash else _multiple(text)


def unit_at_start(text: str) -> Unit:
    """The longest unit that ``text`` begins with, NO_UNIT where it begins with none."""
    lengths = range(min(len(text), _LONGEST), 0, -1)
    return next((known for end in lengths if (known := unit(text[:end]))), NO_UNIT)


def _multiple(text: str) -> Unit | None:
    for word, zeros in _MULTIPLES.items():
        base = UNITS.get(text.removeprefix(word)) if text.startswith(word) else None
        # money has its multiples listed, and nobody says 万%
        if base and base.dimension not in ("money", "ratio"):
            return Unit(text, base.dimension, base.factor.scaleb(zeros))
    return None


def _quotient(text: str, above: str, below: str) -> Unit | None:
    first, second = unit(above), unit(below)
    if not first or not second or NO_UNIT in (first, second):
        return None
    # only powers of ten divide exactly; other measures below the line compare with themselves alone
    if second.factor.normalize().as_tuple().digits == (1,):
        return Unit(text, f"{first.dimension}/{second.dimension}", first.factor / second.factor)
    return Unit(text, f"{first.dimension}/{second.text}", first.factor)


def convert(value: Decimal, source: Unit, target: Unit) -> Decimal:
    """``value`` in ``target``'s unit where both measure the same, else as it stands."""
    if _price(source, target):
        source, target = _money_of(source) or source, _money_of(target) or target
    if source.dimension == target.dimension and source.factor != target.factor:
        return value * source.factor / target.factor
    return value


# 800元 against 元/天 may be for any number of days
_PER_SPAN = ("月", "个月", "季度", "个季度", "天", "日", "周", "小时", "个小时", "分钟")


def _price(first: Unit, second: Unit) -> bool:
    """Money for one piece, written with it and without: 元/台 and 元."""
    dimensions = {first.dimension, second.dimension}
    return len(dimensions) == 2 and "money" in dimensions and bool(_money_of(first) and _money_of(second))


def _money_of(measure: Unit) -> Unit | None:
    """The unit of money of an amount or of a price; 元/万人 is no price of one."""
    above, slash, thing = measure.text.partition("/")
    if measure.dimension.partition("/")[0] != "money" or thing in _PER_SPAN:
        return None
    return None if slash and thing[0] in "十百千万亿" else unit(above)


# a count of occasions is no other count than the thing itself: 场次 is 场, yet 人次 is not 人
_SAME_WITH_TIMES = ("场", "批", "班", "期", "轮")


def alike(first: Unit, second: Unit) -> bool:
    """Whether figures in these units compare: no unit goes with any, 台 with 台(套), but not 人 with 人次."""
    if NO_UNIT in (first, second) or first.dimension == second.dimension or _price(first, second):
        return True
    short, long = sorted((first.text, second.text), key=len)
    counted = all(measure.dimension == measure.text or "套" in measure.text for measure in (first, second))
    return counted and short in long and ("次" not in long or short in _SAME_WITH_TIMES)
