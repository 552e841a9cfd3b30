"""The pytest plugin, under a pytest that is installed for some Python."""

import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path
from typing import Optional

from support import PAGE, Test, environment
from test_scenarios import Scenarios


def with_pytest() -> Optional[str]:
    for program in (sys.executable, shutil.which("python3", path="/usr/bin:/usr/local/bin")):
        if program and not subprocess.run([program, "-c", "import pytest"], stderr=subprocess.DEVNULL).returncode:
            return program
    return None


PYTHON = with_pytest()


@unittest.skipUnless(PYTHON, "pytest is missing")
class Plugin(Test):
    def run_in(self, folder: str, *options: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run([PYTHON or "", "-m", "pytest", "-p", "acmplaybook.pytest_plugin",
                               "-p", "no:cacheprovider", "-v", "-W", "error", *options, folder], env=environment(),
                              cwd=folder, encoding="utf-8",
                              stdout=subprocess.PIPE, timeout=120)

    def test_scenarios_are_tests(self) -> None:
        text = Scenarios.TEXT.decode()
        with tempfile.TemporaryDirectory() as folder:
            where = Path(folder)
            (where / "page.md").write_bytes(PAGE)
            (where / "fails.scenario.json").write_text(text)
            (where / "holds.scenario.json").write_text(text.replace('"completed"', '"active"'))
            (where / "broken.scenario.json").write_text(text.replace('"as": "ana"', '"az": "ana"'))
            (where / "cut.scenario.json").write_text(text[:9])
            (where / "other.json").write_text("{}")
            result = self.run_in(folder)
            self.assertEqual(result.returncode, 2)
            self.assertIn("broken.scenario.json:3:", result.stdout)
            self.assertRegex(result.stdout, r"cut.scenario.json:1:\d+: \S")
            for name in ("broken", "cut"):
                (where / f"{name}.scenario.json").unlink()
            result = self.run_in(folder)
            self.assertEqual(result.returncode, 1, result.stdout)
            for part in ("1 failed, 1 passed", "fails.scenario.json:3: page.md", "expected completed, found active",
                         "events", "holds.scenario.json::met PASSED"):
                self.assertIn(part, result.stdout)
            self.assertNotIn("Traceback", result.stdout)
            (where / "page.md").unlink()
            self.assertIn("No such file", self.run_in(folder).stdout)
            result = self.run_in(folder, "-o", "acmplaybook_files=none.*")
            self.assertEqual(result.returncode, 5, result.stdout)


if __name__ == "__main__":
    unittest.main()
