# Sourced by ./alfheim: what is built, put into a Maven repository.
# shellcheck shell=bash
# shellcheck disable=SC2154 # root, state, container, lock: of ./alfheim

install_usage() {
  show <<'HELP'
Usage: alfheim install [--to DIR]

Puts what is built into the local Maven repository (~/.m2/repository, or what Maven's settings name): all bundles, each
with sources and Javadoc, the plugin for bnd, the bill of materials, the features, and an index of the bundles for bnd
and OSGi (org/alfheim/index.xml). What has changed since the last build is built first.

      --to DIR   a repository of its own in a folder, with metadata and checksums, as Maven reads it by a file: URL;
                 the index is index.xml in it. A snapshot takes the place of the one before it.

Exit status: 0 done; 1 something failed; 2 the command line is wrong.
HELP
}

# Sets 'version' to that of what is built.
set_version() {
  local jars=("$container"/container/org.alfheim.container-*.jar)
  version=${jars[0]##*container-}
  version=${version%.jar}
}

# Prints a path as the URL of a file.
file_url() {
  local path=$1
  path=${path//%/%25} path=${path// /%20} path=${path//#/%23} path=${path//\?/%3F}
  printf 'file://%s' "$path"
}

# Checksums as Maven writes them beside the files that it deploys.
write_checksums() {
  local kind sum
  for kind in md5 sha1 sha256 sha512; do
    sum=$("${kind}sum" "$1") && printf '%s' "${sum%% *}" >"$1.$kind" || die 1 "cannot write $1.$kind"
  done
}

install_artifacts() {
  local log=$state/install.log folder='' version arguments
  while (($# > 0)); do
    case $1 in
      --to) need_value install "$@" && folder=$2 && shift ;;
      -h | --help) install_usage; return ;;
      *) die 2 "install: unknown argument '$1' (alfheim install --help)" ;;
    esac
    shift
  done
  if [[ -n $folder ]]; then
    mkdir -p "$folder" 2>/dev/null && [[ -w $folder ]] || die 1 "install: --to $folder: cannot write there"
    folder=$(cd -P -- "$folder" && pwd)
  fi
  build_if_needed
  find_build_tools
  # A test runs within the build that it belongs to.
  [[ ${ALFHEIM_BUILD:-} == never ]] || lock_build
  set_version
  # What is built is taken as it is: nothing is compiled, and no manifest written.
  arguments=(-Ppublish -T 2 -pl features/repository -am
    -Dmaven.main.skip -Dmaven.test.skip -Dexec.skip -Dbnd.skip -Dmaven.clean.skip
    -Denforcer.skip -Dspotless.check.skip -Dbnd.baseline.skip -Dfeatures.verify.skip)
  if [[ -z $folder ]]; then
    arguments+=(install -Drepository.index.phase=install)
  else
    [[ $version != *-SNAPSHOT ]] || rm -rf -- "$folder"/org/alfheim/*/"$version"
    arguments+=(deploy -Dmaven.install.skip -DaltDeploymentRepository="alfheim-install::$(file_url "$folder")"
      -Daether.checksums.algorithms=SHA-512,SHA-256,SHA-1,MD5
      -Drepository.index.phase=deploy -Drepository.folder="$folder" -Drepository.index.folder="$folder")
  fi
  say "installing (log: $log)"
  # Short, and without a compiler that pays off later.
  if ! MAVEN_OPTS="-XX:TieredStopAtLevel=1 ${MAVEN_OPTS:-}" maven "${arguments[@]}" >"$log" 2>&1; then
    tell_failure "$log" "nothing, or not all, was installed"
    exit 1
  fi
  if [[ -n $folder ]]; then
    write_checksums "$folder/index.xml"
  else
    folder=$(sed -n '/Installing /{s/.* to \(.*\)\/org\/alfheim\/.*/\1/p;q}' "$log")
  fi
  say "installed: org.alfheim $version in $folder"
}

versions_usage() {
  show <<'HELP'
Usage: alfheim versions

Prints the libraries and plugins of the build of which there are newer versions, also those for a newer Maven. It asks
the repositories that Maven knows, and changes nothing.

Exit status: 0 asked; 1 nobody answered; 2 the command line is wrong.
HELP
}

tell_versions() {
  local log=$state/versions.log
  case ${1:-} in
    -h | --help) versions_usage; return ;;
    '') ;;
    *) die 2 "versions: takes no arguments" ;;
  esac
  need_jdk
  find_build_tools
  lock_build
  say "asking (log: $log)"
  if ! maven -Dversions.outputLineWidth=120 versions:display-plugin-updates versions:display-dependency-updates \
    >"$log" 2>&1; then
    tell_failure "$log" "what is newer is not known"
    exit 1
  fi
  sed -n 's/^\[INFO\]   \([^ ].* -> .*\)/\1/p' "$log" | LC_ALL=C sort -u
}
