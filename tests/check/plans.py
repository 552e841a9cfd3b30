#!/usr/bin/env python3
"""plans.py TOOL FOLDER: each page with steps or tasks has a shortest plan to its end, which leads there when it is done;
so has each process in a playbook of the whole folder."""

import json
import subprocess
import sys
from pathlib import Path

SKIPPED = 77
SECONDS = 60  # for one page, on a machine that is busy; it takes milliseconds
PERSON = "everybody"


def shown(tool, path):
    done = subprocess.run([tool, "show", "--json", path], capture_output=True, check=True)
    return json.loads(done.stdout)


def play(tool, path, lines, plan=None):
    """The goals that are told, and the exit status."""
    arguments = [tool, "play", "--json", *(["--plan", plan] if plan else []), str(path)]
    done = subprocess.run(arguments, input="\n".join(lines) + "\n", capture_output=True, text=True,
                          encoding="utf-8", timeout=SECONDS)
    told = [json.loads(line) for line in done.stdout.splitlines()]
    return [line for line in told if "goal" in line], done.returncode


def faults_of(goal):
    steps = len(goal["steps"])
    if goal["verdict"] != "found" or goal["at_least"] != steps:
        yield f"{goal['goal']}: {goal['verdict']}, {steps} steps, at least {goal['at_least']}"


def check_page(tool, path):
    """Asks for the plan of one page, carries it out, and asks again."""
    data = shown(tool, path)
    process = next((i for i in data["items"] if i["part"] == "process"), None)
    if not process:
        return None, []
    people = [f"person {PERSON} {'; '.join(data['roles'].values())}", f"as {PERSON}"]
    goals, _ = play(tool, path, [*people, "goal case"], process["key"])
    faults = list(faults_of(goals[0]))
    steps = [f"{step['do']} {step['item']}" for step in goals[0]["steps"]]
    after, status = play(tool, path, [*people, *steps, "goal case"], process["key"])
    if status or after[0]["steps"]:
        faults.append("the plan does not lead to the end")
    return len(steps), [f"{path.name}: {fault}" for fault in faults]


def check_folder(tool, folder):
    keys = [i["key"] for i in shown(tool, folder)["items"] if i["part"] == "process"]
    goals, _ = play(tool, folder, [f"goal {key}" for key in keys])
    assert len(goals) == len(keys), "a goal was not told"
    return [f"{folder.name}: {fault}" for goal in goals for fault in faults_of(goal)]


def main():
    tool, folder = sys.argv[1], Path(sys.argv[2])
    pages = sorted(folder.glob("*/*.md"))
    if not pages:
        print(f"skipped: {folder} has no pages")
        return SKIPPED
    found, lengths = check_folder(tool, folder), []
    for path in pages:
        steps, faults = check_page(tool, path)
        found += faults
        lengths += [] if steps is None else [steps]
    print("\n".join(found) or f"plans: {len(lengths)} pages, up to {max(lengths)} steps")
    return 1 if found or not lengths else 0


if __name__ == "__main__":
    sys.exit(main())
