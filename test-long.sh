#!/usr/bin/env bash
# Kills the router 300 times and compares the records (a quarter of an hour), then simulates for an hour from a fresh seed,
# short and long scripts in turn: ./test-long.sh [MINUTES [SEED]]; prints the seed, ends with status 1 when anything does not hold.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
if [[ -n ${JAVA_HOME:-} ]]; then PATH="$JAVA_HOME/bin:$PATH"; fi
minutes=${1:-60}
seed=${2:-$(date +%s)}
[[ $minutes =~ ^[0-9]+$ && $seed =~ ^[0-9]+$ ]] || { echo "test-long: '$*' is not [MINUTES [SEED]]" >&2; exit 2; }
./build.sh exoroute.simulation exoroute.crash

folder=$(mktemp -d)
java -cp "$(<exoroute.crash/generated/test.path)" exoroute.crash.CrashRun \
  --folder "$folder/run" --kills-per-point 19 --random 100 --seed "$seed"
rm -rf "$folder"

end=$((SECONDS + minutes * 60))
length=1500
while ((SECONDS < end)); do
  echo "simulation from seed $seed, scripts of $length entries"
  java -ea -cp "$(<exoroute.simulation/generated/test.path)" exoroute.simulation.Simulation 2000000 "$seed" "$length" | grep -v '^  [0-9]'
  seed=$((seed + 100000))
  length=$((13500 - length))
done
