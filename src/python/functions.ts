/**
 * Functions of Python: what `def` and `lambda` give, variables that functions share, decorators.
 */
import { FunctionBuilder, fieldPlace, localPlace, read } from "../elaborate/builder.ts";
import type { LocalId, MirFunction, Operand } from "../mir/mir.ts";
import { spanText } from "../source/source-file.ts";
import type { ArgumentDeclaration, Decorator, Expression, FunctionDeclaration, Statement } from "../syntax/ast.ts";
import { Body } from "./body.ts";
import { isShort } from "./direct-calls.ts";
import { floatNames } from "./float-guesses.ts";
import { isGenerator, startGenerator } from "./generators.ts";
import type { PythonModule } from "./module.ts";
import { AttributeUses, findSlots, type Layout, slotsBeside } from "./layouts.ts";
import { type Lambda, scopeOf } from "./scopes.ts";
import { machineTypes } from "./typed-values.ts";
import { ownedValue, wordIn, wordOf } from "./values.ts";
import { annotationsOf } from "./variables.ts";

const none = 2n;
const unbound = 14n;
/** A function of more has its arguments in memory. */
const mostInRegisters = 5;

/** The value of a `def`, decorated. */
export function functionValue(module: PythonModule, body: Body, node: FunctionDeclaration): LocalId {
  return decorated(module, body, node.decorators, () => plainFunction(module, body, node, node.name.text));
}

export function lambdaValue(module: PythonModule, body: Body, node: Lambda): LocalId {
  return plainFunction(module, body, node, "<lambda>");
}

/** Evaluates the decorators, then makes the value, then calls the decorators with it, the last first. */
export function decorated(module: PythonModule, body: Body, decorators: readonly Decorator[], make: () => LocalId): LocalId {
  const values = decorators.map(({ expression }) => ownedValue(module, body, module.lowering.expression(module, body, expression)));
  let result = make();
  for (const [index, value] of [...values.entries()].reverse()) {
    const { span } = decorators[index] as Decorator;
    const decorator = read(fieldPlace(localPlace(value), 0));
    result = body.at(span, () => module.runtime.value(body, "call1", [decorator, read(fieldPlace(localPlace(result), 0))]));
  }
  return result;
}

function plainFunction(module: PythonModule, body: Body, node: FunctionDeclaration | Lambda, name: string): LocalId {
  const { runtime } = module;
  const parameters = node.kind === "function" ? node.signature.arguments : node.arguments;
  const positional = parameters.filter(({ stars, passing }) => stars === 0 && passing !== "keyword-only");
  const keywordOnly = parameters.filter(({ stars, passing }) => stars === 0 && passing === "keyword-only");
  const defaults = positional.filter((argument) => argument.default !== undefined);
  const positionalDefaults = defaults.length === 0 ? undefined : tuple(module, body, defaults);
  const keywordDefaults = keywordOnly.some((argument) => argument.default !== undefined) ? tuple(module, body, keywordOnly) : undefined;
  const free = scopeOf(node).free.filter((free) => body.variables.get(free)?.kind === "box");
  const closure = free.length === 0 ? undefined : closureOf(module, body, free);
  const code = codeOf(module, body, node, name, positional, keywordOnly, free);
  const word = (local: LocalId | undefined): Operand =>
    local === undefined ? runtime.constant(none) : read(fieldPlace(localPlace(local), 0));
  const annotations = node.kind === "function" ? annotationsOf(module, body, node) : undefined;
  const result = runtime.value(body, "new_function", [code, word(positionalDefaults), word(keywordDefaults), word(closure)]);
  if (annotations !== undefined) runtime.call(body, "annotate", [word(result), word(annotations)]);
  return result;
}

/** The defaults of arguments; unbound for those without. */
function tuple(module: PythonModule, body: Body, list: readonly ArgumentDeclaration[]): LocalId {
  const { runtime } = module;
  const result = runtime.value(body, "new_tuple", [runtime.int(list.length)]);
  for (const argument of list) {
    const value =
      argument.default === undefined
        ? runtime.constant(unbound)
        : wordOf(module.lowering.expression(module, body, argument.default as Expression));
    runtime.call(body, "append", [read(fieldPlace(localPlace(result), 0)), value]);
  }
  return result;
}

function closureOf(module: PythonModule, body: Body, names: readonly string[]): LocalId {
  const { runtime } = module;
  const result = runtime.value(body, "new_tuple", [runtime.int(names.length)]);
  for (const name of names) {
    const variable = body.variables.get(name);
    if (variable?.kind === "box")
      runtime.call(body, "append", [read(fieldPlace(localPlace(result), 0)), read(fieldPlace(localPlace(variable.local), 0))]);
  }
  return result;
}

