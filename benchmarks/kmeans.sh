#!/usr/bin/env bash
# How long do segments take to train beside scikit-learn's K-means, on the same points?
#
#   benchmarks/kmeans.sh [ROWS [COLUMNS [CLUSTERS [ROUNDS [THREADS [REPEATS [BLOBS [SPREAD]]]]]]]]
#
# 500,000 x 30 by default, 8 clusters, at most 50 rounds, 2 threads, 5 repeats, as many normal blobs as clusters, deviation 3.
# Ours: the whole of ClusterTrainer.train, from panel to model, one starting point, all rows fitted to: "first" is the first
# training of a fresh Java, "loaded" the first after a small one of 20 rows a cluster, as the peer has, "again" the third after it.
# The peer: KMeans.fit alone, n_init=1, on the same points coded in the same way; each repeat has another seed. In turns; medians.
# Seconds, seconds of the processor, the sum of squared distances.
#
# Needs a built benchmarks.jar (./mvnw -DskipTests package -pl benchmarks -am) and a Python with scikit-learn:
#   python3 -m venv /tmp/peer && /tmp/peer/bin/pip install scikit-learn==1.9.*
#   PYTHON=/tmp/peer/bin/python benchmarks/kmeans.sh
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
rows=${1:-500000} columns=${2:-30} clusters=${3:-8} rounds=${4:-50} threads=${5:-2} repeats=${6:-5}
blobs=${7:-$clusters} spread=${8:-3}
python=${PYTHON:-python3}
ours=("${JAVA:-java}" -Xmx4g -cp "$here/target/benchmarks.jar" dev.recsys.benchmarks.KMeansRun)

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${ours[@]}" blobs "$folder/points" "$rows" "$columns" "$blobs" "$spread" 1

train() { # after a training on $1 rows, $2 times
    "${ours[@]}" train "$folder/points" "$columns" "$clusters" "$rounds" "$threads" "$1" "$2" 2>"$folder/errors" >"$folder/lines" ||
        { cat "$folder/errors" >&2; exit 1; }
}
keep() { # standard input as a line of a file, and of the output
    tee -a "$folder/$1" | sed "s/^/$1  /"
}
for ((i = 1; i <= repeats; i++)); do
    train 0 1
    keep first <"$folder/lines"
    train $((20 * clusters)) 3
    head -n 1 "$folder/lines" | keep loaded
    tail -n 1 "$folder/lines" | keep again
    "$python" "$here/kmeans_peer.py" "$folder/points" "$columns" "$clusters" "$rounds" "$threads" "$i" | keep peer
done

# The median of a column of a file; of an even number of values the lower one.
median() {
    cut -d ' ' -f "$2" "$1" | sort -g | sed -n "$(((repeats + 1) / 2))p"
}

echo
echo "$rows x $columns, $clusters clusters, at most $rounds rounds, $threads threads; medians of $repeats"
for who in first loaded again peer; do
    echo "$who: $(median "$folder/$who" 1) s, processor $(median "$folder/$who" 2) s, inertia $(median "$folder/$who" 3)"
done
for who in first loaded again; do
    awk -v who=$who -v a="$(median "$folder/$who" 1)" -v b="$(median "$folder/peer" 1)" \
        -v c="$(median "$folder/$who" 2)" -v d="$(median "$folder/peer" 2)" \
        'BEGIN { printf "%s / peer: %.2f, processor %.2f\n", who, a / b, c / d }'
done
