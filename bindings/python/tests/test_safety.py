"""Wrong use gives a clear exception, never a crash."""

import copy
import gc
import pickle
import threading
import unittest
from typing import Any, Callable, List

import acmplaybook as acm
from support import PAGE, PLAYBOOKS, Test, python

SCENARIO = b'{"id": "a", "model": "m", "steps": [{"expect": {"case": "active"}}]}'
BIG = "x" * (100 << 20)


class Closing(Test):
    def roots(self) -> List[Any]:
        playbook, roster = self.playbook(), self.roster()
        return [playbook, roster, acm.Case(playbook, roster), acm.Log(), acm.Builder(), acm.Scenario.read(SCENARIO),
                acm.ScenarioReport(acm.ScenarioFormat.TAP, print), playbook.lint()]

    def test_closing_twice_is_fine(self) -> None:
        for root in self.roots():
            root.close()
            root.close()
            self.assertTrue(root.closed)
            with self.assertRaises(acm.ClosedError), root:
                pass

    def test_use_after_close_raises(self) -> None:
        playbook, roster, case, log, builder, scenario, report, findings = self.roots()
        item, page, person = playbook["994"], acm.Playbook.read(PAGE), roster["ana"]
        inner = case.playbook
        blocker = case.explain("995", actor="ana")[0]
        for root in (playbook, roster, case, log, builder, scenario, report, findings, page):
            root.close()
        uses: List[Callable[[], Any]] = [
            lambda: playbook.items, lambda: playbook.root, lambda: playbook["994"], lambda: playbook.to_json(),
            lambda: playbook.to_cmmn(), lambda: playbook.revision, lambda: playbook.languages, lambda: len(playbook),
            lambda: playbook.findings, lambda: playbook.outline(), lambda: playbook.lint(), lambda: playbook.pages,
            lambda: acm.Case(playbook), lambda: item.name, lambda: item.kind, lambda: item.key, lambda: item.children,
            lambda: item.place(), lambda: item.due, lambda: item.performers, lambda: roster.add("eve"),
            lambda: roster["ana"],
            lambda: len(roster), lambda: person.name, lambda: acm.Case(inner, roster), lambda: inner.root,
            lambda: case.state, lambda: case.item_state(2), lambda: case.condition_state(9),
            lambda: case.complete("994"),
            lambda: case.post(2, 2), lambda: case.post_all(acm.Commands().add(2, 2)), lambda: case.events(),
            lambda: case.board(), lambda: case.explain(2), lambda: case.plan(), lambda: case.snapshot(),
            lambda: case.dup(),
            lambda: case.state_hash, lambda: case.time, lambda: case.next_timer, lambda: case.drain(acm.EventBuffer(4)),
            lambda: case.trace(), lambda: case.instance_item(1), lambda: case.instance_state(1),
            lambda: case.pick("994", 2),
            lambda: str(blocker), lambda: log.events(), lambda: len(log), lambda: log.clear(),
            lambda: builder.finish(), lambda: builder.task("a"), lambda: builder.overlay("{}"), lambda: scenario.id,
            lambda: scenario.steps, lambda: scenario.run(page), lambda: report.end(), lambda: len(findings),
            lambda: findings.report(), lambda: findings[0], lambda: acm.Case.restore(playbook, None, b""),
        ]
        for index, use in enumerate(uses):
            with self.subTest(index=index), self.assertRaises(acm.ClosedError):
                use()
        for thing in (playbook, roster, case, log, builder, scenario, report, findings, item, person, inner):
            self.assertIn("closed" if thing is not report else "", repr(thing))

    def test_what_is_not_closed_warns_when_it_is_collected(self) -> None:
        for make, name in ((lambda: acm.Playbook.read(PAGE), "Playbook"), (acm.Roster, "Roster"), (acm.Log, "Log"),
                           (acm.Builder, "Builder")):
            self.assertEqual(self.collected(make), [f"a {name} was not closed"])
        playbook = self.playbook()
        self.assertEqual(self.collected(lambda: acm.Case(playbook)), ["a Case was not closed"])
        self.assertEqual(self.collected(lambda: playbook.lint()), [])

    def test_collection_in_any_order(self) -> None:
        import itertools
        for order in itertools.permutations(range(4)):
            playbook = acm.Playbook.read(PAGE)
            roster, log = acm.Roster({"ana": "FM"}), acm.Log()
            parts: List[Any] = [playbook, roster, log, acm.Case(playbook, roster, log=log)]
            del playbook, roster, log
            for index in order:
                parts[index] = None
                gc.collect()
        self._warnings.clear()

    def test_a_case_goes_on_when_all_that_it_is_made_of_is_closed(self) -> None:
        playbook, roster, log = acm.Playbook.read(PAGE), acm.Roster({"ana": "FM"}), acm.Log()
        with acm.Case(playbook, roster, log=log) as case:
            for root in (playbook, roster, log):
                root.close()
            item = case.id_of("994")
            case.post(acm.CommandKind.COMPLETE, item, 1)
            self.assertEqual(case.item_state(item), acm.State.COMPLETED)
            self.assertEqual(case.playbook["994"].name, "Hold the meeting")

    def test_nothing_is_copied_or_pickled_by_accident(self) -> None:
        with self.playbook() as playbook:
            for call in (copy.copy, copy.deepcopy, pickle.dumps):
                with self.assertRaises(TypeError):
                    call(playbook)

    def test_errors_are_pickled(self) -> None:
        with self.assertRaises(acm.FormatError) as caught:
            acm.Playbook.read_json("{]")
        again = pickle.loads(pickle.dumps(caught.exception))
        self.assertEqual((type(again), str(again), again.line, again.column, again.status),
                         (acm.FormatError, str(caught.exception), 1, caught.exception.column, acm.Status.SYNTAX))

    def test_the_end_of_the_interpreter(self) -> None:
        result = python("import acmplaybook as a, sys\np = a.Playbook.read(sys.argv[1]); c = a.Case(p)\n"
                        "import threading; threading.local().c = c",
                        str(PLAYBOOKS / "en" / "assess-acm-conversation.md"))
        self.assertEqual((result.returncode, result.stderr), (0, ""))


