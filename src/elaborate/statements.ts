/**
 * Statements: control flow and declarations inside function bodies.
 */
import { collectModule, declareStruct, declareTrait, declareAlias } from "../names/collect.ts";
import type { Span } from "../source/source-file.ts";
import type * as ast from "../syntax/ast.ts";
import type { Place } from "../mir/mir.ts";
import { printType, type Type } from "../types/type.ts";
import { adopt, assignPlace, assignTarget, bindReference, declareVariable } from "./assign.ts";
import { localPlace } from "./builder.ts";
import { leafOf, textOf } from "./constants.ts";
import type { FunctionContext, LoopFrame } from "./context.ts";
import { isCoroutineType } from "./coroutine-type.ts";
import { describe } from "./describe.ts";
import * as diagnostics from "./diagnostics.ts";
import { emitCleanups, emitRaise } from "./errors.ts";
import { condition, expression, runtimeValue } from "./evaluation.ts";
import { forStatement } from "./loops.ts";
import { conditionHolds, moduleScope } from "./members.ts";
import { samePlace, store } from "./materialize.ts";
import { augmented } from "./operators.ts";
import { aliasUse, findName } from "./resolve.ts";
import { errorType, noneType } from "./function-facts.ts";
import { subscriptAccess } from "./subscripts.ts";
import { tryStatement, withStatement } from "./try.ts";
import { materialize, materializedType } from "./convert.ts";
import { checkDisplayLength } from "./unpack.ts";
import { errorValue } from "./value.ts";
import { globalReference, setGlobalType } from "./globals.ts";

export function statements(context: FunctionContext, body: readonly ast.Statement[]): void {
  for (const item of body) context.at(item.span, () => statement(context, item));
}

function statement(context: FunctionContext, node: ast.Statement): void {
  const { program, builder } = context;
  switch (node.kind) {
    case "expression":
      expressionStatement(context, node);
      return;
    case "variable":
      variable(context, node);
      return;
    case "assign": {
      const [only] = node.targets;
      if (node.targets.length === 1 && only?.kind === "name" && only.name === "_" && node.value.kind === "tuple") {
        // `_ = (a, b)` keeps both alive and copies neither.
        for (const element of node.value.elements) assignTarget(context, only, expression(context, element), "implicit");
        return;
      }
      const hint = node.targets.length === 1 && only !== undefined ? targetHint(context, only) : {};
      const fits = node.targets.map((target) => checkDisplayLength(context, target, node.value));
      const value = expression(context, node.value, hint);
      node.targets.forEach((target, index) => assignTarget(context, target, fits[index] === true ? value : errorValue, "implicit"));
      return;
    }
    case "augmented":
      augmented(context, node);
      return;
    case "return":
      returnStatement(context, node);
      return;
    case "raise":
      raiseStatement(context, node);
      return;
    case "pass":
      return;
    case "break":
    case "continue":
      jump(context, node.kind, node.span);
      return;
    case "if":
      ifStatement(context, node);
      return;
    case "while":
      whileStatement(context, node);
      return;
    case "for":
      forStatement(context, node);
      return;
    case "try":
      tryStatement(context, node);
      return;
    case "with":
      withStatement(context, node);
      return;
    case "assert":
      assertStatement(context, node);
      return;
    case "alias": {
      const declaration = declareAlias(node, context.scope.module);
      if (node.parameters.length === 0) {
        const expected = node.type === undefined ? undefined : program.services.evaluateType(program, context.scope, node.type);
        const value =
          node.value === undefined
            ? ({ kind: "error" } as const)
            : program.services.evaluateValue(program, context.scope, node.value, expected?.kind === "trait" ? undefined : expected);
        context.scope.bindValue(node.name.text, value);
      } else context.scope.bindValue(node.name.text, aliasUse(program, declaration, context.scope));
      return;
    }
    case "function": {
      const value = program.services.declareNested(context, node);
      context.scope.bindValue(node.name.text, value);
      return;
    }
    case "struct": {
      const declaration = declareStruct(node, context.scope.module);
      context.scope.module.declarations.set(node.name.text, declaration);
      return;
    }
    case "trait":
      context.scope.module.declarations.set(node.name.text, declareTrait(node, context.scope.module));
      return;
    case "import":
    case "from-import":
      importStatement(context, node);
      return;
    case "global":
      for (const name of node.names) context.globalNames.add(name.text);
      return;
    case "nonlocal":
      return;
    case "delete":
      for (const target of node.targets) {
        if (target.kind === "subscript") {
          subscriptAccess(context, target)?.remove?.();
          continue;
        }
        const value = expression(context, target);
        if (value.kind === "runtime")
          store(context, localPlace(builder.newLocal(context.lower(value.type))), { ...value, transferred: true });
      }
      return;
    case "class":
      context.report(diagnostics.notYet, { at: node.name.span, params: { what: "`class`" }, notes: ["use a `struct`"] });
      context.scope.bindValue(node.name.text, { kind: "error" });
      return;
    case "match":
      context.report(diagnostics.notYet, { at: node.span, params: { what: "`match`" }, notes: ["use `if` and `elif`"] });
      return;
    case "extension":
      return;
    case "error":
      return;
  }
}

