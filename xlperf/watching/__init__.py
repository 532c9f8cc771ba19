"""A watched folder: every form that is saved or dropped there is checked."""
