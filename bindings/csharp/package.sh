#!/usr/bin/env bash
# package.sh LIBRARY [NUGET_SOURCE]: makes the NuGet package with the shared library at that path and what it needs
# inside, restores it from a folder into an empty project, and runs the first example with it: as it is, trimmed, and
# compiled ahead of time. What needs a compiler package that cannot be had is skipped by name.
# Exit status 77: skipped, and why.
set -eu
library=$(realpath "$1")
cd "$(dirname "$0")"
repository=$(cd ../.. && pwd)
command -v dotnet >/dev/null || { echo "skipped: dotnet is missing"; exit 77; }
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
unset ACMPLAYBOOK_LIBRARY
page=$repository/examples/playbooks/en/assess-acm-conversation.md
expected=$repository/examples/csharp/first/expected.txt
version=0.1.0-check.$$.$(date +%s) # one that no cache has
work=$(mktemp -d)
cache=$(dotnet nuget locals global-packages --list | sed 's/^[^:]*: *//')
trap 'rm -rf "$work" "$cache/acmplaybook/$version"; rmdir "$cache/acmplaybook" 2>/dev/null || true' EXIT

../bundle.sh "$library" "$work/bundle"
if ! dotnet pack AcmPlaybook -c Release -v q -clp:NoSummary -p:Version="$version" \
    -p:AcmBundle="$work/bundle" -o "$work/feed" >"$work/log" 2>&1; then
    if grep -qE 'NU1301|NU1101|NU1102' "$work/log"; then
        echo "skipped: packages cannot be had: $(grep -om1 -E 'NU[0-9]+: .*' "$work/log" | cut -c 1-160)"
        exit 77
    fi
    cat "$work/log"
    exit 1
fi

mkdir "$work/app"
cp "$repository/examples/csharp/first/Program.cs" "$work/app"
cat >"$work/app/app.csproj" <<PROJECT
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
    <Nullable>enable</Nullable>
    <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
    <InvariantGlobalization>true</InvariantGlobalization>
    <NuGetAudit>false</NuGetAudit>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="AcmPlaybook" Version="$version" />
  </ItemGroup>
</Project>
PROJECT
cd "$work/app"

# check NAME PROGRAM...: the example prints what is written down.
check() {
    local name=$1
    shift
    "$@" "$page" >"$work/out" || { echo "$name: failed"; exit 1; }
    diff "$expected" "$work/out" && echo "$name: ok"
}

dotnet restore -v q --source "$work/feed" ${2:+--source "$2"}
dotnet build --no-restore -v q -clp:NoSummary -o "$work/plain"
check "package" dotnet "$work/plain/app.dll"
LD_DEBUG=libs dotnet "$work/plain/app.dll" "$page" 2>&1 >/dev/null | grep "calling init: .*libmd4c" |
    grep -q "$work/plain/runtimes" || { echo "package: takes libraries of the system"; exit 1; }

# publish NAME PROPERTY: restores from where NuGet is told to look, the compiler packages being nowhere else.
publish() {
    local name=$1 property=$2
    rm -rf bin obj
    if ! dotnet restore -r linux-x64 -p:"$property" -v q \
        -p:RestoreAdditionalProjectSources="$work/feed" >"$work/log" 2>&1; then
        echo "skipped: $name: $(grep -om1 'NU[0-9]*: .*' "$work/log" | cut -c 1-160)"
        return
    fi
    dotnet publish --no-restore -c Release -r linux-x64 -v q -p:"$property" --self-contained -o "$work/$name" \
        >"$work/log" 2>&1 || { cat "$work/log"; echo "$name: failed"; exit 1; }
    check "$name" "$work/$name/app"
}
publish trimmed PublishTrimmed=true
publish native PublishAot=true
