#!/usr/bin/env bash
# Makes a bare Debian 12 or newer serve the samples. Run as root; safe to run again.
#
#   deploy/provision.sh --domain www.example.com --certbot me@example.com
#   deploy/provision.sh --domain www.example.com --cert fullchain.pem --key privkey.pem --env my.env
#
#   --domain NAME       the name phones use
#   --certbot EMAIL     get the certificate from Let's Encrypt; the name has to lead here already
#   --cert, --key FILE  a certificate with its chain, and its key
#   --self-signed       a certificate of an authority of this machine's own, to try things out
#   --env FILE          settings to start with; default: .env.example, to be filled in
#   --managed           Redis and MySQL are elsewhere (their addresses are in the settings): install neither
#   --user NAME         user of the services (default weapp)
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=deploy/lib/common.sh
source "$here/lib/common.sh"
# shellcheck source=deploy/lib/front.sh
source "$here/lib/front.sh"
source=$(dirname "$here")

domain='' certbot='' cert='' key='' self_signed='' env_file='' managed=''
while [ $# -gt 0 ]; do
  has_value "$@"
  case $1 in
    --domain) domain=$2; shift 2 ;;
    --certbot) certbot=$2; shift 2 ;;
    --cert) cert=$(realpath "$2"); shift 2 ;;
    --key) key=$(realpath "$2"); shift 2 ;;
    --self-signed) self_signed=1; shift ;;
    --env) env_file=$(realpath "$2"); shift 2 ;;
    --managed) managed=1; shift ;;
    --user) WEAPP_USER=$2; shift 2 ;;
    *) usage "$1" ;;
  esac
done
[ "$(id -u)" = 0 ] || fail "run this as root"
[ -n "$domain" ] || fail "--domain is missing"
[ -n "$certbot$self_signed$cert" ] || fail "one of --certbot, --cert with --key, or --self-signed is needed"
[ -z "$cert" ] || [ -n "$key" ] || fail "--key is missing"
# shellcheck source=/dev/null
. /etc/os-release
if [ "${ID:-}" != debian ] || [ "${VERSION_ID:-99}" -lt 12 ]; then
  fail "this is for Debian 12 or newer; here is ${PRETTY_NAME:-something else}"
fi

systemd() { [ -d /run/systemd/system ]; }

start_service() {
  if systemd; then
    systemctl enable --quiet --now "$1"
  else
    # Without systemd: what an init script, or the program itself, can do.
    service "$1" status >/dev/null 2>&1 || service "$1" start >/dev/null
  fi
}

install_packages() {
  local packages=(ca-certificates curl openssl nginx logrotate procps)
  [ -n "$managed" ] || packages+=(redis-server mariadb-server)
  [ -z "$certbot" ] || packages+=(certbot)
  step "Debian packages: ${packages[*]}"
  export DEBIAN_FRONTEND=noninteractive
  apt-get -qq update
  apt-get -qq -y install --no-install-recommends "${packages[@]}" >/dev/null
}

node_is_new() {
  command -v node >/dev/null && node -e '
    const [major, minor] = process.versions.node.split(".").map(Number);
    process.exit(major > 20 || (major === 20 && minor >= 19) ? 0 : 1)'
}

# From /: the settings of the project are not for these.
install_global() {
  (cd / && npm install --global --prefix "$1" --no-audit --no-fund --loglevel=error "${@:2}")
}

