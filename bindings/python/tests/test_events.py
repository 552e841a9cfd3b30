"""The same commands in C and here give the same events, byte for byte."""

import contextlib
import os
import subprocess
import unittest

import acmplaybook as acm
from support import PLAYBOOKS, Test

PROGRAM = os.environ.get("ACMPLAYBOOK_EVENTS")  # what tests/support/events.c becomes
DAY = 86400000
EVENT = 32  # bytes of struct acm_event


@unittest.skipUnless(PROGRAM, "ACMPLAYBOOK_EVENTS names no program")
class SameBytes(Test):
    def test_of_pages_played_to_their_end(self) -> None:
        for path in sorted((PLAYBOOKS / "en").glob("*-*.md")):
            with self.subTest(page=path.name):
                ran = subprocess.run([PROGRAM or "", str(path)], stdout=subprocess.PIPE, check=True, timeout=60)
                self.assertEqual(ran.stdout, self.played(path.read_bytes()))

    def played(self, page: bytes) -> bytes:
        with acm.Playbook.read_page(page, file="page.md") as playbook, acm.Roster() as roster:
            ana = roster.add("ana", roles="FastTrack Manager;FastTrack Engineer")
            with acm.Log() as log, acm.Case(playbook, roster, log=log, tag=42, actor=ana) as case:
                case.set_facts({"seats": 150}, actor=ana, at=DAY)
                for step in case.plan():
                    with contextlib.suppress(acm.RefusedError):  # a step of a role that nobody has
                        case.post(step.kind, step.item, step.actor)
                buffer = acm.EventBuffer(1024)
                count = log.drain(buffer)
                return bytes(memoryview(buffer.records).cast("B"))[:count * EVENT]
