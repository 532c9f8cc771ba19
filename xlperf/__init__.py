"""Generate and check Chinese performance self-assessment workbooks (绩效自评表)."""

__version__ = "0.1.0"
