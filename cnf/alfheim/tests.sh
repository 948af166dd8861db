# Sourced by ./alfheim: builds and tests everything.
# shellcheck shell=bash
# shellcheck disable=SC2154 # root, state: of ./alfheim

test_usage() {
  show <<'HELP'
Usage: alfheim test

Installs what the tests need (on Debian, as root), builds everything and runs all tests. Those in
containers need a Docker engine: one that answers, or one that is started for the tests (as root).
HELP
}

# The tests of this run that were not run, each with the reason. Sets 'not_run' to their number, if any.
tell_not_run() {
  local lines
  lines=$(find "$root" -name 'TEST-*.xml' -newer "$state/building" -path '*/target/*' -exec awk '
    /<testcase / { match($0, / name="[^"]*"/); name = substr($0, RSTART + 7, RLENGTH - 8)
                   match($0, / classname="[^"]*"/); class = substr($0, RSTART + 12, RLENGTH - 13) }
    /<skipped/ { reason = match($0, / message="[^"]*"/) ? substr($0, RSTART + 10, RLENGTH - 11) : "no reason given"
                 print class "." name ": " reason }' {} +)
  not_run=
  [[ -n $lines ]] || return
  not_run=$(wc -l <<<"$lines")
  while IFS= read -r line; do
    say "not run: $line"
  done <<<"$lines"
}

run_tests() {
  local log=$state/test.log no_engine not_run line
  "$root/cnf/setup/debian.sh" || exit 1
  need_jdk
  find_build_tools
  lock_build
  trap stop_engine EXIT
  start_engine || say "no containers: $no_engine"
  export ALFHEIM_NO_ENGINE=$no_engine
  say "building and testing everything (log: $log)"
  touch "$state/building"
  # Tests start the programs before there are new ones.
  rm -f "$state"/*.aot*
  # Two modules at a time: many tests wait for programs.
  if ! maven verify -T 2 --fail-at-end 2>&1 | follow "$log"; then
    tell_not_run
    tell_failure "$log" "the tests failed"
    exit 1
  fi
  tell_not_run
  check_libraries
  # The tests from end to end have made them.
  [[ -f $state/command.aot && -f $state/container.aot ]] || make_caches
  mv "$state/building" "$state/built"
  if [[ -z $not_run ]]; then
    say "all tests passed"
  elif [[ ${CI:-} == true ]]; then
    die 1 "all tests that were run passed, but $not_run were not run"
  else
    say "all tests that were run passed; $not_run were not run"
  fi
}
