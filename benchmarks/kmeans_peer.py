"""Fits scikit-learn's KMeans to the points kmeans.sh made, coded as ClusterTrainer codes them; prints seconds, seconds of the
processor, inertia and rounds.

    python3 benchmarks/kmeans_peer.py FILE COLUMNS CLUSTERS ROUNDS THREADS SEED

Needs scikit-learn. Reading, coding and a first small fit that loads the libraries are not timed; KMeans.fit is.
"""

import os
import sys
import time

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = sys.argv[5]

import numpy as np
from sklearn.cluster import KMeans

columns, clusters, rounds, seed = (int(sys.argv[i]) for i in (2, 3, 4, 6))
x = np.fromfile(sys.argv[1], dtype=">f4").astype(np.float32).reshape(-1, columns)
for column in range(columns):
    values = np.sort(x[:: -(-len(x) // 2**17), column]).astype(np.float64)
    cut = int(0.005 * len(values))
    low, high, median = values[cut], values[len(values) - 1 - cut], values[len(values) // 2]
    assert low < 0, "a column without negative values may be logged, which is not done here"
    x[:, column] = (np.clip(x[:, column].astype(np.float64), low, high) - median) / np.clip(values, low, high).std()


def fit(points):
    start, processor = time.perf_counter(), time.process_time()
    model = KMeans(clusters, n_init=1, max_iter=rounds, algorithm="lloyd", random_state=seed).fit(points)
    return time.perf_counter() - start, time.process_time() - processor, model


fit(x[: 20 * clusters])
seconds, processor, model = fit(x)
print(f"{seconds:.3f} {processor:.2f} {float(model.inertia_)} {model.n_iter_}")