/** What the function says, as a word that is made before the module's first statement. */
function codeOf(
  module: PythonModule,
  body: Body,
  node: FunctionDeclaration | Lambda,
  name: string,
  positional: readonly ArgumentDeclaration[],
  keywordOnly: readonly ArgumentDeclaration[],
  free: readonly string[],
): Operand {
  const parameters = node.kind === "function" ? node.signature.arguments : node.arguments;
  const rest = parameters.filter(({ stars, name: { text } }) => stars === 1 && text !== "");
  const keywords = parameters.filter(({ stars }) => stars === 2);
  const order = [...positional, ...keywordOnly, ...rest, ...keywords];
  const qualifiedName = body.qualifier + name;
  const code = { order, displayName: qualifiedName, free, layout: body.classScope?.layout, className: body.classScope?.className };
  const symbol = module.typed.entries.get(node as Statement) ?? lowerFunction(module, node, code);
  const documentation = node.kind === "function" ? node.docstring : undefined;
  const { runtime } = module;
  // Asked for here, so that they are made before the code is.
  for (const text of [...order.map((argument) => argument.name.text), name, qualifiedName]) module.text(body, text);
  if (documentation !== undefined) module.text(body, documentation);
  return module.constant(body, `code ${symbol}`, (start) => {
    const names = runtime.call(start, "new_tuple", [runtime.int(order.length)]);
    for (const argument of order) runtime.call(start, "append", [read(localPlace(names)), module.text(start, argument.name.text)]);
    const code = runtime.call(start, "new_code", [
      runtime.code(symbol),
      runtime.int(positional.length),
      runtime.int(positional.filter(({ passing }) => passing === "positional-only").length),
      runtime.int(keywordOnly.length),
      runtime.int(rest.length + 2 * keywords.length + suspensionOf(node)),
      read(localPlace(names)),
      module.text(start, name),
      module.text(start, qualifiedName),
      documentation === undefined ? runtime.constant(none) : module.text(start, documentation),
    ]);
    return read(localPlace(code));
  });
}

/** As in `co_flags`: of a generator, a coroutine, or an asynchronous generator. */
function suspensionOf(node: FunctionDeclaration | Lambda): number {
  if (node.kind !== "function") return 0;
  if (!node.signature.effects.isAsync) return isGenerator(node.body) ? 0x20 : 0;
  return isGenerator(node.body) ? 0x200 : 0x80;
}

/** Lowers a function; its symbol. It takes its own function value and its arguments as words, or where they are in memory. */
function lowerFunction(module: PythonModule, node: FunctionDeclaration | Lambda, code: Omit<Code, "symbol">): string {
  const symbol = module.unique(code.displayName);
  return module.within(symbol, node.span, () => lowerCode(module, node, { ...code, symbol }));
}

type Code = {
  readonly order: readonly ArgumentDeclaration[];
  readonly displayName: string;
  readonly free: readonly string[];
  readonly symbol: string;
  /** Of the class that it is a method of. */
  readonly layout?: Layout | undefined;
  /** Its qualified name. */
  readonly className?: string;
};