function targetHint(context: FunctionContext, target: ast.Expression) {
  if (target.kind !== "name") {
    if (target.kind === "attribute") {
      const { result, failed } = context.attempt((fork) => fork.services.expression(fork, target));
      if (!failed && result.kind === "runtime") return { type: result.type, into: placeToBuildIn(context, result.type, result.place) };
    }
    return {};
  }
  const binding = context.scope.lookup(target.name);
  if (binding?.kind !== "variable" || !context.owns(binding.context)) return {};
  return { type: binding.type, into: placeToBuildIn(context, binding.type, binding.place) };
}

/** A value that cannot be moved is built where it is to be. */
function placeToBuildIn(context: FunctionContext, type: Type, place: Place): Place | undefined {
  const mir = context.lower(type);
  const stays = mir.kind === "struct" && mir.lifecycle.move === "none" && place.path.every((part) => part.kind === "field");
  return stays ? place : undefined;
}

function expressionStatement(context: FunctionContext, node: Extract<ast.Statement, { kind: "expression" }>): void {
  if (node.value.kind === "string" || node.value.kind === "ellipsis") return;
  if (delegatesInitialisation(context, node.value)) return;
  const value = expression(context, node.value);
  if ((value.kind === "runtime" || value.kind === "constant") && isUnusedWithoutEffect(context, node.value, value.type)) {
    const type = printType(materializedType(context.program, value.type));
    context.report(diagnostics.unusedValue, { at: node.span, params: { type }, notes: ["assign it to `_` if that is meant"] });
  }
  if (value.kind === "runtime" && isCoroutineType(value.type))
    context.report(diagnostics.neverAwaited, {
      at: node.span,
      params: {},
      notes: ["write `await` before the call, or hand the coroutine to `create_task`"],
    });
  if (value.kind === "functions" || value.kind === "type" || value.kind === "template") {
    if (node.value.kind !== "name" && node.value.kind !== "attribute" && node.value.kind !== "subscript") return;
    context.report(diagnostics.unusedValue, {
      at: node.span,
      params: { type: describe(context.program, value) },
      notes: value.kind === "functions" ? ["add `()` to call it"] : [],
    });
  }
}

/** `self.__init__(…)` of an older initialiser: another one makes the value. */
function delegatesInitialisation(context: FunctionContext, node: ast.Expression): boolean {
  if (node.kind !== "call" || node.callee.kind !== "attribute" || node.callee.name.text !== "__init__") return false;
  const { base } = node.callee;
  if (base.kind !== "name" || base.name !== "self" || context.resultName !== "self") return false;
  const self = expression(context, base);
  const made = expression(context, node);
  if (self.kind === "runtime" && made.kind === "runtime" && made.type === self.type)
    assignPlace(context, { ...self, mutable: true }, made, node.span);
  return true;
}

