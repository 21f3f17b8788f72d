"""LightFM on the files of `ColdStudy … write FOLDER`: cold AUC, NDCG@10 among cold items and among all, and seconds.

Run: python benchmarks/lightfm_peer.py FOLDER [components [epochs [loss]]]
"""

import sys
import time

import numpy
import scipy.sparse
from lightfm import LightFM

K = 10


def lines(folder, name):
    with open(f"{folder}/{name}") as file:
        return [line.rstrip("\n").split("\t") for line in file]


def features(items, with_attributes):
    """Items × (one for each item, one for each attribute that two items have)."""
    having = {}
    for fields in items:
        for fact in facts(fields):
            having[fact] = having.get(fact, 0) + 1
    numbers = {fact: i for i, fact in enumerate(sorted(f for f, n in having.items() if n > 1))}
    own = scipy.sparse.identity(len(items), format="csr", dtype=numpy.float32)
    if not with_attributes:
        return own
    rows = [(i, numbers[f]) for i, fields in enumerate(items) for f in facts(fields) if f in numbers]
    at = numpy.array(rows)
    shared = scipy.sparse.coo_matrix(
        (numpy.ones(len(rows), numpy.float32), (at[:, 0], at[:, 1])), shape=(len(items), len(numbers)))
    return scipy.sparse.hstack([own, shared]).tocsr()


def facts(fields):
    words = {("words", word) for word in fields[2].split("|") if word}
    return words | {("family", value) for value in fields[3].split("|") if value}


def ndcg(scores, truth, count):
    best = numpy.argsort(-scores, kind="stable")[:K]
    worth = 1 / numpy.log2(numpy.arange(2, K + 2))
    return (worth[: len(best)] * truth[best]).sum() / worth[: min(K, count)].sum()


def main(folder, components=64, epochs=30, loss="warp"):
    items = lines(folder, "items.tsv")
    place = {fields[0]: i for i, fields in enumerate(items)}
    hidden = numpy.array([fields[1] == "hidden" for fields in items])
    train = lines(folder, "train.tsv")
    users = {user: i for i, user in enumerate(sorted({fields[0] for fields in train}))}
    cells = scipy.sparse.coo_matrix(
        (numpy.ones(len(train), numpy.float32),
         ([users[f[0]] for f in train], [place[f[1]] for f in train])), shape=(len(users), len(items)))
    held = cells.tocsr()
    taken = {}
    for user, item in lines(folder, "truth.tsv"):
        taken.setdefault(user, set()).add(place[item])
    for name in (True, False):
        about = features(items, name)
        start = time.time()
        model = LightFM(no_components=int(components), loss=loss, random_state=42)
        model.fit(cells, item_features=about, epochs=int(epochs), num_threads=2)
        seconds = time.time() - start
        figures = numpy.zeros(5)
        biases, vectors = model.get_item_representations(about)
        own = model.user_embeddings
        for user, wanted in taken.items():
            row = users[user]
            scores = vectors @ own[row] + biases
            truth = numpy.zeros(len(items), bool)
            truth[list(wanted)] = True
            offered = numpy.ones(len(items), bool)
            offered[held[row].indices] = False
            figures[0] += ndcg(scores[offered], truth[offered], len(wanted))
            figures[1] += 1
            cold = truth & hidden
            if cold.any():
                others = numpy.sort(scores[hidden & ~truth])
                less = numpy.searchsorted(others, scores[cold], "left")
                most = numpy.searchsorted(others, scores[cold], "right")
                figures[2] += ((less + most) / 2).mean() / len(others)
                figures[3] += ndcg(scores[hidden], truth[hidden], cold.sum())
                figures[4] += 1
        print(f"lightfm {loss} {components} x {epochs}, {'attributes' if name else 'none'}: "
              f"cold AUC {figures[2] / figures[4]:.4f}, cold NDCG {figures[3] / figures[4]:.4f}, "
              f"all NDCG {figures[0] / figures[1]:.4f}, {seconds:.1f} s, users {int(figures[1])}/{int(figures[4])}")


if __name__ == "__main__":
    main(*sys.argv[1:])
