"""Validates against a JSON Schema of draft 2020-12, as far as ours goes: a keyword that is not known here is an error."""

import re

TYPES = {"object": dict, "array": list, "string": str, "boolean": bool, "null": type(None)}
NOTES = {"$schema", "$id", "$defs", "title", "description"}


def is_integer(value):
    return isinstance(value, int) and not isinstance(value, bool)


def same(a, b):
    return type(a) is type(b) and a == b


class Validator:
    def __init__(self, schema):
        self.root = schema
        self.keywords = {name: getattr(self, "check_" + name.lstrip("$")) for name in (
            "$ref", "type", "const", "enum", "anyOf", "required", "properties", "propertyNames",
            "additionalProperties", "prefixItems", "items", "minItems", "maxItems", "uniqueItems",
            "minimum", "maximum", "minLength", "maxLength", "pattern")}

    def faults(self, value):
        """All that is wrong, as lines such as "items[3].kind: must be ..."."""
        return list(self.check(self.root, value, ""))

    def check(self, schema, value, path):
        if schema is True:
            return
        if schema is False:
            yield f"{path}: must not be there"
            return
        for name, argument in schema.items():
            if name not in NOTES:
                yield from self.keywords[name](argument, value, path, schema)

    def check_ref(self, argument, value, path, _):
        target = self.root
        for part in argument.removeprefix("#/").split("/"):
            target = target[part]
        yield from self.check(target, value, path)

    def check_type(self, argument, value, path, _):
        if argument in ("integer", "number"):
            fits = is_integer(value) or (argument == "number" and isinstance(value, float))
        else:
            fits = isinstance(value, TYPES[argument])
        if not fits:
            yield f"{path}: must be of type {argument}"

    def check_const(self, argument, value, path, _):
        if not same(value, argument):
            yield f"{path}: must be {argument!r}"

    def check_enum(self, argument, value, path, _):
        if not any(same(value, one) for one in argument):
            yield f"{path}: must be one of {argument}"

    def check_anyOf(self, argument, value, path, _):
        if all(list(self.check(one, value, path)) for one in argument):
            yield f"{path}: fits no alternative"

    def check_required(self, argument, value, path, _):
        if isinstance(value, dict):
            yield from (f"{path}: needs {key!r}" for key in argument if key not in value)

    def check_properties(self, argument, value, path, _):
        if isinstance(value, dict):
            for key in argument.keys() & value.keys():
                yield from self.check(argument[key], value[key], f"{path}.{key}")

    def check_propertyNames(self, argument, value, path, _):
        if isinstance(value, dict):
            for key in value:
                yield from self.check(argument, key, f"{path}.{key}")

    def check_additionalProperties(self, argument, value, path, schema):
        if isinstance(value, dict):
            for key in value.keys() - schema.get("properties", {}).keys():
                yield from self.check(argument, value[key], f"{path}.{key}")

    def check_prefixItems(self, argument, value, path, _):
        if isinstance(value, list):
            for i, (one, element) in enumerate(zip(argument, value)):
                yield from self.check(one, element, f"{path}[{i}]")

    def check_items(self, argument, value, path, schema):
        if isinstance(value, list):
            first = len(schema.get("prefixItems", []))
            for i, element in enumerate(value[first:], first):
                yield from self.check(argument, element, f"{path}[{i}]")

    def check_minItems(self, argument, value, path, _):
        if isinstance(value, list) and len(value) < argument:
            yield f"{path}: needs {argument} elements"

    def check_maxItems(self, argument, value, path, _):
        if isinstance(value, list) and len(value) > argument:
            yield f"{path}: has more than {argument} elements"

    def check_uniqueItems(self, argument, value, path, _):
        if argument and isinstance(value, list):
            if any(same(a, b) for i, a in enumerate(value) for b in value[:i]):
                yield f"{path}: has an element twice"

    def check_minimum(self, argument, value, path, _):
        if is_integer(value) and value < argument:
            yield f"{path}: is less than {argument}"

    def check_maximum(self, argument, value, path, _):
        if is_integer(value) and value > argument:
            yield f"{path}: is more than {argument}"

    def check_minLength(self, argument, value, path, _):
        if isinstance(value, str) and len(value) < argument:
            yield f"{path}: is shorter than {argument}"

    def check_maxLength(self, argument, value, path, _):
        if isinstance(value, str) and len(value) > argument:
            yield f"{path}: is longer than {argument}"

    def check_pattern(self, argument, value, path, _):
        if isinstance(value, str) and not re.search(argument, value):
            yield f"{path}: does not match {argument}"
