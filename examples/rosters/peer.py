"""The same roster with Splink on DuckDB, set up with care.

    python peer.py FOLDER

The columns are normalised (columns.py), 15 to 18 rules block, u is sampled, m is trained on
two blocks, and of all thresholds the one is taken that is best by the truth: for connected
components, and for single best links, where a cluster holds at most one row of a list. Writes
FOLDER/splink-components.tsv and splink-best.tsv, and prints what it took as JSON: the CPU of the
whole process, and of training, scoring and joining alone; neither contains the trial of the other
thresholds.

Single best links are made here, strongest first, from the pairs that Splink scored: its own loop
did not end on a town.
"""

import json
import logging
import resource
import sys
import time

import splink.comparison_level_library as levels
import splink.comparison_library as cl
from columns import read, table
from score import pairs, read_truth
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

# Bytes; beyond it the run ends instead of the machine.
MEMORY = 12_000_000 * 1024
THRESHOLDS = [0.05, 0.2, 0.5, 0.9, 0.95, 0.99, 0.999, 0.9999, 0.99999, 0.999999]
# The lists of which a cluster holds one row at most: those that hold nearly everybody once, or all.
FEW_TWICE = {"residents", "benefits", "school_register"}
WAYS = {
    "components": [set()],
    "best": [FEW_TWICE, FEW_TWICE | {"cases", "checkups", "childcare"}],
}


def levels_of(name, *made):
    return cl.CustomComparison(output_column_name=name, comparison_levels=[*made, levels.ElseLevel()])


def either(*columns):
    return " and ".join(f"({c}_l is null or {c}_r is null)" for c in columns)


def comparisons(numbered, english):
    """Few levels: a similarity of strings is worked out for every sampled pair."""
    names = [
        levels.CustomLevel(either("given", "given_kana", "kana_weak"), "nothing to compare").configure(
            is_null_level=True
        ),
        levels.ExactMatchLevel("given", term_frequency_adjustments=True),
        levels.CustomLevel(
            "name_l = name_r or name_l = alias_r or alias_l = name_r or (given_l = surname_r and surname_l = given_r)",
            "whole name, alias, or names swapped",
        ),
    ]
    surnames = [
        levels.CustomLevel(either("surname", "surname_kana"), "nothing to compare").configure(
            is_null_level=True
        ),
        levels.ExactMatchLevel("surname", term_frequency_adjustments=True),
    ]
    if english:
        names += [
            levels.JaroWinklerLevel("given", 0.92),
            levels.JaroWinklerLevel("given", 0.8),
            levels.CustomLevel("given_l[1] = given_r[1]", "first letter"),
        ]
        surnames += [levels.JaroWinklerLevel("surname", 0.92), levels.JaroWinklerLevel("surname", 0.8)]
    else:
        names += [
            levels.CustomLevel(
                "given_kana_l = given_kana_r or kana_weak_l = kana_weak_r or kana_sorted_l = kana_sorted_r",
                "reading",
            ),
            levels.JaroWinklerLevel("kana_sorted", 0.9),
        ]
        surnames.append(levels.ExactMatchLevel("surname_kana"))
    found = [
        levels_of("given_name", *names),
        levels_of("surnames", *surnames),
        levels_of(
            "birth_date",
            levels.NullLevel("birth"),
            levels.ExactMatchLevel("birth"),
            levels.CustomLevel("birth_l = swapped_r", "day and month swapped"),
            levels.LevenshteinLevel("birth", 1),
            levels.LevenshteinLevel("birth", 2),
        ),
        cl.ExactMatch("sex"),
        levels_of(
            "address",
            levels.NullLevel("lot"),
            levels.ExactMatchLevel("lot", term_frequency_adjustments=True),
            *([levels.JaroWinklerLevel("lot", 0.9)] if english else []),
            levels.ExactMatchLevel("area"),
        ),
        cl.ExactMatch("phone"),
    ]
    if english:
        found.append(cl.LevenshteinAtThresholds("postal_code", 2))
    else:
        found.append(cl.ExactMatch("guardian").configure(term_frequency_adjustments=True))
    return found + ([cl.ExactMatch("number")] if numbered else [])


