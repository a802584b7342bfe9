#!/usr/bin/env bash
# Runs ExoRoute; builds first what changed.
#   ./run.sh                              the interactive shell, paper trading on the recorded captures
#   ./run.sh demo [--json] [--seed N]     the main job, then its replay in a fresh process
#   ./run.sh -c "exo:venues; exo:orders"  commands, then exit with their status
#   ./run.sh replay LOGDIR [--resolve]    verify and replay a log folder offline
#   ./run.sh feed CODEC FILE... [--json]  push recorded frames through a codec
#   ./run.sh solve FILE.json [--engine NAME]
#                                         solve instances, one JSON line each
# Environment: EXOROUTE_DATA  folder of logs (default: data in the checkout)
#              EXOROUTE_SPEED replay speed of the captures: 1 recorded, N times faster, 0 as fast as it is read
#              EXOROUTE_CAPTURES  folder with captures.json and its files (default: the ones in the bundle)
#              EXOROUTE_PORTS HTTPS,WSS ports of the capture server (default: free ones)
#              JAVA_OPTIONS   more options for the JVM
set -euo pipefail
home=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
"$home/build.sh" >&2
if [[ -n ${JAVA_HOME:-} ]]; then PATH="$JAVA_HOME/bin:$PATH"; fi

case ${1:-} in
  '' | -c | demo) configuration=live ;;
  -h | --help | help) sed -n '2,/^set/{/^set/d;s/^# \{0,1\}//p}' "${BASH_SOURCE[0]}"; exit 0 ;;
  *) configuration= ;;
esac

data=${EXOROUTE_DATA:-$home/data}
log=$data/log
seed=7
if [[ ${1:-} == demo ]]; then
  shift
  words=(demo)
  while [[ $# -gt 0 ]]; do
    case $1 in
      --seed)
        [[ ${2:-} =~ ^-?[0-9]{1,18}$ ]] || { echo "exoroute: --seed needs a whole number of at most 18 digits, not '${2:-}'" >&2; exit 2; }
        seed=$2; shift 2 ;;
      --log)
        [[ -n ${2:-} ]] || { echo "exoroute: --log needs a folder" >&2; exit 2; }
        log=$2; shift 2 ;;
      *) words+=("$1"); shift ;;
    esac
  done
  set -- "${words[@]}"
  speed=0 loop=false
  [[ $log != "$data/log" ]] || log=$data/demo/$(date -u +%Y%m%dT%H%M%S.%N)
else
  speed=${EXOROUTE_SPEED:-1} loop=true
fi
if ! mkdir -p "$data" 2>/dev/null || [[ ! -w $data ]]; then
  echo "exoroute: the data folder $data cannot be written; set EXOROUTE_DATA to one that can" >&2
  exit 1
fi
storage=$(mktemp -d "${TMPDIR:-/tmp}/exoroute.XXXXXX")
trap 'rm -rf "$storage"' EXIT
ports=${EXOROUTE_PORTS:-0,0}
refuse() { echo "exoroute: $1" >&2; exit 2; }
[[ $speed =~ ^[0-9]{1,6}(\.[0-9]{1,6})?$ ]] ||
  refuse "EXOROUTE_SPEED '$speed' is no speed; give 1 (as recorded), N (N times faster) or 0 (as fast as it is read)"
[[ $ports =~ ^[0-9]{1,5},[0-9]{1,5}$ && 10#${ports%,*} -le 65535 && 10#${ports#*,} -le 65535 ]] ||
  refuse "EXOROUTE_PORTS '$ports' is not HTTPS,WSS; give two ports of 0 to 65535, 0 for a free one"

runtime=$home/exoroute.run/generated/exoroute

# The framework uses sun.misc.Unsafe; JDK 23 and later warn about it at every start unless told that this is known.
release=$(dirname "$(readlink -f "$(command -v java)")")/../release
unsafe=
if grep -qE '^JAVA_VERSION="(2[3-9]|[3-9][0-9])' "$release" 2>/dev/null; then unsafe=--sun-misc-unsafe-memory-access=allow; fi

# Books of many venues are read all over the heap: large pages, where the system gives them on demand, spare look-ups.
pages=
if grep -qE '\[(always|madvise)\]' /sys/kernel/mm/transparent_hugepage/enabled 2>/dev/null; then pages=-XX:+UseTransparentHugePages; fi

# The locale is fixed: the framework cannot start where digits are not ASCII, and nothing we print depends on it.
status=0
# shellcheck disable=SC2086
java $unsafe $pages -XX:+UseSerialGC -Duser.language=en -Duser.country=US ${JAVA_OPTIONS:-} \
  -Dexoroute.data="$data" -Dexoroute.log="$log" -Dexoroute.seed="$seed" \
  -Dexoroute.speed="$speed" -Dexoroute.loop="$loop" \
  -Dexoroute.https.port="${ports%,*}" -Dexoroute.wss.port="${ports#*,}" \
  -Dexoroute.captures="${EXOROUTE_CAPTURES:-}" \
  -Dexoroute.runtime="$runtime" \
  ${configuration:+-Dconfigurator.initial="file:$home/exoroute.run/etc/$configuration.json"} \
  -Djava.util.logging.config.file="$home/exoroute.run/etc/logging.properties" \
  -Dlogback.configurationFile="$home/exoroute.run/etc/logback.xml" \
  -Dgosh.home="$home/exoroute.run" \
  -Dorg.osgi.framework.storage="$storage" \
  -cp "$runtime/path/*" exoroute.launcher.Main "$@" || status=$?
exit $status
