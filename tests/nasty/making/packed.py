"""Zip files that are the same bytes every time, and changes of their parts."""

import re
import zipfile

DAY = (2026, 6, 1, 0, 0, 0)
MOMENT = "2026-06-01T00:00:00Z"


def parts(path):
    """Name and content of each part, in order."""
    with zipfile.ZipFile(path) as archive:
        return [(info.filename, archive.read(info)) for info in archive.infolist()]


def write(path, contents):
    """A zip without a clock in it. ODF wants its first part stored as it is."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in contents:
            info = zipfile.ZipInfo(name, DAY)
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            archive.writestr(info, content, compresslevel=9)


def rewrite(path, edits=(), also=()):
    """Changes parts (as text), adds others, and takes the clock out."""
    out = []
    for name, content in parts(path):
        for part, change in edits:
            if part == name:
                content = change(content.decode("utf-8")).encode("utf-8")
        if name in ("docProps/core.xml", "meta.xml"):
            text = content.decode("utf-8")
            content = re.sub(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:[.\d]*)Z?", MOMENT, text).encode("utf-8")
        out.append((name, content))
    write(path, out + list(also))
