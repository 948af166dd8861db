# Sourced by ./alfheim: what those use who work on Alfheim itself, besides builds and tests.
# shellcheck shell=bash
# shellcheck disable=SC2154 # root, state, jdk: of ./alfheim

# Builds module $2 of itests, whose program is run from its folder of classes; the log is named $1.
package_itest() {
  need_jdk
  find_build_tools
  lock_build
  package "$1" "itests/$2"
  unlock_build
}

fuzz_usage() {
  show <<'HELP'
Usage: alfheim fuzz [--inputs N] [--seconds S] [--seed X] [--generated-only | --jazzer-only | --live]
                    [--only images|types|objects]

Breaks small libraries field by field, and what says types (DWARF, BTF, names of C++ and Rust), then lets Jazzer
follow coverage, until N inputs (10 million) were tried or S seconds (3600) are over. Executes nothing of them. What
got a wrong answer is kept in .alfheim/fuzz.

With --live it opens such libraries, in processes of their own: each is opened, or refused with a reason of a type,
and one of which a process dies is kept.

Exit status: 0 nothing found; 1 something found.
HELP
}

fuzz() {
  package_itest fuzz fuzz
  exec "$jdk/bin/java" -XX:+UseSerialGC -Xmx1g \
    -cp "$root/itests/fuzz/target/classes:$root/itests/fuzz/target/lib/*" \
    org.alfheim.itests.fuzz.Main "$@" "$state/fuzz"
}

bench_usage() {
  show <<'HELP'
Usage: alfheim bench [--long] [--only PATTERN] [--json | --verbose]
       alfheim bench --profile [LIBRARY]

Measures what opens, starts, look-ups and calls cost, each beside what people have without Alfheim (dlopen,
System.load, FFM by hand, JNI, JNA, Felix alone) in the same run, and beside what it is to reach. Prints the middle of
the values, their ratio, and whether the target is met. What can't be measured here is named, with the reason.

      --long          more of everything, and a mean over 300 libraries: an hour, where it is ten minutes without
      --only PATTERN  the rows that have this regular expression in their names
      --json          the same as JSON, with the machine
      --profile       counts what an open consists of (system calls, page faults, mappings, classes, instructions),
                      of LIBRARY, or of three libraries of the system
      --verbose       all that JMH has to say

Exit status: 0 measured; 1 something failed; 2 wrong usage. Whether it was fast is for the reader to say.
HELP
}

bench() {
  local jars options=()
  # One that is older than its sources is not the one that is meant.
  is_stale || options+=(-Dalfheim.root="$root")
  package_itest bench benchmarks
  # A jar, not the folder of classes: start-up caches take nothing from folders.
  jars=("$root/itests/benchmarks/target"/org.alfheim.itests.benchmarks-*.jar)
  exec "$jdk/bin/java" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    "${options[@]}" -cp "${jars[0]}:$root/itests/benchmarks/target/lib/*" \
    org.alfheim.itests.benchmarks.Main "$@"
}

doc_usage() {
  show <<'HELP'
Usage: alfheim doc

Makes the documentation of the API, and prints where it begins.
HELP
}

document() {
  need_jdk
  find_build_tools
  lock_build
  package doc features/javadoc "the documentation could not be made"
  printf '%s\n' "$root/features/javadoc/target/reports/apidocs/index.html"
}
