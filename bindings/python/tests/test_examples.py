"""The examples print what is written down; those of C print the same."""

import subprocess
import sys
import unittest

from support import DATA, PLAYBOOKS, PYTHON as BINDING, ROOT, Test, environment

PAGE = str(PLAYBOOKS / "en" / "assess-acm-conversation.md")
WHAT_IF = """if the meeting failed: ben completes "Write it down"
ana completes "Hold the meeting"
ben completes "Write it down"
2 commands, COMPLETED
12 events, 384 bytes
the same state: True
"""


class Examples(Test):
    def printed(self, name: str, *arguments: str) -> str:
        ran = subprocess.run([sys.executable, "-W", "error", str(ROOT / "examples" / "python" / name), *arguments],
                             env=environment(PYTHONIOENCODING="utf-8"), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                             encoding="utf-8", timeout=60)
        self.assertEqual((ran.returncode, ran.stderr), (0, ""))
        return ran.stdout

    def test_they_print_what_those_of_c_print(self) -> None:
        for name, arguments in (("load", [PAGE]), ("folder", []), ("build", []), ("run", [])):
            with self.subTest(name=name):
                wanted = (DATA / "examples" / f"{name}.txt").read_text(encoding="utf-8")
                self.assertEqual(self.printed(f"{name}.py", *arguments), wanted)

    def test_each_of_c_has_a_sister(self) -> None:
        here = {path.stem for path in (ROOT / "examples" / "python").glob("*.py")}
        self.assertEqual({path.stem for path in (ROOT / "examples" / "c").glob("*.c")} - here, {"allocator"})

    def test_what_if(self) -> None:
        self.assertEqual(self.printed("what_if.py"), WHAT_IF)

    def test_ten_lines(self) -> None:
        source = (ROOT / "examples" / "python" / "ten_lines.py").read_text(encoding="utf-8")
        self.assertEqual(len(source.splitlines()), 10)
        for readme in BINDING / "README.md", ROOT / "README.md":
            self.assertIn(f"```python\n{source}```", readme.read_text(encoding="utf-8"))
        lines = self.printed("ten_lines.py", PAGE).splitlines()
        self.assertTrue(lines[0].endswith("is not confirmed"), lines)
        self.assertEqual(lines[-1], "completed")


if __name__ == "__main__":
    unittest.main()
