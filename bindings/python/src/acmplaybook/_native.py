"""Made by bindings/generate.py; do not edit."""

FUNCTIONS = 129
