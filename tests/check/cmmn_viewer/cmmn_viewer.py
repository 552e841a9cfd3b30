#!/usr/bin/env python3
"""cmmn_viewer.py WRITER MODULES: what WRITER writes into a folder is imported by the viewer in MODULES, in Chromium,
without a warning; each item, criterion and on-part is drawn, and names stay within their shapes.

The check is sharp: a planted fault is warned of.
"""

import html
import json
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path
from typing import Any

SKIPPED = 77
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
VIEWER = "cmmn-js/dist/cmmn-viewer.production.min.js"
NAMESPACE = "{http://www.omg.org/spec/CMMN/20151109/%s}%s"
DRAWN = [("MODEL", "casePlanModel"), ("MODEL", "planItem"), ("MODEL", "entryCriterion"),
         ("MODEL", "exitCriterion"), ("CMMNDI", "CMMNEdge")]
LEAST_OVERLAP = 1.5  # pixels

Result = dict[str, Any]


def run_browser(browser: str, viewer: Path, models: dict[str, str]) -> list[Result]:
    """What page.html says of each model."""
    with tempfile.TemporaryDirectory() as scratch:
        shutil.copy(Path(__file__).with_name("page.html"), scratch)
        shutil.copy(viewer, Path(scratch, "viewer.js"))
        Path(scratch, "models.js").write_text(f"const models = {json.dumps(models)};",
                                              encoding="utf-8")
        page = Path(scratch, "page.html").as_uri()
        dom = subprocess.run(
            [browser, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
             f"--user-data-dir={scratch}/profile", "--virtual-time-budget=60000", "--dump-dom",
             page], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8",
            timeout=300).stdout
    return [json.loads(html.unescape(line)) for line in re.findall(r"<li>(.*?)</li>", dom, re.S)]


def to_be_drawn(text: str) -> set[str]:
    root = ElementTree.fromstring(text)
    return {element.attrib["id"] for kind in DRAWN for element in root.iter(NAMESPACE % kind)}


def names_outside(text: str, drawn: dict[str, Any]) -> Iterator[str]:
    """Items whose name does not stay within the shape; those of listeners stand below it."""
    root = ElementTree.fromstring(text)
    listeners = {element.attrib["id"] for element in root.iter()
                 if element.tag.endswith("ventListener")}
    for item in root.iter(NAMESPACE % ("MODEL", "planItem")):
        if item.attrib["definitionRef"] in listeners:
            continue
        shape = drawn[item.attrib["id"]]
        left, top, right, bottom = shape["box"]
        for line in shape["lines"]:
            if (line[0] < left - LEAST_OVERLAP or line[1] < top - LEAST_OVERLAP or
                    line[2] > right + LEAST_OVERLAP or line[3] > bottom + LEAST_OVERLAP):
                yield item.attrib["id"]


def faults(models: dict[str, str], results: list[Result]) -> Iterator[str]:
    if [result["name"] for result in results] != list(models):
        yield f"{len(results)} of {len(models)} models came to an end"
    for result in results:
        name, drawn = result["name"], result["drawn"]
        told = result["warnings"] + ([result["error"]] if result["error"] else [])
        if name.startswith("planted"):
            if not told:
                yield f"{name}: nothing is warned of"
            continue
        yield from (f"{name}: {message}" for message in told)
        missing = to_be_drawn(models[name]) - set(drawn)
        yield from (f"{name}: {key} is not drawn" for key in sorted(missing))
        if not missing:
            yield from (f"{name}: the name of {key} leaves its shape"
                        for key in names_outside(models[name], drawn))


def main() -> int:
    writer, viewer = sys.argv[1], Path(sys.argv[2], VIEWER)
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if not browser:
        print("skipped: Chromium is missing")
        return SKIPPED
    if not viewer.is_file():
        print("skipped: the viewer is missing, which tests/run.sh installs")
        return SKIPPED
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([writer, folder], check=True)
        models = {path.stem: path.read_text(encoding="utf-8")
                  for path in sorted(Path(folder).glob("*.cmmn"))}
    models["planted-target"] = re.sub(r'targetCMMNElementRef="[^"]*"', "", models["studio"], count=1)
    models["planted-shape"] = re.sub(r'cmmnElementRef="[^"]*--entry-1"', 'cmmnElementRef="x"',
                                     models["studio"], count=1)
    results = run_browser(browser, viewer, models)
    found = list(faults(models, results))
    print("\n".join(found) or f"cmmn_viewer: {len(models) - 2} files are drawn")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
