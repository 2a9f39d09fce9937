#!/usr/bin/env bash
# A whole cluster on this machine, each part a process of its own: PostgreSQL, silos, API hosts, simulated agents.
#   deploy/local/cluster.sh up          builds, starts everything, writes cluster.json
#   deploy/local/cluster.sh status      what runs
#   deploy/local/cluster.sh down        stops everything
#   deploy/local/cluster.sh start NAME  starts one part: postgres, silo1.., api1.., agent1..
#   deploy/local/cluster.sh stop NAME   stops one as a service manager would (it drains)
#   deploy/local/cluster.sh kill NAME   kills one (kill -9)
# Settings, all optional:
#   CLUSTER_DIR   data, logs and cluster.json (default artifacts/cluster); removed by nobody
#   SILOS=3 API_HOSTS=2 AGENTS=4        how many of each
#   PORT_BASE=18000                     first of about 600 ports on 127.0.0.1
#   ORLEANS_FEED  further package source that has the Microsoft.Orleans packages
#   CONFIGURATION=Release               or Debug
#   SKIP_BUILD=1  takes the programs as they are
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cd "$root"
source eng/environment.sh

dir=${CLUSTER_DIR:-$root/artifacts/cluster}
mkdir -p "$dir"/{run,log}
dir=$(cd "$dir" && pwd)
silos=${SILOS:-3} api_hosts=${API_HOSTS:-2} agents=${AGENTS:-4} base=${PORT_BASE:-18000}
configuration=${CONFIGURATION:-Release}
bin="$root/artifacts/orleans/bin"
database="Host=$dir/postgres;Username=xerotier;Database=xerotier;Timeout=5;Command Timeout=5"

api_port() { echo $((base + $1)); }
relay_port() { echo $((base + 100 + $1)); }
silo_port() { echo $((base + 200 + $1)); }
gateway_port() { echo $((base + 300 + $1)); }
probe_port() { echo $((base + 400 + $1)); }
names() { local i; for ((i = 1; i <= $2; i++)); do echo "$1$i"; done; }
number() { echo "${1//[a-z]/}"; }
running() { [[ -f "$dir/run/$1.pid" ]] && kill -0 "$(cat "$dir/run/$1.pid")" 2> /dev/null; }

# Waits until a command succeeds, for at most so many seconds.
wait_for() {
  local what=$1 seconds=$2 end
  shift 2
  end=$((SECONDS + seconds))
  until "$@" > /dev/null 2>&1; do
    [[ $SECONDS -lt $end ]] || die "$what: nothing within $seconds s (logs in $dir/log)"
    sleep 0.1
  done
}

answers() { curl -fsS --max-time 2 "$1"; }

# PostgreSQL

