"""Where things go."""

import pathlib

ROOT = pathlib.Path(__file__).resolve().parent.parent
FILES = ROOT / "files"
EXPECTED = ROOT / "expected"
LAYOUTS = ROOT / "layouts"
TOWN = ROOT / "town"
