# Sourced by ./alfheim: the API as it was accepted.
# shellcheck shell=bash
# shellcheck disable=SC2154 # root, jdk: of ./alfheim

api_usage() {
  show <<'HELP'
Usage: alfheim api [--accept]

Compares what the bundles export with the signatures in itests/api/signatures, and prints what others can't live with: a
line each.

      --accept   writes the signatures anew, where a change is meant, and prints the packages

Exit status: 0 nothing to object; 1 there is; 2 the command line is wrong.
HELP
}

compare_api() {
  local accept=() folder=$root/itests/api status
  while (($# > 0)); do
    case $1 in
      --accept) accept=(--accept) ;;
      -h | --help) api_usage; return ;;
      *) die 2 "api: unknown argument '$1' (alfheim api --help)" ;;
    esac
    shift
  done
  package_itest api api
  "$jdk/bin/java" -XX:TieredStopAtLevel=1 -cp "$folder/target/classes:$folder/target/lib/*" \
    org.alfheim.itests.api.Main "$folder/signatures" "${accept[@]}"
  status=$?
  ((status == 0 || ${#accept[@]} > 0)) ||
    say "that is not the API that was accepted; where it is meant: ./alfheim api --accept (see docs/releasing.md)"
  exit "$status"
}
