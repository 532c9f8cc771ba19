"""Whole ways through the program, as a person or another program takes them."""
