#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Puts Debian's SoftHSM, a PKCS#11 token in software, on this machine, for the tests of keys in a token.
# Needs root or sudo. Says in one line what is wrong and how to cure it.
set -eu

if command -v softhsm2-util >/dev/null 2>&1; then
    echo "SoftHSM: $(command -v softhsm2-util)"
    exit 0
fi

fail() {
    echo "SoftHSM: $1" >&2
    exit 1
}

command -v apt-get >/dev/null 2>&1 ||
    fail "not found, and this is not Debian or Ubuntu. Install SoftHSM 2 with your system's own package tool, then run this again."

if [ "$(id -u)" -eq 0 ]; then
    as_root=""
elif command -v sudo >/dev/null 2>&1 && sudo -n true >/dev/null 2>&1; then
    as_root="sudo -n"
else
    fail "not found, and installing it needs root. Ask an administrator to run: apt-get install softhsm2"
fi

echo "SoftHSM: installing from the system's packages ..."
log=$(mktemp)
trap 'rm -f "$log"' EXIT
install_packages() {
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq &&
        $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends softhsm2
}
if ! install_packages >"$log" 2>&1 </dev/null; then
    tail -n 3 "$log" >&2
    fail "apt-get could not install it (the lines above say why). With no network: install the package softhsm2 by hand."
fi
command -v softhsm2-util >/dev/null 2>&1 || fail "apt-get finished, but there is no command softhsm2-util."
echo "SoftHSM: $(command -v softhsm2-util)"
