#!/bin/sh
# build.sh OUTPUT: builds the plugin by $GO, or go, or the newest toolchain in /usr/lib. Where there is none it says so
# in one line.
set -eu

output=$1
folder=$(dirname "$output")
go=
for candidate in "${GO:-}" go $(printf '%s\n' /usr/lib/go-1.*/bin/go | sort -rV) /usr/local/go/bin/go; do
  if [ -n "$candidate" ] && command -v "$candidate" > /dev/null 2>&1; then
    go=$candidate
    break
  fi
done
mkdir -p "$folder"
rm -f "$folder/plugin.bnd"
if [ -z "$go" ]; then
  echo "There is no Go, and the plugin of com.example.counter is left out: apt-get install golang-go"
  exit 0
fi

cd "$(dirname "$0")"
GO111MODULE=on CGO_ENABLED=1 "$go" build -buildmode=plugin -o "$output" .
cat > "$folder/plugin.bnd" << END
-plugin.alfheim: org.alfheim.bnd.NativePlugins
Native-Plugin: lib/=target/native/counter.so;name=counter;services=com.example.counter.Counter
END
