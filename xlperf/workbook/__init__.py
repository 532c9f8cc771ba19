"""Workbooks: reading, laying out, drawing and patching them."""