/** A computation whose value nobody looks at. The last line of a notebook's cell is shown, calls may be meant for their effect. */
function isUnusedWithoutEffect(context: FunctionContext, node: ast.Expression, type: Type): boolean {
  if (context.isFileScope || context.scope.module.isLibrary || type === noneType(context.program) || type.kind === "never") return false;
  return ["binary", "unary", "compare", "name", "integer", "float", "boolean", "attribute", "list", "tuple", "dictionary"].includes(
    node.kind,
  );
}

/** `var x = value` at file scope: the value is built where the variable lives. */
function fileScopeVariable(context: FunctionContext, node: ast.VariableDeclaration): boolean {
  const { program } = context;
  const { value, target } = node;
  if (
    !context.isFileScope ||
    context.scope !== context.fileScope ||
    value === undefined ||
    target.kind !== "name" ||
    node.keyword === "ref"
  )
    return false;
  const found = findName(program, context.scope, target.name);
  const initialized = program.cache<boolean>("initialized globals");
  if (found?.kind !== "global" || initialized.has(String(found.declaration.id))) return false;
  const { result, failed } = context.attempt((fork) => fork.services.expression(fork, value));
  const written = node.type === undefined ? undefined : program.services.evaluateType(program, context.scope, node.type);
  const natural = !failed && (result.kind === "runtime" || result.kind === "constant") ? materializedType(program, result.type) : undefined;
  const type = written ?? natural;
  if (type === undefined || type.kind === "trait" || type.kind === "error" || context.lower(type).kind !== "struct") return false;
  initialized.set(String(found.declaration.id), true);
  setGlobalType(program, found.declaration, type);
  const place = globalReference(context, found.declaration, type);
  if (place.kind !== "runtime") return true;
  const built = program.services.convert(
    context,
    expression(context, value, { type, into: place.place }),
    type,
    value.span,
    undefined,
    place.place,
  );
  if ((built.kind === "runtime" && !samePlace(built.place, place.place)) || built.kind === "constant") store(context, place.place, built);
  return true;
}

