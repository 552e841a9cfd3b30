#!/usr/bin/env python3
"""corpus_scenarios.py TOOL CORPUS: every real page with steps or tasks runs to its end by a scenario made from it."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

SKIPPED = 77
LANGUAGES = ["en", "zh-hans"]
CONVERSATION = "assess-conduct-adoption-and-change-management-conversation-partner"


class Page:
    """What `show --json` says about a page, and who acts on it."""

    def __init__(self, tool, path):
        shown = subprocess.run([tool, "show", "--json", path], capture_output=True, check=True)
        data = json.loads(shown.stdout)
        self.path = path
        self.items = data["items"]
        self.conditions = data["conditions"]
        self.roles = list(data["roles"])
        self.names = data["roles"]
        self.process = next((i for i in self.items if i["part"] == "process"), None)

    def participants(self):
        return {role: [self.names[role]] for role in self.roles} | {"anybody": []}

    def tasks(self, required):
        return [i for i in self.items if i["kind"] == "task" and i["required"] == required]

    def manual_stages(self):
        return [i for i in self.items if i["kind"] == "stage" and i["part"] == "step" and not i["required"]]

    def conditions_of(self, kind):
        return [c for c in self.conditions if c["kind"] == kind]

    def owner(self, key):
        """Who may confirm conditions of an item, and close or start it by hand."""
        return first(next(i for i in self.items if i["key"] == key)["owners"])


def first(roles):
    return roles[0] if roles else "anybody"


def do(verb, who, key):
    return {"do": verb, "as": who, "item": key}


def confirm(page, kind):
    """Steps first, the process last: its end is the end of the case."""
    of_process = [c for c in page.conditions_of(kind) if c["item"] == page.process["key"]]
    of_steps = [c for c in page.conditions_of(kind) if c not in of_process]
    order = of_process + of_steps if kind == "input" else of_steps + of_process
    return [do("confirm", page.owner(c["item"]), c["key"]) for c in order]


def expect(items, state):
    return {"expect": {"items": {item["key"]: state for item in items}}}


def work(page, required):
    steps = []
    for task in page.tasks(required):
        who = first(task["performers"])
        steps += [do("start", who, task["key"])] if task["manual"] else []
        steps.append(do("complete", who, task["key"]))
    return steps


def nothing_begun(page):
    inside = [i for i in page.items if i["key"].startswith(page.process["key"] + "/")]
    gated = any(c["gates"] == page.process["key"] for c in page.conditions)
    return [expect([page.process], "available"), expect(inside, [])] if gated else []


def run_through(page):
    """Inputs, mandatory work, optional work, outcomes, the end; nothing optional is lost on the way."""
    optional = page.tasks(False)
    steps = nothing_begun(page)
    steps += confirm(page, "input")
    steps += work(page, True)
    steps.append(expect(page.tasks(True), "completed"))
    steps += [do("start", page.owner(stage["key"]), stage["key"]) for stage in page.manual_stages()]
    steps.append(expect(optional, "enabled"))
    steps += work(page, False)
    steps += confirm(page, "outcome")
    steps.append({"expect": {"case": "completed", **expect(page.items, "completed")["expect"]}})
    steps.append({"do": "closeCase"})
    steps.append({"expect": {"case": "closed"}})
    return steps


def refusals(page):
    """Of the conversation page: nothing starts without inputs, an engineer cannot do the manager's task."""
    role = {"kind": "role", "role": "FastTrack Manager"}
    engineer, manager = "role:fasttrack_engineer", "role:fasttrack_manager"
    steps = nothing_begun(page)
    steps.append(do("complete", manager, "4047") | {"fails": "condition"})
    steps += confirm(page, "input")
    steps.append(do("complete", engineer, "4047") | {"fails": "role", "blockers": [role]})
    steps.append(do("complete", manager, "4047"))
    steps.append({"expect": {"items": {"4047": "completed"}}})
    return steps


def write(folder, name, page, models, steps):
    scenario = {"id": name, "model": models, "participants": page.participants(), "steps": steps}
    Path(folder, name + ".json").write_text(json.dumps(scenario, ensure_ascii=False), encoding="utf-8")


def write_all(tool, corpus, folder):
    count = 0
    conversation = []
    for language in LANGUAGES:
        for path in sorted(Path(corpus, language).glob("*.md")):
            page = Page(tool, str(path))
            if not page.process:
                continue
            write(folder, f"{language}-{path.stem}", page, [page.path], run_through(page))
            count += 1
            if page.process["key"] == CONVERSATION:
                conversation.append(page)
    models = [page.path for page in conversation]
    assert len(models) == len(LANGUAGES), "the conversation page must stand in each language"
    write(folder, "conversation-in-each-language", conversation[0], models, run_through(conversation[0]))
    write(folder, "conversation-refusals", conversation[0], models, refusals(conversation[0]))
    return count


def main():
    tool, corpus = sys.argv[1:3]
    if not Path(corpus, LANGUAGES[0]).is_dir():
        print(f"skipped: no pages in {corpus}")
        return SKIPPED
    with tempfile.TemporaryDirectory() as folder:
        pages = write_all(tool, corpus, folder)
        run = subprocess.run([tool, "test", folder], capture_output=True, text=True)
    lines = run.stdout.splitlines()
    passed = sum(line.startswith("ok ") for line in lines)
    print("\n".join(line for line in lines if line.startswith(("not ok", "#"))))
    print(run.stderr, end="")
    print(f"{pages} pages, {passed} passed")
    return 0 if run.returncode == 0 and passed == pages + 2 else 1


if __name__ == "__main__":
    sys.exit(main())
