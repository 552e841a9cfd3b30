import sys
from acmplaybook import Case, Playbook, RefusedError, Roster
with Playbook.read(sys.argv[1]) as book, Roster({"ana": "FastTrack Manager"}) as roster, Case(book, roster) as case:
    try:
        case.complete("4047", "ana")
    except RefusedError:
        print(*case.explain("4047", actor="ana"), sep="\n")
    plan = case.plan("4047")
    case.follow(plan)
    print(case.item_state("4047"))
