# Sourced by ./alfheim and by the command of the distribution: how a JVM that opens plugins is started, and how
# its end is told. Needs no program besides the shell itself.
# shellcheck shell=bash

# Ends with a line where there is no /proc: without it neither ld.so finds the libraries of the JVM, nor the loader
# the memory of its own process, nor this shell the files that are open.
need_proc() {
  [[ -e /proc/self/fd && -r /proc/self/maps ]] ||
    die 1 "/proc is not mounted, and neither Java nor the loader can do without it: mount -t proc proc /proc"
}

# A file that is opened would take the place of a standard input that is closed.
[[ ! -e /proc/self/fd || -e /dev/fd/0 ]] || exec 0</dev/null

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

# Prints what it reads, such as a usage. Where that can't be written, the program ends with a line, or, where nobody reads
# any more, without one. By the shell's own means: there may be no cat.
show() {
  local text refused status
  IFS= read -rd '' text
  { refused=$(printf '%s' "$text" 2>&1 >&3); } 3>&1
  status=$?
  ((status != 141)) || exit 141
  ((status == 0)) || die 1 "the output can't be written: ${refused##*: }"
}

# Names, arguments and output are UTF-8, also where no locale is set.
set_locale() {
  case ${LC_ALL:-${LC_CTYPE:-${LANG:-}}} in
    '' | C | POSIX) export LC_ALL=C.UTF-8 ;;
  esac
}

# Runs the java of folder $1 with scratch folder $2, crash reports in folder $3 and the arguments that follow; sets
# 'report' to the report of its crash, if any, and 'running' to a file that Java writes to when it begins and takes
# away when it ends; the status is the process's. In the background, so that a TERM sent
# to this script can be passed on; with the terminal's input and with the interrupt key, which a background process
# would not have by itself.
supervise() {
  local java=$1 scratch=$2 crash=$3 pid='' status started told=''
  shift 3
  # Containers may share the folder, and each has a process of this number.
  running=$scratch/running.${HOSTNAME:-}.$$
  started=$scratch/started.${HOSTNAME:-}.$$
  : >"$running"
  : >"$started"
  set_locale
  # Before there is a process: one that is started as a TERM comes would go on, and nobody would know of it.
  trap 'told=1; kill -TERM ${pid:-} 2>/dev/null' TERM HUP
  # shellcheck disable=SC2086 # options are separated by spaces
  (
    trap - INT QUIT
    ulimit -c 0
    exec "$java/bin/java" "${jvm_options[@]}" \
      -XX:ErrorFile="$crash/hs_err_%p.log" \
      -Djava.io.tmpdir="$scratch" -Dalfheim.running="$running" \
      ${ALFHEIM_JAVA_OPTIONS:-} "$@"
  ) <&0 &
  pid=$!
  [[ -z $told ]] || kill -TERM "$pid" 2>/dev/null
  trap : INT QUIT
  # Quietly: the shell would announce a death by signal, with all of the above.
  while :; do
    { wait "$pid"; } 2>/dev/null
    status=$?
    kill -0 "$pid" 2>/dev/null || break
  done
  # A JVM that is told to end while it initialises itself takes that for an error of its own.
  [[ -z $told || ! -e $running || -s $running ]] || status=143
  find_report "$crash" "$pid" "$started"
  return "$status"
}

# Sets 'report' to the crash report of process $2: in folder $1, or where the options say; where that can't be written,
# the JVM writes to the current folder, or else to /tmp. One that is not newer than $3 is another process's: numbers
# come again.
find_report() {
  local file files=("$1/hs_err_$2.log" "$PWD/hs_err_pid$2.log" "/tmp/hs_err_pid$2.log")
  if [[ " ${ALFHEIM_JAVA_OPTIONS:-} " =~ \ -XX:ErrorFile=([^\ ]+)\  ]]; then
    files=("${BASH_REMATCH[1]//%p/$2}" "${files[@]}")
  fi
  report=
  for file in "${files[@]}"; do
    if [[ $file -nt $3 ]]; then
      report=$file
      return
    fi
  done
}

