#!/usr/bin/env python3
"""Fills tests/fuzz/corpus with what the targets start from: the nasty and hostile workbooks and their
parts, each list of the mappings, spellings of dates, expressions of rules and of their manual."""

import re
import zipfile
from pathlib import Path

HERE = Path(__file__).parent
TESTS = HERE.parent
LARGEST = 64 << 10
DATES = """R6.4.1 令和6年4月1日 平成31年4月30日 H31.4.30 S63/12/31 昭和六十三年十二月三十一日 令和元年5月1日
2026-05-01 2026/5/1 20260501 2026年5月 R8.5 5/1 ６．４．１ Ｒ６．４．１ 2026/5/1（金） 不詳 00000000 46143 令和　年　月　日
明治45年7月29日 4-29-5-3 4290503 R6.4月頃 1/2 昭和100年 2026-02-29 令和8年5月1日 午前9時""".split()


def put(target, name, content):
    folder = HERE / "corpus" / target
    folder.mkdir(parents=True, exist_ok=True)
    if len(content) <= LARGEST:
        (folder / name).write_bytes(content)


def main():
    files = sorted((TESTS / "nasty" / "files").glob("*.*")) + sorted((TESTS / "hostile" / "files").iterdir())
    for path in files:
        content = path.read_bytes()
        put("file", path.name, content)
        if content.startswith(b"\xd0\xcf"):
            put("ole", path.name, content)
        elif not content.startswith(b"PK"):
            put("text", path.name, content)
            if b"<" in content[:100]:
                put("html", path.name, content)
        elif path.suffix in (".xlsx", ".xlsm"):
            try:
                parts = zipfile.ZipFile(path)
                for part in parts.namelist():
                    if part.endswith((".xml", ".rels")):
                        put("parts", f"{path.stem}-{part.replace('/', '-')}", parts.read(part))
            except (zipfile.BadZipFile, OSError, ValueError):
                pass
    for number, date in enumerate(DATES):
        put("dates", str(number), date.encode())
    mapping = (TESTS / "nasty" / "town" / "import.toml").read_text()
    for number, entry in enumerate(re.split(r"(?=^\[\[list\]\])", mapping, flags=re.M)):
        put("mapping", str(number), entry.encode())
    put("answer", "0", b"\0")
    kit = TESTS.parent
    manual = (kit / "crates" / "rule" / "src" / "manual.rs").read_text()
    rules = (kit / "examples" / "hinata-cho" / "town" / "rules.toml").read_text()
    asked = re.findall(r'way\(\s*"([^"]*)"', manual)
    asked += re.findall(r'(?:when|applies) = "([^"]*)"', rules) + re.findall(r'when = """([^"]*)"""', rules)
    for number, text in enumerate(asked):
        put("rule", str(number), " ".join(text.split()).encode())
    defined = rules.partition("[define]")[2].partition("[[rule]]")[0]
    put("rule", "defined", b"a and b and not c\n" + "\n".join(re.findall(r'= "([^"]*)"', defined)).encode())


if __name__ == "__main__":
    main()
