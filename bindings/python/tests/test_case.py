"""Cases: commands, questions, events, copies."""

import struct
import unittest
from datetime import datetime, timezone
from typing import Any

import acmplaybook as acm
from acmplaybook.log import EPOCH
from support import PAGE, PLAYBOOKS, Test

GATED = b"# Move\n\n## Key Inputs\n\n- Licences are there\n\n## Approach\n\n### Do it\n\n" + PAGE


class Commands(Test):
    def test_verbs(self) -> None:
        case = self.case()
        with self.assertRaises(acm.RoleError) as caught:
            case.complete("994", "ben")
        self.assertEqual((caught.exception.status, caught.exception.path), (acm.Status.ROLE, "page/994"))
        self.assertIsInstance(caught.exception, (acm.RefusedError, PermissionError))
        case.claim("994", "ana")
        case.suspend("994", "ana")
        case.resume("994", "ana")
        case.fault("994", "ana")
        case.reactivate("994", case.roster["ana"])
        for verb in (case.disable, case.reenable, case.start, case.terminate):
            verb("995", "ben")
        case.complete(case.playbook[994], 1)
        self.assertEqual(case.item_state("995"), acm.State.TERMINATED)
        self.assertEqual(case.state, acm.State.COMPLETED)
        case.close_case()
        self.assertEqual(case.state, acm.State.CLOSED)

    def test_a_command_has_a_time(self) -> None:
        case = self.case()
        case.claim("994", "ana", at=datetime(2026, 1, 2, tzinfo=timezone.utc))
        self.assertEqual(case.time, 1767312000000)
        case.complete("994", "ana", at=5)
        self.assertEqual(case.events()[-1].time, 1767312000000, "time does not go back")

    def test_conditions(self) -> None:
        playbook, roster = self.playbook(GATED), self.roster()
        case = self.opened(acm.Case(playbook, roster))
        key = "page/in-1"
        self.assertEqual(case.condition_state(key), acm.ConditionState.OPEN)
        with self.assertRaises(acm.InvalidError):
            case.waive(key, "", "ana")
        other = self.opened(case.dup())
        other.waive(key, "they are on their way", "ana")
        self.assertEqual(other.condition_state(key), acm.ConditionState.WAIVED)
        self.assertEqual([e.text for e in other.events() if e.kind == acm.EventKind.WAIVE], ["they are on their way"])
        case.confirm(key, "ana")
        event = [e for e in case.events() if e.kind == acm.EventKind.CONFIRM][0]
        self.assertEqual((event.before, event.after), (acm.ConditionState.OPEN, acm.ConditionState.CONFIRMED))
        with self.assertRaises(acm.ConditionError):
            case.withdraw(key, "ana")

    def test_facts(self) -> None:
        with acm.Builder() as b:
            task = b.task("a")
            b.criterion(task, expression="n > 2 && f > 0.5 && 'x' in s && t == 'it' && flag && when > created")
            b.task("b", flags=acm.ItemFlags.MANUAL)
            playbook = self.opened(b.finish())
        given = {"n": 3, "f": 1.5, "s": {"x", "y"}, "t": "it", "flag": True, "none": None,
                 "when": datetime(2026, 3, 1, tzinfo=timezone.utc), "created": EPOCH}
        case = self.opened(acm.Case(playbook, facts=given))
        self.assertEqual(case.item_state("a"), acm.State.ACTIVE)
        other = self.opened(acm.Case(playbook))
        other.start("b", given=given)
        self.assertEqual(other.item_state("a"), acm.State.ACTIVE)
        texts = [e.text for e in other.events() if e.kind == acm.EventKind.SET_FACT]
        self.assertEqual(texts, ["n=3", "f=1.5", "s={'x', 'y'}", "t='it'", "flag=true", "none=null",
                                 "when=2026-03-01T00:00Z", "created=1970-01-01T00:00Z"])
        third = self.opened(acm.Case(playbook))
        with self.assertRaises(acm.StateError):
            third.complete("b", given=given)
        self.assertEqual(third.item_state("a"), acm.State.AVAILABLE, "facts of a refused command are gone")
        third.set_facts(given)
        third.remove_fact("none")
        self.assertEqual(third.item_state("a"), acm.State.ACTIVE)
        for bad in (object(), 1j, {1}, {"a\nb"}, 1 << 64, float("nan")):
            with self.assertRaises((TypeError, ValueError)):
                third.set_facts({"bad": bad})  # type: ignore[dict-item]

    def test_scope_and_time(self) -> None:
        playbook = self.opened(acm.Playbook.read(PLAYBOOKS))
        with self.assertRaises(acm.NotFoundError):
            acm.Case(playbook, scope="Nonesuch")
        case = self.opened(acm.Case(playbook, scope=[], time=datetime(2026, 1, 1, tzinfo=timezone.utc), tag=7))
        case.set_scope(())
        case.advance(datetime(2026, 1, 2, tzinfo=timezone.utc))
        self.assertEqual(case.time, 1767312000000)
        self.assertEqual({e.tag for e in case.events()}, {7})
        with self.assertRaises(acm.InvalidError):
            case.advance(datetime(2026, 1, 3))

    def test_timers(self) -> None:
        with acm.Builder() as b:
            timer = b.add(acm.ItemKind.TIMER_LISTENER, "t")
            b.control(timer, acm.Control.TIMER, "PT1H")
            b.on_part(b.criterion(b.task("a")), timer, acm.Transition.OCCUR)
            playbook = self.opened(b.finish())
        case = self.opened(acm.Case(playbook))
        time, instance = case.next_timer
        self.assertEqual((time, playbook.by_id(case.instance_item(instance)).key), (3600000, "t"))
        self.assertEqual(case.instance_state(instance), acm.State.AVAILABLE)
        case.advance(time)
        self.assertEqual((case.item_state("a"), case.next_timer), (acm.State.ACTIVE, None))

    def test_prepared_commands(self) -> None:
        case = self.case()
        batch = case.commands().add(acm.CommandKind.COMPLETE, "994", "ana").add(acm.CommandKind.START, "995", "ana")
        with self.assertRaises(acm.RoleError) as caught:
            case.post_all(batch)
        self.assertEqual(caught.exception.accepted, 1)
        self.assertEqual(case.post_all(case.commands().add(acm.CommandKind.START, "995", "ben")), 1)
        record = struct.pack("@iIIIq40x", acm.CommandKind.COMPLETE, case.id_of("995"), 0, 2, 0)
        for buffer in (record, bytearray(record), memoryview(record)):
            with self.opened(case.dup()) as other:
                self.assertEqual(other.post_all(buffer), 1)
                self.assertEqual(other.state, acm.State.COMPLETED)
        fact = struct.pack("@iIIIqIIIIiIqd", acm.CommandKind.SET_FACT, 0, 0, 0, 0, 0, 1, 0, 0, 2, 0, 5, 0)
        self.assertEqual(case.post_all(fact, "n"), 1)
        self.assertEqual(case.events()[-1].text, "n=5")
        self.assertEqual(case.post_all(acm.Commands()), 0)


