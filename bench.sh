#!/usr/bin/env bash
# Measures against peers in the same run and prints ratios and goals: ./bench.sh core | ./bench.sh solver [--quick]
# ./bench.sh changed: the price search after changes against a cold one, in turn; ./bench.sh convergence draws exoroute.solver/convergence.svg.
# Run it on a quiet machine; the figures depend on it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
if [[ -n ${JAVA_HOME:-} ]]; then PATH="$JAVA_HOME/bin:$PATH"; fi
./build.sh exoroute.bench

# OR-Tools' native libraries, fetched and unpacked once; without them the solver benchmark leaves those peers out.
natives() {
  local local_repo=${M2_REPO:-$HOME/.m2/repository} version platform folder jar log=cnf/cache/ortools.log
  version=$(sed -n 's:.*<artifactId>ortools-java</artifactId><version>\(.*\)</version>.*:\1:p' cnf/pom.xml)
  case "$(uname -s)-$(uname -m)" in
    Linux-x86_64) platform=linux-x86-64 ;;
    Linux-aarch64) platform=linux-aarch64 ;;
    Darwin-x86_64) platform=darwin-x86-64 ;;
    Darwin-arm64) platform=darwin-aarch64 ;;
    *) echo "bench: OR-Tools has no native library for $(uname -s) $(uname -m); its rows are left out" >&2; return ;;
  esac
  folder=cnf/cache/ortools-$version
  if [[ ! -f $folder/complete ]]; then
    jar=$local_repo/com/google/ortools/ortools-$platform/$version/ortools-$platform-$version.jar
    echo "fetch    OR-Tools $version for $platform" >&2
    if ! mvn -q -B -Dmaven.repo.local="$local_repo" -Dortools.version="$version" -Dortools.platform="$platform" \
        -f exoroute.bench/peers/pom.xml dependency:resolve >"$log" 2>&1 || [[ ! -f $jar ]]; then
      echo "bench: OR-Tools' native library could not be fetched, its rows are left out; check the network and Maven's settings ($log)" >&2
      return
    fi
    rm -rf "$folder"
    mkdir -p "$folder"
    (cd "$folder" && jar xf "$jar" "ortools-$platform" && touch complete)
  fi
  echo "$PWD/$folder/ortools-$platform"
}
library=""
if [[ ${1:-} == solver ]]; then library=$(natives); fi
pages=
if grep -qE '\[(always|madvise)\]' /sys/kernel/mm/transparent_hugepage/enabled 2>/dev/null; then pages=-XX:+UseTransparentHugePages; fi
# shellcheck disable=SC2086
exec java $pages -Xms1g -Xmx4g -XX:+UseParallelGC -Djava.library.path="$library" \
  -cp "$(<exoroute.bench/generated/test.path)" exoroute.bench.Bench "$@"