# Debian 13 has a Node that is new enough; on Debian 12 npm fetches one, with the binary inside its package.
install_node() {
  node_is_new && command -v npm >/dev/null && return
  step "Node 20.19 or newer"
  if dpkg --compare-versions "$(apt-cache policy nodejs | sed -n 's/ *Candidate: //p')" ge 20.19; then
    apt-get -qq -y install --no-install-recommends nodejs npm >/dev/null
  else
    local machine
    case $(uname -m) in
      x86_64) machine=x64 ;;
      aarch64) machine=arm64 ;;
      *) fail "install Node 20.19 or newer by hand: there is no package of it for $(uname -m)" ;;
    esac
    apt-get -qq -y install --no-install-recommends npm >/dev/null
    local prefix=/opt/node
    install_global "$prefix" "node-linux-$machine@22"
    ln -sfn "$prefix/lib/node_modules/node-linux-$machine/bin/node" /usr/local/bin/node
    hash -r
    # Only now: today's npm refuses the Node that Debian 12 has.
    install_global "$prefix" npm@11
    ln -sfn "$prefix/lib/node_modules/npm/bin/npm-cli.js" /usr/local/bin/npm
    hash -r
  fi
  node_is_new || fail "Node $(node --version) is too old"
}

# The version that the project is tested with.
install_pm2() {
  local wanted
  wanted=$(node -p "require('$source/package-lock.json').packages['node_modules/pm2'].version")
  [ "$(pm2 --version 2>/dev/null | tail -1)" = "$wanted" ] && return
  step "pm2 $wanted"
  install_global /usr/local "pm2@$wanted"
}

# pm2 as the user of the services, from any folder: `weapp-pm2 reload process.json`, `weapp-pm2 logs`.
install_command() {
  cat >/usr/local/bin/weapp-pm2 <<COMMAND
#!/bin/sh
# pm2 of the samples, as their user.
cd $WEAPP_ROOT || exit 1
[ "\$(id -u)" = 0 ] || exec sudo "\$0" "\$@"
exec setpriv --reuid=$WEAPP_USER --regid=$WEAPP_USER --init-groups \\
  env -i PATH=/usr/local/bin:/usr/bin:/bin "TERM=\${TERM:-dumb}" HOME=$WEAPP_ROOT PM2_HOME=$WEAPP_ROOT/.pm2 LANG=C.UTF-8 pm2 "\$@"
COMMAND
  chmod 755 /usr/local/bin/weapp-pm2
}

make_user() {
  id "$WEAPP_USER" >/dev/null 2>&1 && return
  step "user $WEAPP_USER"
  useradd --system --home-dir "$WEAPP_ROOT" --shell /usr/sbin/nologin "$WEAPP_USER"
}

random() { openssl rand -hex 24; }
setting() { sed -n "s/^$1=//p" "$WEAPP_ROOT/.env" | tail -1; }
has_setting() { [ -n "$(setting "$1")" ] || [ -n "$(setting "$1_FILE")" ]; }

# Sets what is empty, and leaves alone what somebody has set.
default_setting() {
  has_setting "$1" && return
  sed -i "/^$1=/d" "$WEAPP_ROOT/.env"
  printf '%s=%s\n' "$1" "$2" >>"$WEAPP_ROOT/.env"
}

make_folders() {
  step "settings in $WEAPP_ROOT/.env"
  install -d -o "$WEAPP_USER" -g "$WEAPP_USER" -m 755 "$WEAPP_ROOT" "$WEAPP_ROOT/releases"
  install -d -o "$WEAPP_USER" -g "$WEAPP_USER" -m 750 "$WEAPP_ROOT/.pm2" "$WEAPP_ROOT/.npm"
  if [ -n "$env_file" ] || [ ! -f "$WEAPP_ROOT/.env" ]; then
    install -o root -g "$WEAPP_USER" -m 640 "${env_file:-$source/.env.example}" "$WEAPP_ROOT/.env"
  fi
  default_setting ALBUM_OWNER_SECRET "$(kept album-owner-secret)"
}

# A secret that is made once: the owner secret names the users' folders.
kept() {
  local file=$WEAPP_ROOT/.secrets/$1
  if [ ! -f "$file" ]; then
    install -d -m 700 "$WEAPP_ROOT/.secrets"
    (umask 077 && random >"$file")
  fi
  cat "$file"
}

start_redis() {
  has_setting REDIS_URL || default_setting REDIS_URL redis://127.0.0.1:6379
  # Sessions and rooms are to survive a restart.
  sed -i 's/^appendonly no/appendonly yes/' /etc/redis/redis.conf
  start_service redis-server
}

