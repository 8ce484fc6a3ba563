# shellcheck shell=bash
# What provision.sh and release.sh share. Sourced, not run.

WEAPP_ROOT=${WEAPP_ROOT:-/opt/weapp-samples}
WEAPP_USER=${WEAPP_USER:-weapp}
# The machine's own programs before those of whoever calls, whose folders the user of the services may not see.
PATH=${WEAPP_PATH:-/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin}:$PATH
export PATH

say() { printf '%s\n' "$*"; }
step() { printf '\n== %s\n' "$*"; }
fail() {
  printf '%s\n' "$*" >&2
  exit 1
}

# Says what is wrong with the options, and the comment at the top of the script; ends with 2.
usage() {
  case $1 in -h | --help) ;; *) printf '%s is no option of this script, or needs a value\n\n' "$1" >&2 ;; esac
  awk 'NR > 1 && !/^#/ { exit } NR > 1 { sub(/^# ?/, ""); print }' "$0" >&2
  exit 2
}
# Every option takes a value, but for these.
has_value() {
  case $1 in --self-signed | --managed | --back | --prepared | -h | --help) return ;; esac
  case ${2:-} in '' | --*) usage "$1" ;; esac
}

# What goes before a command to run it as the user of the services, in a clean environment.
user_command() {
  local clean=(env -i "PATH=$PATH" "HOME=$WEAPP_ROOT" "PM2_HOME=$WEAPP_ROOT/.pm2" LANG=C.UTF-8
    npm_config_update_notifier=false) name
  # How this machine reaches npm's registry.
  for name in http_proxy https_proxy no_proxy npm_config_registry NODE_EXTRA_CA_CERTS; do
    [ -z "${!name:-}" ] || clean+=("$name=${!name}")
  done
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

# Waits until every service says that it is ready. $1: lines `name port`; $2: seconds; further: processes that have
# to live meanwhile.
wait_ready() {
  local until=$((SECONDS + $2)) name port
  while read -r name port; do
    until curl -fsS -o /dev/null -m 3 "http://127.0.0.1:$port/readyz" 2>/dev/null; do
      if [ "$SECONDS" -ge "$until" ] || ! all_live "${@:3}"; then
        say "$name is not ready on port $port: $(curl -sS -m 3 "http://127.0.0.1:$port/readyz" 2>&1 | head -c 300)"
        return 1
      fi
      sleep 0.3
    done
  done <<<"$1"
}

all_live() {
  local pid
  for pid in "$@"; do kill -0 "$pid" 2>/dev/null || return 1; done
}

# The files of a source folder that make a release, as a tar stream.
source_files() {
  tar -C "$1" --exclude=./.git --exclude=./.env --exclude=./.data --exclude=./.cache --exclude=node_modules \
    --exclude=dist --exclude=coverage --sort=name --mtime=@0 --owner=0 --group=0 -cf - .
}

# The version of a source folder: that of its package.json, and what its files are.
source_version() {
  printf '%s-%s\n' "$(node -p "require('$1/package.json').version")" "$(source_files "$1" | sha256sum | head -c 10)"
}