function variable(context: FunctionContext, node: ast.VariableDeclaration): void {
  if (fileScopeVariable(context, node)) return;
  const { program } = context;
  const keyword = node.keyword ?? "implicit";
  const names = node.target.kind === "tuple" ? node.target.elements : [node.target];
  if (node.keyword === "var" || node.keyword === "let")
    for (const target of names) checkRedeclaration(context, target.kind === "starred" ? target.value : target);
  if (node.type !== undefined && node.target.kind === "name") {
    const written = node.type;
    const { result: typed } = { result: program.services.evaluateValue(program, context.scope, written) };
    if (typed.kind === "template" && node.value !== undefined) {
      // `var x: SIMD[DType.float32] = …`, `var x: List = [1]`: the value completes the type.
      const value = expression(context, node.value);
      assignTarget(context, node.target, value, keyword === "implicit" ? "var" : keyword);
      return;
    }
    const type = program.services.evaluateType(program, context.scope, written);
    if (type.kind === "error" && node.value !== undefined) {
      // What is wrong in the value is told, but not that its type is unknown.
      const value = node.value;
      const { sink } = context.attempt((fork) => expression(fork, value));
      for (const diagnostic of sink.diagnostics) if (diagnostic.code !== diagnostics.noContext.code) program.sink.add(diagnostic);
      context.scope.bindValue(node.target.name, { kind: "error" });
      return;
    }
    if (node.value === undefined) {
      // `let x: Int` may be given its value later, on each path.
      declareVariable(context, node.target.name, type, keyword === "let" ? "var" : keyword, node.target.span);
      return;
    }
    if (type.kind === "trait") {
      assignTarget(context, node.target, expression(context, node.value), keyword === "implicit" ? "var" : keyword);
      return;
    }
    if (keyword === "ref") {
      const value = program.services.convert(context, expression(context, node.value, { type }), type, node.value.span);
      assignTarget(context, node.target, value, "ref");
      return;
    }
    if (context.isFileScope && context.scope === context.fileScope) {
      const value = program.services.convert(context, expression(context, node.value, { type }), type, node.value.span);
      if (value.kind !== "error") assignTarget(context, node.target, value, keyword);
      return;
    }
    if (keyword === "implicit") {
      const existing = context.scope.lookup(node.target.name);
      if (existing?.kind === "variable" && context.owns(existing.context) && existing.type === type) {
        assignTarget(context, node.target, expression(context, node.value, { type }), "implicit");
        return;
      }
    }
    // The value is built before the name is visible: `var x: T = x + 1` means the outer `x`.
    const mir = context.lower(type);
    const local = context.builder.newLocal(mir, { name: node.target.name, span: node.target.span });
    const isTrivialRegister = mir.kind !== "struct";
    const value = program.services.convert(
      context,
      expression(context, node.value, { type, into: isTrivialRegister ? undefined : localPlace(local) }),
      type,
      node.value.span,
      undefined,
      isTrivialRegister ? undefined : localPlace(local),
    );
    if (value.kind === "runtime" && value.place.local !== local && adopt(context, node.target.name, value, keyword, node.target.span))
      return;
    context.scope.bind(node.target.name, {
      kind: "variable",
      name: node.target.name,
      context,
      place: localPlace(local),
      type,
      mutable: keyword !== "let",
      keyword,
      span: node.target.span,
      reference: false,
    });
    if (value.kind === "runtime" || value.kind === "constant") store(context, localPlace(local), value);
    else context.scope.bindValue(node.target.name, { kind: "error" });
    return;
  }
  if (node.value === undefined) {
    for (const target of names) {
      if (target.kind !== "name") continue;
      if (node.type !== undefined)
        declareVariable(context, target.name, program.services.evaluateType(program, context.scope, node.type), keyword, target.span);
      else
        context.scope.bind(target.name, {
          kind: "untyped",
          name: target.name,
          keyword: keyword === "let" ? "let" : "var",
          span: target.span,
          context,
        });
    }
    return;
  }
  const type = node.type === undefined ? undefined : program.services.evaluateType(program, context.scope, node.type);
  const value = expression(context, node.value, { type });
  const typed = type === undefined || value.kind === "error" ? value : program.services.convert(context, value, type, node.value.span);
  if (keyword === "ref" && typed.kind === "runtime" && node.target.kind === "name" && typed.category !== "temporary") {
    bindReference(context, node.target.name, typed, "ref", node.target.span);
    return;
  }
  for (const target of [node.target, ...(node.chained ?? [])])
    assignTarget(context, target, checkDisplayLength(context, target, node.value) ? typed : errorValue, keyword);
}

/** A name is declared once in a block; cells of notebooks at file scope may repeat themselves. */
function checkRedeclaration(context: FunctionContext, target: ast.Expression): void {
  if (target.kind !== "name" || target.name === "_" || context.isFileScope) return;
  const existing = context.scope.bindings.get(target.name);
  if (existing?.kind !== "variable" || existing.context !== context || (existing.keyword !== "var" && existing.keyword !== "let")) return;
  context.report(diagnostics.redeclared, {
    at: target.span,
    params: { name: target.name },
    labels: [{ span: existing.span, text: "declared here first" }],
    notes: ["assign without `var` to give it another value"],
  });
}

