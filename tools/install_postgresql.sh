#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Puts Debian's PostgreSQL server (15 or newer) on this machine, for the tests on both databases and the bench
# `postgres`. They start a server of their own; the one that Debian would start is not made.
# Needs root or sudo. Says in one line what is wrong and how to cure it.
set -eu

found() {
    for version in /usr/lib/postgresql/*/bin/postgres; do
        number=${version#/usr/lib/postgresql/}
        number=${number%%/*}
        if [ -x "$version" ] && [ "$number" -ge 15 ] 2>/dev/null; then
            echo "$version"
            return 0
        fi
    done
    command -v postgres
}

if server=$(found); then
    echo "PostgreSQL: $server"
    exit 0
fi

fail() {
    echo "PostgreSQL: $1" >&2
    exit 1
}

command -v apt-get >/dev/null 2>&1 ||
    fail "not found, and this is not Debian or Ubuntu. Install PostgreSQL 15 or newer with your system's own package tool, then run this again."

if [ "$(id -u)" -eq 0 ]; then
    as_root=""
elif command -v sudo >/dev/null 2>&1 && sudo -n true >/dev/null 2>&1; then
    as_root="sudo -n"
else
    fail "not found, and installing it needs root. Ask an administrator to run: apt-get install postgresql"
fi

echo "PostgreSQL: installing from the system's packages ..."
log=$(mktemp)
trap 'rm -f "$log"' EXIT
install_packages() {
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq &&
        $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends postgresql-common &&
        $as_root sed -i 's/^#*create_main_cluster *=.*/create_main_cluster = false/' /etc/postgresql-common/createcluster.conf &&
        $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends postgresql
}
if ! install_packages >"$log" 2>&1 </dev/null; then
    tail -n 3 "$log" >&2
    fail "apt-get could not install it (the lines above say why). With no network: install the package postgresql by hand."
fi
server=$(found) || fail "apt-get finished, but there is no server of version 15 or newer."
echo "PostgreSQL: $server"
