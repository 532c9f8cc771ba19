"""The button: one session on one open book, over xlwings' object model."""