BLOCKS = [
    ("birth", "given"),
    ("birth", "given_kana"),
    ("birth", "surname"),
    ("birth", "surname_kana"),
    ("birth", "lot"),
    ("birth", "phone"),
    ("birth", "guardian"),
    ("name", "area"),
    ("kana", "area"),
    ("kana_weak", "sex"),
    ("kana_sorted",),
    ("lot", "given"),
    ("lot", "given_kana"),
    ("phone", "given"),
    ("phone", "given_kana"),
]
BLOCKS_ENGLISH = [
    ("birth", "given"),
    ("birth", "surname"),
    ("birth", "lot"),
    ("birth", "phone"),
    ("birth", "postal_code"),
    ("given", "surname"),
    ("lot", "given"),
    ("phone", "given"),
    ("phone", "surname"),
    ("lot", "surname"),
    ("given", "postal_code"),
    ("surname", "postal_code", "sex"),
    ("phone",),
]
TRAINING = [("birth", "given_kana"), ("lot", "given")]
TRAINING_ENGLISH = [("birth", "given"), ("given", "surname")]


def trained(data, english):
    """The linker, its model trained, ready to predict."""
    numbered = bool(data["number"].notna().any())
    blocks = ([("number",)] if numbered else []) + (BLOCKS_ENGLISH if english else BLOCKS)
    crossed = ["l.birth = r.swapped and l.given = r.given", "l.name = r.alias and l.birth = r.birth"]
    settings = SettingsCreator(
        link_type="link_and_dedupe",
        comparisons=comparisons(numbered, english),
        blocking_rules_to_generate_predictions=[block_on(*block) for block in blocks] + crossed,
        retain_matching_columns=False,
        retain_intermediate_calculation_columns=False,
    )
    api = DuckDBAPI()
    # One thread costs the least CPU.
    api.duckdb_con.execute("SET enable_progress_bar = false; SET threads = 1")
    # A column without any value has no type of its own.
    data = data.astype("string")
    tables = [
        api.register(rows.drop(columns="source_dataset"), dataset_display_name=name)
        for name, rows in data.groupby("source_dataset")
    ]
    linker = Linker(tables, settings, log_level=logging.ERROR)
    certain = [
        block_on("birth", "name"),
        block_on("birth", "kana", "phone"),
        block_on("birth", "given", "lot"),
    ]
    linker.training.estimate_probability_two_random_records_match(certain, recall=0.85)
    # A million pairs took more than twice the CPU in all and moved F1 by less than 0.002.
    linker.training.estimate_u_using_random_sampling(max_pairs=2e5, seed=1, num_chunks=1)
    for block in TRAINING_ENGLISH if english else TRAINING:
        linker.training.estimate_parameters_using_expectation_maximisation(
            block_on(*block), record_sample_proportion=1.0
        )
    return linker


def clusters(lists, links, threshold, once):
    """The cluster of each row after its links, strongest first; a link is refused where both
    clusters hold a row of the same list of `once`."""
    up = {key: key for key in lists}
    held = {key: {name} & once for key, name in lists.items()}

    def root(key):
        while up[key] != key:
            up[key] = up[up[key]]
            key = up[key]
        return key

    for a, b, probability in links:
        if probability < threshold:
            break
        a, b = root(a), root(b)
        if a != b and not held[a] & held[b]:
            up[b] = a
            held[a] |= held.pop(b)
    return {key: root(key) for key in lists}


def main():
    folder = sys.argv[1]
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    logging.disable(logging.WARNING)
    rows, town = read(folder)
    data = table(rows, town, town.isascii())
    lists = dict(zip(data["unique_id"], data["source_dataset"]))
    # All that a process has used since it began.
    before = time.process_time()
    person, _, _ = read_truth(folder)

    began = time.process_time()
    linker = trained(data, town.isascii())
    found = linker.inference.predict(threshold_match_probability=THRESHOLDS[0]).as_pandas_dataframe()
    found = found.sort_values(["match_weight", "unique_id_l", "unique_id_r"], ascending=False)
    links = list(zip(found["unique_id_l"], found["unique_id_r"], found["match_probability"]))
    scored = time.process_time() - began

    result = {}
    for way, held_once in WAYS.items():
        best = None
        for threshold in THRESHOLDS:
            for once in held_once:
                began = time.process_time()
                cluster = clusters(lists, links, threshold, once)
                cpu = scored + time.process_time() - began
                f1 = pairs(person, cluster)[2]
                if best is None or f1 > best[0]:
                    best = f1, threshold, cpu, cluster
        _, threshold, cpu, cluster = best
        with open(f"{folder}/splink-{way}.tsv", "w", encoding="utf-8") as out:
            for key in person:
                print(key, cluster[key], sep="\t", file=out)
        result[way] = {"threshold": threshold, "linking": cpu, "cpu": before + cpu}
    result["mib"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(result))


if __name__ == "__main__":
    main()