class Strangers(Test):
    def test_things_of_another_playbook_or_roster(self) -> None:
        case = self.case()
        other, people = self.playbook(), self.roster()
        with self.assertRaisesRegex(acm.InvalidError, "another playbook"):
            case.complete(other["994"], "ana")
        with self.assertRaisesRegex(acm.InvalidError, "another roster"):
            case.complete("994", people["ana"])
        with self.assertRaises(acm.InvalidError):
            acm.Builder().flags(acm.Builder().root, acm.ItemFlags(0))
        gc.collect()
        self._warnings.clear()
        self.assertNotIn(other["994"], case.playbook)
        self.assertNotEqual(other["994"], case.playbook["994"])

    def test_ids_that_are_none(self) -> None:
        case = self.case()
        for number in (99, 1 << 31, (1 << 32) - 1):
            self.assertEqual(case.item_state(number), acm.State.NONE)
            self.assertEqual(case.condition_state(number), acm.ConditionState.NONE)
            with self.assertRaises(acm.NotFoundError):
                case.complete(number, "ana")
            with self.assertRaises(acm.NotFoundError):
                case.explain(number)
        task = case.id_of("994")
        for number in (-1, 1 << 32, (1 << 32) + task, 1 << 200):
            for call in (case.item_state, case.condition_state, case.complete, case.instance_state, case.explain):
                with self.assertRaises((acm.InvalidError, OverflowError), msg=str(number)) as caught:
                    call(number)
                self.assertNotIsInstance(caught.exception, acm.RefusedError)
        for thing in (1.5, [], object(), b"994"):
            with self.assertRaises(TypeError):
                case.complete(thing)
            with self.assertRaises(TypeError):
                case.item_state(thing)

    def test_commands_that_make_no_sense(self) -> None:
        case = self.case()
        for kind in (0, 999):
            with self.assertRaises(acm.Error):
                case.post(kind, "994", "ana")
        for at in (1 << 63, -(1 << 64)):
            with self.assertRaises(acm.InvalidError):
                case.complete("994", "ana", at=at)
        with self.assertRaises(TypeError):
            case.complete("994", "ana", at="now")  # type: ignore[arg-type]
        for buffer in (b"1234567", bytearray(65)):
            with self.assertRaises(acm.InvalidError):
                case.post_all(buffer)
        with self.assertRaises(acm.Error):
            case.post_all(b"\xff" * 64)
        with self.assertRaises(TypeError):
            case.post_all(7)
        for data in (b"", b"nonsense", case.snapshot()[:-1], case.snapshot()[:40] + b"\xff" + case.snapshot()[41:]):
            with self.assertRaises(acm.FormatError):
                acm.Case.restore(case.playbook, case.roster, data)
        with self.assertRaises(acm.ModelError):
            acm.Case.replay(case.playbook, case.roster, [acm.Event(0, 0, 9, 9, 0, 9, acm.Transition.CLOSE,
                                                                   acm.State(200), acm.State(201), acm.Cause(99))])
        with self.assertRaises(TypeError):
            acm.Case("page.md")  # type: ignore[arg-type]


