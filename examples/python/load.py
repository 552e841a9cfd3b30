"""Reads a page and prints its tasks, with who may do them, and what was found wrong with it.

usage: load.py PAGE
"""

import sys

from acmplaybook import Error, Playbook


def main() -> int:
    if len(sys.argv) != 2:
        print("usage: load.py PAGE", file=sys.stderr)
        return 2
    try:
        with Playbook.read(sys.argv[1]) as playbook:
            for task in playbook:
                if task.number is not None:
                    roles = ", ".join(role.name for role in task.performers)
                    print(task.number, "M" if task.required else "O", task.name + (f" - {roles}" if roles else ""))
            for finding in playbook.findings:
                print(f"page:{finding.line}:{finding.column}: {finding.rule}: {finding.text}")
    except (Error, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
