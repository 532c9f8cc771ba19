"""What the tests need of the outside world: a real spreadsheet program, a renderer, two checkers."""