class Nonsense(Test):
    """Records that are filled with anything at all; C gives an error, or a sentence that says little."""

    def test_blockers_steps_and_events(self) -> None:
        import random
        from acmplaybook import _native
        draw, case = random.Random(5), self.case()
        numbers = (0, 1, 2, 3, 5, 9, 255, 1 << 31, (1 << 32) - 1)

        def fill(record: Any) -> Any:
            data = memoryview(record).cast("B")
            for at in range(0, len(data) - 3, 4):
                data[at:at + 4] = draw.choice(numbers).to_bytes(4, "little")
            return record
        for _ in range(2000):
            for use in (lambda: str(acm.Blocker(case, fill(_native.acm_blocker()))),
                        lambda: str(acm.PlanStep(case, fill(_native.acm_plan_step()), b"text")),
                        lambda: case.post_all(fill(_native.acm_command()), "text"),
                        lambda: case.dup().close()):
                try:
                    use()
                except acm.Error:
                    pass
        for _ in range(500):
            states = [draw.randrange(256) for _ in range(4)]
            ids = [draw.choice(numbers) for _ in range(5)]
            event = acm.Event(0, *ids, acm.Transition(states[0]),  # type: ignore[arg-type]
                              acm.State(states[1]), acm.State(states[2]), acm.Cause(states[3]))
            for use in (lambda: case.trace([event]), lambda: acm.Case.replay(case.playbook, case.roster, [event])):
                try:
                    use()
                except acm.Error:
                    pass


