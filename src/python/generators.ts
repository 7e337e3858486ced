/**
 * Generators: the function itself makes a generator and returns it; its statements are a coroutine that the generator owns.
 *
 * The coroutine takes the generator's word, which it does not own, and each variable that has a value at the start, with a count.
 */
import { FunctionBuilder, localPlace, read } from "../elaborate/builder.ts";
import type { LocalId, MirFunction, MirParameter, Operand } from "../mir/mir.ts";
import type { Span } from "../source/source-file.ts";
import type { Statement } from "../syntax/ast.ts";
import { Body, type Value, type Variable } from "./body.ts";
import type { PythonModule } from "./module.ts";
import { ownedValue, wordOf } from "./values.ts";

/** As in `word.mojo`: of a generator, a coroutine, or an asynchronous generator. */
function kindOf({ isAsync, statements }: GeneratorSource): number {
  return !isAsync ? 30 : isGenerator(statements) ? 32 : 31;
}

/** Whether there is a `yield` in a function, nested functions aside. */
export function isGenerator(statements: readonly Statement[]): boolean {
  return statements.some(yields);
}

function yields(node: unknown): boolean {
  if (Array.isArray(node)) return node.some(yields);
  if (node === null || typeof node !== "object") return false;
  const { kind } = node as { kind?: string };
  if (kind === "yield") return true;
  if (kind === "function" || kind === "lambda" || kind === "class") return false;
  return Object.entries(node).some(([key, value]) => !key.toLowerCase().endsWith("span") && yields(value));
}

export type GeneratorSource = {
  readonly statements: readonly Statement[];
  readonly isAsync: boolean;
  readonly span: Span;
  /** Qualified. */
  readonly displayName: string;
};

/** The statements of the function that is called: makes the generator. */
export function startGenerator(module: PythonModule, body: Body, source: GeneratorSource, function_: Operand): void {
  const { runtime, program } = module;
  const { builder } = body;
  const given = [...body.variables].filter(([name, variable]) => variable.kind !== "local" || body.assigned.has(name));
  const symbol = addCoroutine(module, body, source, given);
  const generator = runtime.value(body, "new_generator", [runtime.int(kindOf(source)), function_]);
  const words = given.map(([, variable]) => runtime.given(body, ownedValue(module, body, valueOf(variable))));
  const handle = builder.newLocal(program.mirTypes.pointer, { unmanaged: true });
  const self = wordOf({ kind: "owned", local: generator });
  builder.call(
    localPlace(handle),
    { kind: "function", symbol },
    [self, ...words].map((operand) => ({ kind: "value", operand }) as const),
  );
  runtime.call(body, "attach", [self, read(localPlace(handle))]);
  builder.assign(localPlace(body.resultLocal), { kind: "use", operand: runtime.given(body, generator) });
  builder.terminate({ kind: "return", span: source.span });
}

function valueOf(variable: Variable): Value {
  return variable.kind === "argument"
    ? { kind: "word", word: read(localPlace(variable.local)) }
    : { kind: "variable", local: variable.local };
}

function addCoroutine(
  module: PythonModule,
  caller: Body,
  { statements, isAsync, span, displayName }: GeneratorSource,
  given: readonly (readonly [string, Variable])[],
): string {
  const { program, runtime } = module;
  const builder = new FunctionBuilder(span);
  const symbol = module.unique(`${displayName}.generator`);
  const result = builder.newLocal(runtime.word, { name: "result" });
  const error = builder.newLocal(runtime.raised, { name: "error" });
  const handle = builder.newLocal(program.mirTypes.pointer, { unmanaged: true });
  const word = (): LocalId => builder.newLocal(runtime.word, { unmanaged: true });
  const self = word();
  const words = given.map(word);
  const parameters = [self, ...words].map((local): MirParameter => ({ local, convention: "read", passing: "value" }));
  const body = new Body(builder, result, error, false);
  body.generator = read(localPlace(self));
  body.symbol = symbol;
  body.firstLine = caller.firstLine;
  body.isAsync = isAsync;
  body.qualifier = caller.qualifier;
  body.displayName = caller.displayName;
  body.firstArgument = caller.firstArgument;
  body.deleted = caller.deleted;

  const [resumed, destroyed] = [builder.newBlock(), builder.newBlock()];
  builder.terminate({ kind: "suspend", resumed, destroyed, initial: true, span });
  builder.startBlock(destroyed);
  // Never begun: the arguments end.
  for (const local of words) runtime.owned(body, read(localPlace(local)));
  builder.terminate({ kind: "abandon", span });
  builder.startBlock(resumed);
  given.forEach(([name, variable], index) => {
    const local = runtime.owned(body, read(localPlace(words[index] as LocalId)));
    body.variables.set(name, variable.kind === "box" ? { ...variable, local } : { kind: "local", local });
  });
  body.assigned = new Set(caller.assigned);
  for (const [name, variable] of caller.variables) {
    if (body.variables.has(name) || variable.kind !== "local") continue;
    const local = builder.newLocal(runtime.object, { name });
    runtime.fill(body, localPlace(local), runtime.constant(14n));
    body.variables.set(name, { kind: "local", local });
  }
  module.lowering.statements(module, body, statements);
  builder.assign(localPlace(result), { kind: "use", operand: runtime.constant(2n) });
  builder.terminate({ kind: "return", span: builder.span });
  const fn: MirFunction = {
    symbol,
    displayName,
    span,
    parameters,
    resultLocal: result,
    resultPassing: "value",
    errorLocal: error,
    handleLocal: handle,
    frame: { allocate: module.runtime.instance("allocate_frame").symbol, free: module.runtime.instance("free_frame").symbol },
    locals: builder.locals,
    blocks: builder.blocks,
    inline: "auto",
    linkage: "internal",
    abi: "mojo",
    stage: "built",
  };
  program.symbols.set(symbol, () => fn);
  return symbol;
}
