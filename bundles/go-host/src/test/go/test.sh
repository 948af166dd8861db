#!/bin/sh -e
#
# Tests the host by itself: test.sh GOROOT FOLDER ARGUMENT...
here=$(cd -- "$(dirname -- "$0")" && pwd)
root=$1 work=$2
shift 2
mkdir -p "$work"
cp -R "$here/../../main/go/host/." "$here/host/." "$work"
cd "$work"
export GOROOT="$root" GOCACHE="${GOCACHE:-$work/../cache}" GO111MODULE=on GOPROXY=off GOFLAGS= GOTOOLCHAIN=local \
  CGO_ENABLED=1 HOME="$work"
exec "$root/bin/go" "$@" ./...
