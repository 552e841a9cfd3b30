"""What would be left if a task failed? A copy of the case tries; the case itself stays. Then the case is carried out by
its plan, with commands prepared and posted at once, and its events are drained as bytes.
"""

from acmplaybook import Case, CommandKind, EventBuffer, Playbook, Roster

PAGE = b"""
| Task ID | Task Name        | (M)andatory / (O)ptional | FastTrack Role     |
| ------- | ---------------- | ------------------------ | ------------------ |
| 994     | Hold the meeting | M                        | FastTrack Manager  |
| 995     | Write it down    | M                        | FastTrack Engineer |
"""

with Playbook.read(PAGE) as playbook, Roster({"ana": "FastTrack Manager", "ben": "FastTrack Engineer"}) as roster:
    with Case(playbook, roster) as case:
        with case.dup() as copy:
            copy.fault("994", "ana")
            print("if the meeting failed:", *copy.plan())

        commands = case.commands()
        for step in case.plan():
            print(step)
            commands.add(step.kind, step.item, step.actor)
        print(case.post_all(commands), "commands,", case.state.name)

        buffer, size = EventBuffer(256), 0
        while case.drain(buffer):
            size += len(buffer.view())
        print(size // 32, "events,", size, "bytes")

        with Case.restore(playbook, roster, case.snapshot()) as again:
            print("the same state:", again.state_hash == case.state_hash)
