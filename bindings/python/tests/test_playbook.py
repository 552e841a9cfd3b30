"""Playbooks: reading, looking, writing, building."""

import json
import tempfile
import unittest
from pathlib import Path

import acmplaybook as acm
from support import PAGE, PLAYBOOKS, Test

OVERLAY = '{"items": {"995": {"required_when": "wanted", "due": "P5D"}}}'


class Reading(Test):
    def test_a_page_by_path_and_by_bytes(self) -> None:
        path = PLAYBOOKS / "en" / "assess-acm-conversation.md"
        by_path, by_bytes = self.opened(acm.Playbook.read(path)), self.playbook(path.read_bytes())
        self.assertEqual(len(by_path), len(by_bytes))
        self.assertEqual(by_path[4047].key, "assess-acm-conversation/4047")
        self.assertEqual(by_bytes[4047].key, "page/4047")
        self.assertEqual(self.opened(acm.Playbook.read(str(path))), by_path)

    def test_a_folder_with_editions_and_overlay(self) -> None:
        playbook = self.opened(acm.Playbook.read(PLAYBOOKS))
        self.assertEqual(playbook.languages, ("en", "zh-hans"))
        item = playbook["assess-acm-conversation/4047"]
        text, used = playbook.text(item, language="zh-hans")
        self.assertEqual(used, "zh-hans")
        self.assertNotEqual(text, item.name)
        self.assertEqual(playbook.text(item, language="xx"), (item.name, "en"))
        page = playbook.pages[0]
        self.assertEqual((page.language, page.base), ("en", page))
        place = item.place(1)
        self.assertIn("zh-hans/", place.page.path)
        self.assertEqual(place.page.base, item.place().page)
        self.assertTrue(any(i.control(acm.Control.REQUIRED_WHEN) for i in playbook))

    def test_json_and_cmmn_give_the_same_playbook(self) -> None:
        playbook = self.opened(acm.Playbook.read(PLAYBOOKS))
        with tempfile.TemporaryDirectory() as folder:
            for name, text in (("a.json", playbook.to_json(indent=True)), ("a.cmmn", playbook.to_cmmn())):
                path = Path(folder, name)
                path.write_text(text, encoding="utf-8")
                again = self.opened(acm.Playbook.read(path))
                self.assertEqual(again, playbook)
                self.assertEqual(hash(again), hash(playbook))
                self.assertEqual(again.revision, playbook.revision)
                self.assertEqual([i.key for i in again], [i.key for i in playbook])
        self.assertNotEqual(self.playbook(), playbook)
        self.assertTrue(playbook.revision.startswith("sha256:"))
        pieces = []
        playbook.write_json(pieces.append, places=False)
        self.assertEqual("".join(pieces), playbook.to_json(places=False))
        self.assertEqual(len(playbook.outline().splitlines()), len(playbook.pages))
        json.loads(playbook.outline().splitlines()[0])

    def test_files_in_memory_and_how_they_are_mapped(self) -> None:
        german = PAGE.replace(b"Hold the meeting", b"Besprechung     ")
        mapping = acm.MappingOptions(auto_complete=True, ordering=acm.Ordering.STEPS)
        playbook = self.opened(acm.Playbook.read_pages(
            [("en/a.md", PAGE), acm.SourceFile("de/a-de.md", german, "de"), ("x.txt", b"\xff")], name="Both",
            mapping=mapping, overlay=OVERLAY))
        self.assertEqual((playbook.root.name, playbook.languages), ("Both", ("en", "de")))
        self.assertIn(acm.ItemFlags.AUTO_COMPLETE, playbook.root.flags)
        self.assertEqual(playbook[994].text(language="de"), "Besprechung")
        self.assertEqual(playbook[995].due, (acm.Due.AFTER_START, 5 * 86400000))
        self.assertIsNone(playbook[994].due)

    def test_errors_say_where(self) -> None:
        with self.assertRaises(acm.FormatError) as caught:
            acm.Playbook.read_pages({"en/a.md": PAGE}, overlay='{"items":\n {"995": {"dew": 1}}}')
        self.assertEqual(caught.exception.line, 2)
        with self.assertRaises(acm.FormatError) as caught:
            acm.Playbook.read_json('{"format": 1}')
        self.assertEqual(caught.exception.status, acm.Status.SYNTAX)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "bad.json")
            path.write_text("[")
            with self.assertRaises(acm.Error) as found:
                acm.Playbook.read(path)
            self.assertIn("bad.json", str(found.exception))
        with self.assertRaises(acm.AmbiguousError):
            self.playbook(PAGE.replace(b"995 ", b"994 "))[994]

    def test_findings(self) -> None:
        playbook = self.playbook(PAGE + b"| 996 | torn\n")
        finding = playbook.findings[-1]
        self.assertEqual((finding.line, playbook.findings[:]), (5, list(playbook.findings)))
        self.assertIn("page.md:5", str(finding))
        self.assertIn(finding.rule, [rule.name for rule in acm.rules()])
        self.assertEqual(len(playbook.findings.report(acm.ReportFormat.JSON).splitlines()), len(playbook.findings))
        self.assertIn("2.1.0", playbook.findings.report(acm.ReportFormat.SARIF))
        made = self.opened(acm.Playbook.read_json(playbook.to_json()))
        self.assertEqual((list(made.findings), made.findings.report()), ([], ""))
        with playbook.lint(severity=acm.Severity.ERROR, rules=finding.rule) as findings:
            self.assertLessEqual(len(findings), 1)
        with self.assertRaises(acm.NotFoundError):
            playbook.lint(rules="no-such-rule")
        with self.assertRaises(IndexError):
            playbook.findings[99]