start_mariadb() {
  start_service mariadb
  has_setting MYSQL_URL && return
  local password
  password=$(kept mariadb-password)
  until mariadb-admin ping --silent >/dev/null 2>&1; do sleep 0.5; done
  mariadb <<SQL
CREATE DATABASE IF NOT EXISTS weapp_video CHARACTER SET utf8mb4;
CREATE USER IF NOT EXISTS 'weapp'@'127.0.0.1' IDENTIFIED BY '$password';
ALTER USER 'weapp'@'127.0.0.1' IDENTIFIED BY '$password';
GRANT ALL ON weapp_video.* TO 'weapp'@'127.0.0.1';
SQL
  default_setting MYSQL_URL "mysql://weapp:$password@127.0.0.1:3306/weapp_video"
}

start_stores() {
  [ -z "$managed" ] || return 0
  step "Redis and MariaDB"
  start_redis
  start_mariadb
}

# What is still to be filled in, by the words of the services themselves.
missing_settings() {
  local name missing=()
  for name in COS_SECRET_ID COS_SECRET_KEY COS_BUCKET COS_REGION WECHAT_APP_ID WECHAT_APP_SECRET MONGODB_URI MYSQL_URL REDIS_URL; do
    has_setting "$name" || missing+=("$name")
  done
  [ ${#missing[@]} -eq 0 ] && return
  say
  say "Everything is installed. Fill in $WEAPP_ROOT/.env, then run this again:"
  say "  ${missing[*]}"
  exit 3
}

release() {
  local version now
  version=$(source_version "$source")
  now=$(basename "$(readlink "$WEAPP_ROOT/current" || true)")
  export WEAPP_ROOT WEAPP_USER
  if [ "$now" = "$version" ]; then
    # The same code: new settings are taken over by a reload.
    step "reload $version"
    (cd "$WEAPP_ROOT" && as_user pm2 startOrReload process.json >/dev/null)
  elif [ -d "$WEAPP_ROOT/releases/$version" ]; then
    "$here/release.sh" --switch "$version"
  else
    "$here/release.sh" --from "$source" --version "$version"
  fi
}

start_at_boot() {
  if systemd; then
    step "pm2 at boot"
    env PATH="$PATH" PM2_HOME="$WEAPP_ROOT/.pm2" pm2 startup systemd -u "$WEAPP_USER" --hp "$WEAPP_ROOT" >/dev/null
  else
    say "There is no systemd here: at boot run  weapp-pm2 resurrect"
  fi
}

rotate_logs() {
  step "log rotation"
  cat >/etc/logrotate.d/weapp-samples <<ROTATE
$WEAPP_ROOT/.pm2/logs/*.log $WEAPP_ROOT/.pm2/pm2.log {
  daily
  rotate 14
  maxsize 200M
  compress
  delaycompress
  missingok
  notifempty
  su $WEAPP_USER $WEAPP_USER
  create 0640 $WEAPP_USER $WEAPP_USER
  sharedscripts
  postrotate
    /usr/local/bin/weapp-pm2 reloadLogs >/dev/null
  endscript
}
ROTATE
}

doctor() {
  step "doctor"
  local trust=()
  [ -z "$self_signed" ] || trust=(--ca /etc/weapp-samples/tls/ca.pem)
  (cd "$WEAPP_ROOT/current" && npm run --silent doctor -- --domain "$domain" --address 127.0.0.1 "${trust[@]}") || true
}

install_packages
install_node
install_pm2
install_command
make_user
make_folders
start_stores
missing_settings
release
start_at_boot
set_up_nginx
rotate_logs
doctor
say
say "https://$domain/applet/… answers. Open ports 80 and 443 in the security group, and no other: the services"
say "listen on the loopback address. Settings: $WEAPP_ROOT/.env, then: weapp-pm2 reload process.json"
