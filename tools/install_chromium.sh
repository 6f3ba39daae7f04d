#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Puts Debian's Chromium on this machine, for the browser tests and screenshots.
# Needs root or sudo. Says in one line what is wrong and how to cure it.
set -eu

for name in chromium chromium-browser google-chrome; do
    if command -v "$name" >/dev/null 2>&1; then
        echo "Chromium: $(command -v "$name")"
        exit 0
    fi
done

fail() {
    echo "Chromium: $1" >&2
    exit 1
}

command -v apt-get >/dev/null 2>&1 ||
    fail "not found, and this is not Debian or Ubuntu. Install Chromium with your system's own package tool, then run this again."

if [ "$(id -u)" -eq 0 ]; then
    as_root=""
elif command -v sudo >/dev/null 2>&1 && sudo -n true >/dev/null 2>&1; then
    as_root="sudo -n"
else
    fail "not found, and installing it needs root. Ask an administrator to run: apt-get install chromium"
fi

echo "Chromium: installing from the system's packages (a minute or two) ..."
log=$(mktemp)
trap 'rm -f "$log"' EXIT
install_packages() {
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq &&
        $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
            chromium fonts-dejavu-core
}
if ! install_packages >"$log" 2>&1 </dev/null; then
    tail -n 3 "$log" >&2
    fail "apt-get could not install it (the lines above say why). With no network: install the package chromium by hand."
fi
command -v chromium >/dev/null 2>&1 || fail "apt-get finished, but there is no command chromium."
echo "Chromium: $(command -v chromium)"
