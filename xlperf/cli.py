"""The command line. Commands import what they need when they run, so that each starts fast."""

from __future__ import annotations

import sys
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from xlperf.cli_words import COMMANDS, Command, Group, argument, option, usage_sentence
from xlperf.errors import ProjectListError, XlperfError


class Format(StrEnum):
    """How ``validate`` reports."""

    TEXT = "text"
    JSON = "json"


class AddinAction(StrEnum):
    """What ``addin`` does."""

    BUILD = "build"
    INSTALL = "install"
    UNINSTALL = "uninstall"


app = typer.Typer(
    name="xlperf",
    cls=Group,
    help="绩效自评表：按项目清单生成工作簿，校验填好的表，逐格说明问题。",
    add_completion=False,
    invoke_without_command=True,
    rich_markup_mode="rich",
    options_metavar="[选项]",
    subcommand_metavar="命令 [参数]…",
)


ProfileOption = Annotated[
    str | None, option("--profile", metavar="口径", help="口径编号，或口径文件（.yaml）的路径。")
]


def _version(wanted: bool) -> None:
    if wanted:
        from xlperf import __version__

        print(f"xlperf {__version__}")
        raise typer.Exit


@app.callback()
def _main(
    context: typer.Context,
    version: Annotated[
        bool, option("--version", callback=_version, is_eager=True, help="显示版本号。")
    ] = False,
) -> None:
    """绩效自评表：按项目清单生成工作簿，校验填好的表，逐格说明问题。"""
    if context.invoked_subcommand is None:
        print(context.get_help())


def _command(name: str, help_text: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    return app.command(name, cls=Command, help=help_text, rich_help_panel=COMMANDS, options_metavar="[选项]")


@_command("demo", "看效果：生成空白表和已填表，校验后写回标记，并显示查出的问题。")
def demo(
    output: Annotated[Path, option("-o", "--output", metavar="文件夹", help="放结果的文件夹。")] = Path(
        "demo"
    ),
) -> None:
    from xlperf.commands.demo import run

    run(output)


@_command("templates", "列出、显示表样和口径，画空白表，检查自己写的表样。")
def templates(
    name: Annotated[
        str | None, argument(metavar="[编号]", help="表样或口径的编号或文件；check 表示检查。")
    ] = None,
    file: Annotated[Path | None, argument(metavar="[文件]", help="check 后面写要检查的 .yaml 文件。")] = None,
    output: Annotated[
        Path | None, option("-o", "--output", metavar="空白表.xlsx", help="画一张空白表，存成这个文件。")
    ] = None,
    rows: Annotated[int, option("--rows", metavar="行数", help="空白表里每个二级指标下留几行。")] = 2,
    profile: ProfileOption = None,
) -> None:
    from xlperf.commands.templates import run

    run(name, file, output, rows, profile)


@_command("generate", "按项目清单生成自评表，每个项目一个工作簿。")
def generate(
    projects: Annotated[Path, argument(metavar="项目清单", help="工作簿，或放着CSV文件的文件夹。")],
    template: Annotated[
        str, option("-t", "--template", metavar="表样", help="表样编号，或表样文件（.yaml）的路径。")
    ],
    output: Annotated[Path, option("-o", "--output", metavar="文件夹", help="放工作簿的文件夹。")],
    profile: ProfileOption = None,
    macro: Annotated[bool, option("--macro", help="生成带“校验”按钮的 .xlsm（打开时要启用宏）。")] = False,
) -> None:
    from xlperf.commands.generate import run

    run(projects, template, output, profile, macro)


@_command("validate", "校验填好的自评表：重新计算，指出哪一格、错多少、怎么改。")
def validate(
    paths: Annotated[list[Path], argument(metavar="文件或文件夹…", help="要校验的工作簿或文件夹。")],
    template: Annotated[
        str | None, option("-t", "--template", metavar="表样", help="优先按这种表样辨认（编号或文件）。")
    ] = None,
    profile: ProfileOption = None,
    write_back: Annotated[
        bool, option("--write-back", help="结果写回原文件（.xls 等写进旁边的副本）。")
    ] = False,
    output: Annotated[
        Path | None,
        option("-o", "--output", metavar="文件夹", help="把带标记的副本放到这个文件夹，原文件不动。"),
    ] = None,
    normalise: Annotated[bool, option("--normalise", help="先统一完成值的写法，分数不动。")] = False,
    form: Annotated[
        Format, option("--format", metavar="text|json", show_default=False, help="输出格式，默认 text。")
    ] = Format.TEXT,
) -> None:
    from xlperf.commands.validate import run

    raise typer.Exit(run(paths, profile, write_back, output, form is Format.JSON, normalise, template))


@_command("watch", "监视一个文件夹：存进来的自评表自动校验，写出带标记的副本。")
def watch(
    folder: Annotated[Path, argument(metavar="文件夹", help="要监视的文件夹，包括子文件夹。")],
    output: Annotated[
        Path | None, option("-o", "--output", metavar="文件夹", help="放副本的文件夹，默认是其中的“已校验”。")
    ] = None,
    write_back: Annotated[bool, option("--write-back", help="等文件关闭以后，结果写回原文件。")] = False,
    profile: ProfileOption = None,
    template: Annotated[
        str | None, option("-t", "--template", metavar="表样", help="优先按这种表样辨认（编号或文件）。")
    ] = None,
) -> None:
    from xlperf.commands.watch import run

    run(folder, output, write_back, profile, template)


@_command("addin", "Excel 加载项（“绩效自评”选项卡）：生成、安装、卸载。")
def addin(
    action: Annotated[
        AddinAction,
        argument(
            metavar="build|install|uninstall",
            help="build 生成文件，install 装到这台电脑的 Excel 里，uninstall 卸载。",
        ),
    ],
    output: Annotated[
        Path | None,
        option("-o", "--output", metavar="xlperf.xlam", help="build 生成的文件，默认 dist/xlperf.xlam。"),
    ] = None,
) -> None:
    from xlperf.commands.addin import run

    run(action.value, output)


@_command("rules", "列出全部校验规则，或解释其中一条。")
def rules(
    codes: Annotated[list[str] | None, argument(metavar="[规则号…]", help="如 XP018，可以写几个。")] = None,
    markdown: Annotated[bool, option("--markdown", help="以 Markdown 输出全部规则的说明。")] = False,
) -> None:
    from xlperf.commands.rules import run

    run(codes or [], markdown)


@app.command(
    "bridge",
    hidden=True,
    help="按钮背后的命令，由宏调用。",
    context_settings={"ignore_unknown_options": True, "allow_extra_args": True},
)
def bridge(context: typer.Context) -> None:
    from xlperf.bridge.__main__ import main as start

    raise typer.Exit(start(context.args))


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
        _say(usage_sentence(error))
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
