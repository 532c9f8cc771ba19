"""Forms as documents of other kinds: tables in Word, old binary workbooks, web pages."""

from tests.documents.word import draw_docx, draw_tables

__all__ = ["draw_docx", "draw_tables"]
