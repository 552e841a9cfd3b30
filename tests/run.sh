#!/usr/bin/env bash
# Installs what is missing (Debian), builds with gcc and sanitizers, with clang, and for release, and runs the
# tests of each. The last line says what came of it:  N passed, N failed, N skipped
set -u
cd "$(dirname "$0")/.."

packages=(gcc g++ libc6-dev clang libclang-rt-14-dev clang-format-14 cmake ninja-build make
          pkg-config python3 libutf8proc-dev libmd4c-dev libyaml-dev libjansson-dev libexpat1-dev
          libcmocka-dev)
# What some checks need beyond that; without it they are skipped.
extra=(libxml2-utils chromium mypy python3-pytest patchelf)
command -v npm >/dev/null || extra+=(npm)

is_installed() {
    dpkg-query -W -f='${db:Status-Status}\n' "$1" 2>/dev/null | grep -qx installed
}

# install_missing PACKAGE...
install_missing() {
    local missing=() package as_root=()
    if ! command -v apt-get >/dev/null; then
        echo "No apt-get here; needed are what Debian calls: $*"
        return
    fi
    for package in "$@"; do
        is_installed "$package" || missing+=("$package")
    done
    [ ${#missing[@]} -eq 0 ] && return
    echo "Installing: ${missing[*]}"
    [ "$(id -u)" -eq 0 ] || as_root=(sudo)
    "${as_root[@]}" apt-get update -qq &&
        "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
            apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# The schema of CMMN and a viewer of case models, as they are pinned.
install_viewer() {
    local from=tests/check/cmmn_viewer to=build/cmmn_viewer
    cmp -s "$from/package-lock.json" "$to/node_modules/.of-lock" && return
    mkdir -p "$to" && cp "$from"/package*.json "$to" &&
        (cd "$to" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error) &&
        cp "$from/package-lock.json" "$to/node_modules/.of-lock"
}

reports=build/reports
jobs=$(nproc)

# suite PRESET [CTEST OPTION...]: what fails before its tests run counts as one failure.
suite() {
    local preset=$1
    shift
    echo "== $preset"
    if ! cmake --preset "$preset" >"$reports/$preset.log" 2>&1 ||
        ! cmake --build --preset "$preset" -j "$jobs" >>"$reports/$preset.log" 2>&1; then
        grep -A 8 -E 'FAILED|[Ee]rror' "$reports/$preset.log" | head -n 60
        echo "$preset does not build" >"$reports/$preset.broken"
        return
    fi
    ctest --preset "$preset" -j "$jobs" --no-tests=error --output-junit "$PWD/$reports/$preset.xml" "$@" ||
        [ -e "$reports/$preset.xml" ] || echo "$preset did not run" >"$reports/$preset.broken"
}

rm -rf "$reports"
mkdir -p "$reports"
install_missing "${packages[@]}" || echo "Some packages could not be installed; going on with what is there"
{ install_missing "${extra[@]}" && install_viewer; } || echo "The viewer of case models could not be installed; its checks are skipped"
suite dev
command -v clang >/dev/null || echo "clang is missing" >"$reports/clang.missing"
[ -e "$reports/clang.missing" ] || suite clang -L '^(unit|api|spec|oom|fuzz)$'
suite release -LE '^(check|oom)$'
python3 tests/support/summary.py "$reports"