class Looking(Test):
    def test_items_conditions_and_terms(self) -> None:
        playbook = self.opened(acm.Playbook.read(PLAYBOOKS))
        page = playbook["assess-acm-conversation"]
        self.assertEqual((page.kind, page.part), (acm.ItemKind.STAGE, acm.ItemPart.PROCESS))
        self.assertEqual(page.parent.children, [page])
        self.assertEqual([c.key.rpartition("/")[2] for c in page.conditions if c.kind == acm.ConditionKind.INPUT],
                         ["in-1", "in-2", "in-3", "in-4"])
        condition = playbook["assess-acm-conversation/in-1"]
        self.assertEqual((condition.item, condition.gates, condition.optional), (page, page, False))
        task = playbook.find("4047")
        self.assertEqual((task.number, task.required, task.depth), (4047, True, task.parent.depth + 1))
        role = playbook.term(acm.TermKind.ROLE, "FM")
        self.assertIn(role, playbook.roles)
        self.assertEqual(role.name, "FastTrack Manager")
        self.assertTrue(any(role in item.performers for item in playbook))
        self.assertEqual(playbook.numbers[4047], [task])
        self.assertIn(task, page.children[0].children + [i for c in page.children for i in c.children])
        self.assertGreater(task.line, 1)

    def test_views_are_equal_by_what_they_name(self) -> None:
        playbook = self.playbook()
        self.assertEqual(playbook[994], playbook["page/994"])
        self.assertEqual(len({playbook[994], playbook["page/994"], playbook[995]}), 2)
        self.assertNotEqual(playbook[994], "page/994")
        self.assertEqual(repr(playbook[994]), "<Item 'page/994' 'Hold the meeting'>")
        self.assertIn("994", playbook)
        self.assertNotIn("996", playbook)
        self.assertEqual([item.id for item in playbook], list(range(1, len(playbook) + 1)))
        with self.assertRaises(acm.NotFoundError):
            playbook.by_id(77)

    def test_all_about_a_page(self) -> None:
        text = b"---\ntitle: T\nms.date: 01/02/2026\n---\n# Move\n\n" + PAGE
        playbook = self.opened(acm.Playbook.read_page(text, file="en/move.md"))
        page = playbook.pages[0]
        self.assertEqual((page.path, page.title), ("en/move.md", "Move"))
        self.assertEqual((page.value("ms.date"), page.value("x")), ("01/02/2026", None))
        self.assertEqual(page.text(acm.PageField.STEM), "move")
        self.assertEqual(page, playbook.pages[0])


class Building(Test):
    def test_a_playbook_by_calls(self) -> None:
        with acm.Builder("Mail engagement") as b:
            prepare = b.stage("prepare", "Prepare", flags=acm.ItemFlags.REQUIRED)
            count = b.task("prepare/count", parent=prepare, flags=acm.ItemFlags.REQUIRED, number=11, performers=["FM"])
            move = b.stage("move", flags=acm.ItemFlags.REQUIRED | acm.ItemFlags.REPEATS)
            mail = b.task("move/mail", parent=move)
            b.flags(move, acm.ItemFlags.REQUIRED)
            entry = b.criterion(move, expression="seats > 2")
            b.on_part(entry, prepare)
            leave = b.criterion(mail, acm.CriterionKind.EXIT, "stop")
            done = b.milestone("done")
            b.on_exit(b.criterion(done), leave)
            b.condition(move, "move/in-1", "Licences are there", criterion=entry)
            b.text(count, "Zählen", language="de")
            b.place(count, acm.ItemPart.TASK, 3, 4)
            b.control(mail, acm.Control.DUE, "P1D")
            b.refer(mail, acm.RefKind.SERVICE, b.term(acm.TermKind.SERVICE, "Exchange"))
            b.semantics(acm.Semantics.LISTENERS_REPEAT)
            b.overlay('{"items": {"prepare/count": {"due": "P2D"}}}', "mine.json")
            playbook = self.opened(b.finish())
            with self.assertRaises(acm.FormatError) as caught:
                b.criterion(move, expression="seats >")
            self.assertGreater(caught.exception.column, 1)
            with self.assertRaises(acm.ExistsError):
                b.task("move")
        self.assertEqual([i.key for i in playbook][1:], ["prepare", "prepare/count", "move", "move/mail", "done"])
        item = playbook[11]
        self.assertEqual((item.name, item.text(language="de"), item.part, item.line, item.due.milliseconds),
                         ("prepare/count", "Zählen", acm.ItemPart.TASK, 3, 2 * 86400000))
        self.assertEqual(playbook["move/mail"].services[0].name.split()[0], "Exchange")
        self.assertEqual(playbook.semantics, acm.Semantics.LISTENERS_REPEAT)
        with self.opened(acm.Case(playbook, facts={"seats": 3})) as case:
            self.assertEqual(case.item_state("move"), acm.State.AVAILABLE)


if __name__ == "__main__":
    unittest.main()
