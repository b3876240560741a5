#!/usr/bin/env bash
# Prints the path of a Chromium for the browser tests; installs Debian's where that is possible.
# Exits 1, with the reason, when there is none: the tests are never skipped for want of a browser.
set -euo pipefail

find_browser() {
  if [ -n "${BROWSER_PATH:-}" ]; then
    [ -x "$BROWSER_PATH" ] && echo "$BROWSER_PATH" && return
    echo "BROWSER_PATH is set to $BROWSER_PATH, which cannot be run" >&2
    exit 1
  fi
  local name
  for name in chromium chromium-browser google-chrome google-chrome-stable; do
    command -v "$name" && return
  done
  local mac="/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
  [ -x "$mac" ] && echo "$mac"
}

if found=$(find_browser) && [ -n "$found" ]; then
  echo "$found"
  exit 0
fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  { apt-get update && apt-get install -y --no-install-recommends chromium; } >&2
  if found=$(find_browser) && [ -n "$found" ]; then
    echo "$found"
    exit 0
  fi
fi
echo "no browser found: install Chromium or Chrome (Debian: apt-get install chromium), or set BROWSER_PATH" >&2
exit 1
