"""Makes known.tsv: patterns of known shares and levels, and what EM finds in them.

    python3 known.py > known.tsv

    P(pattern) = sum over k of share[k] * product over f of p[f][level][k]
    E: part[k] = share[k] * product over f of p[f][level][k], divided by their sum
    M: p[f][level][k] = (1/2 + sum of part[k] * pairs) / (1/2 * levels + sum over all levels)
"""
from itertools import product
from math import prod
from sys import stderr

SHARES = [0.2, 0.3, 0.5]
FIELDS = [
    {"same": [0.93, 0.02, 0.05], "different": [0.05, 0.93, 0.90], "missing": [0.02, 0.05, 0.05]},
    {"same": [0.97, 0.04, 0.10], "different": [0.03, 0.96, 0.90]},
    {"same": [0.50, 0.60, 0.02], "different": [0.10, 0.05, 0.68], "missing": [0.40, 0.35, 0.30]},
    {"same": [0.95, 0.97, 0.15], "different": [0.05, 0.03, 0.85]},
    {"same": [0.98, 0.90, 0.10], "different": [0.02, 0.10, 0.90]},
]
PAIRS = 1_000_000


def likelihoods(levels, shares, fields):
    return [s * prod(f[x][k] for f, x in zip(fields, levels)) for k, s in enumerate(shares)]


def start(levels):
    """As a decision would: who shares name and day is one, who shares a home is of one home."""
    if levels[0] == "same" and levels[1] == "same":
        return [1.0, 0.0, 0.0]
    return [0.0, 1.0, 0.0] if "same" in (levels[2], levels[3]) else [0.0, 0.0, 1.0]


rows = []
for levels in product(*FIELDS):
    rows.append((levels, round(PAIRS * sum(likelihoods(levels, SHARES, FIELDS)))))
parts = [start(levels) for levels, _ in rows]
for turn in range(20000):
    sizes = [sum(p[k] * n for p, (_, n) in zip(parts, rows)) for k in range(3)]
    shares = [(s + 0.5) / (sum(sizes) + 1.5) for s in sizes]
    found = []
    for at, field in enumerate(FIELDS):
        found.append({})
        for level in field:
            counted = [sum(p[k] * n for p, (x, n) in zip(parts, rows) if x[at] == level) for k in range(3)]
            found[at][level] = [(c + 0.5) / (s + 0.5 * len(field)) for c, s in zip(counted, sizes)]
    new = []
    for levels, _ in rows:
        each = likelihoods(levels, shares, found)
        new.append([x / sum(each) for x in each])
    moved = max(abs(a - b) for p, q in zip(parts, new) for a, b in zip(p, q))
    parts = new
    if moved < 1e-10:
        print(turn, "rounds", file=stderr)
        break

for levels, pairs in rows:
    print("pattern", *levels, pairs, *start(levels), sep="\t")
for at, field in enumerate(FIELDS):
    for level, known in field.items():
        print("level", at, level, *known, *(f"{x:.6f}" for x in found[at][level]), sep="\t")
print("share", *SHARES, *(f"{x:.6f}" for x in shares), sep="\t")
