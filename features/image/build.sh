# Sourced by ./alfheim: the distribution, its archive, and the image of it.
# shellcheck shell=bash
# shellcheck disable=SC2154 # root, state, jdk, container, command_lib: of ./alfheim

readonly image_folder=$root/features/image
readonly image_context=$image_folder/target/context
readonly distribution=$image_context/alfheim
readonly sbom=$root/features/distribution/target/sbom.json
readonly help_texts=$root/features/command/src/main/help

# What the programs need of Java: what jdeps says and the bundles import, but for what they can do without; and java.sql,
# for databases that come as jars with native methods.
readonly java_modules=java.base,java.logging,java.management,java.management.rmi,java.naming,java.sql,java.xml,jdk.unsupported

# The time of every file: the same sources give the same bytes.
readonly time_of_files='2025-01-01 00:00:00 UTC'

# Base file systems are kept here: they are the same for every clone.
readonly base_cache=${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/alfheim

image_usage() {
  show <<'HELP'
Usage: alfheim image [--base IMAGE|DIR|TAR | --debian SUITE [--with PACKAGE,...]] [--tag NAME[:TAG]]

Makes a container image of the container, by Docker: our distribution on a base.

  --base IMAGE     the base image (debian:trixie-slim), which Docker gets from its registry
  --base DIR|TAR   a root file system: glibc, libstdc++, libgcc and bash are needed
  --debian SUITE   a root file system made here from the packages of that release of Debian (bookworm,
                   trixie), by mmdebstrap and from the mirror that this machine's apt uses
  --with PACKAGE,...
                   further packages in it: libraries that plugins are linked with
  --tag NAME[:TAG] the name of the image (alfheim)
HELP
}

dist_usage() {
  show <<'HELP'
Usage: alfheim dist [-o FILE]

Makes an archive of the distribution, Java runtime included: unpack it anywhere on Linux with glibc, on amd64, and
start ./alfheim in it.

Its contents are listed in sbom.json, in CycloneDX's format.

  -o FILE    the archive (features/image/target/alfheim-VERSION-linux-amd64.tar.gz)
HELP
}

# What the distribution is made of, as one number.
distribution_key() {
  {
    cat "$jdk/release" "$image_folder/alfheim" "$image_folder/build.sh" "$root/cnf/run.sh" "$root/cnf/help.sh"
    cat "$help_texts"/*.txt "$root/NOTICE" "$sbom"
    find "$container" "$command_lib" -type f | LC_ALL=C sort | xargs -d '\n' sha256sum
  } | sha256sum | cut -c 1-16
}

make_runtime() {
  local key runtime=$image_folder/target/runtime
  key="$(sha256sum <"$jdk/release") $java_modules"
  if [[ $(cat "$runtime.key" 2>/dev/null) != "$key" ]]; then
    say "making a Java runtime of the modules that are needed"
    rm -rf "$runtime" "$runtime.key"
    "$jdk/bin/jlink" --add-modules "$java_modules" --output "$runtime" \
      --vm server --compress zip-9 --strip-debug --no-header-files --no-man-pages ||
      die 1 "no Java runtime: jlink of $jdk failed"
    printf '%s\n' "$key" >"$runtime.key"
  fi
  cp -a "$runtime" "$distribution/runtime"
}

# The value of key $1 in the description of the JDK.
of_jdk() {
  sed -n "s/^$1=\"\(.*\)\"$/\1/p" "$jdk/release"
}

# Prints what the distribution is made of, in CycloneDX's format: what Maven has said of it, and the Java runtime.
make_sbom() {
  local version java
  version=$(of_jdk JAVA_RUNTIME_VERSION)
  java=$(printf '%s' '{"type" : "platform", "bom-ref" : "java-runtime", "name" : "Java runtime", ' \
    "\"publisher\" : \"$(of_jdk IMPLEMENTOR)\", \"version\" : \"$version\", " \
    "\"description\" : \"of the modules $java_modules, made by jlink\", " \
    '"licenses" : [{"expression" : "GPL-2.0-only WITH Classpath-exception-2.0"}]},')
  sed "/^  \"components\" : \[\$/a\\    $java" "$sbom"
}

# Prints the packages of Debian in image $1 as components of CycloneDX, a line each.
packages_of() {
  local id
  id=$(docker create "$1" 2>/dev/null) || return
  docker cp "$id:/var/lib/dpkg" - 2>/dev/null | tar -xO --wildcards dpkg/status 'dpkg/status.d/*' 2>/dev/null |
    awk -F ': ' '
      $1 == "Package" { name = $2 }
      $1 == "Version" { version = $2 }
      $1 == "Architecture" { architecture = $2 }
      $0 == "" && name != "" {
        escaped = version
        gsub(/:/, "%3A", escaped)
        gsub(/[+]/, "%2B", escaped)
        purl = "pkg:deb/debian/" name "@" escaped "?arch=" architecture
        printf "    {\"type\" : \"library\", \"bom-ref\" : \"%s\", \"name\" : \"%s\", ", purl, name
        printf "\"version\" : \"%s\", \"purl\" : \"%s\"},\n", version, purl
        name = ""
      }'
  docker rm "$id" >/dev/null
}

# Sets 'list' to a file beside the distribution that lists what image $1 is made of: that, and packages of the base.
make_image_sbom() {
  list=$image_folder/target/${1//[\/:]/-}.sbom.json
  { packages_of "$1" && cat "$distribution/sbom.json"; } |
    awk '
      /^    \{"type" : "library", "bom-ref" : "pkg:deb/ { packages = packages $0 "\n"; next }
      { print }
      /^  "components" : \[$/ { printf "%s", packages }' >"$list"
}

# Lays the distribution out, unless it is there and up to date. One at a time: it stays locked until this process ends,
# which is going to read it.
make_distribution() {
  local key stamp=$image_folder/target/distribution.key lib=$distribution/lib
  mkdir -p "$image_folder/target" || die 1 "cannot write to $image_folder"
  exec {lock}>"$image_folder/target/lock"
  flock "$lock"
  key=$(distribution_key)
  if [[ $(cat "$stamp" 2>/dev/null) != "$key" ]]; then
    rm -rf "$image_context" "$stamp"
    mkdir -p "$lib" "$image_context/mounts/plugins" "$image_context/mounts/state"
    make_runtime
    cp -r "$container"/* "$lib/"
    # The console's folder holds again what the container's does.
    (cd "$lib/container" && printf '%s\0' *.jar) | (cd "$lib/console" && xargs -0 rm -f)
    cp -r "$command_lib" "$lib/command"
    cp "$image_folder/alfheim" "$root/LICENSE" "$root/NOTICE" "$distribution/"
    make_sbom >"$distribution/sbom.json"
    cp "$root/cnf/run.sh" "$root/cnf/help.sh" "$lib/"
    cp -r "$help_texts" "$lib/help"
    chmod -R u=rwX,go=rX "$image_context"
    chmod 1777 "$image_context/mounts/state"
    find "$image_context" -exec touch -h -d "$time_of_files" {} +
    say "making the start-up cache"
    # For the container alone: the other commands would get their cache for 21 MiB.
    train "$lib/container.aot" -jar "$lib"/container/org.alfheim.container-*.jar \
      -c "list; plugin:call hello 'void F(void)'"
    chmod a+r "$lib/container.aot"
    touch -d "$time_of_files" "$lib/container.aot" "$lib"
    printf '%s\n' "$key" >"$stamp"
  fi
}

# Lets a program run once, and keeps what the JVM has learned. The options are those of the launcher.
train() {
  local cache=$1
  shift
  "$distribution/runtime/bin/java" "${jvm_options[@]}" -XX:AOTCacheOutput="$cache" -XX:-UsePerfData "$@" \
    >/dev/null 2>&1 </dev/null
  [[ -f $cache ]] || die 1 "no start-up cache $cache"
}

# Whether the option that is the first of the words left has a value after it.
need_value() {
  (($# > 2)) || die 2 "$1: $2 needs a value"
}

make_archive() {
  local jars=("$container"/container/org.alfheim.container-*.jar) version archive=
  while (($# > 0)); do
    case $1 in
      -o) need_value dist "$@" && archive=$2 && shift ;;
      -h | --help) dist_usage; return ;;
      *) die 2 "dist: unknown argument '$1' (alfheim dist --help)" ;;
    esac
    shift
  done
  build_if_needed
  make_distribution
  jars=("$container"/container/org.alfheim.container-*.jar)
  version=${jars[0]##*container-}
  version=${version%.jar}
  archive=${archive:-$image_folder/target/alfheim-$version-linux-amd64.tar.gz}
  tar -C "$image_context" --sort=name --owner=0 --group=0 --numeric-owner \
    --transform "s,^alfheim,alfheim-$version," -c alfheim | gzip -9n >"$archive.part" &&
    mv "$archive.part" "$archive" || {
    rm -f "$archive.part"
    die 1 "cannot write $archive"
  }
  say "$archive: $(mebibytes "$(stat -c %s "$archive")") MiB, unpacked $(du -sm "$distribution" | cut -f 1) MiB"
}

mebibytes() { printf '%d' $((($1 + 524288) / 1048576)); }

# Sets 'tar' to the archive of a root file system of Debian's suite $1: what Alfheim needs, packages $2 and nothing else,
# not even a package manager. Made once a week at most: a mirror has newer packages.
make_base() {
  local suite=$1 packages mirror new
  packages=base-files,libc6,libc-bin,libgcc-s1,libstdc++6,zlib1g,bash${2:+,$2}
  tar=$base_cache/debian-$suite-$({ printf '%s\n' "$packages" && declare -f make_base; } | sha256sum | cut -c 1-12).tar
  [[ -n $(find "$tar" -mtime -7 2>/dev/null) ]] && return
  command -v mmdebstrap >/dev/null || die 1 "mmdebstrap is needed for a base from Debian's packages: apt-get install mmdebstrap"
  mkdir -p "$base_cache" || die 1 "cannot write to $base_cache"
  exec {lock}>"$base_cache/lock"
  flock "$lock"
  if [[ -z $(find "$tar" -mtime -7 2>/dev/null) ]]; then
    mirror=$(apt-get indextargets --format '$(ORIGIN) $(COMPONENT) $(CODENAME) $(REPO_URI)' 'Created-By: Packages' |
      awk '$1 == "Debian" && $2 == "main" && $3 !~ /-/ { print $4; exit }')
    [[ -n $mirror ]] || die 1 "apt knows no mirror of Debian: apt-get update, and see /etc/apt/sources.list"
    say "making a base file system of Debian $suite"
    new=${tar%.tar}.new.tar
    # What says which packages they are, as images without a package manager have it.
    # shellcheck disable=SC2016 # the hook's own words
    if ! mmdebstrap --quiet --variant=extract --include="$packages" \
      --extract-hook='mkdir -p "$1/var/lib/dpkg/status.d"
        for deb in "$1"/var/cache/apt/archives/*.deb; do
          { dpkg-deb -f "$deb" && echo; } >"$1/var/lib/dpkg/status.d/$(dpkg-deb -f "$deb" Package)"
        done' \
      --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' \
      --dpkgopt='path-exclude=/usr/share/locale/*' --dpkgopt='path-exclude=/usr/lib/x86_64-linux-gnu/gconv/*' \
      "$suite" "$new" "$mirror" 2>"$tar.log"; then
      cat "$tar.log" >&2
      rm -f "$new" "$tar.log"
      die 1 "mmdebstrap made no base of Debian $suite; is that a release of Debian (bookworm, trixie)?"
    fi
    mv "$new" "$tar"
  fi
  exec {lock}>&-
}

# Sets 'base' to the image of the root file system in archive $1.
import_base() {
  base=alfheim-base:$(sha256sum "$1" | cut -c 1-16)
  docker image inspect "$base" >/dev/null 2>&1 ||
    docker import "$1" "$base" >/dev/null || die 1 "Docker does not import $1"
}

# Whether a word is meant as a path, and not as the name of an image.
is_path() {
  [[ $1 == /* || $1 == ./* || $1 == ../* || $1 == *.tar ]]
}

make_image() {
  local base='' suite='' packages='' tag=alfheim tar size list
  while (($# > 0)); do
    case $1 in
      --base) need_value image "$@" && base=$2 && shift ;;
      --debian) need_value image "$@" && suite=$2 && shift ;;
      --with) need_value image "$@" && packages=$2 && shift ;;
      --tag) need_value image "$@" && tag=$2 && shift ;;
      -h | --help) image_usage; return ;;
      *) die 2 "image: unknown argument '$1' (alfheim image --help)" ;;
    esac
    shift
  done
  [[ -z $base || -z $suite ]] || die 2 "image: --base and --debian exclude each other"
  [[ -z $packages || -n $suite ]] || die 2 "image: --with goes with --debian"
  [[ $suite =~ ^([a-z][a-z0-9-]*)?$ ]] || die 2 "image: --debian $suite is no release of Debian (bookworm, trixie)"
  is_path "$base" && [[ ! -e $base ]] && die 1 "image: --base $base: no such file or folder"
  command -v docker >/dev/null || die 1 "image: Docker is needed, and there is no docker in PATH"
  docker version >/dev/null 2>&1 || die 1 "image: Docker's engine does not answer: $(docker version 2>&1 | tail -n 1)"
  build_if_needed
  base=${base:-debian:trixie-slim}
  if [[ -n $suite ]]; then
    make_base "$suite" "$packages"
    import_base "$tar"
  elif [[ -d $base ]]; then
    tar=$(mktemp) || exit 1
    tar -C "$base" --numeric-owner --one-file-system -c . >"$tar" || die 1 "cannot read all of $base"
    import_base "$tar"
    rm -f "$tar"
  elif [[ -f $base ]]; then
    import_base "$base"
  elif ! docker image inspect "$base" >/dev/null 2>&1 && ! docker pull -q "$base" >"$state/image.log" 2>&1; then
    tail -n 1 "$state/image.log" >&2
    die 1 "no image $base to build on; './alfheim image --debian trixie' makes a base of Debian's packages, without a registry"
  fi
  make_distribution
  # The old builder, which every engine has, and which says less.
  DOCKER_BUILDKIT=0 docker build -q --build-arg BASE="$base" -t "$tag" -f "$image_folder/Dockerfile" \
    "$image_context" >"$state/image.log" 2>&1 || {
    sed '/^DEPRECATED/,/^$/d' "$state/image.log" >&2
    die 1 "no image"
  }
  make_image_sbom "$tag"
  size=$(docker image inspect -f '{{.Size}}' "$tag")
  say "image $tag: $(mebibytes "$size") MiB, of which the base is $(mebibytes "$(docker image inspect -f '{{.Size}}' "$base")") MiB; what it is made of: $list"
}
