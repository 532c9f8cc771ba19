"""Project lists: what the organiser keeps in Excel, and from which forms are generated."""