class Asking(Test):
    def test_explain(self) -> None:
        playbook, roster = self.playbook(GATED), self.roster()
        case = self.opened(acm.Case(playbook, roster))
        found = case.explain("994", acm.CommandKind.COMPLETE, "ben")
        self.assertEqual({b.kind for b in found}, {acm.BlockerKind.ROLE, acm.BlockerKind.CONDITION})
        condition = [b for b in found if b.kind == acm.BlockerKind.CONDITION][0]
        self.assertEqual(condition.subject, playbook["page/in-1"])
        self.assertEqual(str(condition), 'the condition "Licences are there" is not confirmed')
        self.assertNotEqual(condition.text("de"), str(condition))
        self.assertEqual(found, case.explain("994", acm.CommandKind.COMPLETE, "ben"))
        case.confirm("page/in-1", "ana")
        self.assertEqual(case.explain("994", actor="ana"), [])

    def test_plan(self) -> None:
        case = self.opened(acm.Case(self.playbook(GATED), self.roster()))
        plan = case.plan()
        self.assertEqual((plan.verdict, plan.has_plan, plan.at_least), (acm.PlanVerdict.FOUND, True, len(plan)))
        self.assertIn('ana completes "Hold the meeting"', [str(step) for step in plan])
        self.assertEqual(plan[0].item, case.playbook["page/in-1"])
        self.assertEqual(case.follow(plan[0]), 1)
        self.assertEqual(case.follow(plan[1:]), len(plan) - 1)
        self.assertEqual(case.state, acm.State.COMPLETED)
        self.assertEqual(list(case.plan()), [])
        nobody = self.opened(acm.Case(self.playbook(GATED)))
        self.assertEqual(nobody.plan(people=acm.PlanPeople.ROSTER).verdict, acm.PlanVerdict.IMPOSSIBLE)
        waived = nobody.plan("page/in-1", commands=[acm.CommandKind.WAIVE], reason="late")
        self.assertEqual([step.kind for step in waived], [acm.CommandKind.WAIVE])
        self.assertIn("waives", waived[0].text("en"))
        nobody.follow(waived)
        self.assertEqual([e.text for e in nobody.events() if e.kind == acm.EventKind.WAIVE], ["late"])
        other = self.opened(acm.Case(self.playbook(GATED), self.roster()))
        steps = other.plan(people=acm.PlanPeople.ANYBODY)
        other.follow(steps, "ana", at=7)
        self.assertEqual((other.state, other.time), (acm.State.COMPLETED, 7))
        self.assertNotIn(0, [e.actor for e in other.events() if e.cause == acm.Cause.COMMAND and e.item > 1])

    def test_people_outlive_their_roster(self) -> None:
        case = self.case()
        roster, ana = case.roster, case.roster["ana"]
        roster.close()
        case.claim("994", "ana")
        case.start("995", "ben")
        case.complete("994", ana)
        self.assertEqual(case.item_state("994"), acm.State.COMPLETED)
        for nobody in ("zoe", self.roster()["ana"], 1.5):
            with self.assertRaises((acm.NotFoundError, acm.InvalidError, TypeError)):
                case.suspend(actor=nobody)

    def test_what_names_nothing_is_not_the_case(self) -> None:
        case = self.case()
        nothing: Any = next((item for item in case.playbook if item.number == 1), None)
        for use in (case.terminate, case.complete, case.explain, case.plan, case.item_state):
            with self.assertRaises(TypeError):
                use(nothing)
        self.assertEqual(case.state, acm.State.ACTIVE)
        case.terminate()
        self.assertEqual(case.state, acm.State.TERMINATED)

    def test_a_plan_is_for_its_playbook_and_people(self) -> None:
        case = self.case()
        other = self.opened(acm.Case(case.playbook, self.roster()))
        why = [case.plan(commands=[acm.CommandKind.COMPLETE, acm.CommandKind.WAIVE], reason=r) for r in ("a", "b")]
        for steps in (self.case().plan(), other.plan(), [*why[0], *why[1]]):
            self.assertTrue(steps)
            with self.assertRaises(acm.InvalidError):
                case.follow(steps)
        self.assertEqual(case.item_state("994"), acm.State.ACTIVE)
        self.assertEqual(case.follow([]), 0)

    def test_a_plan_may_set_facts(self) -> None:
        with acm.Builder() as b:
            b.criterion(b.task("a", flags=acm.ItemFlags.REQUIRED), expression="go")
            playbook = self.opened(b.finish())
        case = self.opened(acm.Case(playbook))
        self.assertFalse(case.plan().has_plan)
        plan = case.plan("a", states=acm.State.ACTIVE, facts_allowed={"go": True})
        self.assertEqual([step.kind for step in plan], [acm.CommandKind.SET_FACT])
        self.assertIn("go", str(plan[0]))

    def test_board_and_pick(self) -> None:
        case = self.case()
        rows = {case.playbook.by_id(row.item).key: row for row in case.board()}
        self.assertEqual(rows["page/994"].state, acm.State.ACTIVE)
        self.assertTrue(rows["page/994"].required)
        case.claim("994", "ana")
        self.assertEqual([r.performer for r in case.board() if r.item == case.id_of("994")], [1])
        self.assertEqual(case.pick("Hold the meeting", acm.CommandKind.COMPLETE),
                         (case.id_of("994"), rows["page/994"].instance))

    def test_repr(self) -> None:
        case = self.case()
        self.assertIn("active", repr(case))
        self.assertEqual(f"{case.state} {str(acm.Status.NOTFOUND):>10} {acm.State(77)}", "active   notfound unknown-77")
        self.assertEqual(f"{acm.Transition.MANUAL_START}", "manual-start")
        self.assertIn("Roster: ana, ben", repr(case.roster))


