#!/usr/bin/env bash
# A Docker engine for tests, apart from any other of this machine.
#   engine.sh start FOLDER     prints its address, or says on standard error why there is none
#   engine.sh stop FOLDER      ends it, and leaves nothing of it
set -euo pipefail
command=$1 folder=$2 address=unix://$2/docker.sock

stop() {
  if [ -f "$folder/docker.pid" ]; then
    local pid
    pid=$(cat "$folder/docker.pid")
    kill "$pid" 2>/dev/null || true
    for _ in $(seq 100); do
      kill -0 "$pid" 2>/dev/null || break
      sleep 0.1
    done
  fi
  grep -o " $folder/[^ ]*" /proc/self/mounts | sort -r | xargs -r umount -l 2>/dev/null || true
  rm -rf "$folder"
}

start() {
  mkdir -p "$folder"
  setsid dockerd --host "$address" --data-root "$folder/data" --exec-root "$folder/exec" --pidfile "$folder/docker.pid" >"$folder/log" 2>&1 </dev/null &
  local engine=$!
  for _ in $(seq 150); do
    if docker --host "$address" version >/dev/null 2>&1; then
      echo "$address"
      return
    fi
    kill -0 "$engine" 2>/dev/null || break
    sleep 0.2
  done
  echo "dockerd does not start here: $(grep -v level=info "$folder/log" | tail -1)" >&2
  kill "$engine" 2>/dev/null || true
  stop
  return 1
}

"$command"
