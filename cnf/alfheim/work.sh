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

Breaks small libraries field by field, then lets Jazzer follow coverage, until N inputs (10 million) were
tried or S seconds (3600) are over. Executes nothing of them. What got a wrong answer is kept in .alfheim/fuzz.

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
Usage: alfheim bench [--long] [--verbose]

Measures what an open, a look-up and a call cost (JMH), each beside what it has to stand comparison with in the
same run: dlopen(RTLD_NOW), a method handle written by hand. Prints the middle of the values, and the ratio.

      --long      three times the iterations
      --verbose   all that JMH has to say

Exit status: 0 measured; 1 something failed. Whether it was fast is for the reader to say.
HELP
}

bench() {
  package_itest bench benchmarks
  exec "$jdk/bin/java" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    -cp "$root/itests/benchmarks/target/classes:$root/itests/benchmarks/target/lib/*" \
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