class Events(Test):
    def test_events_are_values(self) -> None:
        case = self.case()
        first = case.events()
        self.assertEqual(first[0].kind, acm.Transition.CREATE)
        self.assertEqual(first[0].when, EPOCH)
        self.assertEqual(case.events(), [])
        self.assertEqual(hash(first[0]), hash(first[0]._replace()))
        self.assertEqual(len(case.log), 0)

    def test_a_buffer_is_used_again(self) -> None:
        case, buffer = self.case(), acm.EventBuffer(4)
        total = len(case.log)
        found = []
        while case.drain(buffer):
            self.assertEqual(len(buffer.view()), 32 * len(buffer))
            found += [struct.unpack_from("@qIIIIIBBBB", buffer.view(), 32 * i)[6] for i in range(len(buffer))]
            self.assertEqual(found[-len(buffer):], [int(e.kind) for e in buffer])
            self.assertEqual(buffer[0], list(buffer)[0])
        self.assertEqual(len(found), total)
        with self.assertRaises(IndexError):
            buffer[0]

    def test_one_log_for_many_cases_and_none(self) -> None:
        log, playbook, roster = self.opened(acm.Log()), self.playbook(), self.roster()
        for tag in (1, 2):
            self.opened(acm.Case(playbook, roster, log=log, tag=tag)).complete("994", "ana")
        self.assertEqual({e.tag for e in log.events()}, {1, 2})
        silent = self.opened(acm.Case(playbook, roster, log=False))
        with self.assertRaises(acm.InvalidError):
            silent.events()
        log.clear()

    def test_trace(self) -> None:
        case = self.case()
        self.assertIn("create", case.trace())
        case.complete("994", "ana")
        events = case.events()
        self.assertIn("994 Hold the meeting", case.trace(events))


