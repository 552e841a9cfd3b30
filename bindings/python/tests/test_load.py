"""Which library is loaded, and which are refused."""

import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

from acmplaybook import _load, _native
from support import Test, python

FAKE = """
#include <stdint.h>
uint32_t acm_version(void) { return %d; }
uint32_t acm_struct_size(int32_t kind) { return kind == 8 ? %d : 0; }
"""


class Load(Test):
    def refused(self, path: str) -> str:
        result = python("import acmplaybook", ACMPLAYBOOK_LIBRARY=path)
        self.assertEqual(result.returncode, 1, result.stderr)
        last = result.stderr.strip().splitlines()[-1]
        self.assertIn("LibraryError", last)
        return last

    def test_a_library_that_is_missing(self) -> None:
        message = self.refused("/nowhere/libacmplaybook.so")
        self.assertIn("/nowhere/libacmplaybook.so", message)
        self.assertIn(_load.version_text(_native.VERSION_NUMBER), message)

    def test_a_file_that_is_no_library(self) -> None:
        self.assertIn(__file__, self.refused(__file__))

    def test_a_library_that_is_another(self) -> None:
        self.assertIn("is no libacmplaybook", self.refused("libc.so.6"))

    @unittest.skipUnless(shutil.which("cc"), "cc is missing")
    def test_a_library_of_another_version_or_with_other_records(self) -> None:
        wanted = _load.version_text(_native.VERSION_NUMBER)
        with tempfile.TemporaryDirectory() as folder:
            for version, part in ((9007000, "libacmplaybook 9.7.0"), (_native.VERSION_NUMBER, "0 bytes in acm_error")):
                source, library = Path(folder, "fake.c"), Path(folder, f"fake{version}.so")
                source.write_text(FAKE % (version, 32))
                subprocess.run(["cc", "-shared", "-fPIC", "-o", str(library), str(source)], check=True)
                message = self.refused(str(library))
                for piece in (part, str(library), wanted):
                    self.assertIn(piece, message)

    def test_an_interpreter_without_its_lock(self) -> None:
        result = python("import sys; sys._is_gil_enabled = lambda: False; import acmplaybook")
        self.assertIn("LibraryError", result.stderr)

    def test_which_versions_go_together(self) -> None:
        for found, wanted, fine in ((1000, 1000, True), (1005, 1000, True), (1000, 1005, True), (2000, 1000, False),
                                    (1000, 2000, False), (1002000, 1001000, True), (1000000, 1001000, False),
                                    (2001000, 1001000, False), (1000000, 1000, False)):
            with self.subTest(found=found, wanted=wanted):
                self.assertEqual(_load.is_compatible(found, wanted), fine)


if __name__ == "__main__":
    unittest.main()
