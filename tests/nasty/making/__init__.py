"""How the workbooks of tests/nasty are made; see ../make.py."""
