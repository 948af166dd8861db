# Sourced by ./alfheim and by the command of the distribution: what their help says. The texts are those of the
# program, features/command/src/main/help; each command shows those of what it can do.
# shellcheck shell=bash
# shellcheck disable=SC2154 # jvm_options, start_fast: of run.sh

# Sets 'text' to the texts $2... of folder $1, one after the other. By the shell's own means: there may be no cat.
read_help() {
  local folder=$1 name
  shift
  text=
  for name; do
    text+=$(<"$folder/$name.txt")$'\n'
  done
}

# Prints the commands that text $1 lists.
commands_of() {
  local line
  while IFS= read -r line; do
    # Examples begin with the name of the program itself.
    [[ $line =~ ^\ \ ([a-z]+)(\ |$) && ${BASH_REMATCH[1]} != alfheim ]] && printf '%s ' "${BASH_REMATCH[1]}"
  done <<<"$1"
}

# Ends, since there is no command $3 among those of 'text'. Which one may have been meant the program tells, by the
# java of folder $1 and the jars of folder $2, where it is there.
refuse_command() {
  local meant=
  if [[ -x $1/bin/java && -d $2 ]]; then
    # shellcheck disable=SC2046 # words
    meant=$("$1/bin/java" "${jvm_options[@]}" "$start_fast" -cp "$2/*" org.alfheim.command.MeantCommand \
      "$3" help $(commands_of "$text") 2>/dev/null </dev/null)
  fi
  die 2 "unknown command '$3' (alfheim --help lists the commands)$meant"
}
