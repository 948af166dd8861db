# Sourced by ./alfheim: a Docker engine for the tests. One that answers is used and left alone; otherwise, as root
# and where dockerd is installed, one is started, for all who test on this machine at the same time; the last of
# them stops it. Its images stay from one run to the next.
# shellcheck shell=bash

readonly engine_folder=/var/lib/alfheim/docker
readonly engine_socket=/run/alfheim/docker.sock

engine_answers() {
  command -v docker >/dev/null && timeout 20 docker version >/dev/null 2>&1
}

# Has an engine answer where docker looks for it, in DOCKER_HOST. Where there is none and none can be had,
# 'no_engine' says why, and the status is 1.
start_engine() {
  local log=$engine_folder/log i
  no_engine=
  engine_answers && return 0
  if [[ -n ${DOCKER_HOST:-} ]]; then
    no_engine="no Docker engine answers at DOCKER_HOST=$DOCKER_HOST"
  elif ((EUID != 0)); then
    no_engine="no Docker engine answers, and only root can start one"
  elif ! command -v dockerd >/dev/null || ! command -v docker >/dev/null; then
    no_engine="no Docker engine is installed (apt-get install docker.io)"
  elif ! mkdir -p "$engine_folder" "${engine_socket%/*}"; then
    no_engine="no folder for a Docker engine"
  fi
  [[ -z $no_engine ]] || return 1
  export DOCKER_HOST=unix://$engine_socket
  exec {engine_users}>"$engine_folder/users" {engine_start}>"$engine_folder/start"
  flock -s "$engine_users"
  flock "$engine_start"
  if ! engine_answers; then
    say "starting a Docker engine (log: $log)"
    rm -f "${engine_socket%/*}/docker.pid"
    # In a session of its own, so that an interrupt of the tests is not its end; it holds none of our locks.
    setsid dockerd --host "$DOCKER_HOST" --data-root "$engine_folder/data" \
      --exec-root "${engine_socket%/*}/exec" --pidfile "${engine_socket%/*}/docker.pid" \
      >"$log" 2>&1 </dev/null {engine_users}>&- {engine_start}>&- {lock}>&- &
    for ((i = 0; i < 60; i++)); do
      engine_answers && break
      kill -0 $! 2>/dev/null || break
      sleep 0.5
    done
  fi
  exec {engine_start}>&-
  if ! engine_answers; then
    no_engine="the Docker engine does not start: $(grep -E 'level=(error|fatal)|failed' "$log" | tail -n 1)"
    exec {engine_users}>&-
    unset DOCKER_HOST
    return 1
  fi
}

# Stops the engine that was started, unless somebody else works with it.
stop_engine() {
  local pid i
  [[ -n ${engine_users:-} ]] || return 0
  if flock -n -x "$engine_users" && pid=$(cat "${engine_socket%/*}/docker.pid" 2>/dev/null); then
    # Images of earlier runs that nothing uses any more.
    docker image prune -a -f --filter until=72h >/dev/null 2>&1
    docker image prune -f >/dev/null 2>&1
    kill "$pid" 2>/dev/null
    for ((i = 0; i < 60; i++)); do
      kill -0 "$pid" 2>/dev/null || break
      sleep 0.25
    done
  fi
  exec {engine_users}>&-
  engine_users=
}
