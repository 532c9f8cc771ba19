"""``xlperf addin``"""

from __future__ import annotations

from pathlib import Path

from xlperf.addin.install import install, uninstall
from xlperf.addin.package import ADDIN_NAME, addin, built_here
from xlperf.addin.places import Computer, this_computer
from xlperf.errors import UsageError
from xlperf.workbook.replace import replace_file

DEFAULT = Path("dist") / ADDIN_NAME


def run(action: str, output: Path | None, computer: Computer | None = None) -> None:
    """Build, install or uninstall the add-in, and say what was done and what comes next."""
    computer = computer or this_computer()
    if action == "build":
        _build(output or DEFAULT)
    elif output is not None:
        raise UsageError(f"-o 只用于 xlperf addin build；xlperf addin {action} 自己知道放在哪里。")
    elif action == "install":
        _install(computer)
    else:
        _uninstall(computer)


def _build(path: Path) -> None:
    if path.is_dir():
        raise UsageError(f"“{path}”是一个文件夹，请写加载项的文件名，如 {path / ADDIN_NAME}。")
    if path.suffix.lower() != ".xlam":
        raise UsageError(f"加载项的文件名要以 .xlam 结尾，如 {DEFAULT}。")
    if path.exists() and not built_here(path):
        raise UsageError(
            f"“{path}”已经有了，而且不是这个命令生成的，或者已经签了名，没有覆盖。请换一个文件名，或先把它移走。"
        )
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise UsageError(f"建不了文件夹“{path.parent}”，请检查路径和权限。") from None
    replace_file(path, addin())
    print(f"已生成加载项“{path}”，供签名后放进各台电脑的 Excel 启动文件夹。")
    print("只装一台电脑的，不用这个文件：在那台电脑上运行 xlperf addin install。")


def _install(computer: Computer) -> None:
    file, *others = install(computer)
    print(f"已装好加载项：{file}")
    for other in others:
        print(f"同时写了：{other}")
    print(f"按钮会启动这个 Python：{computer.python}（换了 Python 就再装一次）。")
    print("接下来：退出所有 Excel 窗口再打开，功能区上就有“绩效自评”，不用在加载项对话框里打勾。")
    if computer.windows:
        print("单位统一禁用了宏的，请联系管理员；xlperf validate 不受影响。")
        print(f"用 WPS（要带 VBA）的：在“开发工具”的“加载项”里点“浏览”，选“{file}”，打上勾。")


def _uninstall(computer: Computer) -> None:
    removed = uninstall(computer)
    for file in removed.gone:
        print(f"已删除：{file}")
    for file in removed.kept:
        print(f"没有删除：{file}。它不是这个命令装的，或装好以后有人改过；不再需要的话，请手工删除。")
    if removed.gone:
        print("Excel 下次打开时就没有“绩效自评”了。")
    elif not removed.kept:
        print("没有装过加载项，什么也没有改动。")
