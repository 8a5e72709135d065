"""How well a grouping of rows fits what is true.

    python3 score.py FOLDER MATCHED.jsonl            # the output of mimamori-match
    python3 score.py FOLDER CLUSTERS.tsv             # row, cluster

Prints precision, recall and F1 over pairs of rows; twins joined; rows that stand with other people;
questions, and F1 after right answers; recall of the hard kinds.
"""

import json
import re
import sys
from collections import Counter, defaultdict

ROW = re.compile(r'\{"kind":"record".*?"source":"([^"]+)","row":(\d+)')


def read_truth(folder):
    person, kinds = {}, {}
    for line in open(f"{folder}/truth.tsv"):
        key, who, what = line.rstrip("\n").split("\t")
        person[key] = who
        kinds[key] = set(what.split(",")) - {""}
    twins = [tuple(line.split()) for line in open(f"{folder}/twins.tsv")]
    return person, kinds, twins


def read_clusters(path):
    """The cluster of each row, and the pairs that people are asked about."""
    cluster, questions = {}, []
    if path.endswith(".tsv"):
        for line in open(path):
            key, number = line.rstrip("\n").split("\t")
            cluster[key] = number
        return cluster, questions
    for line in open(path, encoding="utf-8"):
        if line.startswith('{"kind":"person"'):
            for source, row in ROW.findall(line):
                cluster[f"{source}/{row}"] = line[23:40]
        elif line.startswith('{"kind":"pair"'):
            pair = json.loads(line)
            questions.append((pair["a"], pair["b"], pair.get("why", "")))
        elif line.startswith('{"kind":"record"'):
            source, row = ROW.match(line).groups()
            cluster[f"{source}/{row}"] = f"loose {source}/{row}"
    return cluster, questions


def two(count):
    return count * (count - 1) // 2


def pairs(person, cluster):
    joint, mine, theirs = Counter(), Counter(), Counter()
    for key, who in person.items():
        joint[who, cluster[key]] += 1
        mine[who] += 1
        theirs[cluster[key]] += 1
    right, true, said = (sum(map(two, c.values())) for c in (joint, mine, theirs))
    precision, recall = right / max(said, 1), right / max(true, 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def answered(person, cluster, questions):
    """The clusters after a right answer to every question."""
    up = {}

    def root(x):
        while up.get(x, x) != x:
            x = up[x]
        return x

    for a, b, _ in questions:
        if person[a] == person[b]:
            up[root(cluster[a])] = root(cluster[b])
    return {key: root(number) for key, number in cluster.items()}


def kind_recall(person, kinds, cluster):
    """Of the true pairs with a row of this kind, the share that was found."""
    rows = defaultdict(list)
    for key, who in person.items():
        rows[who].append(key)
    found, all_of = Counter(), Counter()
    for keys in rows.values():
        for at, a in enumerate(keys):
            for b in keys[at + 1 :]:
                same = cluster[a] == cluster[b]
                for kind in kinds[a] | kinds[b]:
                    all_of[kind] += 1
                    found[kind] += same
    return {kind: (found[kind] / count, count) for kind, count in sorted(all_of.items())}


def score(folder, path):
    person, kinds, twins = read_truth(folder)
    cluster, questions = read_clusters(path)
    # Answers that a person's line keeps look like rows, but are none of the roster.
    missing = person.keys() - cluster.keys()
    assert not missing, f"{len(missing)} rows of the roster are nowhere"
    cluster = {key: cluster[key] for key in person}
    precision, recall, f1 = pairs(person, cluster)
    inside = defaultdict(Counter)
    for key, who in person.items():
        inside[cluster[key]][who] += 1
    clusters_of = defaultdict(set)
    for key, who in person.items():
        clusters_of[who].add(cluster[key])
    mixed = [people for people in inside.values() if len(people) > 1]
    wrong = sum(sum(people.values()) - max(people.values()) for people in mixed)
    _, _, f1_after = pairs(person, answered(person, cluster, questions))
    return {
        "records": len(person),
        "precision": precision,
        "recall": recall,
        "f1": f1,
        "f1_after": f1_after,
        "twins": len(twins),
        "twins_joined": sum(
            bool(clusters_of[a] & clusters_of[b]) for a, b in twins if a in clusters_of and b in clusters_of
        ),
        "mixed": len(mixed),
        "wrong_per_10000": wrong / len(person) * 10_000,
        "wrong": wrong,
        "questions": len(questions),
        "questions_same": sum(person[a] == person[b] for a, b, _ in questions),
        "kinds": kind_recall(person, kinds, cluster),
    }


HEADINGS = "| roster | records | precision | recall | F1 | F1 after answers | twins joined | rows with others, per 10,000 | questions (same) "


def row(name, found):
    """What was found, under HEADINGS."""
    return (
        f"| {name} | {found['records']} | {found['precision']:.4f} | {found['recall']:.4f} | {found['f1']:.4f} | {found['f1_after']:.4f} "
        f"| {found['twins_joined']} of {found['twins']} | {found['wrong_per_10000']:.1f} | {found['questions']} ({found['questions_same']}) "
    )


def main():
    found = score(sys.argv[1], sys.argv[2])
    kinds = found.pop("kinds")
    for key, value in found.items():
        print(f"{key:18}{value:.5f}" if isinstance(value, float) else f"{key:18}{value}")
    print("recall of pairs with a row of this kind:")
    for kind, (share, count) in kinds.items():
        print(f"  {kind:20}{share:.4f}  of {count}")


if __name__ == "__main__":
    main()
