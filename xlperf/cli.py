"""The command line. Commands import what they need when they run, so that each starts fast."""

from __future__ import annotations

import sys
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup, TyperOption

from xlperf.errors import ProjectListError, XlperfError

_OPTIONS, _ARGUMENTS, _COMMANDS = "选项", "参数", "命令"


class Format(StrEnum):
    """How ``validate`` reports."""

    TEXT = "text"
    JSON = "json"


def _in_chinese(option: object) -> None:
    if isinstance(option, TyperOption):
        option.help = "显示这段说明。"
        option.rich_help_panel = _OPTIONS


def _speak_chinese() -> None:
    # typer has no setting for the words of its help pages, only these names
    from typer import rich_utils

    rich_utils.REQUIRED_LONG_STRING = "[必填]"
    rich_utils.DEFAULT_STRING = "[默认：{}]"


class _Command(TyperCommand):
    def format_help(self, ctx: Any, formatter: Any) -> None:
        _speak_chinese()
        super().format_help(ctx, formatter)

    def get_help_option(self, ctx: Any) -> Any:  # typer keeps these types private
        option = super().get_help_option(ctx)
        _in_chinese(option)
        return option


class _Group(TyperGroup):
    def format_help(self, ctx: Any, formatter: Any) -> None:
        _speak_chinese()
        super().format_help(ctx, formatter)

    def get_help_option(self, ctx: Any) -> Any:
        option = super().get_help_option(ctx)
        _in_chinese(option)
        return option


app = typer.Typer(
    name="xlperf",
    cls=_Group,
    help="绩效自评表：按项目清单生成工作簿，校验填好的表，逐格说明问题。",
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode="rich",
    options_metavar="[选项]",
    subcommand_metavar="命令 [参数]…",
)


ProfileOption = Annotated[
    str | None,
    typer.Option(
        "--profile", metavar="口径", help="评分口径，或口径文件（.yaml）的路径。", rich_help_panel=_OPTIONS
    ),
]


def _version(wanted: bool) -> None:
    if wanted:
        from xlperf import __version__

        print(f"xlperf {__version__}")
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_version, is_eager=True, help="显示版本号。", rich_help_panel=_OPTIONS
        ),
    ] = False,
) -> None:
    """绩效自评表：按项目清单生成工作簿，校验填好的表，逐格说明问题。"""


def _command(name: str, help_text: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    return app.command(
        name, cls=_Command, help=help_text, rich_help_panel=_COMMANDS, options_metavar="[选项]"
    )


@_command("demo", "看效果：生成空白表和已填表，校验后写回标记，并显示查出的问题。")
def demo(
    output: Annotated[
        Path,
        typer.Option("-o", "--output", metavar="文件夹", help="放结果的文件夹。", rich_help_panel=_OPTIONS),
    ] = Path("demo"),
) -> None:
    from xlperf.commands.demo import run

    run(output)


@_command("templates", "列出表样和口径，或显示其中一个。")
def templates(
    name: Annotated[
        str | None, typer.Argument(metavar="[编号]", help="表样或口径的编号。", rich_help_panel=_ARGUMENTS)
    ] = None,
) -> None:
    from xlperf.commands.templates import run

    run(name)


@_command("generate", "按项目清单生成自评表，每个项目一个工作簿。")
def generate(
    projects: Annotated[
        Path,
        typer.Argument(
            metavar="项目清单",
            help="工作簿，或放着CSV文件的文件夹。",
            rich_help_panel=_ARGUMENTS,
        ),
    ],
    template: Annotated[
        str,
        typer.Option(
            "-t",
            "--template",
            metavar="表样",
            help="表样编号，或表样文件（.yaml）的路径。",
            rich_help_panel=_OPTIONS,
        ),
    ],
    output: Annotated[
        Path,
        typer.Option("-o", "--output", metavar="文件夹", help="放工作簿的文件夹。", rich_help_panel=_OPTIONS),
    ],
    profile: ProfileOption = None,
) -> None:
    from xlperf.commands.generate import run

    run(projects, template, output, profile)


@_command("validate", "校验填好的自评表：重新计算，指出哪一格、错多少、怎么改。")
def validate(
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="文件或文件夹…", help="要校验的工作簿或文件夹。", rich_help_panel=_ARGUMENTS),
    ],
    profile: ProfileOption = None,
    write_back: Annotated[
        bool, typer.Option("--write-back", help="把标记和校验结果写回原文件。", rich_help_panel=_OPTIONS)
    ] = False,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar="文件夹",
            help="把带标记的副本放到这个文件夹，原文件不动。",
            rich_help_panel=_OPTIONS,
        ),
    ] = None,
    form: Annotated[
        Format,
        typer.Option(
            "--format",
            metavar="text|json",
            show_default=False,
            help="输出格式，默认 text。",
            rich_help_panel=_OPTIONS,
        ),
    ] = Format.TEXT,
) -> None:
    from xlperf.commands.validate import run

    raise typer.Exit(run(paths, profile, write_back, output, form is Format.JSON))


@_command("rules", "列出全部校验规则，或解释其中一条。")
def rules(
    code: Annotated[
        str | None, typer.Argument(metavar="[规则号]", help="如 XP018。", rich_help_panel=_ARGUMENTS)
    ] = None,
    markdown: Annotated[
        bool, typer.Option("--markdown", help="以 Markdown 输出全部规则的说明。", rich_help_panel=_OPTIONS)
    ] = False,
) -> None:
    from xlperf.commands.rules import run

    run(code, markdown)


def main() -> None:
    """Run; whatever goes wrong ends in a sentence on stderr, never in a traceback."""
    for stream in (sys.stdout, sys.stderr):
        # a Chinese Windows console speaks GBK: what it cannot show must not stop the run
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    sys.exit(_run())


def _run() -> int:
    try:
        return app(standalone_mode=False) or 0
    except ProjectListError as error:
        _say(str(error))
        for problem in error.problems:
            _say(f"  {problem}")
    except XlperfError as error:
        _say(str(error))
    except typer.TyperException as error:
        _say(_usage(error))
    except (KeyboardInterrupt, typer.Abort):
        _say("已中断。")
        return 130
    except BrokenPipeError:
        # the reader of a pipe has left; nothing more to say
        sys.stderr.close()
        return 0
    return 2


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr)


def _usage(error: typer.TyperException) -> str:
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
