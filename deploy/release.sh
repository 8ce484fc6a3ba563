#!/usr/bin/env bash
# Builds a release, tries it beside the running one, switches to it without a failed request, and goes back by
# itself when the new one does not become ready.
#
#   deploy/release.sh [--from DIR] [--version NAME]   release what is in DIR (default: the folder of this script)
#   deploy/release.sh --switch NAME                   go to a release that is there already
#   deploy/release.sh --back                          go to the release before the current one
#
# WEAPP_ROOT (default /opt/weapp-samples) and WEAPP_USER (default weapp) say where and as whom.
# --prepared: DIR has its packages and its build; they are taken over as they are.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=deploy/lib/common.sh
source "$here/lib/common.sh"

kept_releases=5
trial_seconds=${TRIAL_SECONDS:-60}
from=$(dirname "$here")
version=
switch_to=
prepared=
while [ $# -gt 0 ]; do
  has_value "$@"
  case $1 in
    --from) from=$2; shift 2 ;;
    --version) version=$2; shift 2 ;;
    --switch) switch_to=$2; shift 2 ;;
    --back) switch_to=--back; shift ;;
    --prepared) prepared=1; shift ;;
    *) usage "$1" ;;
  esac
done

from=$(realpath "$from")
releases=$WEAPP_ROOT/releases
current=$WEAPP_ROOT/current
mkdir -p "$releases"
cd "$WEAPP_ROOT"
exec 9>"$WEAPP_ROOT/.release.lock"
flock -n 9 || fail "another release is under way"
[ -f "$WEAPP_ROOT/.env" ] || fail "there is no $WEAPP_ROOT/.env: run deploy/provision.sh, or copy .env.example there"

current_release() { if [ -L "$current" ]; then basename "$(readlink "$current")"; fi; }
ports_of() { (cd "$1" && as_user env ENV_FILE=.env node ops/dist/release/ports.js); }

build() {
  local target=$releases/$version
  [ ! -e "$target" ] || fail "there is a release $version already: choose another --version, or --switch $version"
  local work=$target.part
  rm -rf "$work"
  mkdir -p "$work"
  step "build $version"
  if [ -n "$prepared" ]; then
    tar -C "$from" --exclude=./.git --exclude=./.env --exclude=./.data -cf - . | tar -C "$work" -xf -
  else
    source_files "$from" | tar -C "$work" -xf -
    chown -R "$WEAPP_USER:" "$work"
    # What serves goes first.
    local last=(as_user ionice -c 3 nice -n 19 npm)
    (cd "$work" && "${last[@]}" ci --no-audit --no-fund --loglevel=error &&
      "${last[@]}" run --silent build && "${last[@]}" prune --omit=dev --no-audit --no-fund --loglevel=error)
  fi
  ln -sfn "$WEAPP_ROOT/.env" "$work/.env"
  mv -T "$work" "$target"
}

# Of a service in a release's process.json: its script, then its environment, a line each.
entry_of() {
  node -e '
    const [name, dir] = process.argv.slice(1);
    const app = require(dir + "/process.json").apps.find((each) => each.name === name);
    if (app) console.log([app.script, ...Object.entries(app.env).map((pair) => pair.join("="))].join("\n"))' "$1" "$2"
}

# Starts the release's services on other ports, beside those that run, and asks whether they are ready.
trial() {
  local dir=$releases/$version pids=() lines='' as_user=() name port entry log
  user_command
  step "try $version beside what runs"
  log=$(mktemp -d)
  chown "$WEAPP_USER:" "$log"
  while read -r name port; do
    mapfile -t entry < <(entry_of "$name" "$dir")
    [ ${#entry[@]} -gt 0 ] || fail "process.json of $version has no $name"
    local trial_port=$((port % 40000 + 20000))
    (cd "$dir" && exec nice -n 19 "${as_user[@]}" "${entry[@]:1}" "${name^^}_PORT=$trial_port" \
      node "${entry[0]}" >"$log/$name" 2>&1 9>&-) &
    pids+=($!)
    lines+="$name $trial_port"$'\n'
  done <<<"$(ports_of "$dir")"
  local well=0
  wait_ready "${lines%$'\n'}" "$trial_seconds" "${pids[@]}" || well=1
  kill -INT "${pids[@]}" 2>/dev/null || true
  wait "${pids[@]}" 2>/dev/null || true
  [ "$well" = 0 ] || tail -n 15 "$log"/* >&2
  rm -rf "$log"
  return "$well"
}

point_to() {
  ln -sfn "$releases/$1" "$current.new"
  mv -T "$current.new" "$current"
  # With the link for a folder, so that each start follows it.
  node "$current/ops/dist/release/process-file.js" "$current" "$current" >"$WEAPP_ROOT/process.json.new"
  mv "$WEAPP_ROOT/process.json.new" "$WEAPP_ROOT/process.json"
  (cd "$WEAPP_ROOT" && as_user pm2 startOrReload process.json 9>&- >/dev/null)
}

# Services that are not ready start anew: pm2 keeps the environment of those it reloads.
forget_failed() {
  local name port
  while read -r name port; do
    wait_ready "$name $port" 0 >/dev/null || as_user pm2 delete "$name" 9>&- >/dev/null 2>&1 || true
  done <<<"$(ports_of "$current")"
}

switch() {
  local before
  before=$(current_release)
  step "switch to $version"
  if point_to "$version" && wait_ready "$(ports_of "$current")" "$trial_seconds"; then
    as_user pm2 save 9>&- >/dev/null
    if [ -z "$before" ] || [ "$before" = "$version" ]; then
      say "$version serves"
    else
      say "$version serves, before it $before"
      printf '%s\n' "$before" >"$WEAPP_ROOT/.before"
    fi
    return
  fi
  [ -n "$before" ] || fail "$version does not become ready, and there is nothing to go back to: pm2 logs"
  say "$version does not become ready: going back to $before"
  forget_failed
  point_to "$before"
  wait_ready "$(ports_of "$current")" "$trial_seconds" || fail "$before is not ready either: pm2 logs"
  fail "$before serves again; see pm2 logs"
}

forget_old() {
  local keep
  keep=$(current_release)
  find "$releases" -mindepth 1 -maxdepth 1 -type d -printf '%T@ %f\n' | sort -rn | cut -d' ' -f2 |
    grep -vx "$keep" | tail -n +"$kept_releases" | while read -r old; do rm -rf "${releases:?}/$old"; done || true
}

if [ "$switch_to" = --back ]; then
  [ -f "$WEAPP_ROOT/.before" ] || fail "there is no release before this one"
  switch_to=$(cat "$WEAPP_ROOT/.before")
fi
if [ -n "$switch_to" ]; then
  version=$switch_to
  [ -d "$releases/$version" ] || fail "there is no release $version; there are: $(cd "$releases" && echo *)"
else
  [ -n "$version" ] || version=$(source_version "$from")
  [[ $version =~ ^[A-Za-z0-9._+-]+$ ]] || fail "a version has letters, digits, and . _ + - only: $version"
  build
fi
if ! trial; then
  [ -n "$switch_to" ] || rm -rf "${releases:?}/$version"
  fail "$version does not become ready; $(current_release | grep . || echo nothing) serves as before"
fi
switch
forget_old
