// Made by bindings/generate.py; do not edit.
// 129 functions
