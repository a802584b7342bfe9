#!/usr/bin/env bash
# Measures against peers in the same run and prints ratios and goals: ./bench.sh core
# Run it on a quiet machine; the figures depend on it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
if [[ -n ${JAVA_HOME:-} ]]; then PATH="$JAVA_HOME/bin:$PATH"; fi
./build.sh exoroute.bench
exec java -Xms1g -Xmx4g -XX:+UseParallelGC -cp "$(<exoroute.bench/generated/test.path)" exoroute.bench.Bench "$@"
