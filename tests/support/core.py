"""The core of the library, what needs no format, built on its own with a program of the tests."""

import os
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

FOLDERS = ["base", "expr", "model", "engine"]
PROBE = "#include <utf8proc.h>\nint main(void) { return utf8proc_version() == 0; }\n"


def is_missing(work: Path, command: list[str], runner: list[str]) -> bool:
    """Whether no program with utf8proc can be built and run this way."""
    source, binary = work / "probe.c", work / "probe"
    source.write_text(PROBE)
    try:
        subprocess.run([*command, source, "-o", binary, "-lutf8proc"], check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        subprocess.run([*runner, binary], check=True)
    except (OSError, subprocess.CalledProcessError):
        return True
    return False


def build(root: Path, work: Path, command: list[str], tests: list[str]) -> Path:
    sources = [s for folder in FOLDERS for s in sorted((root / "lib" / folder).rglob("*.c"))]
    sources += [root / "tests" / t for t in tests]

    def compile_one(source: Path) -> str:
        result = work / f"{source.parent.name}-{source.stem}.o"
        subprocess.run([*command, "-c", source, "-o", result], check=True)
        return str(result)

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        objects = list(pool.map(compile_one, sources))
    binary = work / "program"
    unused = "-Wl,--gc-sections"  # what only readers of pages call
    subprocess.run([*command, unused, *objects, "-o", binary, "-lutf8proc"], check=True)
    return binary


def command_of(compiler: list[str], root: Path, built: Path) -> list[str]:
    return [*compiler, "-std=c11", "-ffp-contract=off", "-ffunction-sections", "-DACM_STATIC", f"-I{root}/lib",
            f"-I{built}/lib", f"-I{root}/include", f"-I{built}/include", f"-I{root}/tests"]
