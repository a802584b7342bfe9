#!/usr/bin/env bash
# Builds everything that changed: ./build.sh [PROJECT...] | ./build.sh clean
# Needs JDK 17 or later and Maven; the network only on the first run and when cnf/pom.xml changes.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
BND=7.1.0

fail() { echo "build: $1" >&2; exit 1; }

# --- tools
if [[ -n ${JAVA_HOME:-} ]]; then PATH="$JAVA_HOME/bin:$PATH"; fi
command -v javac >/dev/null || fail "no JDK: javac is not on the PATH; install JDK 17 or set JAVA_HOME"
version=$(javac -version 2>&1 | sed 's/^javac \([0-9]*\).*/\1/')
[[ $version =~ ^[0-9]+$ && $version -ge 17 ]] || fail "JDK 17 or later is needed, javac is version $version; set JAVA_HOME"

# --- one build at a time
mkdir -p cnf/cache
exec 9>cnf/cache/build.lock
flock -n 9 || { echo "waiting for another build in this folder"; flock 9; }

if [[ ${1:-} == clean ]]; then
  rm -rf ./*/bin ./*/bin_test ./*/generated ./*/reports reports cnf/cache/tool cnf/cache/built
  echo "cleaned (artifacts are kept)"
  exit 0
fi

# --- nothing changed: done
inputs() {
  { find . \( -name .git -o -path ./cnf/cache -o -path '*/bin' -o -path '*/bin_test' -o -path '*/generated' -o -path ./reports -o -path ./data \) -prune \
      -o -type f ! -name '*.bndrun' ! -name README.md -print0 |
      LC_ALL=C sort -z | xargs -0 sha256sum; echo "$version"; } | sha256sum
}
outputs() {
  { find . -path ./.git -prune -o -path '*/generated/*.jar' -print -o -name launch.properties -print -o -name test.path -print | LC_ALL=C sort
    find . -path ./.git -prune -o -name '*.bndrun' -print0 | LC_ALL=C sort -z | xargs -0r sha256sum; } | sha256sum
}
before=$(inputs)
if [[ -f cnf/cache/built && $(<cnf/cache/built) == "$before $(outputs)" ]]; then exit 0; fi

# --- the bnd tool and the artifacts, once
local_repo=${M2_REPO:-$HOME/.m2/repository}
tool=cnf/cache/biz.aQute.bnd-$BND.jar
fetched=$({ echo "$BND $local_repo"; cat cnf/pom.xml; } | sha256sum)
if [[ ! -f $tool || ! -d $local_repo/org/junit/platform || ! -f cnf/cache/fetched || $(<cnf/cache/fetched) != "$fetched" ]]; then
  command -v mvn >/dev/null || fail "no Maven: mvn is not on the PATH; it fetches the artifacts of cnf/pom.xml once"
  echo "fetch    bnd $BND and the artifacts of cnf/pom.xml"
  rm -f cnf/cache/fetched
  fetch() {
    mvn -q -B -Dmaven.repo.local="$local_repo" "$@" >cnf/cache/fetch.log 2>&1 || {
      grep -m5 ERROR cnf/cache/fetch.log >&2 || tail -5 cnf/cache/fetch.log >&2
      fail "an artifact could not be fetched; check the network and Maven's settings (the whole output: cnf/cache/fetch.log)"
    }
  }
  fetch dependency:copy -Dartifact=biz.aQute.bnd:biz.aQute.bnd:$BND -DoutputDirectory="$PWD/cnf/cache"
  fetch -f cnf/pom.xml dependency:resolve
  rm -f cnf/cache/artifacts.xml
  echo "$fetched" >cnf/cache/fetched
fi

# --- build, resolve, package
if [[ ! -f cnf/cache/tool/Build.class || cnf/tool/Build.java -nt cnf/cache/tool/Build.class ]]; then
  mkdir -p cnf/cache/tool
  javac -nowarn -cp "$tool" -d cnf/cache/tool cnf/tool/Build.java 2>cnf/cache/tool.log || { cat cnf/cache/tool.log >&2; fail "cnf/tool/Build.java does not compile"; }
fi
java -Dmaven.repo.local="$local_repo" -cp "$tool:cnf/cache/tool" Build "$PWD" "$@"
if [[ $# -eq 0 ]]; then echo "$before $(outputs)" >cnf/cache/built; fi
