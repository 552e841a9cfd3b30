"""Builds wheel and sdist with the standard library alone (PEP 517, PEP 660).

The wheel holds the library: that of the setting `library`, of the variable ACMPLAYBOOK_LIBRARY, or the installed one
that pkg-config knows. If that is a folder which bundle.sh made, it holds also what the library needs, and fits every
Linux of its age. With `library=none` it holds none, and the system's is used: pip wheel . -C library=none
"""

import ast
import base64
import hashlib
import io
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import time
import zipfile
from pathlib import Path
from typing import Any, Dict, Iterator, List, Optional, Tuple

HERE = Path(__file__).resolve().parent.parent
PACKAGE = HERE / "src" / "acmplaybook"
NAME = {"win32": "acmplaybook.dll", "darwin": "libacmplaybook.dylib"}.get(sys.platform, "libacmplaybook.so")
Settings = Optional[Dict[str, Any]]
Files = List[Tuple[str, bytes]]


def version() -> str:
    """That of the headers from which the package was generated."""
    for node in ast.parse((PACKAGE / "_native.py").read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "VERSION_NUMBER":
            number = int(ast.literal_eval(node.value))
            return f"{number // 1000000}.{number // 1000 % 1000}.{number % 1000}"
    raise RuntimeError("_native.py has no VERSION_NUMBER")


def project(key: str) -> str:
    """A text of pyproject.toml, which Python reads by itself only from 3.11 on."""
    found = re.search(rf'^{key} = "(.*)"$', (HERE / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE)
    assert found, key
    return found.group(1)


def metadata() -> str:
    readme = (HERE / "README.md").read_text(encoding="utf-8")
    return (f"Metadata-Version: 2.1\nName: {project('name')}\nVersion: {version()}\nSummary: {project('description')}\n"
            f"License: {project('license')}\nRequires-Python: {project('requires-python')}\n"
            f"Description-Content-Type: text/markdown\n\n{readme}")


def licence() -> bytes:
    beside = HERE / "LICENSE"
    return (beside if beside.exists() else HERE.parent.parent / "LICENSE").read_bytes()


def library(settings: Settings) -> Optional[Path]:
    chosen = (settings or {}).get("library") or os.environ.get("ACMPLAYBOOK_LIBRARY")
    if chosen == "none":
        return None
    if not chosen and shutil.which("pkg-config"):
        found = subprocess.run(["pkg-config", "--variable=libdir", "acm-playbook"], stdout=subprocess.PIPE,
                               stderr=subprocess.DEVNULL, encoding="utf-8").stdout.strip()
        chosen = os.path.join(found, NAME) if found else None
    if not chosen or not os.path.exists(chosen):
        raise RuntimeError(f"libacmplaybook was not found{': ' + chosen if chosen else ''}; install it, set "
                           "ACMPLAYBOOK_LIBRARY, or build with -C library=none")
    return Path(chosen)


def sources() -> Iterator[Tuple[str, bytes]]:
    for path in sorted(PACKAGE.rglob("*")):
        if path.suffix == ".py" or path.name == "py.typed":
            yield path.relative_to(HERE / "src").as_posix(), path.read_bytes()


def binaries(found: Optional[Path]) -> Files:
    """A library, or all files of a bundle, as they lie in the package."""
    if found is None:
        return []
    if not found.is_dir():
        return [("acmplaybook/_lib/" + NAME, found.read_bytes())]
    return [("acmplaybook/_lib/" + path.relative_to(found).as_posix(), path.read_bytes())
            for path in sorted(found.rglob("*")) if path.is_file()]


def tag(found: Optional[Path], files: Files) -> str:
    platform = re.sub(r"[-.]", "_", sysconfig.get_platform())
    if found is None:
        platform = "any"
    elif found.is_dir() and sys.platform == "linux":
        needs = [re.findall(rb"\0GLIBC_2\.(\d+)(?=[.\0])", data) for _, data in files]
        platform = f"manylinux_2_{max(17, *(int(minor) for each in needs for minor in each))}_{os.uname().machine}"
    return "py3-none-" + platform


def info(tag: str, pure: bool) -> Files:
    folder = f"acmplaybook-{version()}.dist-info"
    wheel = f"Wheel-Version: 1.0\nGenerator: acmplaybook\nRoot-Is-Purelib: {str(pure).lower()}\nTag: {tag}\n"
    return [(f"{folder}/METADATA", metadata().encode()), (f"{folder}/WHEEL", wheel.encode()),
            (f"{folder}/entry_points.txt", b"[pytest11]\nacmplaybook = acmplaybook.pytest_plugin\n"),
            (f"{folder}/LICENSE", licence())]


def moment() -> Tuple[int, int, int, int, int, int]:
    """The same sources give the same bytes."""
    return time.gmtime(max(315532800, int(os.environ.get("SOURCE_DATE_EPOCH", "315532800"))))[:6]  # type: ignore


def write_wheel(directory: str, tag: str, files: Files) -> str:
    name = f"acmplaybook-{version()}-{tag}.whl"
    record = f"acmplaybook-{version()}.dist-info/RECORD"
    lines = []
    with zipfile.ZipFile(os.path.join(directory, name), "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in files:
            digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
            lines.append(f"{path},sha256={digest},{len(data)}")
            write_file(archive, path, data)
        write_file(archive, record, "\n".join([*lines, f"{record},,", ""]).encode())
    return name


def write_file(archive: zipfile.ZipFile, path: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(path, moment())
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o100644 << 16
    archive.writestr(entry, data)


def build_wheel(wheel_directory: str, config_settings: Settings = None,
                metadata_directory: Optional[str] = None) -> str:
    found = library(config_settings)
    inside = binaries(found)
    its = tag(found, inside)
    return write_wheel(wheel_directory, its, [*sources(), *inside, *info(its, pure=not found)])


def build_editable(wheel_directory: str, config_settings: Settings = None,
                   metadata_directory: Optional[str] = None) -> str:
    its = tag(None, [])
    return write_wheel(wheel_directory, its, [("acmplaybook.pth", f"{HERE / 'src'}\n".encode())] + info(its, pure=True))


def build_sdist(sdist_directory: str, config_settings: Settings = None) -> str:
    base = f"acmplaybook-{version()}"
    files: Files = [(f"src/{path}", data) for path, data in sources()]
    files += [(name, (HERE / name).read_bytes()) for name in ("pyproject.toml", "README.md", "_build/backend.py")]
    files += [("LICENSE", licence()), ("PKG-INFO", metadata().encode())]
    with tarfile.open(os.path.join(sdist_directory, base + ".tar.gz"), "w:gz", format=tarfile.PAX_FORMAT) as archive:
        for path, data in sorted(files):
            entry = tarfile.TarInfo(f"{base}/{path}")
            entry.size, entry.mtime = len(data), int(os.environ.get("SOURCE_DATE_EPOCH", "315532800"))
            archive.addfile(entry, io.BytesIO(data))
    return base + ".tar.gz"