postgres_bin() {
  local initdb
  for initdb in "$(command -v initdb || true)" /usr/lib/postgresql/*/bin/initdb; do
    [[ -x "$initdb" ]] && { dirname "$(readlink -f "$initdb")"; return; }
  done
  die "PostgreSQL 15 or later is not installed"
}

# The server refuses to run as root.
as_owner() {
  if [[ $EUID -ne 0 ]]; then "$@"; return; fi
  local owner=postgres
  id -u postgres > /dev/null 2>&1 || owner=nobody
  setpriv --reuid="$owner" --regid="$(id -g "$owner")" --clear-groups "$@"
}

start_postgres() {
  local programs data="$dir/postgres"
  programs=$(postgres_bin)
  if [[ ! -d "$data/db" ]]; then
    mkdir -p "$data"
    [[ $EUID -ne 0 ]] || chown "$(id -u postgres 2> /dev/null || id -u nobody)" "$data"
    as_owner "$programs/initdb" -D "$data/db" -U xerotier -A trust -E UTF8 --locale=C > "$dir/log/postgres.log"
  fi
  [[ $EUID -ne 0 ]] || { touch "$dir/log/postgres.log"; chmod 666 "$dir/log/postgres.log"; }
  (cd "$data" && as_owner "$programs/pg_ctl" start -w -t 30 -D "$data/db" -l "$dir/log/postgres.log" \
    -o "-k $data -c listen_addresses='' -c max_connections=150" > /dev/null)
  as_owner "$programs/psql" -h "$data" -U xerotier -d postgres -tAc \
    "select 1 from pg_database where datname = 'xerotier'" | grep -q 1 ||
    as_owner "$programs/createdb" -h "$data" -U xerotier xerotier
}

# $1 is how: fast for stop, immediate for kill.
stop_postgres() {
  (cd "$dir/postgres" && as_owner "$(postgres_bin)/pg_ctl" stop -w -t 30 -m "$1" -D "$dir/postgres/db" > /dev/null)
}

postgres_runs() { as_owner "$(postgres_bin)/pg_ctl" status -D "$dir/postgres/db" > /dev/null 2>&1; }

# Programs

# Starts a program in the background with a log and a pid file of its own.
launch() {
  local name=$1
  shift
  setsid "$@" >> "$dir/log/$name.log" 2>&1 < /dev/null &
  echo $! > "$dir/run/$name.pid"
}

start_silo() {
  local i
  i=$(number "$1")
  launch "$1" env XEROTIER_ADMIN_TOKEN= "$bin/Silo/${configuration,,}/xerotier-silo" \
    --urls "http://127.0.0.1:$(probe_port "$i")" \
    --Storage:ConnectionString "$database" \
    --Silo:Address 127.0.0.1 --Silo:SiloPort "$(silo_port "$i")" --Silo:GatewayPort "$(gateway_port "$i")" \
    --Artifacts:Directory "$dir/artifacts"
  wait_for "$1" 120 answers "http://127.0.0.1:$(probe_port "$i")/readyz"
}

start_api() {
  local i
  i=$(number "$1")
  launch "$1" env XEROTIER_ADMIN_TOKEN="$(cat "$dir/admin-token")" "$bin/ApiHost/${configuration,,}/xerotier" \
    --mode client --urls "http://127.0.0.1:$(api_port "$i")" \
    --Storage:ConnectionString "$database" \
    --Tunnels:HostId "$1" --Tunnels:RelayUrl "http://127.0.0.1:$(relay_port "$i")" \
    --Artifacts:Directory "$dir/artifacts"
  wait_for "$1" 120 answers "http://127.0.0.1:$(api_port "$i")/readyz"
}

# Every agent has a tunnel to the API host that it talks to and one to the next.
start_agent() {
  local i home next join=()
  i=$(number "$1")
  home=$(((i - 1) % api_hosts + 1)) next=$((i % api_hosts + 1))
  if [[ ! -f "$dir/$1/enrollment.json" ]]; then
    mkdir -p "$dir/$1"
    join=(--join-key "$(project_post management/join-keys "{\"name\":\"$1\",\"region\":\"local\"}" | field key)")
  fi
  launch "$1" "$bin/Agent/${configuration,,}/xerotier-xim-agent" run "${join[@]}" \
    --base-url "http://127.0.0.1:$(api_port "$home")" --name "$1" --state-file "$dir/$1/enrollment.json" \
    --tunnel-url "ws://127.0.0.1:$(api_port "$home")/v1/agents/tunnel" \
    --tunnel-url "ws://127.0.0.1:$(api_port "$next")/v1/agents/tunnel" \
    --backend simulated --model simulated --model-cache-dir "$dir/$1/models" --max-concurrent 64 \
    --sim-prefill-ms 0.02 --sim-decode-ms 5 --disable-metrics-server
}

start() {
  case "$1" in
    postgres) start_postgres ;;
    silo*) start_silo "$1" ;;
    api*) start_api "$1" ;;
    agent*) start_agent "$1" ;;
    *) die "there is no part $1" ;;
  esac
}

# $1 is the part, $2 the signal.
end() {
  if [[ "$1" == postgres ]]; then
    if [[ "$2" == KILL ]]; then stop_postgres immediate; else stop_postgres fast; fi
    return
  fi
  running "$1" || return 0
  kill "-$2" "$(cat "$dir/run/$1.pid")"
  wait_for "the end of $1" 90 is_gone "$1"
  rm -f "$dir/run/$1.pid"
}

is_gone() { ! running "$1"; }

# The project that the load uses

field() { grep -oE "\"$1\": ?\"[^\"]+\"" | head -n 1 | sed -E 's/.*: ?"(.*)"/\1/'; }

post() {
  curl -fsS --max-time 10 -H "Authorization: Bearer $2" -H 'Content-Type: application/json' -d "$3" \
    "http://127.0.0.1:$(api_port 1)$1"
}

project_id() { field project_id < "$dir/cluster.json"; }
project_key() { field api_key < "$dir/cluster.json"; }
project_post() { post "/$(project_id)/v1/$1" "$(project_key)" "$2"; }

create_project() {
  local project id key model urls i
  project=$(post /admin/v1/projects "$(cat "$dir/admin-token")" '{"name":"Cluster","plan":"paid"}')
  id=$(field id <<< "$project") key=$(field api_key <<< "$project")
  model=$(post "/$id/v1/models" "$key" \
    '{"name":"simulated","source":"agent:simulated","context_length":32768,"workload_type":"chat"}')
  post "/$id/v1/endpoints" "$key" \
    "{\"slug\":\"chat\",\"model_id\":\"$(field id <<< "$model")\",\"task_mode\":\"chat\"}" > /dev/null
  urls=$(for ((i = 1; i <= api_hosts; i++)); do printf '"http://127.0.0.1:%s",' "$(api_port "$i")"; done)
  printf '{"base_urls":[%s],"project_id":"%s","api_key":"%s","endpoint":"chat"}\n' "${urls%,}" "$id" "$key" \
    > "$dir/cluster.json"
  chmod 600 "$dir/cluster.json"
}

serves() {
  post "/$(project_id)/chat/v1/chat/completions" "$(project_key)" \
    '{"model":"simulated","messages":[{"role":"user","content":"hi"}],"max_tokens":2}'
}

build() {
  local project options=(-p:GrainEngine=orleans -c "$configuration" -v quiet -nologo)
  [[ -z "${ORLEANS_FEED:-}" ]] || options+=("-p:RestoreAdditionalProjectSources=$ORLEANS_FEED")
  for project in Silo ApiHost Agent; do
    say "building $project"
    dotnet build "src/$project" "${options[@]}"
  done
}

up() {
  local name
  [[ -n "${SKIP_BUILD:-}" ]] || build
  [[ -f "$dir/admin-token" ]] ||
    (umask 077 && echo "xadm_$(head -c 24 /dev/urandom | base64 | tr -dc 'a-zA-Z0-9')" > "$dir/admin-token")
  say "postgres"
  postgres_runs || start_postgres
  "$bin/Silo/${configuration,,}/xerotier-silo" migrate --Storage:ConnectionString "$database"
  for name in $(names silo "$silos") $(names api "$api_hosts"); do
    running "$name" || { say "$name"; start "$name"; }
  done
  [[ -f "$dir/cluster.json" ]] || create_project
  for name in $(names agent "$agents"); do
    running "$name" || { say "$name"; start "$name"; }
  done
  wait_for "the first answer" 60 serves
  say "the cluster serves; see $dir/cluster.json"
}

status() {
  local name
  if postgres_runs; then echo "postgres  runs"; else echo "postgres  stopped"; fi
  for name in $(names silo "$silos") $(names api "$api_hosts") $(names agent "$agents"); do
    if running "$name"; then echo "$name  runs, process $(cat "$dir/run/$name.pid")"; else echo "$name  stopped"; fi
  done
}

down() {
  local name
  for name in $(names agent "$agents") $(names api "$api_hosts") $(names silo "$silos"); do
    if running "$name"; then say "stopping $name"; end "$name" TERM; fi
  done
  if postgres_runs; then say "stopping postgres"; end postgres TERM; fi
}

case "${1:-}" in
  up | status | down) "$1" ;;
  start) start "${2:?which part?}" ;;
  stop) end "${2:?which part?}" TERM ;;
  kill) end "${2:?which part?}" KILL ;;
  *) sed -n '2,16p' "${BASH_SOURCE[0]}"; exit 2 ;;
esac
