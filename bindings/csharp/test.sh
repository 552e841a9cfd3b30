#!/usr/bin/env bash
# test.sh LIBRARY [NUGET_SOURCE]: builds the binding and runs its tests with the shared library at that path. Packages
# come from NUGET_SOURCE if it is given, such as a folder of packages, else from where NuGet is told to look.
# ACMPLAYBOOK_EVENTS names the program of tests/support/events.c, whose events are then compared. Exit status 77:
# skipped, and why.
set -eu
library=$(realpath "$1")
cd "$(dirname "$0")"
repository=$(cd ../.. && pwd)
source=${2:+--source $2}
command -v dotnet >/dev/null || { echo "skipped: dotnet is missing"; exit 77; }
export ACMPLAYBOOK_LIBRARY=$library DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# A library that is watched by sanitizers needs them loaded first.
watched=()
if nm -D "$library" 2>/dev/null | grep -q __asan_init; then
    watched=(env "LD_PRELOAD=$("${CC:-cc}" -print-file-name=libasan.so) $("${CC:-cc}" -print-file-name=libubsan.so)"
        ASAN_OPTIONS=detect_leaks=0:handle_segv=0:handle_sigfpe=0:use_sigaltstack=0:allocator_may_return_null=1)
fi

restore() { # shellcheck disable=SC2086
    dotnet build "$1" -c Release -v q -clp:NoSummary $source >"$work/log" 2>&1 && return
    if grep -qE 'NU1301|NU1101|NU1102' "$work/log"; then
        echo "skipped: packages cannot be had: $(grep -om1 -E 'NU[0-9]+: .*' "$work/log" | cut -c 1-160)"
        exit 77
    fi
    cat "$work/log"
    exit 1
}

restore AcmPlaybook.Tests
"${watched[@]}" dotnet test AcmPlaybook.Tests -c Release --no-build --logger "console;verbosity=minimal"

# The examples print what those of C print.
restore "$repository/examples/csharp/first"
restore "$repository/examples/csharp/stories"
programs=$repository/build/csharp/bin
page=$repository/examples/playbooks/en/assess-acm-conversation.md
example() {
    local name=$1 expected=$2
    shift 2
    "${watched[@]}" dotnet "$@" >"$work/out"
    diff "$expected" "$work/out" && echo "example $name: ok"
}
example first "$repository/examples/csharp/first/expected.txt" "$programs/first/release/first.dll" "$page"
for story in build folder run; do
    example $story "$repository/tests/data/examples/$story.txt" "$programs/stories/release/stories.dll" $story
done
example load "$repository/tests/data/examples/load.txt" "$programs/stories/release/stories.dll" load "$page"

# The program in the READMEs is the first example.
for readme in README.md "$repository/README.md"; do
    awk '/^```csharp$/ && !n { on = 1; n = 1; next } /^```$/ { on = 0 } on' "$readme" |
        diff - "$repository/examples/csharp/first/Program.cs"
done
echo "READMEs: ok"
