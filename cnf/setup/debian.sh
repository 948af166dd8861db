#!/usr/bin/env bash
#
# Installs what the build and the tests need, on Debian and what is made from it, as root. Where all
# is there it only looks, which takes no time and no network.

set -uo pipefail

here=$(cd -P -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")" && pwd) || exit 1
# shellcheck source=cnf/setup/find-jdk.sh
. "$here/find-jdk.sh"

say() { printf 'alfheim: %s\n' "$*" >&2; }

# A package that goes by another name in another release: names separated by '|', each good enough.
readonly packages=(
  maven               # the build
  gcc g++ libc6-dev   # the sample plugins and the tests' own
  clang               # its debug information differs from gcc's
  dwz                 # makes debug information smaller, and other
  llvm                # llvm-dwp puts debug information in packages
  gfortran            # says types in words of its own
  golang-go           # the same, and has plugins of its own kind; newer-go.sh adds another
  binutils            # readelf, the tests' second opinion
  zstd                # packs debug information in its way
  zlib1g zlib1g-dev   # the sample zlib
  chromium chromium-driver   # the console is looked at in a browser
  gdb linux-perf      # a plugin's functions have names in both
  lld mold            # linkers with layouts of their own
  elfutils            # sets debug information apart in its own way
  'bpftool|linux-tools-common' 'pahole|dwarves'   # read and write types in BTF: the tests' second opinion
  # A Java that is too old: the examples say so there, and end.
  'openjdk-17-jre-headless|openjdk-21-jre-headless'
  # Real libraries that the tests open.
  libsqlite3-0
  'libssl3|libssl3t64'
  'libxml2|libxml2-16'
  libstdc++6
  # Libraries over which the tests of bindings have programs: their headers, and what says what is right.
  libsqlite3-dev sqlite3
  libpng-dev
  libcurl4-openssl-dev
  libgit2-dev git
  libxml2-dev
  libssl-dev openssl
  ldc gnat   # D and Ada, with gfortran and rustc: objects that the linker takes
  # Static libraries that the linker's tests open, and programs that say what is right.
  libbz2-dev bzip2 liblzma-dev xz-utils libmbedtls-dev nettle-dev libgcrypt20-dev libgmp-dev libexpat1-dev libpcre2-dev
  libzstd-dev liblz4-dev lz4 libbrotli-dev brotli libjpeg-dev libyaml-dev liblua5.4-dev lua5.4 libfftw3-dev libuv1-dev
  # Libraries of other languages, for the corpus run.
  libatomic1                     # exports indirect functions
  libgomp1                       # static thread-local storage
  liblapack3                     # Fortran
  'libsecsipid1|libsecsipid1t64' # Go, built as a C library
  rustc                          # Rust: compiles a plugin that panics, and brings libstd and libLLVM, which is C++ and huge
)

# For the tests in containers, which are not run without: what makes base file systems, and a Docker engine where none
# answers (its client is a package of its own in newer releases).
readonly packages_of_engine=('docker.io' 'docker-cli|docker.io' iptables)
readonly packages_for_containers=(mmdebstrap)

is_installed() {
  [[ $(dpkg-query -W -f '${db:Status-Status}\n' "$1" 2>/dev/null | head -n 1) == installed ]]
}

# Those of the packages given that are missing: all names of each, as given.
missing() {
  local names name alternatives
  for names; do
    IFS='|' read -ra alternatives <<<"$names"
    for name in "${alternatives[@]}"; do
      is_installed "$name" && continue 2
    done
    printf '%s\n' "$names"
  done
}

# The first name of $1 that the distribution has.
available() {
  local name alternatives
  IFS='|' read -ra alternatives <<<"$1"
  for name in "${alternatives[@]}"; do
    if [[ $(apt-cache policy "$name" 2>/dev/null) =~ Candidate:\ [^\(] ]]; then
      printf '%s\n' "$name"
      return 0
    fi
  done
  return 1
}

# Elsewhere the build says itself what it misses.
if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
  exit 0
fi

mapfile -t wanted < <(missing "${packages[@]}")
find_jdk || wanted+=("openjdk-$java_wanted-jdk-headless")
wished=()
if ((EUID == 0)); then
  mapfile -t wished < <(
    missing "${packages_for_containers[@]}"
    timeout 20 docker version >/dev/null 2>&1 || missing "${packages_of_engine[@]}"
  )
fi
if ((${#wanted[@]} + ${#wished[@]} == 0)); then
  "$here/newer-go.sh"
  exit 0
fi

if ((EUID != 0)); then
  say "needed and not installed: ${wanted[*]}. As root: apt-get install ${wanted[*]%%|*}"
  exit 1
fi

say "installing: ${wanted[*]%%|*} ${wished[*]%%|*}"
export DEBIAN_FRONTEND=noninteractive
apt-get -qq update || say "apt-get update failed; going on with the package lists there are"
install=()
for names in "${wanted[@]}"; do
  if name=$(available "$names"); then
    install+=("$name")
  elif [[ $names == openjdk-* ]]; then
    say "$(no_jdk)"
    exit 1
  else
    say "no package $names in the package lists: add the distribution's main archive to /etc/apt/sources.list"
    exit 1
  fi
done
for names in "${wished[@]}"; do
  if name=$(available "$names"); then
    install+=("$name")
  else
    say "no package $names in the package lists: tests in containers may not run"
  fi
done
apt-get -qq -y --no-install-recommends install "${install[@]}" >/dev/null || {
  say "apt-get could not install ${install[*]}"
  exit 1
}
find_jdk || {
  say "$(no_jdk)"
  exit 1
}
"$here/newer-go.sh"
