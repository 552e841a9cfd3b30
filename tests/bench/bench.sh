#!/bin/sh
# bench.sh [FOLDER [PAGE]] - builds a release and runs W1 on the pages of FOLDER, W2 with PAGE as its real page, and W4.
# Without FOLDER the example playbooks are read. What is missing is installed with apt-get where that is possible; of npm
# and NuGet what peers/ names, into the folder of the build.
set -eu

root=$(cd "$(dirname "$0")/../.." && pwd)
build=${BUILD:-$root/build/bench}
log=$build/bench.log
pages=${1:-$root/examples/playbooks}
page=${2:-}

packages="cmake gcc ninja-build pkg-config libutf8proc-dev libmd4c-dev libyaml-dev libjansson-dev libexpat1-dev
          libcmark-gfm-dev libcmark-gfm-extensions-dev valgrind python3-transitions"
missing=""
for package in $packages; do
    dpkg -s "$package" >/dev/null 2>&1 || missing="$missing $package"
done
if [ -n "$missing" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get install -y --no-install-recommends $missing
elif [ -n "$missing" ]; then
    echo "bench: not installed:$missing" >&2
fi

mkdir -p "$build"
cmake -S "$root" -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Release -DACM_BENCH=ON \
      -DACM_TOOL=OFF -DACM_EXAMPLES=OFF >"$log" 2>&1 || { cat "$log"; exit 2; }
cmake --build "$build" >>"$log" 2>&1 || { tail -n 40 "$log"; exit 2; }
w1=$build/tests/bench/bench-w1
w2=$build/tests/bench/bench-w2

# Instructions of "$@"; nothing if it fails: callgrind counts a program that gives up, too.
instructions() {
    if counted=$(valgrind --tool=callgrind --callgrind-out-file=/dev/null "$@" 2>&1); then
        echo "$counted" | awk '/ Collected :/ { print $4 }'
    fi
}

echo "== W1: read"
"$w1" "$pages"
echo
echo "== W2: run cases"
if [ -n "$page" ]; then "$w2" --page "$page"; else "$w2"; fi

# What cannot be prepared is skipped, by its name.
peers=$build/peers
rm -rf "$peers"
cp -R "$root/tests/bench/peers" "$peers"
if command -v npm >/dev/null; then (cd "$peers" && npm ci --no-audit --no-fund >>"$log" 2>&1) || true; fi
if command -v dotnet >/dev/null; then
    (cd "$peers/machines-net" && dotnet build -c Release -o out --nologo >>"$log" 2>&1) || true
fi
echo
echo "== W2: run cases, beside XState, transitions and Stateless"
python3 "$root/tests/bench/w2_peers.py" "$w2" "$peers"

echo
echo "== scenarios, explanations, timers, repetition"
examples=$root/examples/playbooks
"$build/tests/bench/bench-more" "$examples/en/assess-acm-conversation.md" "$examples"/scenarios/acm-*.json

echo
echo "== W4: calls from Python and C#"
export ACMPLAYBOOK_LIBRARY="$build/lib/libacmplaybook.so"
PYTHONPATH=$root/bindings/python/src python3 "$root/tests/bench/w4_python.py"
if command -v dotnet >/dev/null && dotnet build -c Release "$root/tests/bench/w4_csharp" --nologo >>"$log" 2>&1; then
    dotnet "$root/build/csharp/bin/W4/release/W4.dll" "$build/tests/bench/bench-w4"
else
    echo "C#: skipped, dotnet or its packages are missing"
fi

command -v valgrind >/dev/null || { echo; echo "instructions: skipped, valgrind is missing"; exit 0; }

echo
echo "== instructions"
bytes=$("$w1" --only nothing "$pages" | awk 'NR == 1 { print $3 }')
empty=$(instructions "$w1" --only nothing "$pages")
for reader in ours md4c cmark; do
    count=$(instructions "$w1" --only $reader "$pages")
    if [ -z "$count" ]; then
        echo "W1 $reader: skipped, it is not in this build"
        continue
    fi
    awk "BEGIN { printf \"W1 %-6s %8.1f a byte\n\", \"$reader\", ($count - $empty) / $bytes }"
done
for runner in ours table; do
    few=$(instructions "$w2" --only $runner --cases 10)
    many=$(instructions "$w2" --only $runner --cases 510)
    awk "BEGIN { printf \"W2 %-6s %8.1f a change\n\", \"$runner\", ($many - $few) / 500 / 132 }"
done
