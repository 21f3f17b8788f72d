"""Times sweeps of recsys and of the library "implicit" on the same matrices, in turns, and prints a table.

Needs numpy, scipy and implicit (0.7.3; https://github.com/benfred/implicit) and a built studies/target/studies.jar.

    OPENBLAS_NUM_THREADS=1 python3 studies/implicit_comparison.py [--rounds 3] [--sweeps 12] [--java java] [--cholesky]

Both sides have two threads, weights from 1 to 50 (Zipf, exponent 2), lambda 0.1 without frequency scaling, and confidence =
weight. A figure is the median over the second half of the sweeps of each round, when Java has compiled what it runs (of the
peer: all but the first), in seconds; the objective is the one after the last sweep, over all cells.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
import scipy.sparse as sp
from implicit.cpu import _als
from implicit.cpu.topk import topk

PRODUCTS = [
    0.6, 0.12, 0.11, 0.08, 0.08, 0.057, 0.052, 0.049, 0.037, 0.036, 0.034, 0.023,
    0.016, 0.009, 0.008, 0.008, 0.005, 0.003, 0.002, 0.001, 3e-4, 3e-4, 1e-4, 1e-4,
]
CASES = {
    "950,000 x 24, 1.4 M cells": (950_000, 24, 1_400_000, [50]),
    "50,000 x 10,000, 1.15 M cells": (50_000, 10_000, 1_150_000, [64]),
    "100,000 x 20,000, 8.5 M cells": (100_000, 20_000, 8_500_000, [64, 128]),
}
LAMBDA = 0.1


def limits():
    """What one thread can do at best: multiply-adds from cache, and rows of 64 floats gathered from all over memory."""
    random = np.random.default_rng(1)
    a = random.random((1024, 1024), dtype=np.float32)
    x = random.random((100_000, 64), dtype=np.float32)
    which = random.integers(0, len(x), 2_000_000)
    out = np.empty((len(which), 64), dtype=np.float32)
    products, gathers = [], []
    for _ in range(5):
        started = time.perf_counter()
        a @ a
        products.append(1024**3 / (time.perf_counter() - started) / 1e9)
        started = time.perf_counter()
        np.take(x, which, axis=0, out=out)
        gathers.append(out.nbytes / (time.perf_counter() - started) / 1e9)
    print(f"One thread: {max(products):.0f} billion multiply-adds and {max(gathers):.1f} GB of gathered rows a second.\n")


def matrix(users, items, cells):
    random = np.random.default_rng(1)
    if items == len(PRODUCTS):
        shares = np.array(PRODUCTS)
        row, column = np.nonzero(random.random((users, items)) < shares * cells / users / shares.sum())
    else:
        drawn = int(cells * 1.3)
        row = (users * random.random(drawn) ** 1.5).astype(np.int64)
        column = (items * random.random(drawn) ** 2.5).astype(np.int64)
        cell = random.permutation(np.unique(row * items + column))[:cells]
        row, column = cell // items, cell % items
    weights = np.minimum(random.zipf(2.0, len(row)), 50).astype(np.float32)
    result = sp.csr_matrix((weights, (row, column)), shape=(users, items))
    result.sort_indices()
    return result


def write(m, path):
    with open(path, "wb") as file:
        np.array([*m.shape, m.nnz], "<i4").tofile(file)
        m.indptr.astype("<i4").tofile(file)
        m.indices.astype("<i4").tofile(file)
        m.data.astype("<f4").tofile(file)


def objective(m, x, y):
    x, y = x.astype(np.float64), y.astype(np.float64)
    row = np.repeat(np.arange(m.shape[0]), np.diff(m.indptr))
    total = np.sum((x.T @ x) * (y.T @ y)) + LAMBDA * (np.sum(x * x) + np.sum(y * y))
    for at in range(0, m.nnz, 1 << 20):
        part = slice(at, at + (1 << 20))
        score = np.einsum("ij,ij->i", x[row[part]], y[m.indices[part]])
        total += np.sum(m.data[part] * (1 - score) ** 2 - score * score)
    return total


def peer(m, rank, sweeps, cholesky):
    transposed = m.T.tocsr()
    random = np.random.RandomState(42)
    x = random.rand(m.shape[0], rank).astype(np.float32) * 0.01
    y = random.rand(m.shape[1], rank).astype(np.float32) * 0.01
    solve = _als._least_squares if cholesky else _als._least_squares_cg
    seconds = []
    for _ in range(sweeps):
        started = time.perf_counter()
        solve(m.indptr, m.indices, m.data, x, y, LAMBDA, num_threads=2)
        solve(transposed.indptr, transposed.indices, transposed.data, y, x, LAMBDA, num_threads=2)
        seconds.append(time.perf_counter() - started)
    return seconds, objective(m, x, y)


def top_ten():
    """What the peer takes for the ten best of 10,000 items, for 50,000 users; AlsTopKBenchmark is our side of it."""
    users, items, cells, _ = CASES["50,000 x 10,000, 1.15 M cells"]
    m = matrix(users, items, cells)
    random = np.random.RandomState(1)
    x = random.randn(users, 64).astype(np.float32)
    y = random.randn(items, 64).astype(np.float32)
    for what, owned in (("without those owned", m), ("with them", None)):
        started = time.perf_counter()
        for at in range(0, users, 5000):
            rows = slice(at, at + 5000)
            topk(y, x[rows], 10, filter_query_items=None if owned is None else owned[rows], num_threads=2)
        micros = (time.perf_counter() - started) / users * 1e6
        print(f"implicit, ten best of 10,000 items, {what}: {micros:.1f} us a user")


def ours(java, path, rank, sweeps, options, solver):
    jar = os.path.join(os.path.dirname(__file__), "target", "studies.jar")
    command = [java, *options, "-cp", jar, "dev.recsys.studies.AlsSweeps"]
    command += [path, str(rank), str(sweeps), str(LAMBDA), "2", solver]
    out = subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True).stdout
    line = json.loads([line for line in out.splitlines() if line.startswith("{")][-1])
    return line["seconds"], line["objectives"][-1], line["regime"]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--sweeps", type=int, default=12)
    parser.add_argument("--java", default="java")
    parser.add_argument("--cholesky", action="store_true", help="time implicit's Cholesky solver too, once")
    arguments = parser.parse_args()
    vector = ["--add-modules", "jdk.incubator.vector"]
    limits()
    print("| matrix | rank | who | seconds a sweep | times as fast | objective |\n|---|---|---|---|---|---|")
    for name, (users, items, cells, ranks) in CASES.items():
        m = matrix(users, items, cells)
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "matrix.bin")
            write(m, path)
            for rank in ranks:
                compare(arguments, vector, name, m, path, rank)
    print()
    top_ten()


def compare(arguments, vector, name, m, path, rank):
    taken, reached, regimes = {}, {}, {}
    for turn in range(arguments.rounds):
        seconds, reached["implicit, CG"] = peer(m, rank, arguments.sweeps, False)
        taken.setdefault("implicit, CG", []).extend(seconds[1:])
        for who, options, solver in (
            ("recsys, vector", vector, "TUNED"),
            ("recsys, portable", [], "TUNED"),
            ("recsys, vector, exact", vector, "EXACT"),
        ):
            seconds, reached[who], regimes[who] = ours(
                arguments.java, path, rank, arguments.sweeps, options, solver
            )
            taken.setdefault(who, []).extend(seconds[arguments.sweeps // 2 :])
        if arguments.cholesky and turn == 0:
            seconds, reached["implicit, Cholesky"] = peer(m, rank, 2, True)
            taken["implicit, Cholesky"] = seconds[1:]
    base = statistics.median(taken["implicit, CG"])
    for who, seconds in taken.items():
        median = statistics.median(seconds)
        label = who + (f" ({regimes[who]})" if who in regimes else "")
        print(f"| {name} | {rank} | {label} | {median:.3f} | {base / median:.2f} | {reached[who]:,.0f} |", flush=True)


if __name__ == "__main__":
    sys.exit(main())
