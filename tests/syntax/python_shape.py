"""Prints the syntax tree of each file named on standard input as one line of JSON, in the form of python-shape.ts.

Nodes are lists: kind, [start line, start column, end line, end column], fields. Chains of `and` and `or` are flattened.
"""

import ast
import json
import struct
import sys

with_positions = sys.version_info >= (3, 12)
if hasattr(sys, "set_int_max_str_digits"):
    sys.set_int_max_str_digits(0)


def position(node):
    return [node.lineno, node.col_offset, node.end_lineno, node.end_col_offset]


def constant(value):
    if value is None or value is True or value is False:
        return ["singleton", str(value)]
    if value is ...:
        return ["ellipsis"]
    if isinstance(value, int):
        return ["int", str(value)]
    if isinstance(value, float):
        return ["float", struct.pack(">d", value).hex()]
    if isinstance(value, complex):
        return ["imaginary", struct.pack(">d", value.imag).hex()]
    if isinstance(value, bytes):
        return ["bytes", value.hex()]
    return ["str", value]


def arguments(node):
    result = []
    positional = node.posonlyargs + node.args
    defaults = [None] * (len(positional) - len(node.defaults)) + node.defaults

    def add(argument, stars, default, section):
        result.append([argument.arg, shape(argument.annotation), shape(default), stars, section])

    for index, (argument, default) in enumerate(zip(positional, defaults)):
        add(argument, 0, default, "positional-only" if index < len(node.posonlyargs) else "normal")
    if node.vararg:
        add(node.vararg, 1, None, "normal")
    for argument, default in zip(node.kwonlyargs, node.kw_defaults):
        add(argument, 0, default, "keyword-only")
    if node.kwarg:
        add(node.kwarg, 2, None, "keyword-only" if node.vararg or node.kwonlyargs else "normal")
    return result


def flatten(node):
    values = []
    for index, value in enumerate(node.values):
        if index == 0 and isinstance(value, ast.BoolOp) and type(value.op) is type(node.op):
            values += flatten(value)
        else:
            values.append(value)
    return values


def formatted(values, spec):
    """Text is merged; the parts of a literal have no position of their own."""
    parts = []
    for value in values:
        if isinstance(value, ast.Constant):
            if parts and parts[-1][0] == "text":
                parts[-1][1] += value.value
            elif value.value != "":
                parts.append(["text", value.value])
        else:
            inner = None if value.format_spec is None else formatted(value.format_spec.values, True)
            parts.append(["field", shape(value.value), value.conversion, inner])
    return parts


def shape(node):
    if node is None:
        return None
    if isinstance(node, list):
        return [shape(item) for item in node]
    if not isinstance(node, ast.AST):
        return node
    name = type(node).__name__
    if isinstance(node, (ast.operator, ast.unaryop, ast.boolop, ast.cmpop)):
        return name
    if isinstance(node, ast.arguments):
        return arguments(node)
    head = [name, position(node)] if hasattr(node, "lineno") else [name, None]
    if isinstance(node, ast.Constant):
        return head + constant(node.value)
    if isinstance(node, ast.JoinedStr):
        return head + formatted(node.values, False)
    if isinstance(node, ast.BoolOp):
        return head + [name_of(node.op), shape(flatten(node))]
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)) and node.decorator_list:
        head[1] = [head[1][0], None, head[1][2], head[1][3]]
    if isinstance(node, ast.MatchSingleton):
        return head + constant(node.value)
    fields = []
    for field in node._fields:
        if field in ("ctx", "type_comment", "kind", "simple", "type_ignores"):
            continue
        fields.append(shape(getattr(node, field, None)))
    if isinstance(node, (ast.keyword, ast.alias, ast.comprehension, ast.withitem, ast.ExceptHandler, ast.match_case)):
        head[1] = None
    return head + fields


def name_of(operator):
    return type(operator).__name__


for path in sys.stdin.read().split("\n"):
    if not path:
        continue
    try:
        with open(path, "rb") as file:
            tree = ast.parse(file.read())
        sys.setrecursionlimit(20000)
        print(json.dumps({"path": path, "version": sys.version_info[:2], "body": shape(tree.body)}))
    except (SyntaxError, ValueError, RecursionError) as error:
        print(json.dumps({"path": path, "error": str(error)}))
