"""The command line's own words in Chinese: help pages and what is wrong with a command."""

from __future__ import annotations

from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup, TyperOption

OPTIONS, ARGUMENTS, COMMANDS = "选项", "参数", "命令"
"""The headings of the help pages."""


def _in_chinese(option: object) -> None:
    if isinstance(option, TyperOption):
        option.help = "显示这段说明。"
        option.rich_help_panel = OPTIONS


def _speak_chinese() -> None:
    # typer has no setting for the words of its help pages, only these names
    from typer import rich_utils

    rich_utils.REQUIRED_LONG_STRING = "[必填]"
    rich_utils.DEFAULT_STRING = "[默认：{}]"


class Command(TyperCommand):
    """A command whose help page is in Chinese."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        _speak_chinese()
        super().format_help(ctx, formatter)

    def get_help_option(self, ctx: Any) -> Any:  # typer keeps these types private
        option = super().get_help_option(ctx)
        _in_chinese(option)
        return option


class Group(TyperGroup):
    """The commands together, their help page in Chinese."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        _speak_chinese()
        super().format_help(ctx, formatter)

    def get_help_option(self, ctx: Any) -> Any:
        option = super().get_help_option(ctx)
        _in_chinese(option)
        return option


def usage_sentence(error: typer.TyperException) -> str:
    """What is wrong with the words of the command, in Chinese; typer's own exceptions differ by class name only."""
    kind, message = type(error).__name__, error.format_message()
    param = getattr(error, "param", None)
    if kind == "NoSuchOption":
        said = f"没有“{getattr(error, 'option_name', '')}”这个选项。"
    elif kind == "MissingParameter":
        option = next((word for word in getattr(param, "opts", ()) if word.startswith("-")), "")
        said = f"缺少 {option + ' ' if option else ''}{getattr(param, 'metavar', None) or ''}。"
    elif message.startswith("No such command"):
        said = f"没有{message.split()[-1].strip('.')}这个命令。".replace("'", "”").replace("”", "“", 1)
    elif kind == "BadParameter" and param is not None:
        said = f"{param.opts[0]} 的值不对，应为 {param.metavar}。"
    else:
        said = "命令写得不对。"
    return f"{said}请用 xlperf --help 或 xlperf 命令 --help 查看用法。"
