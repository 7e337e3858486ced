/**
 * Calls with arguments of every kind: by keyword, unpacked, or more of them than a direct call takes.
 */
import { constantOperand, fieldPlace, localPlace, read } from "../elaborate/builder.ts";
import type { LocalId, Operand } from "../mir/mir.ts";
import type { CallArgument, Expression } from "../syntax/ast.ts";
import type { Body, Value } from "./body.ts";
import type { PythonModule } from "./module.ts";
import { ownedValue, wordOf } from "./values.ts";

type Call = Extract<Expression, { kind: "call" }>;

/** A call by the general way; the callee first. */
export function generalCall(module: PythonModule, body: Body, node: Call): LocalId {
  module.explanation?.remark(node.span, whyGeneral(node));
  const callee = ownedValue(module, body, module.lowering.expression(module, body, node.callee));
  const result = node.arguments.some(({ stars }) => stars > 0)
    ? unpackedCall(module, body, callee, node.arguments)
    : wordsCall(module, body, callee, node);
  body.builder.emit({ kind: "keep-alive", place: localPlace(callee), span: node.span });
  return result;
}

function whyGeneral(node: Call): string {
  if (node.arguments.some(({ stars }) => stars > 0)) return "a call with `*` or `**` collects its arguments in a list first";
  if (node.arguments.some(({ keyword }) => keyword !== undefined))
    return "a call with keywords finds the places of its arguments each time";
  return "a call with many arguments passes them in memory";
}

/** The values lie in memory, those by keyword behind the others. */
function wordsCall(module: PythonModule, body: Body, callee: LocalId, node: Call): LocalId {
  const { runtime } = module;
  const values = module.lowering.arguments(module, body, node.arguments);
  const list = node.arguments.map((argument, index) => ({ argument, value: values[index] as Value }));
  const ordered = [
    ...list.filter(({ argument }) => argument.keyword === undefined),
    ...list.filter(({ argument }) => argument.keyword !== undefined),
  ];
  const names = ordered.flatMap(({ argument }) => (argument.keyword === undefined ? [] : [argument.keyword.text]));
  const address = inMemory(
    module,
    body,
    ordered.map(({ value }) => wordOf(value)),
  );
  const result = runtime.value(body, "call_general", [
    read(fieldPlace(localPlace(callee), 0)),
    address,
    runtime.int(ordered.length - names.length),
    names.length === 0 ? runtime.constant(0n) : module.names(body, names),
  ]);
  for (const { value } of ordered)
    if (value.kind !== "word") body.builder.emit({ kind: "keep-alive", place: localPlace(value.local), span: node.span });
  return result;
}

/** Words in an array; its address. */
export function inMemory(module: PythonModule, body: Body, words: readonly Operand[]): Operand {
  const { builder } = body;
  const { program, runtime } = module;
  const array = builder.newLocal(program.mirTypes.array(Math.max(1, words.length), runtime.word), { unmanaged: true });
  words.forEach((operand, index) => {
    const at = constantOperand({ kind: "int", type: program.mirTypes.i64, value: BigInt(index) });
    builder.assign({ local: array, path: [{ kind: "element", index: at }] }, { kind: "use", operand });
  });
  const address = builder.newLocal(program.mirTypes.pointer, { unmanaged: true });
  builder.assign(localPlace(address), { kind: "address", place: localPlace(array) });
  return read(localPlace(address));
}

/** The arguments are collected in lists. */
function unpackedCall(module: PythonModule, body: Body, callee: LocalId, list: readonly CallArgument[]): LocalId {
  const { runtime } = module;
  const word = (local: LocalId): Operand => read(fieldPlace(localPlace(local), 0));
  const [values, names, more] = [0, 0, 0].map(() => runtime.value(body, "new_list", [runtime.int(0)])) as [LocalId, LocalId, LocalId];
  for (const argument of list) {
    const value = wordOf(module.lowering.expression(module, body, argument.value));
    if (argument.stars === 1) runtime.call(body, "add_all", [word(values), value, word(callee)]);
    else if (argument.stars === 2) runtime.call(body, "add_mapping", [word(names), word(more), value, word(callee)]);
    else if (argument.keyword !== undefined)
      runtime.call(body, "add_keyword", [word(names), word(more), module.text(body, argument.keyword.text), value, word(callee)]);
    else runtime.call(body, "append", [word(values), value]);
  }
  return runtime.value(body, "call_unpacked", [word(callee), word(values), word(names), word(more)]);
}
