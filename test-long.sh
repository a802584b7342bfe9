#!/usr/bin/env bash
# An hour of simulation from a fresh seed: ./test-long.sh [MINUTES [SEED]]; prints the seed, ends with status 1 on a violation.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
if [[ -n ${JAVA_HOME:-} ]]; then PATH="$JAVA_HOME/bin:$PATH"; fi
minutes=${1:-60}
seed=${2:-$(date +%s)}
[[ $minutes =~ ^[0-9]+$ && $seed =~ ^[0-9]+$ ]] || { echo "test-long: '$*' is not [MINUTES [SEED]]" >&2; exit 2; }
./build.sh exoroute.simulation
end=$((SECONDS + minutes * 60))
while ((SECONDS < end)); do
  echo "simulation from seed $seed"
  java -ea -cp "$(<exoroute.simulation/generated/test.path)" exoroute.simulation.Simulation 2000000 "$seed" | grep -v '^  [0-9]'
  seed=$((seed + 100000))
done
