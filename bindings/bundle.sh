#!/bin/sh
# bundle.sh LIBRARY FOLDER: the shared library and those that it needs beyond the C library, stripped, each looking for
# the others beside itself, with their licences; what wheels and NuGet packages hold.
# Needs Debian's binutils, dpkg and patchelf. Exit status 77: one of them is missing.
set -eu
library=$(realpath "$1")
folder=$2
for tool in strip ldd patchelf dpkg; do
    command -v "$tool" >/dev/null || { echo "skipped: $tool is missing"; exit 77; }
done
mkdir -p "$folder/licenses"

add() { # FILE NAME
    strip -o "$folder/$2" "$1"
    patchelf --set-rpath '$ORIGIN' "$folder/$2"
    chmod 644 "$folder/$2"
}

add "$library" libacmplaybook.so
cp "$(dirname "$0")/../LICENSE" "$folder/licenses/libacmplaybook"
ldd "$library" | awk '$2 == "=>" && $1 !~ /^lib(c|m|dl|rt|pthread)\.so/ { print $1, $3 }' | while read -r name path; do
    add "$path" "$name"
    # The path as the package has it: /lib may be a link to /usr/lib.
    package=$(dpkg -S "$path" 2>/dev/null || dpkg -S "$(realpath "$path")")
    cp "/usr/share/doc/${package%%:*}/copyright" "$folder/licenses/${name%%.so*}"
done
