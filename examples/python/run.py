"""Runs a case of a page to its end: two people, one of whom tries what only the other may do and is told why not.
Prints each command with what came of it, then how many events were recorded.
"""

from acmplaybook import Case, CommandKind, Playbook, RefusedError, Roster, State

PAGE = b"""# Move the Mail

## Key Inputs

- The customer owns licences

## Approach

### Move

Primary Role: **FastTrack Engineer**

| Task ID | Task Name | (M)andatory / (O)ptional | FastTrack Role |
| ------- | --------- | ------------------------ | -------------- |
| 5001 | Count the mailboxes | M | FastTrack Manager |
| 5002 | Move them | M | FastTrack Engineer |
"""
ACTS = [(CommandKind.COMPLETE, "ben", "5002"), (CommandKind.CONFIRM, "ben", "mail/in-1"),
        (CommandKind.COMPLETE, "ben", "5001"), (CommandKind.COMPLETE, "ana", "5001"),
        (CommandKind.COMPLETE, "ben", "5002")]

with Playbook.read_page(PAGE, file="mail.md") as playbook, Roster() as roster:
    roster.add("ana", "Ana", "FastTrack Manager")
    roster.add("ben", "Ben", "FastTrack Engineer")
    with Case(playbook, roster) as case:
        for kind, who, key in ACTS:
            try:
                case.post(kind, key, who)
                came = "ACM_OK"
            except RefusedError as error:  # a refusal has changed nothing
                came = f"ACM_E_{error.status.name}"
            print(f"{who}: {kind.name.lower()} {key}: {came}")
            if came != "ACM_OK":
                for blocker in case.explain(key, kind, who):
                    print(f"    {blocker.text('en')}")
        print("completed" if case.state == State.COMPLETED else "not completed", f"after {len(case.events())} events")
