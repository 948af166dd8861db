#!/usr/bin/env bash
#
# build.sh ROOT MODE MODULE OUTPUT [FLAG...]: builds a module of this folder by the Go toolchain in
# ROOT (newest: the newest there is), with -buildmode=MODE, unless OUTPUT is newer than its sources.
# What was compiled is kept in target/go, for all tests that build something.

set -euo pipefail

here=$(cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
root=$1 mode=$2 module=$3 output=$(realpath -m -- "$4")
shift 4

if [[ $root == newest ]]; then
  root=$(printf '%s\n' /usr/lib/go-*/bin/go | sort -V | tail -n 1)
  root=${root%/bin/go}
fi
[[ -x $root/bin/go ]] || {
  echo "there is no Go toolchain in $root: cnf/setup/debian.sh installs it" >&2
  exit 1
}

kept=$(realpath -m -- "$here/../../../target/go")
export GOCACHE=$kept/cache GO111MODULE=on GOPROXY=off GOTOOLCHAIN=local
export GOENV=off GOFLAGS=-buildvcs=false CGO_ENABLED=1
unset GOROOT
mkdir -p "$kept" "$(dirname -- "$output")"

# Tests run in several processes: each file is built once, and is whole when it is there.
exec 9>"$kept/lock"
flock 9
newer() { [[ -z $(find "$here/$module" "$here/build.sh" "$root/bin/go" -newer "$output" -print -quit) ]]; }
if [[ -f $output ]] && newer; then
  exit 0
fi
cd "$here/$module"
"$root/bin/go" build -buildmode="$mode" -o "$output.new" "$@" .
mv "$output.new" "$output"
