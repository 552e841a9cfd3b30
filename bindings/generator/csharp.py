"""The generated half of the C# binding."""

from generator.api import Api


def write(api: Api) -> str:
    return f"// Made by bindings/generate.py; do not edit.\n// {len(api['functions'])} functions\n"
