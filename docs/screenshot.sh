#!/bin/sh
# Makes docs/reader.png: the reader on a sample document, in Debian's Chromium. Needs a built program and chromium.
# Usage: docs/screenshot.sh [PROGRAM]
set -eu
cd "$(dirname "$0")/.."
program=${1:-target/release/chancery}
port=${PORT:-8347}
profile=$(mktemp -d)
"$program" demo --addr "127.0.0.1:$port" >"$profile/found" &
served=$!
trap 'kill "$served" 2>/dev/null || true; rm -rf "$profile"' EXIT
host="http://127.0.0.1:$port"
for _ in $(seq 100); do
  curl -fs "$host/api/documents" >/dev/null 2>&1 && break
  sleep 0.1
done
# The last Chinese statement: the one with most to show.
name() { grep -o "\"$1\":\"[^\"]*\"" | cut -d'"' -f4; }
id=$(curl -fs "$host/api/documents?language=zh&kind=joint-statement" | name document | tail -1)
clause=$(curl -fs "$host/api/documents/$id/clauses?stance=oppose" | name clause | head -1 | cut -d'#' -f2)
chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking \
  --disable-component-update --disable-sync --hide-scrollbars --user-data-dir="$profile/browser" \
  --window-size=1280,1080 --virtual-time-budget=4000 --force-device-scale-factor=1.5 --screenshot="$PWD/docs/reader.png" \
  "$host/documents/$id?lang=en&clause=$clause" >/dev/null 2>&1
echo "docs/reader.png shows $id"
