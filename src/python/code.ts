/**
 * Code that is compiled while a program runs: what `exec`, `eval` and `compile` give.
 *
 * In: a tree whose names live in dictionaries, of which the code knows nothing before it runs: one for its own names, one for those of its functions.
 * Out: one function that takes both. With `None` for the first it makes its constants, which comes before anything else.
 */
import { assert } from "../base/assert.ts";
import { FunctionBuilder, fieldPlace, localPlace, read } from "../elaborate/builder.ts";
import type { Program } from "../elaborate/context.ts";
import type { LocalId, MirFunction, Operand } from "../mir/mir.ts";
import type { ModuleScope } from "../names/declarations.ts";
import type { Expression, Statement } from "../syntax/ast.ts";
import { Body } from "./body.ts";
import { declareBox } from "./functions.ts";
import { generatorFunction } from "./generator-expressions.ts";
import { PythonModule } from "./module.ts";
import { declaredNames } from "./names.ts";
import { withPrivateNames } from "./private-names.ts";
import { checkRules } from "./rules.ts";
import { globalsVariable, shareGlobals } from "./scopes.ts";
import { lowerStatements } from "./statements.ts";
import { truthOf, wordOf } from "./values.ts";

/** `single`: as `exec`, but the values of expressions are shown. */
export type CodeMode = "exec" | "eval" | "single";

/** The program that has loaded the code finds it by this name. */
export const codeSymbol = "python.code";

const none = 2n;

export function buildPythonCode(program: Program, { ast }: ModuleScope, mode: CodeMode): string {
  const source = withPrivateNames(ast.body);
  checkRules(program, source);
  shareGlobalsIn(source);
  const module = new PythonModule(program, source, { name: "code", isPackage: false, isCode: true });
  const span = { file: ast.file, start: 0, end: 0 };
  const builder = new FunctionBuilder(span);
  const result = builder.newLocal(module.runtime.word, { name: "result" });
  const error = builder.newLocal(module.runtime.raised, { name: "error" });
  const [globals, locals] = ["globals", "locals"].map((name) => builder.newLocal(module.runtime.word, { name })) as [LocalId, LocalId];
  const body = new Body(builder, result, error, true);
  body.symbol = codeSymbol;
  const [prepare, run] = [builder.newBlock(), builder.newBlock()];
  const isFirst = module.runtime.call(body, "is_none", [read(localPlace(globals))]);
  builder.branch(truthOf(isFirst), prepare, run);
  builder.startBlock(run);
  declareBox(module, body, globalsVariable, read(localPlace(globals)));
  const shared = declaredNames(source).globals;
  body.classScope = {
    namespace: module.runtime.value(body, "counted", [read(localPlace(locals))]),
    names: allBut(shared),
    globals: shared,
    isOfCode: true,
  };
  module.within(`python.code.the code itself`, span, () => lowerBody(module, body, source, ast.docstring, mode));
  builder.startBlock(prepare);
  module.makeConstants(body);
  finish(body, module.runtime.constant(none));
  const fn: MirFunction = {
    symbol: codeSymbol,
    displayName: "module",
    span,
    parameters: [globals, locals].map((local) => ({ local, convention: "read", passing: "value" })),
    resultLocal: result,
    resultPassing: "value",
    errorLocal: error,
    inline: "never",
    abi: "mojo",
    locals: builder.locals,
    blocks: builder.blocks,
    linkage: "internal",
    stage: "built",
  };
  program.symbols.set(codeSymbol, () => fn);
  return codeSymbol;
}

function lowerBody(module: PythonModule, body: Body, source: readonly Statement[], docstring: string | undefined, mode: CodeMode): void {
  const { runtime } = module;
  const lower = (node: Expression): Operand => wordOf(module.lowering.expression(module, body, node));
  if (mode === "eval") {
    const [only] = source;
    if (docstring !== undefined) return finish(body, module.text(body, docstring));
    assert(only?.kind === "expression" && source.length === 1, "only an expression is evaluated");
    return finish(body, read(localPlace(runtime.call(body, "counted", [lower(only.value)]))));
  } else {
    const name = (text: string): Operand => module.text(body, text);
    const { namespace } = body.classScope as { readonly namespace: LocalId };
    body.showsValues = mode === "single";
    if (docstring !== undefined && body.showsValues) runtime.call(body, "show_value", [name(docstring)]);
    else if (docstring !== undefined)
      runtime.call(body, "set_name", [read(fieldPlace(localPlace(namespace), 0)), name("__doc__"), name(docstring)]);
    lowerStatements(module, body, source);
  }
  finish(body, runtime.constant(none));
}

function finish(body: Body, word: Operand): void {
  const { builder } = body;
  builder.assign(localPlace(body.resultLocal), { kind: "use", operand: word });
  builder.terminate({ kind: "return", span: builder.span });
}

/** All names but those that are declared `global`. */
function allBut(names: ReadonlySet<string>): { has(name: string): boolean } {
  return { has: (name) => !names.has(name) };
}

/** Every function takes the dictionary of global names along. */
function shareGlobalsIn(node: unknown): void {
  if (Array.isArray(node)) return node.forEach(shareGlobalsIn);
  if (node === null || typeof node !== "object") return;
  const { kind } = node as { readonly kind?: string };
  if (kind === "function" || kind === "lambda") shareGlobals(node);
  if (kind === "comprehension" && (node as { readonly form: string }).form === "generator") {
    const made = generatorFunction(node as Parameters<typeof generatorFunction>[0]);
    shareGlobals(made);
  }
  for (const [key, value] of Object.entries(node)) if (!key.toLowerCase().endsWith("span")) shareGlobalsIn(value);
}
