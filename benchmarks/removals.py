"""Does recsys find who gives up which product as well as LightGBM one-vs-rest on the same rows, and better than how often each is given up?

A synthetic bank of 17 months, as the Santander panel at hand has no removals. Rows are customers at cut-offs; the test is the last
cut-off with a month after it, and every label of the training rows was known by then. Both learn the same settings; rounds are
chosen on the last training cut-offs (a fifth of the rows), and all rows learn as many again. AUC of each product among its holders;
MAP@7 over customers who gave up something, of the products they hold. Needs numpy, pandas, scikit-learn, LightGBM, and a built
studies/target/studies.jar:

    ./mvnw -DskipTests package -pl studies -am
    python3 benchmarks/removals.py [--customers 10000] [--history 3] [--cut-offs 8] [--threads 2] [--java java] [--classpath studies.jar]
"""

import argparse
import json
import os
import subprocess
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROUNDS, LEAVES, RATE, LEAST, L2, PATIENCE = 300, 8, 0.05, 20, 1.0, 30


def ours(arguments, folder):
    config = {
        "trees": {"rounds": ROUNDS, "maxLeaves": LEAVES, "learningRate": RATE, "l2": L2, "minRowsPerLeaf": LEAST},
        "stopping": {"share": 0.2, "earlyStoppingRounds": PATIENCE, "then": "REFIT"},
        "threads": arguments.threads,
    }
    command = [arguments.java, "-Xmx3g", "-cp", arguments.classpath, "dev.recsys.studies.RemovalStudy"]
    command += [str(arguments.customers), str(arguments.history), str(arguments.cut_offs), json.dumps(config), folder]
    print("recsys", subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip())


def average_precision(scores, gone):
    """At 7, of one customer: scores and labels of the products held."""
    order = sorted(range(len(scores)), key=lambda i: -scores[i])[:7]
    hits, total = 0, 0.0
    for place, i in enumerate(order, 1):
        if gone[i]:
            hits += 1
            total += hits / place
    return total / min(7, sum(gone))


def mean_average_precision(labels, scores):
    total, count = 0.0, 0
    for row in range(len(labels)):
        held = [k for k in range(labels.shape[1]) if labels[row, k] == labels[row, k]]
        gone = [labels[row, k] == 1 for k in held]
        if any(gone):
            total += average_precision([scores[row, k] for k in held], gone)
            count += 1
    return total / count, count


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--customers", type=int, default=10000)
    parser.add_argument("--history", type=int, default=3)
    parser.add_argument("--cut-offs", type=int, default=8)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--java", default="java")
    parser.add_argument("--classpath", default=os.path.join(HERE, "..", "studies", "target", "studies.jar"))
    arguments = parser.parse_args()

    import lightgbm
    import numpy
    import pandas
    from sklearn.metrics import roc_auc_score

    with tempfile.TemporaryDirectory() as folder:
        ours(arguments, folder)
        train = pandas.read_csv(os.path.join(folder, "train.csv"), low_memory=False)
        test = pandas.read_csv(os.path.join(folder, "test.csv"), low_memory=False)
        mine = pandas.read_csv(os.path.join(folder, "ours.csv"))
    names = list(mine.columns)
    features = [c for c in train.columns if not c.startswith("removal ") and c != "period"]
    for column in features:
        if train[column].dtype.kind not in "if":
            values = sorted(set(train[column].dropna()))
            train[column] = pandas.Categorical(train[column], values)
            test[column] = pandas.Categorical(test[column], values)
    fold = train["period"].quantile(0.8, interpolation="lower")
    options = dict(
        objective="binary", num_leaves=LEAVES, learning_rate=RATE, min_data_in_leaf=LEAST, lambda_l2=L2, seed=42,
        num_threads=arguments.threads, verbosity=-1,
    )  # fmt: skip
    peer = numpy.zeros((len(test), len(names)))
    usual = numpy.zeros((len(test), len(names)))
    started = time.perf_counter()
    for k, name in enumerate(names):
        known = train[train[name].notna()]
        early, late = known[known["period"] < fold], known[known["period"] >= fold]
        rounds = 50
        if early[name].nunique() == 2 and late[name].nunique() == 2:
            held = lightgbm.Dataset(late[features], late[name])
            stop = [lightgbm.early_stopping(PATIENCE, verbose=False)]
            first = lightgbm.train(options, lightgbm.Dataset(early[features], early[name]), ROUNDS, [held], callbacks=stop)
            rounds = first.best_iteration
        model = lightgbm.train(options, lightgbm.Dataset(known[features], known[name]), rounds)
        peer[:, k] = model.predict(test[features])
        usual[:, k] = known[name].mean()
    print("LightGBM %.1f s" % (time.perf_counter() - started))
    labels = test[names].values
    print("%-20s %8s %8s %8s %8s" % ("", "holders", "leavers", "recsys", "LightGBM"))
    areas = []
    for k, name in enumerate(names):
        known = labels[:, k] == labels[:, k]
        happened = labels[known, k]
        if 0 < happened.sum() < len(happened):
            pair = roc_auc_score(happened, mine.values[known, k]), roc_auc_score(happened, peer[known, k])
            print("%-20s %8d %8d %8.4f %8.4f" % (name, known.sum(), happened.sum(), *pair))
            if happened.sum() >= 20:
                areas.append(pair)
    print("%-20s %8s %8s %8.4f %8.4f" % ("mean, 20 leavers on", "", "", *numpy.mean(areas, axis=0)))
    for title, scores in (("recsys", mine.values), ("LightGBM", peer), ("share given up", usual)):
        print("MAP@7 %-16s %.4f over %d leavers" % (title, *mean_average_precision(labels, scores)))


if __name__ == "__main__":
    main()
