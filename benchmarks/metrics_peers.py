"""Do the metrics say what those of scikit-learn and RecTools say? Compares random cases, one by one.

Needs a built studies/target/studies.jar, scikit-learn, and for the second half RecTools with pandas; without RecTools it says so.

    python3 benchmarks/metrics_peers.py [--cases 1000] [--seed 20260401] [--java java] [--jar studies/target/studies.jar]

Prints for each metric and peer how many cases were compared and how many differ by more than 1e-9, and for each difference by
definition how many cases it concerns and whether the peer, told our definition, agrees. Exit code 1 if a case differs that no
definition explains.
"""

import argparse
import json
import math
import subprocess
import sys
import warnings

import numpy as np
from sklearn import metrics as sk

TOLERANCE = 1e-9
LEAST = 2.0**-50  # a probability nearer to 0 or 1 counts as this in our log-loss


class Table:
    def __init__(self):
        self.rows = {}

    def add(self, peer, metric, note, ours, theirs):
        counts = self.rows.setdefault((peer, metric, note), [0, 0, 0.0])
        counts[0] += 1
        same = theirs is not None and math.isclose(ours, theirs, rel_tol=0, abs_tol=TOLERANCE)
        counts[1] += not same
        if theirs is not None:
            counts[2] = max(counts[2], abs(ours - theirs))

    def print(self):
        print(f"{'peer':<13} {'metric':<18} {'cases':>6} {'differ':>6} {'most':>9}  what")
        bad = 0
        for (peer, metric, note), (cases, differ, most) in self.rows.items():
            print(f"{peer:<13} {metric:<18} {cases:>6} {differ:>6} {most:>9.2g}  {note}")
            bad += differ if not note.startswith("by definition") else 0
        return bad


def sklearn_ranking(case, table):
    n, k, ranked, truth = case["items"], case["k"], case["ranked"], set(case["truth"])
    relevant = np.array([[float(item in truth) for item in range(n)]])
    scores = np.full((1, n), -float(n + 1))  # what is not ranked is tied at the end
    for place, item in enumerate(ranked):
        scores[0, item] = -place
    ndcg = float(sk.ndcg_score(relevant, scores, k=k))
    if k <= len(ranked) or len(ranked) == n:
        table.add("scikit-learn", "ndcg", "same, empty truths 0", case["ndcg"], ndcg)
    else:
        table.add("scikit-learn", "ndcg", "by definition: a list shorter than k goes on with ties", case["ndcg"], ndcg)
        padded = np.hstack([relevant, np.zeros((1, k))])  # k items nobody wants come before those not ranked
        filled = np.hstack([scores, -float(n) - np.arange(k)[None, :] / (2 * k)])
        filled[0, :n] = np.where(filled[0, :n] < -n, -2.0 * n, filled[0, :n])
        table.add("scikit-learn", "ndcg", "same, filled up with misses", case["ndcg"],
                  float(sk.ndcg_score(padded, filled, k=k)))
    if len(ranked) == n:
        if truth:
            ap = float(sk.average_precision_score(relevant[0], scores[0]))
            table.add("scikit-learn", "map", "same, k of all items", case["map-all"], ap)
        if 0 < len(truth) < n:
            table.add("scikit-learn", "auc", "same, k of all items", case["auc-all"],
                      float(sk.roc_auc_score(relevant[0], scores[0])))
        elif not truth:
            table.add("scikit-learn", "auc", "by definition: an empty truth is not defined, ours 0", case["auc-all"], None)


