# Sourced by ./alfheim and by the command of the distribution: how a JVM that opens plugins is started, and how
# its end is told. Needs no program besides the shell itself.
# shellcheck shell=bash

# What every JVM of ours is started with: leave for native code, and no words of the JVM's own; a start-up
# cache that is not there or does not fit is not worth one. The line editor reaches the terminal by Java's own
# means: it would unpack a library in the folder for temporary files.
# shellcheck disable=SC2034 # for those who source this
readonly jvm_options=(
  --enable-native-access=ALL-UNNAMED
  --sun-misc-unsafe-memory-access=allow
  -XX:+UseSerialGC
  -Dorg.jline.terminal.provider=ffm
  -Xlog:disable '-Xlog:all=error,aot*=off,cds*=off:stderr'
)

# Short commands start faster without the optimising compiler.
# shellcheck disable=SC2034
readonly start_fast=-XX:TieredStopAtLevel=1

# Names, arguments and output are UTF-8, also where no locale is set.
set_locale() {
  case ${LC_ALL:-${LC_CTYPE:-${LANG:-}}} in
    '' | C | POSIX) export LC_ALL=C.UTF-8 ;;
  esac
}

# Runs the java of folder $1 with scratch folder $2, crash reports in folder $3 and the arguments that follow; sets
# 'pid', and the status is the process's. In the background, so that a TERM sent to this script can be passed
# on; with the terminal's input and with the interrupt key, which a background process would not have by itself.
supervise() {
  local java=$1 scratch=$2 crash=$3 status
  shift 3
  : >"$scratch/running.$$"
  set_locale
  # shellcheck disable=SC2086 # options are separated by spaces
  (
    trap - INT QUIT
    ulimit -c 0
    exec "$java/bin/java" "${jvm_options[@]}" \
      -XX:ErrorFile="$crash/hs_err_%p.log" \
      -Djava.io.tmpdir="$scratch" -Dalfheim.running="$scratch/running.$$" \
      ${ALFHEIM_JAVA_OPTIONS:-} "$@"
  ) <&0 &
  pid=$!
  trap 'kill -TERM $pid 2>/dev/null' TERM HUP
  trap : INT QUIT
  # Quietly: the shell would announce a death by signal, with all of the above.
  while :; do
    { wait "$pid"; } 2>/dev/null
    status=$?
    kill -0 "$pid" 2>/dev/null || break
  done
  return "$status"
}

# Says who has ended the process with status $1, unless it was Java: report $2, mark $3 of a process that runs. Sets
# 'ended_by_plugin' where it was a plugin that called exit.
explain() {
  local status=$1 report=$2 running=$3 signal
  ended_by_plugin=
  if [[ -f $report ]]; then
    problem "$report"
    say "the plugin crashed the process: $problem; report: $report"
  elif ((status == 129 || status == 130 || status == 143)); then
    : # hung up, interrupted, terminated: somebody's wish
  elif ((status > 128)) && signal=$(kill -l "$((status - 128))" 2>/dev/null); then
    say "the plugin ended the process: SIG$signal"
  elif [[ -e $running ]]; then
    say "the plugin ended the process: exit($status)"
    # shellcheck disable=SC2034 # for those who source this
    ended_by_plugin=1
  fi
}

# Returns what a container ends with whose process had status $1. Only who was asked to end has done well: a plugin's
# exit(0) would tell a restart policy that all is done.
container_status() {
  if (($1 == 0)) && [[ -n $ended_by_plugin ]]; then
    return 1
  fi
  return "$1"
}

# Sets 'problem' to the signal and the place of which crash report $1 tells.
problem() {
  local line frame=
  problem='fatal error'
  while IFS= read -r line; do
    if [[ $line =~ ^#\ +(SIG[A-Z]+)\  ]]; then
      problem=${BASH_REMATCH[1]}
    elif [[ $line == '# Problematic frame:' ]]; then
      frame=1
    elif [[ -n $frame ]]; then
      # A letter for the kind of code, the file with the offset in it, the function with the offset in it.
      if [[ $line =~ ^#\ +[A-Za-z]\ +\[([^]]*)\]\ +(.+)$ ]]; then
        problem+=" in ${BASH_REMATCH[2]} (${BASH_REMATCH[1]})"
      elif [[ $line =~ ^#\ +([A-Za-z]\ +)?\[?([^]]+) ]]; then
        problem+=" in ${BASH_REMATCH[2]}"
      fi
      break
    fi
  done <"$1"
  # An image of a bundle has its digest in its name.
  [[ $problem =~ ^([^#]*)#[^+]*(.*)$ ]] && problem=${BASH_REMATCH[1]}${BASH_REMATCH[2]}
}
