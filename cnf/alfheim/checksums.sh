# Sourced by ./alfheim: whether the libraries and plugins of the build are those that it was written with. Maven 3.9
# asks by itself before it uses one (.mvn/maven.config); older ones can't.
# shellcheck shell=bash
# shellcheck disable=SC2154 # root: of ./alfheim

# Prints the folder of the local Maven repository.
local_repository() {
  local settings=${HOME:-}/.m2/settings.xml folder=
  if [[ " ${MAVEN_OPTS:-} " =~ \ -Dmaven\.repo\.local=([^\ ]+)\  ]]; then
    folder=${BASH_REMATCH[1]}
  elif [[ -f $settings ]]; then
    folder=$(sed -n 's:.*<localRepository>\(.*\)</localRepository>.*:\1:p' "$settings")
  fi
  printf '%s' "${folder:-${HOME:-}/.m2/repository}"
}

# Ends with a line where a file in the local repository is another than the build was written with.
check_libraries() {
  local folder wrong list=$root/.mvn/checksums/checksums.sha256
  folder=$(local_repository)
  [[ -d $folder ]] || return 0
  wrong=$(cd "$folder" && LC_ALL=C sha256sum --quiet --ignore-missing -c "$list" 2>/dev/null)
  wrong=${wrong//: FAILED/}
  wrong=${wrong//$'\n'/, }
  [[ -z $wrong ]] ||
    die 1 "not what the build was written with: $wrong in $folder; remove it, or see docs/releasing.md"
}
