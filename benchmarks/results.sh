#!/usr/bin/env bash
# Every model with its defaults on four data sets, with times: writes the page docs/results.md.
#
#   benchmarks/results.sh DATA FILE [SET...]
#
# DATA has online-retail/, gowalla/ and santander/; SET is one of online-retail, gowalla, santander, synthetic, all four if none is
# given. Takes about half an hour for all and 6 GB. Needs a built studies.jar (./mvnw -DskipTests package -pl studies -am).
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
exec "${JAVA:-java}" -cp "${JAR:-$here/../studies/target/studies.jar}" dev.recsys.studies.ResultsStudy "$@"
