# shellcheck shell=bash
# nginx with HTTPS in front of the services, and where its certificate comes from. Sourced by provision.sh, whose
# options `domain`, `cert`, `key` and `certbot` it reads.
# shellcheck disable=SC2154

render_nginx() {
  (cd "$WEAPP_ROOT/current" && npm run --silent nginx -- --domain "$domain" --cert "$1" --key "$2" --out /etc/nginx >/dev/null)
  nginx -t -q
  if systemd; then systemctl enable --quiet --now nginx && systemctl reload nginx
  elif [ -s /run/nginx.pid ] && kill -0 "$(cat /run/nginx.pid)" 2>/dev/null; then nginx -s reload
  else nginx; fi
}

set_up_nginx() {
  step "nginx for https://$domain"
  rm -f /etc/nginx/sites-enabled/default
  mkdir -p /var/www/letsencrypt
  # Each connection of a player takes two of these.
  sed -i 's/worker_connections [0-9]*;/worker_connections 16384;/' /etc/nginx/nginx.conf
  grep -q worker_rlimit_nofile /etc/nginx/nginx.conf || sed -i '1i worker_rlimit_nofile 65536;' /etc/nginx/nginx.conf
  if [ -n "$cert" ]; then
    render_nginx "$cert" "$key"
    return
  fi
  local own=/etc/weapp-samples/tls live=/etc/letsencrypt/live/$domain
  if [ -n "$certbot" ] && [ -s "$live/fullchain.pem" ]; then
    render_nginx "$live/fullchain.pem" "$live/privkey.pem"
    return
  fi
  [ -s "$own/$domain.pem" ] || (cd "$WEAPP_ROOT/current" && npm run --silent dev-cert -- "$own" "$domain" >/dev/null)
  render_nginx "$own/$domain.pem" "$own/$domain.key"
  [ -n "$certbot" ] || return 0
  certbot certonly --quiet --webroot -w /var/www/letsencrypt -d "$domain" -m "$certbot" --agree-tos --non-interactive \
    --deploy-hook 'nginx -s reload'
  render_nginx "$live/fullchain.pem" "$live/privkey.pem"
}
