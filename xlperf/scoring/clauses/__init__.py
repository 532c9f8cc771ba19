"""评分细则: the sentence beside an indicator that says how it is scored, as a rule object."""

from xlperf.scoring.clauses.answers import Answer
from xlperf.scoring.clauses.clause import Clause
from xlperf.scoring.clauses.outcome import Answered, Complaint, Flaw, Line, NotUnderstood, Outcome
from xlperf.scoring.clauses.sentence import parse_clause

__all__ = [
    "Answer", "Answered", "Clause", "Complaint", "Flaw", "Line", "NotUnderstood", "Outcome", "parse_clause",
]  # fmt: skip
