"""Public documents as forms, with their figures and their mistakes; the prose is reworded."""
