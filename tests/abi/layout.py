#!/usr/bin/env python3
"""layout.py [--update] ROOT BUILD CC: the layout of every public struct is that of layout.tsv.

A C program made from the headers prints each struct with its size, then each field with offset and size.
A field may be appended, together with a line in CHANGELOG.md under "ABI"; nothing else may change.
"""

import difflib
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "check"))
import headers  # noqa: E402

SKIPPED = 77


def program(structs):
    lines = ["#include <acmplaybook.h>", "#include <stdio.h>", "int main(void)", "{"]
    lines += ['    if (sizeof(void *) != 8 || _Alignof(int64_t) != 8)', f"        return {SKIPPED};"]
    for s in structs:
        lines.append(f'    printf("{s.name}\\t\\t\\t%zu\\n", sizeof({s.name}));')
        for field in s.fields:
            size = f"sizeof(({s.name} *)0)->{field}"
            lines.append(f'    printf("{s.name}\\t{field}\\t%zu\\t%zu\\n", '
                         f"offsetof({s.name}, {field}), {size});")
    return "\n".join([*lines, "}", ""])


def layout(root, build, compiler):
    structs = sorted(headers.all_structs(root), key=lambda s: s.name)
    with tempfile.TemporaryDirectory() as folder:
        source, binary = Path(folder, "layout.c"), Path(folder, "layout")
        source.write_text(program(structs))
        subprocess.run([compiler, "-std=c11", f"-I{root}/include", f"-I{build}/include",
                        source, "-o", binary], check=True)
        return subprocess.run([binary], text=True, stdout=subprocess.PIPE)


def main():
    arguments = [a for a in sys.argv[1:] if a != "--update"]
    run = layout(Path(arguments[0]), arguments[1], arguments[2])
    if run.returncode == SKIPPED:
        print("skipped: the golden layout is that of machines with 64-bit pointers")
        return SKIPPED
    text = "struct\tfield\toffset\tsize\n" + run.stdout
    golden = HERE / "layout.tsv"
    if "--update" in sys.argv:
        golden.write_text(text)
    difference = list(difflib.unified_diff(golden.read_text().splitlines(), text.splitlines(),
                                           "layout.tsv", "the headers", lineterm=""))
    print("\n".join(difference) or f"layout: {len(text.splitlines()) - 1} lines agree")
    return 1 if difference else 0


if __name__ == "__main__":
    sys.exit(main())
