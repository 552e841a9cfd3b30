"""Reads two pages in two languages as one playbook, prints it in both, and where they differ.

A directory is read by Playbook.read(path); an archive or a database as here, by any iterable of paths and contents.
"""

from typing import Iterator, Tuple

from acmplaybook import Playbook, TextField

TABLE = "| Task ID | Task Name | (M)andatory / (O)ptional | FastTrack Role |\n| --- | --- | --- | --- |\n"


def files() -> Iterator[Tuple[str, str]]:
    yield "en/toc.yml", "- name: Move the mail\n  href: enable-mail.md\n"
    yield "en/enable-mail.md", ("# Move the mail\n\n" + TABLE + "| 11 | Agree on a date | M | FM |\n"
                                "| 12 | Tell the users | O | FM |\n")
    yield "de/enable-mail-de.md", "# Die Post umziehen\n\n" + TABLE + "| 11 | Termin vereinbaren | M | FM |\n"


with Playbook.read_pages(files()) as playbook:
    for language in playbook.languages:
        print(language)
        for item in playbook:
            name, used = playbook.text(item, TextField.NAME, language)
            print("  " * (item.depth + 1) + f"{name}{'' if used == language else ' (not translated)'}")
    for finding in playbook.findings:
        print(f"{finding.file}:{finding.line}: {finding.rule}: {finding.text}")
