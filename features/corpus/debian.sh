#!/usr/bin/env bash
#
# The long form of the corpus run: Debian's static libraries. Downloads packages and those that they
# depend on, unpacks them into a cache, and has alfheim corpus link and open each archive
# in them. It goes on where it was ended; a package that is done is not done again.
#
# Usage: debian.sh CACHE [SECONDS [PACKAGE...]]
#
#   CACHE     a folder for packages and results, some 5 GB; made if there is none
#   SECONDS   no further package is begun after so many; 3600 if not given
#   PACKAGE   these, instead of those in packages.txt
#
# Environment:
#   ALFHEIM   the command alfheim, if not this repository's
#
# CACHE/packages/NAME has control, files, and rows: what alfheim corpus said of each archive.

set -uo pipefail

here=$(cd -P -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")" && pwd) || exit 1
readonly here
readonly command=${ALFHEIM:-$here/../../alfheim}

say() { printf 'alfheim: %s\n' "$*" >&2; }

# Those packages that $@ depend on, and $@, that may have libraries in them.
closure() {
  apt-cache depends --recurse --no-recommends --no-suggests --no-conflicts --no-breaks --no-replaces \
    --no-enhances "$@" 2>/dev/null | sed -nE 's/:.*//; s/^((lib|.*-dev$)[a-z0-9.+-]*)$/\1/p'
  printf '%s\n' "$@"
}

# Unpacks the package in $1 into the cache: of one that others depend on, libraries are enough.
unpack() {
  local name target
  name=$(dpkg-deb -f "$1" Package) || return
  target=$cache/packages/$name
  rm -rf "$target.part"
  mkdir -p "$target.part/files"
  dpkg-deb -f "$1" >"$target.part/control" &&
    dpkg-deb --fsys-tarfile "$1" |
    tar -x -C "$target.part/files" --wildcards --no-anchored '*.a' '*.o' '*.rlib' '*.so' '*.so.*' 2>/dev/null
  mv "$target.part" "$target"
  rm -f "$1"
}

fetch() {
  local name file count=0 missing=()
  for name; do
    [[ -f $cache/packages/$name/control ]] || missing+=("$name")
  done
  mkdir -p "$cache/debs" "$cache/packages"
  for ((count = 0; count < ${#missing[@]}; count += 25)); do
    say "fetching: $count of ${#missing[@]} packages"
    # One name that no version has would keep all others.
    (cd "$cache/debs" && { timeout 900 apt-get -qq download "${missing[@]:count:25}" 2>/dev/null ||
      for name in "${missing[@]:count:25}"; do
        timeout 300 apt-get -qq download "$name" 2>/dev/null
      done; })
    for file in "$cache"/debs/*.deb; do
      [[ -f $file ]] && unpack "$file"
    done
  done
}

# The rows of package $1: a line for each archive.
judge() {
  local folder=$cache/packages/$1 files
  [[ -f $folder/rows ]] && return
  mapfile -t files < <(find "$folder/files" -type f \( -name '*.a' -o -name '*.rlib' \) | sort)
  if ((${#files[@]} == 0)); then
    : >"$folder/rows"
    return
  fi
  timeout 3000 "$command" corpus --packages "$cache/packages" --timeout 60 "${files[@]}" \
    >"$folder/rows.part" 2>"$folder/errors"
  # The sums are its last lines; without them it did not come to its end.
  if grep -q '^[0-9]* libraries,' "$folder/rows.part"; then
    mv "$folder/rows.part" "$folder/rows"
  else
    say "$1: $(tail -n 1 "$folder/errors")"
  fi
}

(($# > 0)) || {
  sed -n '3,/^$/s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2
  exit 2
}
mkdir -p "$1" && cache=$(cd -P -- "$1" && pwd) || exit 1
limit=${2:-3600}
shift $(($# > 2 ? 2 : $#))
packages=("$@")
(($# > 0)) || mapfile -t packages <"$here/packages.txt"

fetch "${packages[@]}"
mapfile -t all < <(closure "${packages[@]}" | sort -u)
fetch "${all[@]}"
[[ ${limit} == 0 ]] && exit
done=0
for name in "${packages[@]}"; do
  if ((SECONDS > limit)); then
    say "stopped after $SECONDS s; call again to go on"
    break
  fi
  [[ -d $cache/packages/$name ]] && judge "$name"
  done=$((done + 1))
  say "$done of ${#packages[@]} packages: $name"
done
for name in "${packages[@]}"; do
  [[ -f $cache/packages/$name/rows ]] && grep -E '^[a-zA-Z-]+ .*/' "$cache/packages/$name/rows"
done | awk '{ verdict[$1]++; n++; for (i = 3; i <= NF; i++) if ($i ~ /^class=/) class[substr($i, 7)]++ }
  END { print n " archives"
        for (v in verdict) print "  " v " " verdict[v]
        for (c in class) print "  not linked: " c " " class[c] }'