function returnStatement(context: FunctionContext, node: Extract<ast.Statement, { kind: "return" }>): void {
  const { builder, program } = context;
  const type = context.resultType ?? noneType(program);
  if (context.resultLocal === undefined) {
    if (node.value !== undefined) expression(context, node.value);
  } else if (node.value?.kind === "none" && context.resultName !== undefined && type !== noneType(program)) {
    // `return None` of an older initialiser.
  } else if (node.value === undefined) {
    if (context.resultName === undefined && type !== noneType(program) && type.kind !== "error") {
      context.report(diagnostics.typeMismatch, {
        at: node.span,
        params: { expected: printType(type), found: "nothing", what: "`return` needs a value of type" },
      });
    }
  } else if (type === noneType(program) && context.resultName === undefined && !context.resultIsReference) {
    returnNothing(context, node.value);
  } else if (context.resultIsReference) {
    const value = expression(context, node.value, { type });
    const converted = program.services.convert(context, value, type, node.value.span, "this function returns");
    if (converted.kind === "runtime") builder.assign(localPlace(context.resultLocal), { kind: "address", place: converted.place });
    else if (converted.kind === "constant")
      context.report(diagnostics.notAValue, { at: node.value.span, params: { what: "a constant, returned by reference," } });
  } else {
    const result = localPlace(context.resultLocal);
    const mir = context.lower(type);
    const into = mir.kind === "struct" && context.frames.every((f) => f.kind === "loop") ? result : undefined;
    const value = program.services.convert(
      context,
      expression(context, node.value, { type, into }),
      type,
      node.value.span,
      "this function returns",
      into,
    );
    if (value.kind === "runtime" || value.kind === "constant") {
      store(context, result, value.kind === "runtime" ? returned(context, value) : value);
    }
  }
  emitCleanups(context, 0);
  builder.terminate({ kind: "return", span: node.span });
}

/** `return` in a function without a result: what is returned is `None`, or the value of a call that gives nothing. */
function returnNothing(context: FunctionContext, written: ast.Expression): void {
  const value = expression(context, written);
  if (value.kind !== "runtime" && value.kind !== "constant") {
    if (value.kind !== "error") context.services.convert(context, value, noneType(context.program), written.span, "this function returns");
    return;
  }
  if (value.type === noneType(context.program) || value.type.kind === "never") return;
  const type = printType(materializedType(context.program, value.type));
  context.report(diagnostics.typeMismatch, {
    at: written.span,
    params: { expected: "None", found: type, what: "this function returns" },
    notes: [`write \`-> ${type}\` after its arguments to return a value`],
  });
}

/** A local variable that is returned is at its last use. */
function returned(context: FunctionContext, value: import("./value.ts").RuntimeValue) {
  void context;
  return value;
}

function raiseStatement(context: FunctionContext, node: Extract<ast.Statement, { kind: "raise" }>): void {
  const { program } = context;
  if (node.value === undefined) {
    const current = context.currentError;
    if (current === undefined) {
      context.report(diagnostics.notAValue, { at: node.span, params: { what: "`raise` without an error, outside `except`," } });
      return;
    }
    emitRaise(context, { ...current, transferred: true }, node.span);
    return;
  }
  let value = expression(context, node.value);
  if (value.kind === "type") value = program.services.construct(context, value.type, [], node.span);
  if (value.kind === "error") return;
  const runtime = runtimeValue(context, value, node.value.span);
  if (runtime === undefined) return;
  const isText = runtime.type === program.libraryType("StringLiteral") || runtime.type === program.libraryType("String");
  const error = isText
    ? program.services.convert(context, runtime, errorType(program), node.value.span)
    : materialize(context, runtime, node.span);
  if (error.kind === "runtime" || error.kind === "constant") emitRaise(context, error, node.span);
}

function jump(context: FunctionContext, kind: "break" | "continue", span: Span): void {
  let index = context.frames.length - 1;
  while (index >= 0 && context.frames[index]?.kind !== "loop") index--;
  const frame = context.frames[index] as LoopFrame | undefined;
  if (frame === undefined) {
    context.report(diagnostics.outsideLoop, { at: span, params: { what: kind } });
    return;
  }
  emitCleanups(context, index + 1);
  context.builder.goto(kind === "break" ? frame.breakBlock : frame.continueBlock);
}

