#!/usr/bin/env bash
# Measures the server's memory while one upload arrives and is stored: idle, peak, and the difference.
#   dotnet publish -c Release src/ApiHost -o /tmp/xerotier
#   bench/Uploads/memory.sh /tmp/xerotier/xerotier.dll [MiB, default 2048] [file|tar]
# Needs curl, jq and about three times that space in TMPDIR. Bar: peak at most 64 MiB above idle.
set -euo pipefail

program=${1:?path of xerotier.dll}
mebibytes=${2:-2048}
kind=${3:-file}
part_mebibytes=100
work=$(mktemp -d)
server=0
sampler=0
# shellcheck disable=SC2329 # called by the trap
clean() {
  [[ $sampler -eq 0 ]] || kill "$sampler" 2> /dev/null || true
  [[ $server -eq 0 ]] || kill "$server" 2> /dev/null || true
  wait 2> /dev/null || true
  rm -rf "$work"
}
trap clean EXIT

export XEROTIER_ADMIN_TOKEN=xadm_bench-0123456789abcdef0123456789abcdef0123456789
(cd "$work" && exec dotnet "$program" --urls http://127.0.0.1:0 --data "$work/data") > "$work/log" 2>&1 &
server=$!
url=
for _ in {1..600}; do
  url=$(grep -oE 'http://127\.0\.0\.1:[0-9]+' "$work/log" | head -n 1 || true)
  [[ -z "$url" ]] || break
  sleep 0.1
done
[[ -n "$url" ]] || { cat "$work/log" >&2; exit 1; }

post() { curl -sf -H "Authorization: Bearer $key" "$url$1" "${@:2}"; }
resident() { awk '/^VmRSS/ { print int($2 / 1024) }' "/proc/$server/status"; }

key=$XEROTIER_ADMIN_TOKEN
created=$(post /admin/v1/projects -d '{"name":"bench","plan":"paid"}')
project=$(jq -r .id <<< "$created")
key=$(jq -r .api_key <<< "$created")

# Sends a file part by part, completes the upload and waits until it is stored.
upload() {
  local file=$1 name=$2 bytes id status number=0 offset=0
  bytes=$(stat -c %s "$file")
  id=$(post "/$project/v1/uploads" -d "{\"purpose\":\"model\",\"filename\":\"$name\",\"bytes\":$bytes}" | jq -r .id)
  while [[ $offset -lt $bytes ]]; do
    number=$((number + 1))
    dd if="$file" bs=1M skip=$((offset >> 20)) count=$part_mebibytes status=none > "$work/part"
    post "/$project/v1/uploads/$id/parts" -F part_number=$number -F "data=@$work/part" > "$work/answer"
    offset=$((offset + part_mebibytes * 1024 * 1024))
  done
  status=processing
  while [[ $status == processing ]]; do
    status=$(post "/$project/v1/uploads/$id/complete" -d '{}' | jq -r .status)
  done
  [[ $status == completed ]] || { echo "upload ended as $status" >&2; exit 1; }
}

head -c $((mebibytes * 1024 * 1024)) /dev/urandom > "$work/model.bin"
if [[ $kind == tar ]]; then
  tar -cf "$work/model.tar" -C "$work" model.bin
  rm "$work/model.bin"
fi
suffix=$([[ $kind == tar ]] && echo tar || echo bin)

# A small upload first, so that code is compiled and pools are filled as in a server that has run for a while.
head -c 1000 /dev/urandom > "$work/small.bin"
upload "$work/small.bin" small.bin
idle=$(resident)
(while resident; do sleep 0.2; done) 2> /dev/null > "$work/samples" &
sampler=$!
started=$SECONDS
upload "$work/model.$suffix" "model.$suffix"
seconds=$((SECONDS - started))
kill "$sampler"
sampler=0
peak=$(sort -n "$work/samples" | tail -n 1)
echo "$kind of $mebibytes MiB in $seconds s: idle $idle MiB, peak $peak MiB, above idle $((peak - idle)) MiB"
