"""The generated half of the Python binding."""

from generator.api import Api


def write(api: Api) -> str:
    return f'"""Made by bindings/generate.py; do not edit."""\n\nFUNCTIONS = {len(api["functions"])}\n'