def sklearn_probabilities(case, table):
    scores, truth = np.array(case["scores"]), np.array(case["truth"])
    both = 0 < truth.sum() < len(truth)
    if both:
        table.add("scikit-learn", "roc-auc", "same, ties a half", case["auc"], float(sk.roc_auc_score(truth, scores)))
        table.add("scikit-learn", "average precision", "same, ties one threshold", case["average-precision"],
                  float(sk.average_precision_score(truth, scores)))
    else:
        for metric in ("auc", "average-precision"):
            assert case[metric] is None, case
    table.add("scikit-learn", "brier", "same", case["brier"], float(sk.brier_score_loss(truth, scores)))
    loss = float(sk.log_loss(truth, scores, labels=[0, 1]))
    certain = bool(np.any((scores == 0) & (truth == 1)) or np.any((scores == 1) & (truth == 0)))
    if certain:
        table.add("scikit-learn", "log-loss", "by definition: certain and wrong, 2^-50 or 2^-52", case["log-loss"], loss)
        clipped = np.clip(scores, LEAST, 1 - LEAST)
        table.add("scikit-learn", "log-loss", "same, cut at 2^-50", case["log-loss"],
                  float(sk.log_loss(truth, clipped, labels=[0, 1])))
    else:
        table.add("scikit-learn", "log-loss", "same", case["log-loss"], loss)


def rectools(cases, table):
    try:
        import pandas as pd
        from rectools import Columns
        from rectools.metrics import MAP, MRR, NDCG, F1Beta, HitRate, Precision, Recall
    except ImportError as e:
        print("without RecTools:", e)
        return
    for k in sorted({case["k"] for case in cases}):
        users = [case for case in cases if case["k"] == k and case["truth"]]
        empty = sum(1 for case in cases if case["k"] == k and not case["truth"])
        reco = pd.DataFrame(
            [(u, item, place + 1) for u, case in enumerate(users) for place, item in enumerate(case["ranked"])],
            columns=[Columns.User, Columns.Item, Columns.Rank])
        taken = pd.DataFrame([(u, item) for u, case in enumerate(users) for item in case["truth"]],
                             columns=[Columns.User, Columns.Item])
        peers = {
            "map": MAP(k=k), "ndcg": NDCG(k=k, divide_by_achievable=True), "precision": Precision(k=k),
            "recall": Recall(k=k), "f1": F1Beta(k=k), "hit-rate": HitRate(k=k), "mrr": MRR(k=k)}
        found = {name: peer.calc_per_user(reco, taken) for name, peer in peers.items()}
        plain = NDCG(k=k).calc_per_user(reco, taken)
        for u, case in enumerate(users):
            for name, values in found.items():
                theirs = float(values.get(u, math.nan))
                if name == "map" and len(case["truth"]) > k:
                    table.add("RecTools", name, "by definition: divided by all true items, not min(k, true)",
                              case[name], theirs)
                    table.add("RecTools", name, "same, times true / k", case[name], theirs * len(case["truth"]) / k)
                else:
                    table.add("RecTools", name, "same" + (", divide_by_achievable" if name == "ndcg" else ""),
                              case[name], theirs)
            table.add("RecTools", "ndcg", "by definition: its default divides by k true items", case["ndcg"],
                      float(plain.get(u, math.nan)))
        for _ in range(empty):
            table.add("RecTools", "all", "by definition: users with an empty truth are left out, ours 0", 0.0, None)


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--cases", type=int, default=1000)
    options.add_argument("--seed", type=int, default=20260401)
    options.add_argument("--java", default="java")
    options.add_argument("--jar", default="studies/target/studies.jar")
    given = options.parse_args()
    warnings.filterwarnings("ignore")
    lines = subprocess.run(
        [given.java, "-cp", given.jar, "dev.recsys.studies.MetricCases", str(given.cases), str(given.seed)],
        check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True).stdout.splitlines()
    cases = [json.loads(line) for line in lines]
    rankings = [case for case in cases if case["kind"] == "ranking"]
    table = Table()
    for case in rankings:
        sklearn_ranking(case, table)
    for case in cases:
        if case["kind"] == "probabilities":
            sklearn_probabilities(case, table)
    rectools(rankings, table)
    sys.exit(1 if table.print() else 0)


if __name__ == "__main__":
    main()
