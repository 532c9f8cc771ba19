"""Tests of the macros' way into workbooks and into Excel."""
