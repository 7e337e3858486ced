/**
 * Displays of lists, tuples, sets and dictionaries, and what stands in the brackets of a subscript.
 */
import type { LocalId, Operand } from "../mir/mir.ts";
import type { CallArgument, Expression } from "../syntax/ast.ts";
import type { Body, Value } from "./body.ts";
import { lowerExpression, ownedValue, wordIn, wordOf } from "./values.ts";
import type { PythonModule } from "./module.ts";

type Slice = Extract<Expression, { kind: "slice" }>;
type Display = Extract<Expression, { kind: "list" | "tuple" | "set" | "dictionary" }>;

const kindOfSet = 21;
const kindOfFrozenSet = 22;

export function lowerDisplay(module: PythonModule, body: Body, node: Display): LocalId {
  switch (node.kind) {
    case "list":
      return lowerElements(module, body, node.elements);
    case "tuple":
      return lowerTuple(module, body, node.elements);
    case "set":
      return lowerSet(module, body, node.elements);
    case "dictionary":
      return lowerDictionary(module, body, node);
  }
}

function lowerElements(module: PythonModule, body: Body, elements: readonly Expression[]): LocalId {
  const { runtime } = module;
  const list = runtime.value(body, "new_list", [runtime.int(elements.length)]);
  for (const element of elements) {
    if (element.kind === "starred")
      runtime.call(body, "extend_display", [wordIn(list), wordOf(lowerExpression(module, body, element.value))]);
    else runtime.call(body, "append", [wordIn(list), wordOf(lowerExpression(module, body, element))]);
  }
  return list;
}

function lowerTuple(module: PythonModule, body: Body, elements: readonly Expression[]): LocalId {
  const { runtime } = module;
  if (elements.some((element) => element.kind === "starred"))
    return runtime.value(body, "tuple_of", [wordIn(lowerElements(module, body, elements))]);
  // The elements first: a tuple is not seen before it is whole.
  const values = elements.map((element) => ownedValue(module, body, lowerExpression(module, body, element)));
  const tuple = runtime.value(body, "new_tuple", [runtime.int(elements.length)]);
  for (const local of values) runtime.call(body, "append_given", [wordIn(tuple), runtime.given(body, local)]);
  return tuple;
}

function isConstant(node: Expression): boolean {
  if (node.kind === "unary") return isConstant(node.operand);
  return ["integer", "float", "string", "boolean", "none"].includes(node.kind);
}

function lowerSet(module: PythonModule, body: Body, elements: readonly Expression[]): LocalId {
  const { runtime } = module;
  // CPython copies a frozen set when there are three constants or more, which decides the order of the elements.
  const isFrozen = elements.length >= 3 && elements.every(isConstant);
  const target = runtime.value(body, "new_set", [runtime.int(isFrozen ? kindOfFrozenSet : kindOfSet)]);
  for (const element of elements) {
    if (element.kind === "starred")
      runtime.call(body, "update_set", [wordIn(target), wordOf(lowerExpression(module, body, element.value))]);
    else runtime.call(body, "add_member", [wordIn(target), wordOf(lowerExpression(module, body, element))]);
  }
  return isFrozen ? runtime.value(body, "set_of_constants", [wordIn(target)]) : target;
}

function lowerDictionary(module: PythonModule, body: Body, node: Extract<Expression, { kind: "dictionary" }>): LocalId {
  const { runtime } = module;
  const dictionary = runtime.value(body, "new_dictionary", []);
  for (const { key, value } of node.entries) {
    if (key === undefined) {
      runtime.call(body, "update_display", [wordIn(dictionary), wordOf(lowerExpression(module, body, value))]);
      continue;
    }
    const at = ownedValue(module, body, lowerExpression(module, body, key));
    runtime.call(body, "set_key", [wordIn(dictionary), wordIn(at), wordOf(lowerExpression(module, body, value))]);
  }
  return dictionary;
}

/** What is asked for in `x[...]`: a value, a slice, or a tuple of both. */
export function lowerSubscript(module: PythonModule, body: Body, list: readonly CallArgument[], isTuple = list.length !== 1): Value {
  const [only] = list;
  if (!isTuple && only !== undefined) return lowerExpression(module, body, only.value);
  return {
    kind: "owned",
    local: lowerTuple(
      module,
      body,
      list.map(({ value, stars }) => (stars === 1 ? { kind: "starred", count: 1, value, span: value.span } : value)),
    ),
  };
}

/** `a:b:c` in a subscript. */
export function lowerSlice(module: PythonModule, body: Body, node: Slice): LocalId {
  return module.runtime.value(body, "new_slice", partsOfSlice(module, body, node));
}

/** Start, stop and step; `None` for those that are not given. */
export function partsOfSlice(module: PythonModule, body: Body, node: Slice): Operand[] {
  return [node.lower, node.upper, node.step].map((part) =>
    part === undefined ? module.runtime.constant(2n) : wordIn(ownedValue(module, body, lowerExpression(module, body, part))),
  );
}

/** The slice that is all that is asked for in `x[...]`. */
export function onlySlice(list: readonly CallArgument[]): Slice | undefined {
  const [only] = list;
  return list.length === 1 && only?.value.kind === "slice" ? only.value : undefined;
}
