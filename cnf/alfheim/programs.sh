# Sourced by ./alfheim: starts the two programs that it builds, the command and the container.
# shellcheck shell=bash
# shellcheck disable=SC2154 # root, state, jdk, container, command_lib: of ./alfheim; report, running: of supervise

# Sets 'program' to the arguments that make a JVM the program $1, command or container.
set_program() {
  local jars IFS=:
  case $1 in
    command)
      jars=("$command_lib"/*.jar)
      program=(-cp "${jars[*]}" org.alfheim.command.Main)
      ;;
    container)
      jars=("$container"/container/org.alfheim.container-*.jar)
      program=(-jar "${jars[0]}")
      ;;
  esac
}

# Runs a JVM in which plugins are opened, and explains an end that Java has not brought about.
# Everything temporary is in one folder that goes with the process.
run_java() {
  local scratch status report running crash=$state/crash
  need mktemp coreutils "make a folder for temporary files"
  scratch=$(mktemp -d "${TMPDIR:-/tmp}/alfheim.XXXXXXXX") || die 1 "cannot write to ${TMPDIR:-/tmp}"
  # shellcheck disable=SC2064 # the name of now
  trap "rm -rf -- '$scratch'" EXIT
  mkdir -p "$crash"
  supervise "$jdk" "$scratch" "$crash" "$@"
  status=$?
  explain "$status" "$report" "$running"
  return "$status"
}

# Takes what a dying JVM prints to the standard output away from a program's own; the report has it.
without_banner() {
  LC_ALL=C sed -u -e '/^#$/{$!N' -e '/^#\n# A fatal error has been detected/{:rest' -e '$d;N;s/.*//;brest' -e '}}'
}

# Returns the status of a program that ended with $1, whose output went through a filter that ended with $2, and said $3
# if it could not write.
output_status() {
  if (($2 == 0)); then
    return "$1"
  elif [[ -z $3 ]]; then
    # A signal: SIGPIPE, as nobody reads any more; or one that all of the group got.
    return "$(($1 == 0 ? 141 : $1))"
  fi
  say "the output can't be written: ${3##*: }"
  return "$(($1 == 0 || $1 == 141 ? 1 : $1))"
}

command_line() {
  local program real out said filter_of refused status=0
  set_program command
  set -- "$start_fast" -XX:AOTCache="$state/command.aot" "${program[@]}" "$@"
  # There is no banner at a terminal, and no way to take it out without sed.
  if [[ -t 1 || ! -e /dev/fd/1 ]] || ! command -v sed >/dev/null; then
    run_java "$@"
    exit
  fi
  exec {real}>&1
  # Its own words, if any, are in place of its output.
  coproc filter { without_banner 2>&1 >&"$real"; }
  filter_of=$filter_PID
  exec {out}>&"${filter[1]}"- {said}<&"${filter[0]}"- {real}>&-
  run_java "$@" >&"$out"
  status=$?
  exec {out}>&-
  IFS= read -r refused <&"$said"
  wait "$filter_of"
  output_status "$status" "$?" "$refused"
  exit
}

start_container() {
  local program word options=(-XX:AOTCache="$state/container.aot")
  for word; do
    case $word in
      -c | --commands | --commands=*) options+=("$start_fast") ;;
    esac
  done
  set_program container
  run_java "${options[@]}" "${program[@]}" "$@"
  container_status "$?"
}
