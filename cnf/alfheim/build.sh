# Sourced by ./alfheim: builds what it runs, by Maven, when sources have changed.
# shellcheck shell=bash
# shellcheck disable=SC2154 # root, state, jdk, container, command_lib: of ./alfheim; program: of programs.sh

need_jdk() {
  need_proc
  find_jdk || die 1 "$(no_jdk)"
}

# Ends with a line where program $1 is not there, for which package $2 is to be installed, and which is needed to $3.
need() {
  command -v "$1" >/dev/null || die 1 "$1 is needed to $3, and there is none in PATH. Install it: apt-get install $2"
}

find_build_tools() {
  command -v mvn >/dev/null ||
    die 1 "Maven 3.8 or newer is needed to build, and there is no mvn in PATH. Install it: apt-get install maven"
  command -v gcc >/dev/null || command -v cc >/dev/null || command -v "${CC:-gcc}" >/dev/null ||
    die 1 "a C compiler is needed to build the sample plugins, and there is no gcc in PATH." \
      "Install it: apt-get install gcc libc6-dev"
}

# Maven on the JDK found, without the warnings of a newer Java about Maven's own libraries.
maven() {
  JAVA_HOME=$jdk \
    MAVEN_OPTS="--sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED ${MAVEN_OPTS:-}" \
    mvn -B -f "$root/pom.xml" "$@"
}

is_built() {
  [[ -d $command_lib && -d $container/framework ]]
}

# Whether something that goes into the programs has changed since they were built. A file that is
# added or removed changes its folder.
is_stale() {
  local stamp=$state/built
  [[ -f $stamp ]] && is_built || return 0
  [[ -n $(find "$root/pom.xml" "$root/bnd.bnd" "$root/cnf" "$root/.mvn" \
    "$root/native-bridge" "$root/bundles" "$root/features" \
    -name target -prune -o -path '*/src/test' -prune -o -path '*/cnf/setup' -prune -o \
    -path '*/cnf/alfheim' -prune -o -path '*/features/image' -prune -o \
    \( -type f -o -path '*/src/*' \) -newer "$stamp" -print -quit) ]]
}

# Reads Maven's output: all of it to the log; to the person a line per module, and the count of its tests.
follow() {
  local log=$1 line downloading=
  while IFS= read -r line; do
    printf '%s\n' "$line"
    if [[ $line =~ Building\ (.*)\ [^\ ]+\ +\[([0-9]+)/([0-9]+)\]$ ]]; then
      say "[${BASH_REMATCH[2]}/${BASH_REMATCH[3]}] ${BASH_REMATCH[1]}"
    elif [[ $line == *'Tests run:'* && $line != *'Time elapsed'* ]]; then
      printf '%s\n' "${line#*] }" >&3
    elif [[ $line == '  | '* ]]; then
      # A table that a test prints.
      printf '%s\n' "$line" >&3
    elif [[ -z $downloading && $line == *'Downloading from'* ]]; then
      downloading=1
      say "getting libraries and tools of the build, the first time only"
    fi
  done 3>&1 >"$log"
}

# What went wrong in a build, without Maven's advice on how to ask it again.
tell_failure() {
  local log=$1
  {
    grep -E '^\[ERROR\]|COMPILATION|FAIL' "$log" |
      grep -vE 'Help 1|re-run Maven|full stack trace|full debug|possible solutions|After correcting|-rf :' |
      grep -vE '^\[ERROR\] *$' |
      cut -c 1-400 | head -n 30
    printf 'alfheim: %s; the whole log: %s\n' "$2" "$log"
  } >&2
}

# One build at a time; the lock goes with the process, or before.
lock_build() {
  mkdir -p "$state" || die 1 "cannot write to $root"
  need flock util-linux "keep two builds apart"
  exec {lock}>"$state/lock"
  flock "$lock"
}

unlock_build() {
  exec {lock}>&-
}

# Packages modules $2, and what they need, without tests; the log is $state/$1.log, and where that fails, $3 is said.
package() {
  local log=$state/$1.log
  say "building (log: $log)"
  if ! maven package -Dmaven.test.skip=true -pl "$2" -am 2>&1 | follow "$log"; then
    tell_failure "$log" "${3:-the build failed}"
    exit 1
  fi
}

build() {
  need_jdk
  lock_build
  if is_stale; then
    find_build_tools
    touch "$state/building"
    package build features/distribution,features/repository
    make_caches
    mv "$state/building" "$state/built"
    say "built"
  fi
  unlock_build
}

build_if_needed() {
  need_jdk
  [[ ${ALFHEIM_BUILD:-} == never ]] || need find findutils "see what has changed since the last build"
  if [[ ${ALFHEIM_BUILD:-} != never ]] && is_stale; then
    build
  elif ! is_built; then
    die 1 "nothing is built, and ALFHEIM_BUILD=never forbids to build"
  fi
}

build_usage() {
  show <<'HELP'
Usage: alfheim build

Builds the programs, where sources have changed since the last build.
HELP
}

# Start-up caches of the JVM, which halve the time of a short command. A program that starts meanwhile
# finds a whole one, or none. Where one cannot be made, or does not fit any more, the JVM starts without it.
make_caches() {
  local example=("$root"/bundles/plugins/hello/target/classes/lib/*.so)
  say "making start-up caches"
  mkdir -p "$state" || die 1 "cannot write to $root"
  set_program command
  make_cache command "${program[@]:0:2}" \
    org.alfheim.command.Training "${example[0]}" /lib/x86_64-linux-gnu/libc.so.6
  set_program container
  make_cache container "${program[@]}" -c "list; plugin:call hello 'void F(void)'"
}

# Makes the cache of program $1 of what a JVM with the arguments that follow needs.
make_cache() {
  local cache=$state/$1.aot
  shift
  rm -f "$cache" "$cache.new"
  "$jdk/bin/java" "${jvm_options[@]}" -XX:AOTCacheOutput="$cache.new" "$@" >/dev/null 2>&1 </dev/null
  [[ ! -e $cache.new ]] || mv "$cache.new" "$cache"
}