function lowerCode(
  module: PythonModule,
  node: FunctionDeclaration | Lambda,
  { order, displayName, free, symbol, layout, className }: Code,
): string {
  const { program, runtime } = module;
  const span = node.kind === "function" ? node.name.span : node.span;
  const builder = new FunctionBuilder(span);
  const result = builder.newLocal(runtime.word, { name: "result" });
  const error = builder.newLocal(runtime.raised, { name: "error" });
  const body = new Body(builder, result, error, false);
  body.qualifier = `${displayName}.<locals>.`;
  body.symbol = symbol;
  body.firstLine = span.file.position(span.start).line;
  body.displayName = node.kind === "function" ? node.name.text : "<lambda>";
  body.firstArgument = order[0]?.name.text;
  body.className = className;
  const scope = scopeOf(node);
  body.deleted = scope.deleted;
  if (node.kind === "function" && !isGenerator(node.body) && !node.signature.effects.isAsync)
    body.floats = floatNames(node.body, module.floatAttributes);
  const callee = builder.newLocal(runtime.word, { name: "function" });
  const parameters: MirFunction["parameters"][number][] = [{ local: callee, convention: "read", passing: "value" }];
  const words: LocalId[] = [];
  const isSuspended = node.kind === "function" && (isGenerator(node.body) || node.signature.effects.isAsync);
  if (isSuspended && node.kind === "function" && floatNames(node.body, new Set()).size > 0)
    module.explanation?.remark(span, "a generator keeps no floats in registers: each is made a value of its own");
  for (const name of scope.boxed) module.explanation?.remark(span, `\`${name}\` lives in a box: a function inside uses it too`);
  if (order.length > mostInRegisters) {
    module.explanation?.remark(span, `more than ${mostInRegisters} arguments come in memory`);
    const memory = builder.newLocal(program.mirTypes.pointer, { name: "arguments" });
    parameters.push({ local: memory, convention: "read", passing: "value" });
    order.forEach((_, index) => words.push(runtime.call(body, "argument_at", [read(localPlace(memory)), runtime.int(index)])));
  } else
    for (const argument of order) {
      const local = builder.newLocal(runtime.word, { name: argument.name.text, span: argument.name.span });
      parameters.push({ local, convention: "read", passing: "value" });
      words.push(local);
    }
  const hasOwn = layout !== undefined && node.kind === "function" && node.name.text !== "__init__";
  const uses = new AttributeUses(node.kind === "function" && !isSuspended ? node.body : [], hasOwn ? layout : undefined);
  const startsWith = new Map<LocalId, Operand>();
  order.forEach((argument, index) => {
    const name = argument.name.text;
    const machine = machineWord(module, body, argument, words[index] as LocalId);
    const word = words[index] as LocalId;
    if (machine !== undefined && scope.boxed.has(name)) declareBox(module, body, name, wordIn(machine));
    else if (machine !== undefined) body.variables.set(name, { kind: "local", local: machine });
    else if (scope.boxed.has(name)) declareBox(module, body, name, read(localPlace(word)));
    else if (!scope.assigned.has(name))
      body.variables.set(name, { kind: "argument", local: word, ...slotsBeside(module, body, name, uses) });
    else {
      const own = builder.newLocal(runtime.object, { name, span: argument.name.span });
      runtime.fill(body, localPlace(own), read(localPlace(runtime.call(body, "counted", [read(localPlace(word))]))));
      body.variables.set(name, { kind: "local", local: own, ...floatBeside(module, body, name), ...slotsBeside(module, body, name, uses) });
      startsWith.set(own, wordIn(own));
    }
    startsWith.set(word, read(localPlace(word)));
    body.assigned.add(name);
  });
  free.forEach((name, index) => {
    const local = runtime.value(body, "closure_box", [read(localPlace(callee)), runtime.int(index)]);
    body.variables.set(name, { kind: "box", local, isFree: true });
  });
  for (const name of scope.locals) {
    if (body.variables.has(name)) continue;
    if (scope.boxed.has(name)) declareBox(module, body, name, runtime.constant(unbound));
    else {
      const local = builder.newLocal(runtime.object, { name });
      runtime.fill(body, localPlace(local), runtime.constant(unbound));
      body.variables.set(name, { kind: "local", local, ...floatBeside(module, body, name), ...slotsBeside(module, body, name, uses) });
    }
  }
  const statements: readonly Statement[] = node.kind === "function" ? node.body : [{ kind: "return", value: node.body, span: node.span }];
  const isAsync = node.kind === "function" && node.signature.effects.isAsync;
  runtime.callUntraced(body, "check_depth", []);
  for (const variable of body.variables.values())
    if (variable.kind !== "box" && variable.slots !== undefined) findSlots(module, body, variable.slots, startsWith.get(variable.local));
  if (isAsync || isGenerator(statements))
    startGenerator(module, body, { statements, isAsync, span, displayName }, read(localPlace(callee)));
  else {
    module.lowering.statements(module, body, statements);
    builder.assign(localPlace(result), { kind: "use", operand: runtime.constant(none) });
    builder.terminate({ kind: "return", span: builder.span });
  }
  const fn: MirFunction = {
    symbol,
    displayName,
    span,
    parameters,
    resultLocal: result,
    resultPassing: "value",
    errorLocal: error,
    locals: builder.locals,
    blocks: builder.blocks,
    inline: node.kind === "function" && !isSuspended && isShort(node.body) ? "always" : "auto",
    linkage: "internal",
    abi: "mojo",
    stage: "built",
  };
  program.symbols.set(symbol, () => fn);
  return symbol;
}

/** An argument that alone among others has a machine type is checked, and stays a word. Undefined: it has none. */
function machineWord(module: PythonModule, body: Body, { name, type, stars }: ArgumentDeclaration, word: LocalId): LocalId | undefined {
  const kind = type === undefined || stars !== 0 ? -1 : machineTypes.indexOf(spanText(type.span));
  if (type === undefined || kind < 0 || !module.typed.isMachine(type)) return undefined;
  const { runtime } = module;
  const place = [module.text(body, body.displayName), module.text(body, name.text)];
  return runtime.value(body, "machine_word", [read(localPlace(word)), runtime.int(kind), ...place]);
}

/** Room for a float in a register, if the variable looks like one. */
function floatBeside(module: PythonModule, body: Body, name: string): { readonly value?: LocalId } {
  if (!body.floats.has(name)) return {};
  return { value: body.builder.newLocal(module.runtime.float, { unmanaged: true }) };
}

/** A variable that inner functions share. */
export function declareBox(module: PythonModule, body: Body, name: string, word: Operand): void {
  const local = module.runtime.value(body, "new_box", [word]);
  body.variables.set(name, { kind: "box", local, isFree: false });
}
