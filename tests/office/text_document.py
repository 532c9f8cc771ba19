"""An open document of Writer: what is copied in Calc is pasted into it, and Word's formats are saved."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.office.closing import Closing
from tests.office.document import Document, OfficeError, plainly

FILTERS = {
    "doc": "MS Word 97",
    "docx": "MS Word 2007 XML",
    "odt": "writer8",
}


class TextDocument(Closing):
    """An open text document; the cursor stands at its end."""

    def __init__(self, model: Any, properties: Callable[..., tuple[Any, ...]]) -> None:
        self._model = model
        self._properties = properties

    @plainly
    def paste(self, workbook: Document) -> None:
        """Paste each sheet as a person does: mark what is used, copy, paste, and go on in a new line."""
        for sheet in workbook.sheet_names():
            self._model.CurrentController.insertTransferable(workbook.copied(sheet))
            self._new_line()

    @plainly
    def paste_into_frames(self, workbook: Document) -> None:
        """Paste each sheet into a text frame of its own, which can be moved about the page."""
        for sheet in workbook.sheet_names():
            frame = self._model.createInstance("com.sun.star.text.TextFrame")
            self._model.Text.insertTextContent(self._model.Text.End, frame, False)
            self._model.CurrentController.ViewCursor.gotoRange(frame.Text.Start, False)
            self._model.CurrentController.insertTransferable(workbook.copied(sheet))
            self._new_line()

    def _new_line(self) -> None:
        # first: pasted from Calc, the cursor may stand in the last cell
        self._model.Text.insertString(self._model.Text.End, "\n", False)
        self._model.CurrentController.ViewCursor.gotoRange(self._model.Text.End, False)

    @plainly
    def save_as(self, path: Path | str) -> Path:
        """Write a copy; the kind of file follows the ending."""
        path = Path(path).resolve()
        kind = path.suffix.removeprefix(".")
        if kind not in FILTERS:
            raise OfficeError(f"cannot write {kind!r}, only {', '.join(FILTERS)}")
        self._model.storeToURL(path.as_uri(), self._properties(FilterName=FILTERS[kind], Overwrite=True))
        return path

    @plainly
    def close(self) -> None:
        """Close without saving."""
        self._model.close(True)
