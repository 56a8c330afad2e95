#!/usr/bin/env bash
# Records an installation of the release that is checked out and built in CHECKOUT, for UpgradeTests:
#
#   git worktree add ../release v1.0.0 && (cd ../release && dotnet build -c Release)
#   tests/Orchestration/Upgrade/record.sh ../release tests/Orchestration/Upgrade/1.0.0
#
# What it holds: a small sample; a message that waits for a service, which has not seen it; a message that a service
# could not handle; a saved view, an API key, a customer's link and a webhook. As files: each database as SQL, the
# broker's queues and messages, the installation's key, and facts.json with what the test is to find again.
# Needs jq, curl and PostgreSQL's pg_dump and psql, and RabbitMQ without a container engine.
set -euo pipefail

checkout=$(realpath "$1") out=$(realpath -m "$2")
export PLATFORM_DATA_DIR DOTNET_ENVIRONMENT=Development Webhooks__AllowPrivateAddresses=true
PLATFORM_DATA_DIR=$(mktemp -d)
chmod 755 "$PLATFORM_DATA_DIR"
# The test puts its own receiver's address in place of this one.
receiver=http://127.0.0.1:18987/hook

cli() { dotnet "$checkout/shared/Cli/bin/Release/net10.0/Platform.Cli.dll" "$@"; }
eventually() { # eventually WHAT COMMAND...
  local what=$1
  shift
  for _ in $(seq 600); do
    "$@" && return
    sleep 0.5
  done
  echo "Not within five minutes: $what" >&2
  exit 1
}

dotnet "$checkout/AppHost/bin/Release/net10.0/Platform.AppHost.dll" --Dashboard=false --Sample=false --Servers=processes \
  >"$PLATFORM_DATA_DIR/up.log" 2>&1 &
platform=$!
trap 'kill $platform 2>/dev/null; wait $platform; rm -rf "$PLATFORM_DATA_DIR"' EXIT
eventually "the platform runs" test -s "$PLATFORM_DATA_DIR/running.json"

running() { jq -er "$1" "$PLATFORM_DATA_DIR/running.json"; }
gateway=$(running .http)
broker=$(running '.connections["rabbitmq-management"]')
part() { running ".connections[\"$1\"]" | tr ';' '\n' | sed -n "s/^$2=//p"; }
export PGHOST PGPORT PGUSER PGPASSWORD
PGHOST=$(part accounts-db Host) PGPORT=$(part accounts-db Port)
PGUSER=$(part accounts-db Username) PGPASSWORD=$(part accounts-db Password)

answers() { curl -sf -o /dev/null "$gateway/health/ready"; }
eventually "the gateway is ready" answers
token=$(curl -sf "$gateway/v1/tokens" --json '{"user":"olga","role":"ops"}' | jq -er .accessToken)
post() { curl -sf "$gateway$1" -H "Authorization: Bearer $token" -H "Idempotency-Key: $RANDOM$RANDOM" --json "$2"; }
get() { curl -sf "$gateway$1" -H "Authorization: Bearer $token"; }
queue() { curl -sf "$broker/api/queues/%2F/$1" | jq -er "$2"; }
# All of them are read twice, a moment apart: what one handles may put something into another.
idle() {
  local busy='[.[] | select(.name | test("_error$|^tap$") | not) | .messages // 0] | add'
  [ "$(curl -sf "$broker/api/queues" | jq "$busy")" = 0 ] && sleep 6 && [ "$(curl -sf "$broker/api/queues" | jq "$busy")" = 0 ]
}

# It ends with 1: a company this small has contracts that open no onboarding, and the command says so.
cli load-sample --accounts 8 --days 40 --scale 0.1 --end 2026-11-20 || true
eventually "everyone heard of the sample" idle

account=$(get '/v1/accounts?limit=1' | jq -er '.items[0].id')
view=$(post /v1/views '{"name":"Kept from 1.0.0","shared":true,"query":{"band":"red"}}' | jq -er .id)
key=$(post /v1/api-keys '{"name":"Kept from 1.0.0","scopes":["accounts:read"]}' | jq -er .secret)
own=$(post /v1/accounts '{"name":"Plan Ltd"}' | jq -er .id)
eventually "everyone heard of the account" idle
plan=$(post /v1/plans "{\"accountId\":\"$own\",\"summary\":\"Kept from 1.0.0\"}" | jq -er .id)
link=$(post "/v1/plans/$plan/links" '{"label":"Kept","days":365}' | jq -er .path)
hook=$(post /v1/webhooks "{\"url\":\"$receiver\",\"types\":[\"accounts.*\"]}")
eventually "everyone heard of all" idle

# A message that cannot be handled: while it is tried, the table that it is for has another name.
consumer=feedback-accounts-projection
psql -qd feedback -c 'alter table account_copy rename to account_copy_away'
dead=$(post /v1/accounts '{"name":"Dead Letter Ltd"}' | jq -er .id)
in_error() { [ "$(queue ${consumer}_error .messages 2>/dev/null)" = 1 ]; }
eventually "feedback gave up" in_error
psql -qd feedback -c 'alter table account_copy_away rename to account_copy'
eventually "the rest is handled" idle

# A message that waits: feedback's database is that of before it, and the message a copy of the one that came.
mkdir -p "$out"
dump() { pg_dump --no-owner --no-privileges --rows-per-insert=1000 -d "$1" | gzip -9n >"$out/$1.sql.gz"; }
dump feedback
curl -sf -X PUT "$broker/api/queues/%2F/tap" --json '{"durable":false}'
sources=$(curl -sf "$broker/api/exchanges/%2F/$consumer/bindings/destination" | jq -r '.[].source')
for source in $sources; do
  curl -sf -o /dev/null "$broker/api/bindings/%2F/e/$source/q/tap" --json '{"routing_key":""}'
done
waiting=$(post /v1/accounts '{"name":"Waiting Ltd"}' | jq -er .id)
tapped() { [ "$(queue tap .messages)" = 1 ]; }
eventually "the message was sent" tapped
eventually "everyone else heard of it" idle
for database in accounts success_plans health_scoring renewals gateway; do dump "$database"; done

look() { # look QUEUE AS
  curl -sf "$broker/api/queues/%2F/$1/get" --json '{"count":100,"ackmode":"ack_requeue_true","encoding":"base64"}' |
    # Without the recorder's own folders, which stack traces name.
    sed "s#$checkout/##g" | jq -e --arg queue "$2" '[.[] | {queue: $queue, properties, payload}]'
}
jq -s add <(look tap $consumer) <(look ${consumer}_error ${consumer}_error) >"$out/messages.json"
curl -sf -X DELETE "$broker/api/queues/%2F/tap"
curl -sf "$broker/api/definitions" | jq -c '{queues, exchanges, bindings}' >"$out/definitions.json"
cp "$PLATFORM_DATA_DIR/format" "$PLATFORM_DATA_DIR/internal-token-key" "$out/"
jq -n --arg sample "$account" --arg sampleName "$(get "/v1/accounts/$account" | jq -er .name)" \
  --argjson accounts "$(psql -qtAd accounts -c 'select count(*) from account')" --arg view "$view" --arg key "$key" \
  --arg plan "$plan" --arg link "$link" --arg webhook "$(jq -er .id <<<"$hook")" \
  --arg secret "$(jq -er .secret <<<"$hook")" --arg receiver "$receiver" --arg dead "$dead" \
  --arg waiting "$waiting" '$ARGS.named' >"$out/facts.json"
echo "Recorded in $out: $(du -sh "$out" | cut -f1)"
