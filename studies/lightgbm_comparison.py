"""How long does LightGBM train, and how well, on the rows BoostingComparison wrote?

Needs lightgbm and numpy: python3 studies/lightgbm_comparison.py FOLDER THREADS
On a machine that is shared, compare the processor's time on one thread.
"""
import sys
import time
from pathlib import Path

import lightgbm as lgb
import numpy as np

TREES, LEAVES, LEAST_ADDITIONS = 100, 8, 10
THREADS = int(sys.argv[2])

folder = Path(sys.argv[1])
kinds, items = (folder / "meta.txt").read_text().split("\n")[:2]
items = int(items)
categorical = [i for i, kind in enumerate(kinds.split()) if kind == "CATEGORICAL"]
columns = len(kinds.split()) + items + 1


def read(name):
    x = np.fromfile(folder / f"{name}.x", dtype=">f4").astype(np.float32).reshape(-1, columns)
    x[:, categorical] = np.where(x[:, categorical] < 0, np.nan, x[:, categorical])
    return x, np.fromfile(folder / f"{name}.y", dtype=np.int8).reshape(-1, items)


x, y = read("train")
test_x, test_y = read("test")
parameters = dict(
    objective="binary", num_leaves=LEAVES, learning_rate=0.1, max_bin=64, min_data_in_leaf=5, lambda_l2=1.0,
    min_sum_hessian_in_leaf=1e-3, cat_l2=10.0, cat_smooth=10.0, num_threads=THREADS, seed=42, verbose=-1)
learned = [i for i in range(items) if (y[:, i] == 1).sum() >= LEAST_ADDITIONS]

for run in (1, 2):
    loss, cells, seconds, cpu = 0.0, 0, 0.0, 0.0
    for item in learned:
        able, test_able = y[:, item] != 2, test_y[:, item] != 2
        start, cpu_start = time.perf_counter(), time.process_time()
        data = lgb.Dataset(x[able], y[able, item], categorical_feature=categorical, params=parameters)
        model = lgb.train(parameters, data, num_boost_round=TREES)
        seconds += time.perf_counter() - start
        cpu += time.process_time() - cpu_start
        p = model.predict(test_x[test_able], num_threads=THREADS)
        truth = test_y[test_able, item] == 1
        loss -= np.log(np.maximum(1e-15, np.where(truth, p, 1 - p))).sum()
        cells += len(p)
    print(f"LightGBM {lgb.__version__}, run {run}: {len(learned)} binary boosters, {len(x)} rows, "
          f"{seconds:.2f} s, processor {cpu:.2f} s, log-loss {loss / cells:.6f}", flush=True)
    # Binned anew for each booster; this is what one binning of all rows takes.
    start = time.process_time()
    lgb.Dataset(x, y[:, learned[0]] == 1, categorical_feature=categorical, params=parameters).construct()
    print(f"  of which each binning takes {time.process_time() - start:.2f} s of the processor", flush=True)