class Texts(Test):
    def uses(self, text: str) -> List[Callable[[], Any]]:
        playbook, roster, case = self.playbook(), self.roster(), self.case()
        builder = self.opened(acm.Builder())
        return [lambda: playbook.find(text), lambda: roster.add(text), lambda: roster.add("a", text),
                lambda: roster.add("b", roles=text), lambda: roster.find(text), lambda: case.complete(text),
                lambda: case.set_facts({text: 1}), lambda: case.set_facts({"a": text}),
                lambda: case.set_facts({"a": {text}}),
                lambda: case.set_scope(text), lambda: case.waive("994", text),
                lambda: playbook.root.text(language=text),
                lambda: acm.Case(playbook, roster, scope=text), lambda: builder.task(text), lambda: builder.text(
                    builder.root, text), lambda: builder.criterion(builder.root, expression=text), lambda: builder.term(
                        acm.TermKind.ROLE, text), lambda: acm.Playbook.read_json(text),
                lambda: acm.Playbook.read_cmmn(text),
                lambda: acm.Playbook.read_page(PAGE, file=text), lambda: acm.Playbook.read_pages({text: PAGE}),
                lambda: case.plan(reason=text), lambda: case.pick(text, 2), lambda: playbook.lint(rules=text)]

    def test_a_name_is_one_name(self) -> None:
        playbook, roster, case = self.playbook(), self.roster(), self.case()
        for use in (lambda: roster.add("c", roles=["FM;SME"]), lambda: case.set_scope(["a;b"]),
                    lambda: acm.Case(playbook, scope=["a;b"])):
            with self.assertRaises(acm.InvalidError):
                use()
        self.assertEqual(len(roster), 2)

    def test_nul(self) -> None:
        for index, use in enumerate(self.uses("a\0b")):
            with self.subTest(index=index), self.assertRaises(acm.EncodingError):
                use()

    def test_lone_surrogates(self) -> None:
        for index, use in enumerate(self.uses("a\ud800b")):
            with self.subTest(index=index), self.assertRaises(acm.EncodingError):
                use()

    def test_a_hundred_megabytes(self) -> None:
        """Taken, or refused with an Error."""
        for index, use in enumerate(self.uses(BIG)):
            with self.subTest(index=index):
                try:
                    made = use()
                    if isinstance(made, (acm.Playbook, acm.Case)):
                        made.close()
                except acm.Error as error:
                    self.assertTrue(len(str(error)) < 1000, "the message is long")

    def test_bytes_that_are_no_page(self) -> None:
        for data in (b"\xff\xfe", b"a\0b", b"\xed\xa0\x80"):
            with self.assertRaises(acm.EncodingError):
                acm.Playbook.read(data)
        with self.assertRaises(acm.LimitError):
            acm.Playbook.read(b"x" * (100 << 20))
        with self.assertRaises(FileNotFoundError):
            acm.Playbook.read("/nowhere/page.md")


class Callbacks(Test):
    def test_what_a_callback_raises_comes_back(self) -> None:
        playbook = self.playbook()

        def fail(*_: Any) -> None:
            raise KeyError("mine")

        scenario = self.opened(acm.Scenario.read(SCENARIO))
        report = self.opened(acm.ScenarioReport(acm.ScenarioFormat.TAP, fail))
        for call in (lambda: playbook.write_json(fail), lambda: playbook.write_cmmn(fail),
                     lambda: self.playbook(b"|").findings.write(acm.ReportFormat.SARIF, fail),
                     lambda: scenario.run(playbook, watch=fail),
                     lambda: report.add(acm.Outcome(acm.ScenarioVerdict.PASSED, "a"))):
            with self.assertRaisesRegex(KeyError, "mine"):
                call()

    def test_also_what_ends_the_program(self) -> None:
        def interrupt(_: str) -> None:
            raise KeyboardInterrupt
        with self.assertRaises(KeyboardInterrupt):
            self.playbook().write_json(interrupt)

    def test_a_source_that_raises_or_makes_no_sense(self) -> None:
        def files() -> Any:
            yield "en/a.md", PAGE
            raise OSError("the disk")
        with self.assertRaisesRegex(OSError, "the disk"):
            acm.Playbook.read_pages(files())
        for source in ([("a.md",)], [5], [("a.md", 5.5)], [(5, b"")]):
            with self.assertRaises((TypeError, ValueError, AttributeError)):
                acm.Playbook.read_pages(source)  # type: ignore[arg-type]
        with self.assertRaises(acm.NotFoundError):
            acm.Playbook.read_pages({})

    def test_a_watch_that_stops(self) -> None:
        scenario = self.opened(acm.Scenario.read(SCENARIO))
        with self.assertRaises(acm.CallbackError) as caught:
            scenario.run(self.playbook(), watch=lambda *_: 42)
        self.assertEqual(caught.exception.value, 42)

    def test_closing_from_within(self) -> None:
        playbook, lent = acm.Playbook.read(PAGE), []
        playbook.write_json(lambda _: playbook.close())
        self.assertTrue(playbook.closed)
        scenario = acm.Scenario.read(SCENARIO)
        scenario.run(self.playbook(), watch=lambda step, case, _: (lent.append(case), scenario.close())[1])
        with self.assertRaises(acm.ClosedError):
            lent[0].state
        report = acm.ScenarioReport(acm.ScenarioFormat.TAP, lambda _: report.close())
        report.add(acm.Outcome(acm.ScenarioVerdict.PASSED, "a"))

    def test_calling_from_within(self) -> None:
        def add(_: str) -> None:
            report.add(acm.Outcome(acm.ScenarioVerdict.PASSED, "a"))
        report = self.opened(acm.ScenarioReport(acm.ScenarioFormat.TAP, add))
        with self.assertRaisesRegex(acm.InvalidError, "in use"):
            report.add(acm.Outcome(acm.ScenarioVerdict.PASSED, "a"))


