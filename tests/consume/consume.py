#!/usr/bin/env python3
"""consume.py WAY SOURCE BUILD CC: builds and runs main.c against the library, as its users would.

WAY is pkg-config, find-package, moved, subdirectory, minimal or absolute. minimal builds the library without
formats and with absolute install directories; absolute uses it.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from zlib import crc32

HERE = Path(__file__).resolve().parent
SKIPPED = 77


class Consumer:
    def __init__(self, way, source, build, compiler):
        self.source, self.build, self.compiler = Path(source), Path(build), compiler
        self.version = re.search(r"VERSION (\d+\.\d+\.\d+)",
                                 (self.source / "CMakeLists.txt").read_text())[1]
        self.work = self.build / "consume" / way
        shutil.rmtree(self.work, ignore_errors=True)
        self.work.mkdir(parents=True)

    def run(self, *command, **environment):
        command = [str(c) for c in command]
        print("+", " ".join(command), flush=True)
        return subprocess.run(command, check=True, text=True, stdout=subprocess.PIPE, cwd=self.work,
                              env={**os.environ, **environment}).stdout

    def refused(self, *command):
        try:
            self.run(*command)
        except subprocess.CalledProcessError:
            return
        raise AssertionError("this should have failed")

    def expect(self, output, status="ACM_OK"):
        expected = f"{self.version} {self.version} {status}\n"
        assert output == expected, f"{output!r} instead of {expected!r}"

    def install(self, prefix):
        self.run("cmake", "--install", self.build, "--prefix", prefix)
        return prefix

    def by_pkg_config(self, prefix, *mode, compiler=None, status="ACM_OK"):
        """Compiles by what acm-playbook.pc says, found below prefix."""
        folder = next(prefix.glob("**/pkgconfig"))
        flags = self.run("pkg-config", *mode, "--cflags", "--libs", "acm-playbook",
                         PKG_CONFIG_PATH=str(folder)).split()
        binary = self.work / "consumer"
        self.run(*(compiler or [self.compiler]), HERE / "main.c", "-o", binary, *flags)
        self.expect(self.run(binary, LD_LIBRARY_PATH=str(folder.parent)), status)
        return flags

    def by_find_package(self, prefix, component, wanted):
        build = self.work / f"find-package-{component}-{wanted}"
        self.run("cmake", "-S", HERE / "find-package", "-B", build,
                 f"-DCMAKE_PREFIX_PATH={prefix}", f"-DCOMPONENT={component}",
                 f"-DWANTED={wanted}", f"-DCMAKE_C_COMPILER={self.compiler}")
        self.run("cmake", "--build", build)
        self.expect(self.run(build / "consumer"))


def pkg_config(c):
    prefix = c.install(c.work / "prefix")
    flags = c.by_pkg_config(prefix)
    assert not [f for f in flags if f.startswith("-D")], f"a macro of our build leaks: {flags}"
    if shutil.which("g++"):
        c.by_pkg_config(prefix, compiler=["g++", "-x", "c++"])
    for library in prefix.glob("**/libacmplaybook.so*"):
        library.unlink()
    c.by_pkg_config(prefix, "--static")


def find_package(c):
    prefix = c.install(c.work / "prefix")
    minor = c.version.rpartition(".")[0]
    c.by_find_package(prefix, "shared", minor)
    c.by_find_package(prefix, "static", c.version)
    for wanted in ("0.0", "0.99", "1.0"):
        c.refused("cmake", "-S", HERE / "find-package", "-B", c.work / "refused",
                  f"-DCMAKE_PREFIX_PATH={prefix}", "-DCOMPONENT=shared", f"-DWANTED={wanted}")


def moved(c):
    prefix = c.install(c.work / "prefix").rename(c.work / "moved")
    c.by_pkg_config(prefix)
    c.by_find_package(prefix, "shared", c.version)
    if (prefix / "bin/acm-playbook").exists():
        assert c.version in c.run(prefix / "bin/acm-playbook", "--version")


def subdirectory(c):
    for shared in ("ON", "OFF"):
        build = c.work / f"shared-{shared}"
        c.run("cmake", "-S", HERE / "subdirectory", "-B", build, f"-DBUILD_SHARED_LIBS={shared}",
              f"-DLIBRARY_SOURCE={c.source}", f"-DCMAKE_C_COMPILER={c.compiler}")
        c.run("cmake", "--build", build, "-j2")
        c.expect(c.run(build / "consumer"))
        unwanted = "a" if shared == "ON" else "so"
        assert not list(build.glob(f"**/libacmplaybook.{unwanted}")), "built what nobody links"


def absolute_root(c):
    """Outside of the source tree: CMake takes no include directory within it."""
    return Path(tempfile.gettempdir(), f"acm-playbook-{crc32(str(c.build).encode()):08x}")


def minimal(c):
    root = absolute_root(c)
    c.run("cmake", "-S", c.source, "-B", c.work / "build", f"-DCMAKE_C_COMPILER={c.compiler}",
          "-DACM_MARKDOWN=OFF", "-DACM_JSON=OFF", "-DACM_CMMN=OFF", "-DACM_EXAMPLES=OFF",
          "-DACM_WERROR=ON",
          f"-DCMAKE_INSTALL_PREFIX={root}/prefix", f"-DCMAKE_INSTALL_LIBDIR={root}/libraries",
          f"-DCMAKE_INSTALL_INCLUDEDIR={root}/headers")
    c.run("cmake", "--build", c.work / "build", "-j2")


def absolute(c):
    root = absolute_root(c)
    c.run("cmake", "--install", c.build / "consume/minimal/build")
    c.by_pkg_config(root, status="ACM_E_UNSUPPORTED")
    build = c.work / "find-package"
    c.run("cmake", "-S", HERE / "find-package", "-B", build, "-DCOMPONENT=static",
          f"-Dacm-playbook_DIR={root}/libraries/cmake/acm-playbook")
    c.run("cmake", "--build", build)
    c.expect(c.run(build / "consumer"), "ACM_E_UNSUPPORTED")
    shutil.rmtree(root)


def main():
    if not shutil.which("pkg-config"):
        print("skipped: pkg-config is missing")
        return SKIPPED
    ways = {"pkg-config": pkg_config, "find-package": find_package, "moved": moved,
            "subdirectory": subdirectory, "minimal": minimal, "absolute": absolute}
    ways[sys.argv[1]](Consumer(*sys.argv[1:]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