function ifStatement(context: FunctionContext, node: Extract<ast.Statement, { kind: "if" }>): void {
  const { builder } = context;
  if (node.isComptime) {
    const holds = conditionHolds(context.program, context.scope, node.condition);
    context.block(() => statements(context, holds ? node.body : node.orElse));
    return;
  }
  const test = condition(context, expression(context, node.condition), node.condition.span);
  const then = builder.newBlock();
  const otherwise = builder.newBlock();
  const done = builder.newBlock();
  context.at(node.condition.span, () => builder.branch(test, then, otherwise));
  builder.startBlock(then);
  context.block(() => statements(context, node.body));
  builder.goto(done);
  builder.startBlock(otherwise);
  context.block(() => statements(context, node.orElse));
  builder.goto(done);
  builder.startBlock(done);
}

function whileStatement(context: FunctionContext, node: Extract<ast.Statement, { kind: "while" }>): void {
  const { builder } = context;
  const head = builder.newBlock();
  const body = builder.newBlock();
  const otherwise = builder.newBlock();
  const done = builder.newBlock();
  builder.fallInto(head);
  const test = condition(context, expression(context, node.condition), node.condition.span);
  const isForever =
    test.kind === "constant" && leafOf(test.constant).kind === "int" && (leafOf(test.constant) as { value: bigint }).value !== 0n;
  if (isForever) builder.goto(body);
  else context.at(node.condition.span, () => builder.branch(test, body, otherwise));
  builder.startBlock(body);
  context.frames.push({ kind: "loop", breakBlock: done, continueBlock: head });
  context.block(() => statements(context, node.body));
  context.frames.pop();
  builder.goto(head);
  builder.startBlock(otherwise);
  context.block(() => statements(context, node.orElse));
  builder.goto(done);
  builder.startBlock(done);
}

function assertStatement(context: FunctionContext, node: Extract<ast.Statement, { kind: "assert" }>): void {
  const { builder, program } = context;
  if (node.isComptime) {
    const value = program.services.evaluate(program, context.scope, node.condition, program.libraryType("Bool"));
    if (value === undefined) return;
    const leaf = value.kind === "constant" ? leafOf(value.constant) : undefined;
    if (leaf?.kind === "int" && leaf.value !== 0n) return;
    const message = node.message === undefined ? undefined : program.services.evaluate(program, context.scope, node.message);
    const text = message === undefined ? undefined : textOf(program, message);
    context.report(diagnostics.constraintFailed, { at: node.span, params: { message: text ?? "a compile-time assertion does not hold" } });
    return;
  }
  const test = condition(context, expression(context, node.condition), node.condition.span);
  const failed = builder.newBlock();
  const done = builder.newBlock();
  builder.branch(test, done, failed);
  builder.startBlock(failed);
  const text: ast.Expression = { kind: "string", value: "", span: node.span };
  expression(context, {
    kind: "call",
    callee: { kind: "name", name: "__assertion_failed", span: node.span },
    arguments: [{ stars: 0, value: node.message ?? text, span: node.span }],
    argumentsSpan: node.span,
    span: node.span,
  });
  builder.terminate({ kind: "unreachable", span: node.span });
  builder.startBlock(done);
}

/** Imports inside functions are visible in the block that has them. */
function importStatement(context: FunctionContext, node: Extract<ast.Statement, { kind: "import" | "from-import" }>): void {
  const { module } = context.scope;
  const before = new Map(module.declarations);
  const scratch = Object.create(module) as typeof module;
  Object.defineProperty(scratch, "declarations", { value: new Map() });
  Object.defineProperty(scratch, "ast", { value: { ...module.ast, body: [node] } });
  collectModule(scratch);
  for (const [name, declaration] of scratch.declarations) {
    const owned = declaration.kind === "imported-module" || declaration.kind === "imported-name" ? { ...declaration, module } : declaration;
    if (!before.has(name)) module.declarations.set(name, owned);
    else context.scope.bindValue(name, context.services.expression(context, { kind: "name", name, span: node.span }));
  }
  context.program.services.checkImports(context.program, [...scratch.declarations.values()]);
  void moduleScope;
}