class Threads(Test):
    def together(self, *runs: Callable[[], Any]) -> List[BaseException]:
        faults: List[BaseException] = []

        def guarded(run: Callable[[], Any]) -> None:
            try:
                run()
            except BaseException as fault:
                faults.append(fault)
        threads = [threading.Thread(target=guarded, args=(run,)) for run in runs]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
            self.assertFalse(thread.is_alive(), "stuck")
        return faults

    def test_many_cases_of_one_playbook_on_many_threads(self) -> None:
        playbook = self.playbook()

        def run() -> None:
            with acm.Roster({"ana": "FM"}) as roster:
                for _ in range(30):
                    with acm.Case(playbook, roster) as case:
                        case.complete("994", "ana")
                        case.plan()
                        assert case.item_state("994") == acm.State.COMPLETED
        self.assertEqual(self.together(*[run] * 4), [])

    def test_one_case_on_many_threads(self) -> None:
        """That is wrong use; each call is whole all the same, and none is lost."""
        case = self.case()
        batch = case.commands()
        for _ in range(200):
            batch.add(acm.CommandKind.CLAIM, "994", "ana")
        item, count = case.id_of("994"), [0]

        def post_all() -> None:
            for _ in range(50):
                self.assertEqual(case.post_all(batch), 200)

        def post() -> None:
            for _ in range(500):
                case.claim(item, 1)

        def look() -> None:
            for _ in range(300):
                self.assertEqual(case.item_state(item), acm.State.ACTIVE)
                self.assertFalse(case.closed)
                case.board()
                case.explain(item, actor="ana")
                count[0] += len(case.events())
        self.assertEqual(self.together(post_all, post, look), [])
        claims = count[0] + len(case.events())
        self.assertGreaterEqual(claims, 50 * 200 + 500)

    def test_cases_that_share_a_roster_and_a_log(self) -> None:
        playbook, roster, log = self.playbook(), self.roster(), self.opened(acm.Log())

        def run() -> None:
            for _ in range(20):
                with acm.Case(playbook, roster, log=log) as case:
                    batch = case.commands()
                    for _ in range(100):
                        batch.add(acm.CommandKind.CLAIM, "994", "ana")
                    case.post_all(batch)
                    case.complete("994", "ana")
                    with case.dup() as other:
                        other.plan()
                    log.events()
        self.assertEqual(self.together(*[run] * 3), [])

    def test_closing_on_another_thread(self) -> None:
        for _ in range(30):
            playbook, roster = acm.Playbook.read(PAGE), acm.Roster({"ana": "FM"})
            case = acm.Case(playbook, roster)
            batch = case.commands()
            for _ in range(2000):
                batch.add(acm.CommandKind.CLAIM, "994", "ana")

            def use() -> None:
                while True:
                    case.post_all(batch)
                    case.item_state(2)
                    playbook.to_json()

            def close() -> None:
                for root in (playbook, case, roster):
                    root.close()
            faults = self.together(use, close)
            self.assertEqual([type(fault) for fault in faults], [acm.ClosedError])


if __name__ == "__main__":
    unittest.main()
