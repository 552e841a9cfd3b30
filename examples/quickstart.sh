#!/bin/sh
# Builds acm-playbook, shows a playbook, and plays a case of it. Runs from anywhere; on Debian it installs what is missing.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
build=$root/build/quickstart
page=examples/playbooks/en/assess-acm-conversation.md
cd "$root"

say() {
    printf '\n== %s\n' "$*"
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

# The commands, headers and pkg-config modules that the build asks for, each with its Debian package.
missing() {
    for pair in cmake:cmake cc:gcc make:make pkg-config:pkg-config; do
        command -v "${pair%%:*}" >/dev/null || printf ' %s' "${pair#*:}"
    done
    echo '#include <stdio.h>' | cc -E - >/dev/null 2>&1 || printf ' libc6-dev'
    for pair in libutf8proc:libutf8proc-dev md4c:libmd4c-dev yaml-0.1:libyaml-dev jansson:libjansson-dev \
        expat:libexpat1-dev; do
        pkg-config --exists "${pair%%:*}" 2>/dev/null || printf ' %s' "${pair#*:}"
    done
}

install_missing() {
    packages=$(missing)
    [ -z "$packages" ] && return
    if ! command -v apt-get >/dev/null; then
        echo "Please install what Debian calls:$packages"
        exit 1
    fi
    say "Installing$packages"
    as_root apt-get update -qq
    # shellcheck disable=SC2086 # a list of words
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $packages >/dev/null
}

build_tool() {
    [ -x "$build/examples/acm-playbook/acm-playbook" ] || say "Building into build/quickstart"
    if ! { cmake -S . -B "$build" -DCMAKE_BUILD_TYPE=Release -DACM_EXAMPLES=OFF &&
        cmake --build "$build" -j "$(nproc)" --target acm-playbook; } >"$root/build/quickstart.log" 2>&1; then
        tail -n 30 "$root/build/quickstart.log"
        exit 1
    fi
}

mkdir -p build
install_missing
build_tool
tool=$build/examples/acm-playbook/acm-playbook

say "acm-playbook show $page"
"$tool" show "$page"

say "acm-playbook play $page: one customer's case"
"$tool" play "$page" <<'COMMANDS' || [ $? -eq 1 ]
# Who takes part, and in which roles.
person partner FastTrack Ready Partner
person manager FastTrack Manager
person engineer FastTrack Engineer

# Nothing can be done yet: the inputs are open.
as manager
complete 4047
as partner
confirm in-1 in-2 in-3
waive in-4 because the customer has left that program

# The work has begun, but it is not the engineer's.
as engineer
complete 4047
as manager
complete 4047
complete 3734 3718 3737 3738 3278 4094

# What is optional is for people to decide.
as engineer
start 3991
complete 3991
as partner
start step-1
complete step-1
disable step-2

# The outcomes, and with the last of them the case is over.
confirm out-1 out-2 out-3
COMMANDS

cat <<END

The two refusals above were meant to show how they are explained. What to try next, in $root:
  ${tool#"$root/"} play $page
  ${tool#"$root/"} test examples/playbooks/scenarios
  ${tool#"$root/"} help
END