# Says who has ended the process with status $1, unless it was Java: report $2, mark $3 of a process that runs. Sets
# 'ended_by_plugin' where it was a plugin that called exit.
explain() {
  local status=$1 report=$2 running=$3 signal
  ended_by_plugin=
  if [[ -f $report ]]; then
    problem "$report"
    say "$problem; report: $report"
  elif ((status == 141)) && [[ ! -s $running ]]; then
    : # nobody reads what it has to say
  elif ((status == 129 || status == 130 || status == 143)); then
    : # hung up, interrupted, terminated: somebody's wish
  elif ((status == 137)); then
    say "the process was killed (SIGKILL): by somebody, or by the kernel for want of memory"
  elif ((status > 128)) && signal=$(kill -l "$((status - 128))" 2>/dev/null); then
    say "the plugin ended the process: SIG$signal"
  elif [[ -s $running ]]; then
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

# Lines of a crash report. The frame of a fault: Java's method; the file with the offset in it, and the function with
# the offset in it; or whatever stands there. An address on the stack: itself, the function with the offset in it, the
# image, and where that begins.
readonly java_frame='^# +[Jj] +([0-9]+ +[^ ]+ +)?([^ (]+)\('
readonly function_frame='^# +[A-Za-z] +\[([^]]*)\] +(.+)$'
readonly other_frame='^# +([A-Za-z] +)?\[?([^]]+)'
readonly stack_slot='^stack at sp .* slots: 0x([0-9a-f]+): ([^ ]+)\+0x0*([0-9a-f]+) in (.*/)?([^/]+) at 0x([0-9a-f]+)$'
readonly c_library='(^|[[ /])(libc|libm|ld-linux-x86-64)\.so'

# Sets 'problem' to what crash report $1 tells: the signal, and the place.
problem() {
  local line signal='fatal error' place='' at_frame='' in_c_library=''
  while IFS= read -r line; do
    if [[ -n $at_frame ]]; then
      at_frame=
      if [[ $line =~ $java_frame ]]; then
        problem="the process crashed: $signal where ${BASH_REMATCH[2]} read or wrote memory that is not there"
        return
      elif [[ $line =~ $function_frame ]]; then
        place=" in ${BASH_REMATCH[2]} ($(image_name "${BASH_REMATCH[1]}"))"
      elif [[ $line =~ $other_frame ]]; then
        place=" in $(image_name "${BASH_REMATCH[2]}")"
      fi
      [[ $line =~ $c_library ]] || break
      in_c_library=1
    elif [[ $line =~ ^#\ +(SIG[A-Z]+)\  ]]; then
      signal=${BASH_REMATCH[1]}
    elif [[ $line == '# Problematic frame:' ]]; then
      at_frame=1
    elif [[ -n $in_c_library && $line =~ $stack_slot ]]; then
      # The C library's functions have no frames that the JVM could follow: who has called one is where it returns to.
      local from=("${BASH_REMATCH[@]}")
      if [[ ! ${from[5]} =~ $c_library && ${from[5]} != libjvm.so ]]; then
        printf -v line '%x' "$((16#${from[1]} - 16#${from[6]}))"
        place+=", called by ${from[2]}+0x${from[3]} ($(image_name "${from[5]}+0x$line"))"
        break
      fi
    fi
  done <"$1"
  problem="the plugin crashed the process: $signal$place"
}

# The name of an image, with an offset perhaps, but without the digest that one of a bundle has in its name.
image_name() {
  if [[ $1 =~ ^([^#]*)#[^+]*(.*)$ ]]; then
    printf '%s' "${BASH_REMATCH[1]}${BASH_REMATCH[2]}"
  else
    printf '%s' "$1"
  fi
}
