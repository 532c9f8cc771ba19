"""Layout: from template, profile and project to a plan of the workbook; pure, nothing is written here."""
