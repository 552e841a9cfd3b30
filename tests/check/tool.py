#!/usr/bin/env python3
"""tool.py TOOL ROOT [--update]: what the tool prints, compared with ROOT/tests/data/golden/NAME.txt."""

import difflib
import os
import subprocess
import sys
from pathlib import Path

PAGES = "examples/playbooks"
ENGLISH = f"{PAGES}/en/assess-acm-conversation.md"
CHINESE = f"{PAGES}/zh-hans/assess-acm-conversation-sc.md"
MAIL = "tests/data/scenarios/move-mail.md"

MAIL_COMMANDS = """\
# Everything that the line language knows.
person manager FastTrack Manager
person engineer FastTrack Engineer
person manager SME
as nobody
confirm in-1
as engineer
explain start 100
as manager
confirm in-1 step-1/in-1
claim 100
complete 100 200 101
waive step-1/out-1 because nobody asked
waive out-1
withdraw in-1
scope Exchange
scope
explain fly 100
fly
complete
complete 4711
suspend case
resume case
terminate case
close
board
quit
confirm out-1
"""

# Ways to goals, for people who are there and for roles that nobody has.
GOAL_COMMANDS = """\
person manager FastTrack Manager
goal
goal 200=active,completed
goal out-1
goal case=failed
goal in-1=open
as manager
confirm in-1 step-1/in-1
complete 100
goal 200=enabled
goal fly
goal 100=flying
"""

MODEL = "tests/data/scenarios/models/reading-room.cmmn"

# Facts, time and instances.
LOAN_COMMANDS = """\
time
advance
complete Read with fee=2 note="two words"
set fee 1
set topics ["a", "b"]
set topics {}
set fee
complete Read with =3
complete "Read"
advance P1M
time 2026-03-31
advance
advance soon
explain Recall
explain complete PI_read[1]
remove fee
remove fee
complete PI_read[7]
complete Note
occur Recall
"""

PLAN_COMMANDS = """\
person manager FastTrack Manager
as manager
confirm in-1
explain step-1
"""

