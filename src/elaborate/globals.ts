/**
 * Variables of file scope: storage of their own, initialised by the implicit main in source order.
 */
import type { Constant } from "../mir/mir.ts";
import type { GlobalVariable } from "../names/declarations.ts";
import type { Span } from "../source/source-file.ts";
import type { Type } from "../types/type.ts";
import { constantOperand } from "./builder.ts";
import type { FunctionContext, Program } from "./context.ts";
import { materializedType } from "./convert.ts";
import * as diagnostics from "./diagnostics.ts";
import { conformsToNamed, moduleScope } from "./members.ts";
import { referenceTo } from "./materialize.ts";
import { parallelDefine } from "./parallel.ts";
import { errorValue, type Value } from "./value.ts";

export function globalPlace(context: FunctionContext, declaration: GlobalVariable, span: Span): Value {
  const { program } = context;
  if (context.isComptime) {
    context.report(diagnostics.notComptime, {
      at: span,
      params: { what: `the variable \`${declaration.name}\`` },
      notes: [{ text: "declared here", span: declaration.span }],
    });
    return errorValue;
  }
  const type = globalType(context, declaration);
  if (type === undefined) {
    if (program.cache<boolean>("global types at work").has("circular")) context.program.sink.addSilentError();
    else context.report(diagnostics.noContext, { at: span, params: { what: `\`${declaration.name}\`` } });
    return errorValue;
  }
  return globalReference(context, declaration, type);
}

export function globalReference(context: FunctionContext, declaration: GlobalVariable, type: Type): Value {
  const symbol = globalSymbol(context.program, declaration, type);
  return referenceTo(
    context,
    constantOperand({ kind: "global", type: context.program.mirTypes.pointer, symbol, offset: 0 }),
    type,
    true,
    [],
  );
}

export function globalSymbol(program: Program, declaration: GlobalVariable, type: Type): string {
  const symbol = `${declaration.module.name}::${declaration.name}`;
  if (!program.mir.globals.has(symbol)) {
    const mir = program.services.lowerType(program, type);
    program.mir.globals.set(symbol, {
      symbol,
      type: mir,
      initial: initialValue(program, declaration, type) ?? { kind: "zero", type: mir },
      isConstant: false,
      ...(program.defines.has(parallelDefine) && conformsToNamed(program, type, ["PerThread"]) ? { isThreadLocal: true } : {}),
      linkage: "internal",
    });
  }
  return symbol;
}

/** Variables of library modules start with a value computed while compiling; those of a program are assigned in order. */
function initialValue(program: Program, declaration: GlobalVariable, type: Type): Constant | undefined {
  const written = declaration.ast;
  if (!declaration.module.isLibrary || written?.value === undefined) return undefined;
  const value = program.services.evaluate(program, moduleScope(program, declaration), written.value, type);
  return value?.kind === "constant" ? value.constant : undefined;
}

export function setGlobalType(program: Program, declaration: GlobalVariable, type: Type): void {
  program.cache<Type>("global types").set(String(declaration.id), type);
}

export function knownGlobalType(program: Program, declaration: GlobalVariable): Type | undefined {
  return program.cache<Type>("global types").get(String(declaration.id));
}

/** From its annotation, its first assignment met so far, or by trying its initial value. */
function globalType(context: FunctionContext, declaration: GlobalVariable): Type | undefined {
  const { program } = context;
  const known = knownGlobalType(program, declaration);
  if (known !== undefined) return known;
  const active = program.cache<boolean>("global types at work");
  const key = String(declaration.id);
  if (active.has(key)) {
    active.set("circular", true);
    program.reportDeclaration(diagnostics.circularDefinition, { at: declaration.span, params: { name: declaration.name } });
    return undefined;
  }
  active.set(key, true);
  const scope = moduleScope(program, declaration);
  const written = declaration.ast;
  let type: Type | undefined;
  if (written?.type !== undefined) type = program.services.evaluateType(program, scope, written.type);
  else {
    const value = written?.value ?? firstAssignment(declaration);
    if (value !== undefined) {
      const { result, failed } = context.attempt((fork) => fork.within(scope, () => fork.services.expression(fork, value)));
      if (!failed && (result.kind === "runtime" || result.kind === "constant")) type = materializedType(program, result.type);
    }
  }
  active.delete(key);
  if (type !== undefined) setGlobalType(program, declaration, type);
  return type;
}

function firstAssignment(declaration: GlobalVariable) {
  for (const statement of declaration.module.statements) {
    if (statement.kind === "assign" && statement.targets.some((t) => t.kind === "name" && t.name === declaration.name))
      return statement.value;
  }
  return undefined;
}
