"""Measurements, each against named peers in the same run."""
