"""Files from the disk: the library itself opens none."""

import os
from pathlib import Path
from typing import Iterator, NamedTuple, Optional, Union

from .errors import LimitError

PathLike = Union[str, "os.PathLike[str]"]
DEPTH_MAX = 32
WANTED = (".md", ".markdown", ".yml", ".yaml")


class SourceFile(NamedTuple):
    """One file of a folder: a path with '/', such as "en/assess-mail.md", what it holds, and its language if known."""

    path: str
    data: Union[bytes, str]
    language: Optional[str] = None


def is_wanted(name: str) -> bool:
    return name.lower().endswith(WANTED) or name == "overlay.json"


def folder(path: PathLike) -> Iterator[SourceFile]:
    """The files below a directory that mean something to the library: English first, else by name."""
    root = Path(path)
    yield from _walk(root, "", 0)


def _walk(directory: Path, prefix: str, depth: int) -> Iterator[SourceFile]:
    if depth > DEPTH_MAX:
        raise LimitError("folders are nested too deep", path=str(directory))
    entries = (entry for entry in os.scandir(directory) if not entry.name.startswith("."))
    for entry in sorted(entries, key=lambda e: (e.name.lower() != "en", os.fsencode(e.name))):
        if entry.is_dir(follow_symlinks=False):  # a link may lead back
            yield from _walk(Path(entry.path), f"{prefix}{entry.name}/", depth + 1)
        elif entry.is_file() and is_wanted(entry.name):
            yield SourceFile(prefix + entry.name, Path(entry.path).read_bytes())
