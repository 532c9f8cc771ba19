"""Tests of xlperf."""
