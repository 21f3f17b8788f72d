#!/bin/sh
# How does a scorecard that people can add up compare with boosted trees, on a table that drifts?
#
# UCI Bank Marketing (bank-additional-full.csv, CC BY 4.0): target y; duration is left out, as it is known only afterwards; the first
# 80 % of the rows as the file stands train, the rest test. The scorecard has its defaults; the trees have the settings that
# own_targets.py chose on the training part. Prints the card, then KS, Gini, AUC, log-loss and deciles of both.
#
#     ./mvnw -DskipTests package -pl recsys-cli -am
#     benchmarks/scorecard.sh bank-additional-full.csv.gz
set -eu
file=$1
recsys=${RECSYS:-$(dirname "$0")/../recsys}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
case $file in *.gz) gzip -dc "$file" ;; *) cat "$file" ;; esac > "$folder/all.csv"
rows=$(($(wc -l < "$folder/all.csv") - 1))
train=$((rows * 80 / 100))
head -n $((train + 1)) "$folder/all.csv" > "$folder/train.csv"
{ head -n 1 "$folder/all.csv"; tail -n $((rows - train)) "$folder/all.csv"; } > "$folder/test.csv"
cat > "$folder/trees.json" <<'JSON'
{"trees":{"rounds":200,"maxLeaves":4,"learningRate":0.05,"l2":0,"minRowsPerLeaf":20},"rows":{"subsample":0.8,"columnSample":0.5},"stopping":{"by":"NONE"}}
JSON
echo '{"bad":"NEGATIVE"}' > "$folder/scale.json"
"$recsys" train --table "$folder/train.csv" --target y --missing unknown --exclude duration \
    --model scorecard --bad negative --out "$folder/card.recsys"
"$recsys" train --table "$folder/train.csv" --target y --missing unknown --exclude duration \
    --config "$folder/trees.json" --out "$folder/trees.recsys"
echo "== scorecard"
"$recsys" scorecard --model "$folder/card.recsys" --table "$folder/test.csv" --reference "$folder/train.csv" --missing unknown
echo "== trees"
"$recsys" scorecard --model "$folder/trees.recsys" --table "$folder/test.csv" --missing unknown --scale "$folder/scale.json"
