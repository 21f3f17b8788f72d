#!/usr/bin/env bash
# How good and how fast is our booster of NDCG beside LightGBM's lambdarank on the same groups in the same run?
#
#   benchmarks/lambdarank.sh LEARN.csv ASKED.csv
#
# The files are those that TwoLevelStudy exports (export=FOLDER). Both: 150 rounds of 6 leaves, rate 0.05, L2 0.2, 5 rows a leaf, 70 %
# of the rows and half of the columns a round, pairs with one row among the first 100, 2 threads. The time is from numbers in memory
# to a trained model. LightGBM weighs a pair by all ranks, ours by the first 100 alone.
#
# Needs a built studies.jar (./mvnw -DskipTests package -pl studies -am) and a Python with lightgbm and numpy:
#   PYTHON=/tmp/peer/bin/python benchmarks/lambdarank.sh LEARN.csv ASKED.csv
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
trees='{"rounds":150,"maxLeaves":6}'
"${JAVA:-java}" -Xmx4g --add-modules jdk.incubator.vector -cp "${JAR:-$here/../studies/target/studies.jar}" \
    dev.recsys.studies.RankerComparison "$1" "$2" 100 "$trees" '{}'
"${PYTHON:-python3}" "$here/lambdarank.py" "$1" "$2" 100
