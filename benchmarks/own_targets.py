"""Does a campaign's answer rank and calibrate as well as with LightGBM, in no more time, on a table that drifts?

UCI Bank Marketing (bank-additional-full.csv, CC BY 4.0): target y; duration is left out, as it is known only afterwards; the first 80 %
of the rows as the file stands train, the rest test. Settings are chosen for both from one grid by the mean log-loss of three folds in
time order within the training part (40 % train 20 %, 60 % the next, 80 % the next). Needs numpy, pandas, scikit-learn and
LightGBM 4.7, and a built studies/target/studies.jar:

    ./mvnw -DskipTests package -pl studies -am
    python3 benchmarks/own_targets.py bank-additional-full.csv.gz [--rounds 5] [--threads 2] [--java java] [--classpath studies.jar]
"""

import argparse
import itertools
import json
import os
import statistics
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
GRID = list(itertools.product((4, 8, 16), (0.5, 1.0), (0.0, 10.0)))  # leaves, share of the columns, L2
ROUNDS = (100, 200, 400)
FOLDS = ((0.4, 0.6), (0.6, 0.8), (0.8, 1.0))


def table(path):
    import pandas

    data = pandas.read_csv(path, sep=";", na_values=["unknown"])
    target = (data.pop("y") == "yes").astype(int).values
    data = data.drop(columns="duration")
    for column in data.columns:
        if data[column].dtype.kind not in "if":
            data[column] = data[column].astype("category")
    return data, target


def fit(data, target, leaves, columns, l2, rounds, threads):
    import lightgbm

    options = dict(
        objective="binary", num_leaves=leaves, feature_fraction=columns, lambda_l2=l2, learning_rate=0.05,
        min_data_in_leaf=20, bagging_fraction=0.8, bagging_freq=1, seed=42, num_threads=threads, verbosity=-1,
    )  # fmt: skip
    return lightgbm.train(options, lightgbm.Dataset(data, target), num_boost_round=rounds)


def figures(target, chances):
    from sklearn.metrics import log_loss, roc_auc_score

    return {"auc": roc_auc_score(target, chances), "logLoss": log_loss(target, chances)}


def peer_once(path, train, leaves, columns, l2, rounds, threads):
    data, target = table(path)
    started = time.perf_counter()
    model = fit(data[:train], target[:train], leaves, columns, l2, rounds, threads)
    seconds = time.perf_counter() - started
    print(json.dumps({"seconds": seconds, **figures(target[train:], model.predict(data[train:]))}))


def config(leaves, columns, l2, rounds, threads):
    return {
        "trees": {"rounds": rounds, "maxLeaves": leaves, "learningRate": 0.05, "l2": l2, "minRowsPerLeaf": 20},
        "columns": {"excluded": ["duration"]},
        "rows": {"subsample": 0.8, "columnSample": columns},
        "stopping": {"by": "NONE"},
        "threads": threads,
    }


def ours(arguments, jobs):
    lines = "".join("%d %d %d %d %s\n" % (*rows, json.dumps(c, separators=(",", ":"))) for rows, c in jobs)
    command = [arguments.java, "-Xmx2g", "-cp", arguments.classpath, "dev.recsys.studies.TargetFits", arguments.table]
    out = subprocess.run(command + ["y", "unknown"], input=lines, check=True, capture_output=True, text=True).stdout
    return [json.loads(line) for line in out.splitlines() if line.startswith("{")]


def choose(name, losses):
    best = min(losses, key=losses.get)
    print(f"{name}: leaves, columns, L2, rounds = {best}, mean log-loss of the folds {losses[best]:.4f}", flush=True)
    return best


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("table")
    parser.add_argument("--rounds", type=int, default=5, help="fresh processes of each, in turns")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--java", default="java")
    parser.add_argument("--classpath", default=os.path.join(HERE, "..", "studies", "target", "studies.jar"))
    parser.add_argument("--settings", help="settings chosen before: two lists, LightGBM's and ours")
    parser.add_argument("--peer", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.peer:
        return peer_once(arguments.table, *json.loads(arguments.peer))
    data, target = table(arguments.table)
    train = int(0.8 * len(data))
    if arguments.settings:
        theirs, own = json.loads(arguments.settings)
    else:
        theirs, own = search(arguments, data, target, train)
    measure(arguments, theirs, own, train, len(data))


def search(arguments, data, target, train):
    folds = [(int(train * a), int(train * b)) for a, b in FOLDS]
    losses = {}
    for settings in GRID:
        for first, last in folds:
            model = fit(data[:first], target[:first], *settings, max(ROUNDS), arguments.threads)
            for rounds in ROUNDS:
                chances = model.predict(data[first:last], num_iteration=rounds)
                key = (*settings, rounds)
                losses[key] = losses.get(key, 0) + figures(target[first:last], chances)["logLoss"] / len(folds)
    theirs = choose("LightGBM", losses)
    keys = [(*settings, rounds) for settings in GRID for rounds in ROUNDS]
    jobs = [((0, a, a, b), config(*key, arguments.threads)) for key in keys for a, b in folds]
    results = ours(arguments, jobs)
    own = choose("recsys", {
        key: sum(r["logLoss"] for r in results[i * len(folds):(i + 1) * len(folds)]) / len(folds)
        for i, key in enumerate(keys)
    })  # fmt: skip
    return theirs, own


def measure(arguments, theirs, own, train, rows):
    taken, reached = {}, {}
    for _ in range(arguments.rounds):
        started = time.perf_counter()
        peer = json.dumps([train, *theirs, arguments.threads])
        command = [sys.executable, __file__, arguments.table, "--peer", peer]
        result = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()[-1])
        taken.setdefault("LightGBM", []).append((result["seconds"], time.perf_counter() - started))
        reached["LightGBM"] = result
        started = time.perf_counter()
        result = ours(arguments, [((0, train, train, rows), config(*own, arguments.threads))])[0]
        taken.setdefault("recsys", []).append((result["seconds"], time.perf_counter() - started))
        reached["recsys"] = result
    print("| who | ROC-AUC | log-loss | training, s, median (range) | whole process, s, median (range) |")
    print("|---|---|---|---|---|")
    for who, result in reached.items():
        cells = []
        for part in range(2):
            times = [pair[part] for pair in taken[who]]
            cells.append(f"{statistics.median(times):.2f} ({min(times):.2f}–{max(times):.2f})")
        print(f"| {who} | {result['auc']:.4f} | {result['logLoss']:.4f} | {cells[0]} | {cells[1]} |")


if __name__ == "__main__":
    sys.exit(main())
