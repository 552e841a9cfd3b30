#!/usr/bin/env python3
"""quickstart.py SCRIPT: the README's first command explains two refusals and completes a case."""

import subprocess
import sys

EXPECTED = ["== acm-playbook show", "the case is completed"]
REFUSALS = ['the condition "', "is for the FastTrack Manager"]


def main():
    run = subprocess.run(["sh", sys.argv[1]], text=True, encoding="utf-8", stdout=subprocess.PIPE)
    missing = [text for text in EXPECTED + REFUSALS if text not in run.stdout]
    print(run.stdout)
    print(f"exit {run.returncode}, missing: {missing}")
    return 1 if run.returncode or missing else 0


if __name__ == "__main__":
    sys.exit(main())
