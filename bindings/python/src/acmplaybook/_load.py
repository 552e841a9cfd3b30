"""Finds the library, compares its version and records with those of this package, and opens it.

Looked for in this order: the path in the environment variable ACMPLAYBOOK_LIBRARY; within this package, where wheels
put it; where the system keeps libraries.
"""

import ctypes
import ctypes.util
import os
import sys
from pathlib import Path
from typing import Any, Iterator, Tuple

from . import _native

VARIABLE = "ACMPLAYBOOK_LIBRARY"
NAMES = {"win32": "acmplaybook.dll", "darwin": "libacmplaybook.dylib"}


class LibraryError(ImportError):
    """The library is missing, broken, or not of the version that this package is for."""


def version_text(number: int) -> str:
    """
    >>> version_text(1002003)
    '1.2.3'
    """
    return f"{number // 1000000}.{number // 1000 % 1000}.{number % 1000}"


def is_compatible(found: int, wanted: int) -> bool:
    """Major equal and minor at least; below 1.0 a minor version may change the ABI, and has to be equal."""
    major, minor = found // 1000000, found // 1000 % 1000
    wanted_major, wanted_minor = wanted // 1000000, wanted // 1000 % 1000
    return major == wanted_major and (minor == wanted_minor or major > 0 and minor > wanted_minor)


def candidates() -> Iterator[str]:
    """Where the library may be; a path that somebody set is the only one."""
    chosen = os.environ.get(VARIABLE)
    if chosen:
        yield chosen
        return
    name = NAMES.get(sys.platform, "libacmplaybook.so")
    bundled = Path(__file__).with_name("_lib") / name
    if bundled.exists():
        yield str(bundled)
        return
    installed = ctypes.util.find_library("acmplaybook")
    if installed:
        yield installed
    yield name


def check(library: ctypes.CDLL, path: str) -> None:
    """Raises LibraryError if the library is not one that this package can use."""
    wanted = version_text(_native.VERSION_NUMBER)
    try:
        version, struct_size = library.acm_version, library.acm_struct_size
    except AttributeError:
        raise LibraryError(f"{path} is no libacmplaybook; version {wanted} is needed", path=path) from None
    version.restype = struct_size.restype = ctypes.c_uint32
    struct_size.argtypes = [ctypes.c_int32]
    found = version_text(version())
    if not is_compatible(version(), _native.VERSION_NUMBER):
        raise LibraryError(f"{path} is libacmplaybook {found}, this package is for {wanted}", path=path)
    for kind, record in _native.STRUCTS.items():
        size = struct_size(kind)
        if size != ctypes.sizeof(record):
            raise LibraryError(f"{path}: libacmplaybook {found} has {size} bytes in {record.__name__}, this package "
                               f"for {wanted} has {ctypes.sizeof(record)}", path=path)
    # The generated offsets are those of a 64-bit compiler.
    if ctypes.sizeof(ctypes.c_void_p) == 8 and _native.misplaced():
        raise LibraryError(f"records are laid out otherwise than in {wanted}: {_native.misplaced()}", path=path)


def load() -> Tuple[ctypes.CDLL, ctypes.PyDLL, str]:
    if not getattr(sys, "_is_gil_enabled", lambda: True)():
        raise LibraryError("this package guards its objects by the interpreter lock, which this Python runs without")
    faults = []
    for path in candidates():
        try:
            library = ctypes.CDLL(path)
        except (OSError, ValueError) as fault:
            faults.append(f"{path}: {fault}")
            continue
        check(library, path)
        short = ctypes.PyDLL(path)
        try:
            _native.bind(library)
            _native.bind(short)
        except AttributeError as fault:
            raise LibraryError(f"{path}: {fault}", path=path) from None
        return library, short, os.path.abspath(path) if os.path.exists(path) else path
    raise LibraryError(f"libacmplaybook {version_text(_native.VERSION_NUMBER)} was not found; {VARIABLE} may say where "
                       "it is. " + "; ".join(faults))


# long: the interpreter goes on with other threads meanwhile. short: it does not, so that the call is one with the step
# of Python that makes it.
long, short, path = load()


def unchecked(name: str) -> Any:
    """A short function that takes its arguments as they are: half the time of one that checks them."""
    function = getattr(ctypes.PyDLL(path), name)
    function.restype = _native.FUNCTIONS[name][0]
    return function
