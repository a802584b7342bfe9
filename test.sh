#!/usr/bin/env bash
# Builds, then runs the unit tests of every project and the in-framework tests: ./test.sh [PROJECT...]
# The last line is `N passed, N failed`. A skipped test, or a suite with fewer tests than cnf/test-minimum.txt says,
# counts as failed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
if [[ -n ${JAVA_HOME:-} ]]; then PATH="$JAVA_HOME/bin:$PATH"; fi
./build.sh "$@"

root=$PWD
local_repo=${M2_REPO:-$HOME/.m2/repository}
console=$local_repo/org/junit/platform/junit-platform-console-standalone/1.11.4/junit-platform-console-standalone-1.11.4.jar
passed=0
failed=0

# Sums an attribute over the <testsuite> elements of a folder's reports.
sum() { # folder attribute
  { grep -rhoE '<testsuite [^>]*>' "$1" --include='*.xml' 2>/dev/null || true; } |
    { grep -oE " $2=\"[0-9]+\"" || true; } | tr -dc '0-9\n' | awk '{n += $1} END {print n + 0}'
}

minimum() { # suite
  { grep -E "^$1[[:space:]]" cnf/test-minimum.txt 2>/dev/null || echo "$1 1"; } | awk '{print $2; exit}'
}

# Adds a suite's reports to the totals; the log is shown when something is wrong.
account() { # suite log exit-code
  local tests bad least
  tests=$(sum "reports/$1" tests)
  bad=$(($(sum "reports/$1" failures) + $(sum "reports/$1" errors) + $(sum "reports/$1" skipped)))
  least=$(minimum "$1")
  passed=$((passed + tests - bad))
  failed=$((failed + bad))
  echo "test     $1: $tests tests, $bad failed or skipped"
  if [[ $bad -gt 0 || $3 -ne 0 ]]; then cat "$2"; fi
  if [[ $3 -ne 0 && $bad -eq 0 ]]; then
    echo "test     $1: the runner ended with code $3 without a failed test, see above"
    failed=$((failed + 1))
  elif [[ $tests -lt $least ]]; then
    echo "test     $1: found $tests tests, at least $least were expected (cnf/test-minimum.txt)"
    failed=$((failed + 1))
  fi
}

selected() { # project; all when no name was given
  [[ ${#names[@]} -eq 0 ]] && return 0
  local name
  for name in "${names[@]}"; do [[ $name == "$1" ]] && return 0; done
  return 1
}
names=("$@")

mkdir -p reports

# --- unit tests, each project in its own JVM with its folder as the working directory
for bnd in */bnd.bnd; do
  project=${bnd%/*}
  [[ -d $project/test ]] && selected "$project" || continue
  [[ -n $(find "$project/test" -name '*Test.java' -print -quit) ]] || continue
  rm -rf "reports/$project"
  mkdir -p "reports/$project"
  log=$root/reports/$project.txt
  code=0
  (cd "$project" && java ${TEST_JAVA_OPTIONS:-} -ea -cp "$console:$(<generated/test.path)" org.junit.platform.console.ConsoleLauncher \
    execute --scan-class-path bin_test --include-classname '.*Test$' --disable-banner --disable-ansi-colors \
    --details=summary --reports-dir "$root/reports/$project") >"$log" 2>&1 || code=$?
  account "$project" "$log" "$code"
done

# --- in-framework tests
if [[ -d exoroute.itest ]] && selected exoroute.itest; then
  for run in exoroute.itest/*.bndrun; do
    [[ -f $run ]] || continue
    suite=exoroute.itest.$(basename "$run" .bndrun)
    rm -rf "reports/$suite"
    mkdir -p "reports/$suite"
    code=0
    java -Dmaven.repo.local="$local_repo" -jar cnf/cache/biz.aQute.bnd-*.jar runtests -r "reports/$suite" "$run" \
      >"reports/$suite.txt" 2>&1 || code=$?
    account "$suite" "reports/$suite.txt" "$code"
  done
fi

if [[ $passed -eq 0 ]]; then echo "test     no test was found"; failed=$((failed + 1)); fi
echo "$passed passed, $failed failed"
[[ $failed -eq 0 ]]
