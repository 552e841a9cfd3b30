#!/usr/bin/env python3
"""planted.py BUILD CC LIBRARY: each check finds the faults planted for it, names them, and fails."""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
PLANTED = HERE / "planted"
BUILD, CC, LIBRARY = sys.argv[1:]
SKIPPED = 77

# check and its arguments, what it must print, what it must not
CASES = [
    (["layers.py", PLANTED / "layers"],
     ["base must not include model", "engine must not include format/json",
      "format/json must not include format/markdown", '"elsewhere/thing.h" is in no layer',
      "its folder is not in the map"],
     ["allowed.c"]),
    (["docs.py", PLANTED / "docs"],
     ["acm_bare: no doc comment", "acm_no_summary: no summary", "acm_wrong_param: @param says",
      "acm_no_return: @return missing", "acm_no_tags: @threads missing",
      "acm_no_tags: @since missing"],
     ["acm_whole"]),
    (["exports.py", PLANTED / "exports"],
     ["acm_not_mapped: in the headers, not in the version script",
      "acm_not_declared: in the version script, not in the headers"],
     ["acm_mapped"]),
    (["coverage.py", PLANTED / "exports"],
     ["acm_not_mapped is called in no API test"],
     ["acm_mapped"]),
    (["rules.py", PLANTED / "rules"],
     ["whole: no id, or that of two rules", "BARE: 0 examples", "STRAY: an example of no rule",
      "-| `whole` | error |", "+| `whole` | note |"],
     ["WHOLE:"]),
    (["scenario.py", *(PLANTED / "scenario" / name for name in
                       ("scenario.schema.json", "harness", "lifecycle.c", "wrong.json", "blunt.json"))],
     ["key undescribed: not in the schema", "key unread: in the schema alone",
      "word fly: not in the schema", "word swim: in the schema alone",
      "word asleep: not in the schema", "word awake: in the schema alone",
      "wrong.json: .do: must be one of", "blunt.json: a fault planted at () is not found"],
     ["word none", "word start", "key do"]),
    (["overlay.py", *(PLANTED / "overlay" / name for name in
                      ("overlay.schema.json", "reader.c", "words.c", "wrong.json", "blunt.json"))],
     ["key undescribed: not in the schema", "key unread: in the schema alone",
      "word exit: not in the schema", "word vanish: in the schema alone",
      "wrong.json: .notes: must be of type string",
      "blunt.json: a fault planted at () is not found"],
     ["key notes", "word complete"]),
    (["style.py", "text", PLANTED / "style"],
     ["faults.c:1: tab", "faults.c:2: blank at the end", "faults.c:3: no line end"],
     ["ugly.c"]),
    (["style.py", "format", PLANTED / "style"],
     ["ugly.c:1"],
     []),
    (["exports.py", PLANTED / "exports", LIBRARY],
     ["acm_version: in the library, not in the version script"],
     []),
    (["../header/dialects.py", PLANTED / "header", BUILD],
     ["not ok - gcc -std=c99 needs_stdint.h", "not ok - g++ -std=c++17 needs_stdint.h"],
     ["version.h"]),
    (["../abi/layout.py", PLANTED / "abi", BUILD, CC],
     ["-acm_allocator", "+acm_error\tmessage\t4\t8"],
     []),
    (["../abi/size.py", LIBRARY, "1"],
     ["1 KiB allowed"],
     []),
]


def fault_of(arguments, expected, unexpected):
    run = subprocess.run([sys.executable, HERE / arguments[0], *arguments[1:]], text=True,
                         stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if run.returncode == SKIPPED:
        print(f"{arguments[0]}: {run.stdout.strip()}")
        return None
    missing = [text for text in expected if text not in run.stdout]
    wrong = [text for text in unexpected if text in run.stdout]
    if run.returncode != 1 or missing or wrong:
        return f"exit {run.returncode}, missing {missing}, wrong {wrong}:\n{run.stdout}"
    return None


def main():
    failed = 0
    for arguments, expected, unexpected in CASES:
        fault = fault_of(arguments, expected, unexpected)
        failed += fault is not None
        print(f"{'not ok' if fault else 'ok'} - {' '.join(map(str, arguments[:1]))} {fault or ''}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
