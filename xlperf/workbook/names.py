"""Defined names of a generated form: one for each field, so that inserted rows never lose a field."""

from __future__ import annotations

import re

_FUND = re.compile(r"xp_fund_(\d+)_([a-z_]+)\Z")
_INDICATOR = re.compile(r"xp_indicator_(\d+)_([a-z_]+)\Z")
_CLASS = re.compile(r"xp_class_(\d+)_([a-z_]+)\Z")


def field_name(field: str) -> str:
    """``project_name`` → ``xp_project_name``; also year, goal, completion, total, weight_total, grade."""
    return f"xp_{field}"


def fund_name(row: int, field: str) -> str:
    """A funding cell; row 0 is the total, sources count from 1; field ``label`` is the row's label."""
    return f"xp_fund_{row}_{field}"


def indicator_name(row: int, field: str) -> str:
    """A cell of the indicator table; rows count from 1."""
    return f"xp_indicator_{row}_{field}"


def narrative_name(key: str) -> str:
    """A text of the analysis block."""
    return f"xp_text_{key}"


def class_name(number: int, field: str) -> str:
    """A cell of the table of class scores; classes count from 1 as in the template, 0 is 合计."""
    return f"xp_class_{number}_{field}"


def parse_fund_name(name: str) -> tuple[int, str] | None:
    """The row and field of a funding cell's name, None for other names."""
    match = _FUND.match(name)
    return (int(match[1]), match[2]) if match else None


def parse_indicator_name(name: str) -> tuple[int, str] | None:
    """The row and field of an indicator cell's name, None for other names."""
    match = _INDICATOR.match(name)
    return (int(match[1]), match[2]) if match else None


def parse_class_name(name: str) -> tuple[int, str] | None:
    """The class and field of a class score's name, None for other names."""
    match = _CLASS.match(name)
    return (int(match[1]), match[2]) if match else None
