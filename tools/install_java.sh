#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Puts Debian's Java (17 or newer, without a screen) on this machine, for Apache Spark.
# Needs root or sudo. Says in one line what is wrong and how to cure it.
set -eu

found() {
    program=${JAVA_HOME:+$JAVA_HOME/bin/}java
    number=$("$program" -version 2>&1 | sed -n 's/.* version "\([0-9][0-9]*\).*/\1/p')
    if [ "${number:-0}" -ge 17 ]; then
        command -v "$program"
        return 0
    fi
    return 1
}

if java=$(found); then
    echo "Java: $java"
    exit 0
fi

fail() {
    echo "Java: $1" >&2
    exit 1
}

[ -z "${JAVA_HOME:-}" ] || fail "JAVA_HOME names $JAVA_HOME, which has no Java 17 or newer. Change it, or leave it out."
command -v apt-get >/dev/null 2>&1 ||
    fail "not found, and this is not Debian or Ubuntu. Install Java 17 or newer with your system's own package tool, then run this again."

if [ "$(id -u)" -eq 0 ]; then
    as_root=""
elif command -v sudo >/dev/null 2>&1 && sudo -n true >/dev/null 2>&1; then
    as_root="sudo -n"
else
    fail "not found, and installing it needs root. Ask an administrator to run: apt-get install openjdk-17-jre-headless"
fi

echo "Java: installing from the system's packages ..."
log=$(mktemp)
trap 'rm -f "$log"' EXIT
install_packages() {
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq || return 1
    for name in openjdk-17-jre-headless default-jre-headless; do
        $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$name" && return 0
    done
    return 1
}
if ! install_packages >"$log" 2>&1 </dev/null; then
    tail -n 3 "$log" >&2
    fail "apt-get could not install it (the lines above say why). With no network: install the package openjdk-17-jre-headless by hand."
fi
java=$(found) || fail "apt-get finished, but there is no Java of version 17 or newer."
echo "Java: $java"
