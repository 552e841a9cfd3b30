#!/usr/bin/env python3
"""lint.py TOOL CORPUS: what lint finds on published pages, rule by rule, and as SARIF."""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

SKIPPED = 77
TODAY = "2020-06-01"

# Read one by one: nothing else was found by reading the pages, and nothing of it is wrong.
EXPECTED = {
    "en": Counter({
        "bom": 24, "stale-ms-date": 61, "not-in-toc": 14, "link-broken": 11, "link-malformed": 7,
        "duplicate-condition": 6, "number-name": 5, "unordered-date": 5, "duplicate-section": 3,
        "several-titles": 3, "unclosed-emphasis": 3, "bad-ms-date": 2, "toc-entry": 2,
        "number-gone": 2, "unknown-service": 2, "bad-date": 1, "future-date": 1,
        "heading-in-list": 1, "link-outside": 1, "lost-pipe": 1, "no-roles": 1, "no-title": 1,
        "number-services": 1, "number-unknown": 1, "two-rows-on-a-line": 1}),
    "zh-hans": Counter({
        "stale-ms-date": 63, "link-other-language": 31, "unclosed-emphasis": 30, "toc-entry": 22,
        "link-broken": 11, "unordered-date": 4, "duplicate-condition": 6, "unknown-service": 5,
        "duplicate-section": 4, "future-date": 3, "link-malformed": 3, "several-titles": 3,
        "bad-ms-date": 2, "delimiter-count": 2, "number-gone": 2, "number-name": 2, "bad-date": 1,
        "heading-in-list": 1, "lost-pipe": 1, "no-roles": 1, "no-title": 1, "number-retired": 1,
        "number-services": 1, "number-unknown": 1, "row-doubled-pipe": 1,
        "two-rows-on-a-line": 1}),
}
# Found only when both are looked at together.
DRIFT = {"page-missing", "page-extra", "step-missing", "step-extra", "task-missing", "task-extra",
         "task-moved", "condition-missing", "condition-extra", "edition-flag", "edition-roles",
         "edition-services"}

# rule, file, line, what the message holds
FINDINGS = [
    ("number-unknown", "en/assess-conduct-services-workshops-partner.md", 200, "4089"),
    ("number-retired", "zh-hans/migrate-migration-partner-sc.md", 136, "4102"),
    ("number-name", "en/remediate-address-technical-gaps-partner.md", 99, "3190"),
    ("number-services", "en/assess-conduct-customer-success-workshop-partner.md", 135, "3278"),
    ("unordered-date", "en/assess-conduct-services-workshops-partner.md", 199, "2019-01-10"),
    ("unordered-date", "en/remediate-address-technical-gaps-partner.md", 139, "2018-09-25"),
    ("future-date", "en/l1l2l3-blocked-adoption-readiness.md", 48, "10/25/2020"),
    ("bad-ms-date", "en/enable-enable-services-partner.md", 8, "5/2/19"),
    ("bad-date", "en/initiate-deploy-securely-partner.md", 149, "10/018/2019"),
    ("link-broken", "en/adoption-continuum-partner.md", 30, "phase-success.md"),
    ("link-broken", "zh-hans/resources-services-workshops-sc.md", 67, "FRPHubAADP"),
    ("link-other-language", "zh-hans/phase-assess-sc.md", 22, "here it is assess-"),
    ("link-malformed", "en/resources-bvd.md", 62, "cannot be seen"),
    ("link-malformed", "zh-hans/sharepoint-onedrive-landing-page-sc.md", 22, "brackets"),
    ("no-roles", "en/assess-conduct-security-workshop-partner.md", 41, "Azure AD Premium"),
    ("several-titles", "en/l1l2l3-homepage-list.md", 27, "5 of them"),
]


def run(tool, corpus, *arguments):
    done = subprocess.run([tool, "lint", "--today", TODAY, *arguments], cwd=corpus,
                          capture_output=True, text=True, encoding="utf-8")
    if done.returncode != 1 or done.stderr:
        sys.exit(f"lint {' '.join(arguments)}: exit status {done.returncode}\n{done.stderr}")
    return done.stdout


def findings(tool, corpus, *folders):
    lines = run(tool, corpus, "--json", "--severity", "note", *folders).splitlines()
    return [json.loads(line) for line in lines]


def compare(folders, found, expected):
    for rule in sorted(found.keys() | expected.keys()):
        if found[rule] != expected[rule]:
            yield f"{folders}: {rule} {found[rule]}, expected {expected[rule]}"


def faults_of_findings(found):
    known = {(f["rule"], f["file"], f["line"]): f["message"] for f in found}
    for rule, file, line, part in FINDINGS:
        if part not in known.get((rule, file, line), ""):
            yield f"{file}:{line}: no {rule} with {part}"


def faults_of_sarif(text, count):
    log = json.loads(text)
    (run_of,) = log["runs"]
    rules = run_of["tool"]["driver"]["rules"]
    if log["version"] != "2.1.0" or len(run_of["results"]) != count:
        yield f"SARIF {log['version']} with {len(run_of['results'])} of {count} results"
    for rule in rules:
        if not (rule["shortDescription"]["text"] and rule["help"]["text"]):
            yield f"SARIF: {rule['id']} is not described"
    for result in run_of["results"]:
        place = result["locations"][0]["physicalLocation"]
        if (rules[result["ruleIndex"]]["id"] != result["ruleId"] or not result["message"]["text"]
                or not place["artifactLocation"]["uri"] or place["region"]["startLine"] < 1):
            yield f"SARIF: {result}"


def main():
    tool, corpus = Path(sys.argv[1]).resolve(), Path(sys.argv[2])
    if not (corpus / "en").is_dir():
        print(f"skipped: no corpus in {corpus}")
        return SKIPPED
    faults, total = [], Counter()
    for folder, expected in EXPECTED.items():
        found = Counter(f["rule"] for f in findings(tool, corpus, folder))
        faults += compare(folder, found, expected)
        total += expected
    both = findings(tool, corpus, *EXPECTED)
    counts = Counter(f["rule"] for f in both if f["rule"] not in DRIFT)
    faults += compare("both", counts, total)
    faults += faults_of_findings(both)
    faults += faults_of_sarif(run(tool, corpus, "--sarif", "--severity", "note", *EXPECTED),
                              len(both))
    print("\n".join(faults) or f"lint: {len(both)} findings, as read")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
