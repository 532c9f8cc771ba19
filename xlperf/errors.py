"""The exception tree: every one carries a sentence for the user, in Chinese."""

from __future__ import annotations


class XlperfError(Exception):
    """Something the user can act on; ``str()`` is the whole sentence to show."""


class UsageError(XlperfError):
    """Arguments or input that cannot be used at all (exit status 2)."""


class DefinitionError(UsageError):
    """A template or profile file is wrong; the sentence names file, line and key."""


class ProjectListError(UsageError):
    """The project list has problems; ``problems`` holds one sentence for each."""

    def __init__(self, message: str, problems: tuple[str, ...]) -> None:
        super().__init__(message)
        self.problems = problems


class UnreadableFile(XlperfError):
    """A workbook cannot be read; ``code`` is its XP9xx finding, ``fix`` what to do next."""

    def __init__(self, code: str, message: str, fix: str) -> None:
        super().__init__(message)
        self.code = code
        self.fix = fix


class FileBusy(XlperfError):
    """A file cannot be replaced now: open in another program, or not writable."""


class BookMoved(XlperfError):
    """The open book differs so much from its file that its cells cannot be told apart before it is saved."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what}，请先保存（Ctrl+S），再点“校验”。")
