"""The command line's own words in Chinese: help pages and what is wrong with a command."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

OPTIONS, ARGUMENTS, COMMANDS = "选项", "参数", "命令"
"""The headings of the help pages."""


def option(*words: str, **how: Any) -> Any:
    """An option, listed with the others on the help page."""
    return typer.Option(*words, rich_help_panel=OPTIONS, **how)


def argument(**how: Any) -> Any:
    """An argument, listed with the others on the help page."""
    return typer.Argument(rich_help_panel=ARGUMENTS, **how)


def _in_chinese(option: object) -> None:
    if isinstance(option, TyperOption):
        option.help = "显示这段说明。"
        option.metavar = ""
        option.rich_help_panel = OPTIONS


def _untyped(params: Sequence[object]) -> None:
    """Without the English names of types: a switch takes no value, and an argument is named already."""
    for param in params:
        if isinstance(param, TyperOption) and param.is_flag:
            param.metavar = ""
        elif isinstance(param, TyperArgument):
            # typer makes arguments of its own class only
            param.__class__ = Argument


def _usage(command: str, words: Sequence[object]) -> str:
    return " ".join(["用法：", command, *(str(word) for word in words if word)])


def _speak_chinese() -> None:
    # typer has no setting for the words of its help pages, only these names
    from typer import rich_utils

    rich_utils.REQUIRED_LONG_STRING = "[必填]"
    rich_utils.DEFAULT_STRING = "[默认：{}]"


class Argument(TyperArgument):
    """An argument whose type is not named on the help page."""

    def display_type_rich(self, ctx: Any) -> None:
        return None


class Command(TyperCommand):
    """A command whose help page is in Chinese."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        _speak_chinese()
        _untyped(self.params)
        super().format_help(ctx, formatter)

    def get_usage(self, ctx: Any) -> str:
        arguments = [param.metavar for param in self.params if isinstance(param, TyperArgument)]
        return _usage(ctx.command_path, [self.options_metavar, *arguments])

    def get_help_option(self, ctx: Any) -> Any:  # typer keeps these types private
        option = super().get_help_option(ctx)
        _in_chinese(option)
        return option


class Group(TyperGroup):
    """The commands together, their help page in Chinese."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        _speak_chinese()
        _untyped(self.params)
        super().format_help(ctx, formatter)

    def get_usage(self, ctx: Any) -> str:
        return _usage(ctx.command_path, [self.options_metavar, self.subcommand_metavar])

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
        typed, *near = re.findall("'([^']*)'", message)
        said = f"没有“{typed}”这个命令" + (f"，是不是“{'”或“'.join(near)}”？" if near else "。")
    elif kind == "BadOptionUsage" and "requires an argument" in message:
        said = f"“{getattr(error, 'option_name', '')}”后面没有写内容。"
    elif extra := re.search(r"unexpected extra arguments?(?:\(s\))? \((.*)\)", message):
        said = f"“{extra[1]}”是多余的，命令到它前面就完整了。"
    elif kind == "BadParameter" and param is not None:
        word = f"{param.opts[0]} 的值" if param.opts[0].startswith("-") else "命令后面的词"
        said = f"{word}不对，应为 {param.metavar}。"
    else:
        said = "命令写得不对。"
    return f"{said}请用 xlperf --help 或 xlperf 命令 --help 查看用法。"