class Copies(Test):
    def test_snapshot_restore_replay_and_dup_agree(self) -> None:
        playbook, roster = self.playbook(GATED), self.roster()
        case = self.opened(acm.Case(playbook, roster, facts={"a": 1}, tag=3, scope=""))
        case.waive("page/in-1", "known", "ana")
        case.set_facts({"n": "text"})
        case.complete("994", "ana")
        events = case.events()
        copies = [case.dup(), acm.Case.restore(playbook, roster, case.snapshot()),
                  acm.Case.replay(playbook, roster, events, facts={"a": 1}, tag=3)]
        for copied in copies:
            self.opened(copied)
            self.assertEqual(copied.snapshot(), case.snapshot())
            self.assertEqual(copied.state_hash, case.state_hash)
            self.assertEqual(copied.state_hash, case.snapshot()[16:32])
            self.assertEqual(copied.events(), [])
            copied.start("995", "ben")
            self.assertNotEqual(copied.snapshot(), case.snapshot())
        with self.assertRaises(acm.ModelError):
            acm.Case.replay(playbook, roster, events[1:], facts={"a": 1}, tag=3)
        with self.assertRaises(acm.ModelError):
            acm.Case.restore(self.playbook(), roster, case.snapshot())


if __name__ == "__main__":
    unittest.main()
