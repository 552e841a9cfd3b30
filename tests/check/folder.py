#!/usr/bin/env python3
"""folder.py TOOL CORPUS: published pages as one playbook: distinct task numbers, and where two editions differ."""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

SKIPPED = 77
NUMBERS = 225
DRIFT = ("page-", "step-", "task-", "condition-", "edition-")
# All that does not align: rule, file without folder, what the finding begins with.
EXPECTED = Counter({
    ("page-missing", "covid-fasttrack-center.md", "zh-hans"): 1,
    ("page-missing", "covid-resources.md", "zh-hans"): 1,
    ("page-missing", "covid-response.md", "zh-hans"): 1,
    ("page-missing", "frp-covid-19-response.md", "zh-hans"): 1,
    ("page-missing", "lifecycle-phases-landing.md", "zh-hans"): 1,
    ("page-extra", "opp365-standalone-engagement-sc.md", "opp365-standalone-engagement"): 1,
    ("step-missing", "enable-enable-services-partner-sc.md", "Deploy"): 1,
    ("step-extra", "approach-opp-365-standalone-sc.md", "部署"): 1,
    ("step-extra", "approach-opp-365-standalone-sc.md", "加速"): 1,
    **{("task-missing", "enable-enable-services-partner-sc.md", number): 1
       for number in ("3731", "3743", "4110", "4111", "4112")},
    **{("task-moved", "approach-opp-365-standalone-sc.md", number): 1
       for number in ("1247", "3070", "3080", "3190", "3650", "3738")},
})
EXPECTED_CONDITIONS = {
    ("condition-extra", "enable-conduct-engagement-completion-discussion-partner-sc.md"): 6,
    ("condition-missing", "enable-enable-services-partner-sc.md"): 7,
}


def run(*command):
    result = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    if result.returncode not in (0, 1):
        sys.exit(f"{' '.join(map(str, command))}: exit status {result.returncode}\n{result.stderr}")
    return result


def count_numbers(tool, folder):
    lines = run(tool, "show", "--numbers", "--json", folder).stdout.splitlines()
    return len({json.loads(line)["number"] for line in lines})


def drift(tool, *folders):
    for line in run(tool, "lint", "--json", *folders).stdout.splitlines():
        finding = json.loads(line)
        if finding["rule"].startswith(DRIFT):
            detail = finding["message"].split(": ", 1)[1]
            yield finding["rule"], Path(finding["file"]).name, detail.split(" ")[0]


def main():
    tool, corpus = sys.argv[1], Path(sys.argv[2])
    if not (corpus / "en").is_dir():
        print(f"skipped: no corpus in {corpus}")
        return SKIPPED
    numbers = count_numbers(tool, corpus / "en")
    found = list(drift(tool, corpus / "en", corpus / "zh-hans"))
    conditions = Counter(entry[:2] for entry in found if entry[0].startswith("condition-"))
    others = Counter(entry for entry in found if not entry[0].startswith("condition-"))
    for entry in sorted((others - EXPECTED) + (EXPECTED - others)):
        print(f"{'not expected' if entry in others else 'not found'}: {' '.join(entry)}")
    if conditions != EXPECTED_CONDITIONS:
        print(f"conditions: {dict(conditions)}")
    print(f"{numbers} distinct numbers, {len(found)} places where the editions differ")
    return numbers != NUMBERS or others != EXPECTED or conditions != EXPECTED_CONDITIONS


if __name__ == "__main__":
    sys.exit(main())
