"""xlwings engines of our own, for programs that xlwings does not know."""
