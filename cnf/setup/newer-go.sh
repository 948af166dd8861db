#!/usr/bin/env bash
#
# Installs a second, newer Go where the release's own is old, on Debian and what is made from it, as
# root: plugins differ from one Go to the next, and the tests want to see both. It comes from the
# release, or from its backports, which are asked this once: no list of sources changes. Where none
# can be had it says so in a line, and the tests do with one.

set -uo pipefail

# From here on a plugin has its build information in it.
readonly new_enough=20

say() { printf 'alfheim: %s\n' "$*" >&2; }

there() {
  local root
  for root in /usr/lib/go-1.*; do
    [[ -x $root/bin/go ]] && ((${root#/usr/lib/go-1.} >= new_enough)) && return 0
  done
  return 1
}

# The newest package of a Go that apt, called with these options, can install.
newest() {
  local name minor best=0
  while read -r name; do
    minor=${name#golang-1.} minor=${minor%-go}
    ((minor >= new_enough && minor > best)) && best=$minor
  done < <(apt-cache "$@" pkgnames golang-1. | grep -x 'golang-1\.[0-9]*-go')
  ((best > 0)) && printf 'golang-1.%s-go\n' "$best"
}

# The machine's own entry for the release $1, made one for its backports, into the folder $2.
backports() {
  local file
  for file in /etc/apt/sources.list.d/*.sources; do
    [[ -r $file ]] && awk -v release="$1" 'BEGIN { RS = ""; FS = "\n" } {
      own = 0
      for (i = 1; i <= NF; i++)
        if ($i ~ "^Suites:" && " " $i " " ~ "[: ]" release " ") { own = 1; $i = "Suites: " release "-backports" }
        else if ($i ~ "^Components:") $i = "Components: main"
      if (own && $0 ~ "Types: *deb") { OFS = "\n"; for (i = 1; i <= NF; i++) print $i; exit }
    }' "$file" >"$2/backports.sources"
    [[ -s $2/backports.sources ]] && return 0
  done
  rm -f "$2/backports.sources"
  cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list 2>/dev/null |
    sed -nE "s/^(deb +(\[[^]]*\] +)?[^ ]+ +)$1 .*/\1$1-backports main/p" | head -n 1 >"$2/backports.list"
  [[ -s $2/backports.list ]]
}

there && exit 0
((EUID == 0)) || exit 0
export DEBIAN_FRONTEND=noninteractive
install=(-qq -y --no-install-recommends install)

if package=$(newest); then
  apt-get "${install[@]}" "$package" >/dev/null && there && exit 0
fi

# shellcheck source=/dev/null
release=$(. /etc/os-release && printf '%s' "${VERSION_CODENAME:-}")
work=$(mktemp -d) || exit 0
trap 'rm -rf -- "$work"' EXIT
chmod 755 "$work"
mkdir -p "$work/parts" "$work/lists/partial"
apart=(
  -o "Dir::Etc::SourceParts=$work/parts" -o Dir::Etc::SourceList=/dev/null -o "Dir::State::Lists=$work/lists"
  -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache=
)
if [[ -n $release ]] && backports "$release" "$work/parts" &&
  timeout 120 apt-get -qq "${apart[@]}" update >/dev/null 2>&1 && package=$(newest "${apart[@]}"); then
  say "installing: $package, of $release-backports"
  timeout 600 apt-get "${apart[@]}" "${install[@]}" -t "$release-backports" "$package" >/dev/null && there && exit 0
fi
say "no newer Go to be had from the backports of ${release:-this release}: plugins of one Go are tested"
exit 0
