"""Scoring: the rules as objects that compute exactly and say themselves as Excel formulas."""
