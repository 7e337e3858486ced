/**
 * The entry of a program: start-up hook, statements of file scope, `main`, and how an error that reaches the top ends it.
 */
import type { MirFunction } from "../mir/mir.ts";
import type { ModuleScope } from "../names/declarations.ts";
import type { Span } from "../source/source-file.ts";
import type * as ast from "../syntax/ast.ts";
import { constantOperand, FunctionBuilder, localPlace } from "./builder.ts";
import type { Type } from "../types/type.ts";
import { FunctionContext, type Program } from "./context.ts";
import * as diagnostics from "./diagnostics.ts";
import { arrivedError, catchAllFrame } from "./errors.ts";
import { libraryFunction } from "./library-functions.ts";
import { callPrelude } from "./literals.ts";
import { moduleScope } from "./members.ts";
import { Scope } from "./scope.ts";

/** Symbol of the entry in MIR: `int (int argc, char **argv)`; the native `main` around it is the back end's. */
export const entryName = "mojo.entry";

export function buildEntry(program: Program, main: ModuleScope, isCheck: boolean): string | undefined {
  const mainFunctions = main.declarations.get("main");
  const hasMain = mainFunctions?.kind === "functions";
  if (!hasMain && main.statements.length === 0) {
    if (!isCheck) program.report(diagnostics.noMain, { at: { ...main.ast.span, end: main.ast.span.start }, params: {} });
    return undefined;
  }
  program.symbols.set(entryName, () => build(program, main, hasMain));
  return entryName;
}

function build(program: Program, main: ModuleScope, hasMain: boolean): MirFunction {
  const span = { file: main.ast.file, start: 0, end: 0 };
  const scope = new Scope({ parent: moduleScope(program, { module: main }), kind: "function" });
  return buildEntryOf(program, entryName, scope, span, (context) => {
    context.isFileScope = true;
    for (const module of importedModules(program, main)) {
      // A module that is imported runs its file scope first, once.
      context.within(new Scope({ parent: moduleScope(program, { module }), kind: "function" }), () => {
        context.fileScope = context.scope;
        program.services.statements(context, module.statements);
      });
    }
    context.fileScope = context.functionScope;
    program.services.statements(context, main.statements);
    if (!hasMain) return;
    const call: ast.Expression = {
      kind: "call",
      callee: { kind: "name", name: "main", span: nameSpan(main) },
      arguments: [],
      argumentsSpan: nameSpan(main),
      span: nameSpan(main),
    };
    program.services.expression(context, call);
  });
}

/** An entry function around a body: start-up and finish, and what becomes of an error. */
export function buildEntryOf(
  program: Program,
  symbol: string,
  scope: Scope,
  span: Span,
  body: (context: FunctionContext) => void,
): MirFunction {
  const builder = new FunctionBuilder(span);
  const types = program.mirTypes;
  const context = new FunctionContext({ program, scope, builder });
  program.activeContext = context;
  program.currentInstance = undefined;
  const result = builder.newLocal(types.i32, { name: "status" });
  const argc = builder.newLocal(types.i32, { name: "argc" });
  const argv = builder.newLocal(types.pointer, { name: "argv" });

  const failed = builder.newBlock();
  const frame = catchAllFrame();
  callStartup(context, "__mojo_start", [argc, argv]);
  context.frames.push(frame);
  body(context);
  context.frames.pop();
  callStartup(context, "__mojo_finish", []);
  builder.assign(localPlace(result), { kind: "use", operand: constantOperand({ kind: "int", type: types.i32, value: 0n }) });
  builder.terminate({ kind: "return", span });

  for (const arrival of frame.arrivals) {
    builder.startBlock(arrival.block);
    callPrelude(context, "__report_unhandled_error", [arrivedError(context, arrival)], span);
    builder.goto(failed);
  }
  builder.startBlock(failed);
  callStartup(context, "__mojo_finish", []);
  builder.assign(localPlace(result), { kind: "use", operand: constantOperand({ kind: "int", type: types.i32, value: 1n }) });
  builder.terminate({ kind: "return", span });
  return {
    symbol,
    displayName: "program",
    span,
    parameters: [
      { local: argc, convention: "read", passing: "value" },
      { local: argv, convention: "read", passing: "value" },
    ],
    resultLocal: result,
    resultPassing: "value",
    locals: builder.locals,
    blocks: builder.blocks,
    inline: "never",
    linkage: "exported",
    abi: "c",
    stage: "built",
  };
}

/** Modules of the program's own that `main` imports, those that they import first. */
function importedModules(program: Program, main: ModuleScope): ModuleScope[] {
  const found: ModuleScope[] = [];
  const seen = new Set<ModuleScope>([main]);
  const visit = (from: ModuleScope): void => {
    for (const statement of from.ast.body) {
      for (const module of modulesOf(program, from, statement)) {
        if (module.isLibrary || seen.has(module)) continue;
        seen.add(module);
        visit(module);
        found.push(module);
      }
    }
  };
  visit(main);
  return found;
}

function modulesOf(program: Program, from: ModuleScope, statement: ast.Statement): ModuleScope[] {
  const resolve = (level: number, path: readonly string[]) => program.loader.resolveModule(from, level, path);
  const texts = (path: readonly ast.Identifier[]) => path.map((part) => part.text);
  const modules: (ModuleScope | undefined)[] = [];
  if (statement.kind === "import") for (const { path } of statement.names) modules.push(resolve(0, texts(path)));
  else if (statement.kind === "from-import") {
    const path = texts(statement.path);
    const module = resolve(statement.level, path);
    modules.push(module);
    for (const { name } of statement.names) if (module?.isPackage !== false) modules.push(resolve(statement.level, [...path, name.text]));
  }
  return modules.filter((m): m is ModuleScope => m !== undefined);
}

function nameSpan(main: ModuleScope) {
  const declared = main.declarations.get("main");
  return declared?.kind === "functions" && declared.functions[0] !== undefined ? declared.functions[0].ast.name.span : main.ast.span;
}

/** A hook of `library/std/startup.mojo`, if the library has it. */
function callStartup(context: FunctionContext, name: string, locals: readonly number[]): void {
  const { program } = context;
  const instance = libraryFunction(program, ["startup"], name);
  if (instance === undefined) return;
  const target = context.builder.newLocal(context.lower(instance.result), { unmanaged: true });
  context.builder.call(
    localPlace(target),
    { kind: "function", symbol: instance.symbol },
    locals.map((local, index) => ({
      kind: "value",
      operand: { kind: "read", place: localPlace(inLibraryType(context, local, instance.arguments[index]?.type)) },
    })),
  );
}

/** C gives an `int`; the library's `Int32` is a struct around one. */
function inLibraryType(context: FunctionContext, local: number, type: Type | undefined): number {
  const wanted = type === undefined ? undefined : context.lower(type);
  if (wanted?.kind !== "struct") return local;
  const wrapped = context.builder.newLocal(wanted, { unmanaged: true });
  context.builder.assign(localPlace(wrapped), { kind: "aggregate", type: wanted, elements: [{ kind: "read", place: localPlace(local) }] });
  return wrapped;
}