# name -> arguments, standard input, exit status
CASES = {
    "help": (["--help"], "", 0),
    "help-convert": (["help", "convert"], "", 0),
    "help-play": (["help", "play"], "", 0),
    "no-command": ([], "", 2),
    "unknown-command": (["fly"], "", 2),
    "unknown-option": (["show", "--fly", MAIL], "", 2),
    "too-many": (["play", MAIL, MAIL, MAIL], "", 2),
    "no-file": (["show", "missing.md"], "", 2),
    "folder": (["show", "examples/playbooks"], "", 0),
    "no-page": (["outline", MAIL, "missing.md"], "", 2),
    "show-en": (["show", ENGLISH], "", 0),
    "show-zh-hans": (["show", CHINESE], "", 0),
    "show-findings": (["show", MAIL], "", 0),
    "show-unknown-language": (["show", "--language", "xx", PAGES], "", 2),
    "show-by-key": (["show", "--phase", "phase:assess", "--role", "role:fasttrack_manager", PAGES], "", 0),
    "show-json": (["show", "--json", MAIL], "", 0),
    "show-rules": (["show", "tests/data/golden/rich-indent.json"], "", 0),
    "show-rules-json": (["show", "--json", "tests/data/golden/rich-indent.json"], "", 0),
    "play-commands": (["play", MAIL], MAIL_COMMANDS, 1),
    "play-as": (["play", "--as", "eve", "--explain", "in-1", MAIL], "person eve FastTrack Manager\n", 0),
    "play-scenario": (["play", "--explain=3991", ENGLISH, f"{PAGES}/scenarios/acm-roles.json"], "", 0),
    "play-scenario-zh-hans": (["play", CHINESE, f"{PAGES}/scenarios/acm-inputs.json"], "", 0),
    "play-json": (["play", "--json", "--explain=100", MAIL, "tests/data/scenarios/holds.json"], "", 0),
    "play-explains-nothing": (["play", "--explain", "nowhere", MAIL], "", 2),
    "play-goal": (["play", "--goal", "100", MAIL], GOAL_COMMANDS, 1),
    "play-goal-json": (["play", "--json", "--language", "de", "--goal", "case", MAIL],
                       "person manager FastTrack Manager\n", 0),
    "play-goal-scenario": (["play", "--goal=case", ENGLISH, f"{PAGES}/scenarios/acm-inputs.json"], "", 0),
    "play-goal-timer": (["play", "--case", "loan", "--goal", "case", MODEL], "", 0),
    "play-plan": (["play", "--plan", "assess-acm-conversation", PAGES], PLAN_COMMANDS, 0),
    "play-cmmn": (["play", "--case", "loan", "--trace", MODEL], LOAN_COMMANDS, 1),
    "play-cmmn-scenario": (["play", "--trace", "--json", MODEL, "tests/data/scenarios/loan.json"], "", 0),
    "play-several-cases": (["play", MODEL], "", 2),
    "show-cmmn": (["show", "--case", "loan", MODEL], "", 0),
    "play-fails": (["play", MAIL, "tests/data/scenarios/fails.json"], "", 1),
    "play-misnamed": (["play", MAIL, "tests/data/scenarios/misnamed.json"], "", 2),
    "test": (["test", "tests/data/scenarios"], "", 2),
    "test-json": (["test", "--json", "tests/data/scenarios"], "", 2),
    "test-fails": (["test", "tests/data/scenarios/fails.json", "tests/data/scenarios/loan.json"], "", 1),
    "test-trace": (["test", "--trace", "tests/data/scenarios/loan.json"], "", 0),
    "test-language": (["test", "--language", "zh-hans", "tests/data/scenarios/fails.json"], "", 1),
    "test-other-json": (["test", PAGES], "", 0),
    "test-no-report": (["test", "--junit", "missing/report.xml", "tests/data/scenarios/loan.json"], "", 2),
    "test-examples": (["test", "--tap", f"{PAGES}/scenarios"], "", 0),
    "test-no-file": (["test", "missing.json"], "", 2),
    "test-nothing": (["test", "tests/data/lint"], "", 2),
    "help-lint": (["help", "lint"], "", 0),
    "lint": (["lint", "--today", "2020-06-01", "tests/data/lint"], "", 1),
    "lint-notes": (["lint", "--today=2020-06-01", "--severity", "note", "--rule=-stale-ms-date",
                    "--rule", "-future-date", "tests/data/lint/en"], "", 1),
    "lint-json": (["lint", "--json", "--rule", "no-roles", "--rule", "link-broken",
                   "tests/data/lint/en/mail.md", "tests/data/lint/en/chat.md"], "", 1),
    "lint-fine": (["lint", PAGES], "", 0),
    "lint-explain": (["lint", "--explain", "not-in-toc"], "", 0),
    "lint-unknown-rule": (["lint", "--rule", "fly", PAGES], "", 2),
    "lint-unknown-severity": (["lint", "--severity", "bad", PAGES], "", 2),
    "lint-no-day": (["lint", "--today", "soon", PAGES], "", 2),
    "lint-no-path": (["lint"], "", 2),
    "lint-no-folder": (["lint", "missing"], "", 2),
}


def run(tool, root, arguments, given):
    environment = {**os.environ, "NO_COLOR": "1", "LC_ALL": "C"}
    done = subprocess.run([tool, *arguments], cwd=root, input=given, capture_output=True, text=True,
                          encoding="utf-8", env=environment)
    shown = f"$ acm-playbook {' '.join(arguments)}\n{done.stdout}"
    if done.stderr:
        shown += f"== standard error\n{done.stderr}"
    return shown, done.returncode


def compare(name, shown, golden):
    expected = golden.read_text(encoding="utf-8") if golden.exists() else ""
    lines = difflib.unified_diff(expected.splitlines(), shown.splitlines(), f"{name} expected",
                                 f"{name} printed", lineterm="")
    return list(lines)


def main():
    tool, root = str(Path(sys.argv[1]).resolve()), Path(sys.argv[2]).resolve()
    failed = 0
    for name, (arguments, given, status) in CASES.items():
        golden = root / "tests/data/golden" / f"{name}.txt"
        shown, got = run(tool, root, arguments, given)
        if "--update" in sys.argv:
            golden.write_text(shown, encoding="utf-8")
        faults = compare(name, shown, golden)
        if got != status:
            faults.append(f"{name}: exit status {got}, expected {status}")
        print("\n".join(faults), end="\n" if faults else "")
        failed += bool(faults)
    print(f"tool: {len(CASES) - failed} of {len(CASES)} as expected")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
