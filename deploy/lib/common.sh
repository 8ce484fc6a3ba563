# shellcheck shell=bash
# What provision.sh and release.sh share. Sourced, not run.

WEAPP_ROOT=${WEAPP_ROOT:-/opt/weapp-samples}
WEAPP_USER=${WEAPP_USER:-weapp}
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:$PATH
export PATH

say() { printf '%s\n' "$*"; }
step() { printf '\n== %s\n' "$*"; }
fail() {
  printf '%s\n' "$*" >&2
  exit 1
}

# What goes before a command to run it as the user of the services, in a clean environment.
user_command() {
  local clean=(env -i "PATH=$PATH" "HOME=$WEAPP_ROOT" "PM2_HOME=$WEAPP_ROOT/.pm2" LANG=C.UTF-8)
  if [ "$(id -un)" = "$WEAPP_USER" ]; then
    as_user=("${clean[@]}")
  else
    as_user=(setpriv "--reuid=$WEAPP_USER" "--regid=$WEAPP_USER" --init-groups "${clean[@]}")
  fi
}
as_user() {
  local as_user
  user_command
  "${as_user[@]}" "$@"
}

# Waits until every service says that it is ready. $1: lines `name port`; $2: seconds.
wait_ready() {
  local until=$((SECONDS + $2)) name port
  while read -r name port; do
    until curl -fsS -o /dev/null -m 3 "http://127.0.0.1:$port/readyz" 2>/dev/null; do
      if [ "$SECONDS" -ge "$until" ]; then
        say "$name is not ready on port $port: $(curl -sS -m 3 "http://127.0.0.1:$port/readyz" 2>&1 | head -c 300)"
        return 1
      fi
      sleep 0.3
    done
  done <<<"$1"
}
