# Sourced by ./alfheim and by the set-up: finds a JDK that is new enough.
# shellcheck shell=bash

readonly java_wanted=25

# The feature version of the JDK in folder $1, from its file 'release'; 0 for none.
jdk_feature() {
  local line
  if [[ -x $1/bin/javac && -r $1/release ]]; then
    while IFS= read -r line; do
      if [[ $line =~ ^JAVA_VERSION=\"([0-9]+) ]]; then
        printf '%s' "${BASH_REMATCH[1]}"
        return
      fi
    done <"$1/release"
  fi
  printf 0
}

# Sets 'jdk' to the first JDK that is new enough: the one of JAVA_HOME, the one on the PATH, then
# those where distributions and people keep them. Fails where there is none.
find_jdk() {
  local candidates=() candidate
  [[ -n ${JAVA_HOME:-} ]] && candidates+=("$JAVA_HOME")
  if candidate=$(command -v javac) && candidate=$(readlink -f -- "$candidate"); then
    candidates+=("${candidate%/bin/javac}")
  fi
  candidates+=(/usr/lib/jvm/* /opt/java/* /opt/*jdk* /opt/*java*)
  [[ -n ${HOME:-} ]] && candidates+=("$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/*)
  for candidate in "${candidates[@]}"; do
    if (($(jdk_feature "$candidate") >= java_wanted)); then
      # shellcheck disable=SC2034 # for those who source this
      jdk=$candidate
      return 0
    fi
  done
  return 1
}

# What to do about a JDK that is not there, in one line.
no_jdk() {
  printf '%s' "no JDK $java_wanted or newer in JAVA_HOME, PATH, /usr/lib/jvm or /opt. " \
    "Install one (apt-get install openjdk-$java_wanted-jdk-headless where the distribution has it, " \
    "otherwise unpack one from https://adoptium.net in /opt) or set JAVA_HOME."
}
