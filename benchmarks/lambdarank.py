"""LightGBM's lambdarank on groups exported by TwoLevelStudy: lambdarank.py LEARN.csv ASKED.csv K [OPTION=VALUE ...]

Run by lambdarank.sh.

Prints seconds, from numbers in memory to a trained model, and NDCG@10 of the groups in which anything was taken.
"""

import sys
import time

import lightgbm
import numpy


def read(path):
    """Labels, features and group sizes of the groups in which anything was taken."""
    rows = numpy.loadtxt(path, delimiter=",", dtype=numpy.float32)
    group = rows[:, 0].astype(int)
    taken = numpy.bincount(group, rows[:, 2])[group] > 0
    rows, group = rows[taken], group[taken]
    return rows[:, 2], rows[:, 3:].astype(numpy.float64), numpy.unique(group, return_counts=True)[1]


def ndcg(labels, scores, sizes, k=10):
    discounts = 1 / numpy.log2(numpy.arange(k) + 2)
    total, start = 0.0, 0
    for size in sizes:
        of = labels[start : start + size]
        best = of[numpy.argsort(-scores[start : start + size], kind="stable")][:k]
        ideal = numpy.sort(of)[::-1][:k]
        total += best @ discounts[: len(best)] / (ideal @ discounts[: len(ideal)])
        start += size
    return total / len(sizes)


def main():
    labels, features, sizes = read(sys.argv[1])
    asked_labels, asked, asked_sizes = read(sys.argv[2])
    options = {
        "objective": "lambdarank",
        "lambdarank_truncation_level": int(sys.argv[3]),
        "lambdarank_norm": False,
        "num_leaves": 6,
        "learning_rate": 0.05,
        "lambda_l2": 0.2,
        "min_data_in_leaf": 5,
        "bagging_fraction": 0.7,
        "bagging_freq": 1,
        "feature_fraction": 0.5,
        "num_threads": 2,
        "verbosity": -1,
    }
    options.update(pair.split("=", 1) for pair in sys.argv[4:])
    start = time.perf_counter()
    model = lightgbm.train(options, lightgbm.Dataset(features, labels, group=sizes), num_boost_round=150)
    seconds = time.perf_counter() - start
    print(f"LightGBM: {seconds:.1f} s, ndcg@10 {ndcg(asked_labels, model.predict(asked), asked_sizes):.4f}")


main()
