/**
 * The `class` statement: its body runs where it stands, with names of its own; then the metaclass makes the class.
 */
import { fieldPlace, localPlace, read } from "../elaborate/builder.ts";
import type { LocalId, Operand } from "../mir/mir.ts";
import type { Expression, Statement } from "../syntax/ast.ts";
import type { Body } from "./body.ts";
import { declareBox, decorated } from "./functions.ts";
import type { PythonModule } from "./module.ts";
import { reserveLayout } from "./layouts.ts";
import { assignedNames, declaredNames } from "./names.ts";
import { globalsOf, ownedValue, wordOf } from "./values.ts";

export type ClassDeclaration = Extract<Statement, { kind: "class" }>;

const unbound = 14n;
/** Names that the body of every class has. */
const given: readonly string[] = ["__module__", "__qualname__", "__annotations__"];

export function classValue(module: PythonModule, body: Body, node: ClassDeclaration): LocalId {
  return decorated(module, body, node.decorators, () => plainClass(module, body, node));
}

function plainClass(module: PythonModule, body: Body, node: ClassDeclaration): LocalId {
  const { runtime } = module;
  const word = (local: LocalId): Operand => read(fieldPlace(localPlace(local), 0));
  const [bases, names, values] = [0, 0, 0].map(() => runtime.value(body, "new_list", [runtime.int(0)])) as [LocalId, LocalId, LocalId];
  let metaclass: LocalId | undefined;
  for (const argument of node.arguments) {
    const value = ownedValue(module, body, module.lowering.expression(module, body, argument.value));
    if (argument.stars === 2) module.notYet("`**` among the arguments of a class", node.headerSpan);
    else if (argument.stars === 1) runtime.call(body, "add_all", [word(bases), word(value), runtime.constant(2n)]);
    else if (argument.keyword?.text === "metaclass") metaclass = value;
    else if (argument.keyword !== undefined) {
      runtime.call(body, "append", [word(names), module.text(body, argument.keyword.text)]);
      runtime.call(body, "append", [word(values), word(value)]);
    } else runtime.call(body, "append", [word(bases), word(value)]);
  }
  const preparation = [
    module.text(body, node.name.text),
    word(bases),
    word(names),
    word(values),
    metaclass === undefined ? runtime.constant(unbound) : word(metaclass),
  ];
  const namespace = runtime.value(body, "prepare_class", preparation);
  const set = (name: string, value: Operand): void => {
    runtime.call(body, "set_name", [word(namespace), module.text(body, name), value]);
  };
  const outer = { qualifier: body.qualifier, scope: body.classScope, cell: body.variables.get("__class__") };
  const qualifiedName = body.qualifier + node.name.text;
  const home =
    module.info.isCode === true
      ? word(runtime.value(body, "module_of_code", [globalsOf(module, body)]))
      : module.text(body, module.info.name);
  set("__module__", home);
  set("__qualname__", module.text(body, qualifiedName));
  const documentation = node.docstring;
  if (documentation !== undefined) set("__doc__", module.text(body, documentation));
  const usesCell = mentions(node.body, "super") || mentions(node.body, "__class__");
  if (usesCell) declareBox(module, body, "__class__", runtime.constant(unbound));
  const cell = usesCell ? body.variables.get("__class__") : undefined;
  const declared = declaredNames(node.body);
  const own = new Set(
    [...given, ...assignedNames(node.body)].filter((name) => !declared.globals.has(name) && !declared.nonlocals.has(name)),
  );
  body.qualifier = `${qualifiedName}.`;
  const layout = module.layouts.of(module, node);
  body.classScope = { namespace, names: own, globals: declared.globals, layout, className: qualifiedName };
  module.lowering.statements(module, body, node.body);
  body.qualifier = outer.qualifier;
  body.classScope = outer.scope;
  if (outer.cell !== undefined) body.variables.set("__class__", outer.cell);
  else body.variables.delete("__class__");
  const created = runtime.value(body, "make_class", [
    module.text(body, node.name.text),
    word(bases),
    word(namespace),
    word(names),
    word(values),
    metaclass === undefined ? runtime.constant(unbound) : word(metaclass),
  ]);
  if (layout !== undefined && !module.isParallel) reserveLayout(module, body, word(created), layout);
  if (cell !== undefined) runtime.call(body, "store_box", [word(cell.local), word(created)]);
  return created;
}

function mentions(node: unknown, name: string): boolean {
  if (Array.isArray(node)) return node.some((item) => mentions(item, name));
  if (node === null || typeof node !== "object") return false;
  const { kind, name: found } = node as { kind?: string; name?: unknown };
  if (kind === "name" && found === name) return true;
  return Object.entries(node).some(([key, value]) => !key.toLowerCase().endsWith("span") && mentions(value, name));
}

/** `super()` in a method: of the class around it and the method's first argument. */
export function isOwnSuper(body: Body, node: Extract<Expression, { kind: "call" }>): boolean {
  return (
    node.callee.kind === "name" &&
    node.callee.name === "super" &&
    node.arguments.length === 0 &&
    body.firstArgument !== undefined &&
    body.variables.get("__class__")?.kind === "box"
  );
}

export function ownSuper(module: PythonModule, body: Body, node: Expression): LocalId {
  const [class_, receiver] = ["__class__", body.firstArgument as string].map((name) =>
    wordOf(module.lowering.expression(module, body, { kind: "name", name, span: node.span })),
  ) as [Operand, Operand];
  return module.runtime.value(body, "new_super", [class_, receiver]);
}
