/**
 * Statements of Python.
 */
import { fieldPlace, localPlace, read } from "../elaborate/builder.ts";
import type { LocalId } from "../mir/mir.ts";
import type { Expression, FunctionDeclaration, Statement } from "../syntax/ast.ts";
import type { Body, Frame } from "./body.ts";
import { lowerCondition, lowerExpression } from "./expressions.ts";
import { lowerIteration } from "./loops.ts";
import type { PythonModule } from "./module.ts";
import { assignElements, assignItem, lowerAugmented, lowerDelete } from "./targets.ts";
import { ownedValue, truthOf, wordOf } from "./values.ts";

export function lowerStatements(module: PythonModule, body: Body, statements: readonly Statement[]): void {
  for (const statement of statements) body.at(statement.span, () => lowerStatement(module, body, statement));
}

/** What a function gives that ends without `return`. */
export function returnNone(module: PythonModule, body: Body): void {
  const { builder } = body;
  builder.assign(localPlace(body.resultLocal), { kind: "use", operand: module.runtime.constant(2n) });
  builder.terminate({ kind: "return", span: builder.span });
}

function lowerStatement(module: PythonModule, body: Body, statement: Statement): void {
  const { builder } = body;
  const { runtime } = module;
  switch (statement.kind) {
    case "expression":
      if (statement.value.kind !== "string") lowerExpression(module, body, statement.value);
      return;
    case "pass":
    case "global":
      return;
    case "assign": {
      const value = ownedValue(module, body, lowerExpression(module, body, statement.value));
      statement.targets.forEach((target, index) => {
        const isLast = index === statement.targets.length - 1;
        assignTo(module, body, target, isLast ? value : ownedValue(module, body, { kind: "variable", local: value }));
      });
      return;
    }
    case "variable":
      if (statement.value === undefined) return;
      return assignTo(module, body, statement.target, ownedValue(module, body, lowerExpression(module, body, statement.value)));
    case "augmented":
      return lowerAugmented(module, body, statement);
    case "delete":
      return statement.targets.forEach((target) => lowerDelete(module, body, target));
    case "return":
      return lowerReturn(module, body, statement);
    case "raise":
      return lowerRaise(module, body, statement);
    case "if":
      return lowerIf(module, body, statement);
    case "while":
      return lowerWhile(module, body, statement);
    case "for":
      return lowerFor(module, body, statement);
    case "break":
    case "continue":
      return leaveLoop(module, body, statement);
    case "function":
      return lowerFunction(module, body, statement);
    case "class":
      return lowerClass(module, body, statement);
    case "try":
      return lowerTry(module, body, statement);
    case "assert": {
      const [yes, no] = [builder.newBlock(), builder.newBlock()];
      lowerCondition(module, body, statement.condition, yes, no);
      builder.startBlock(no);
      const message = statement.message === undefined ? [] : [wordOf(lowerExpression(module, body, statement.message))];
      const error = runtime.value(body, message.length === 0 ? "call0" : "call1", [module.builtin(body, 111), ...message]);
      runtime.call(body, "raise_value", [read(fieldPlace(localPlace(error), 0))]);
      builder.goto(yes);
      builder.startBlock(yes);
      return;
    }
    default:
      return module.notYet(`\`${statement.kind}\``, statement.span);
  }
}

// Assignment

/** Gives a value to a target. */
export function assignTo(module: PythonModule, body: Body, target: Expression, value: LocalId): void {
  const { runtime } = module;
  const { builder } = body;
  const word = read(fieldPlace(localPlace(value), 0));
  switch (target.kind) {
    case "name": {
      const variable = body.variables.get(target.name);
      if (variable?.kind === "local") {
        builder.move(localPlace(variable.local), localPlace(value));
        body.assigned.add(target.name);
      } else runtime.call(body, "store_global", [runtime.global(module.global(target.name)), word]);
      return;
    }
    case "attribute": {
      const base = lowerExpression(module, body, target.base);
      runtime.call(body, "set_attribute", [wordOf(base), module.text(body, target.name.text), word, module.attributeCache()]);
      return;
    }
    case "subscript":
      return assignItem(module, body, target, word);
    case "tuple":
    case "list":
      return assignElements(module, body, target.elements, value);
    default:
      module.notYet("this target", target.span);
  }
}

// Leaving

function lowerReturn(module: PythonModule, body: Body, statement: Extract<Statement, { kind: "return" }>): void {
  const { builder } = body;
  const { runtime } = module;
  const value = statement.value === undefined ? undefined : ownedValue(module, body, lowerExpression(module, body, statement.value));
  runFinally(module, body, 0);
  const word = value === undefined ? runtime.constant(2n) : runtime.given(body, value);
  builder.assign(localPlace(body.resultLocal), { kind: "use", operand: word });
  builder.terminate({ kind: "return", span: statement.span });
}

function lowerRaise(module: PythonModule, body: Body, statement: Extract<Statement, { kind: "raise" }>): void {
  const { builder } = body;
  if (statement.cause !== undefined) module.notYet("`raise ... from`", statement.span);
  if (statement.value === undefined) {
    if (body.handled === undefined) return module.notYet("`raise` outside of a handler", statement.span);
    module.runtime.call(body, "raise_again", [read(fieldPlace(localPlace(body.handled), 0))]);
  } else module.runtime.call(body, "raise_value", [wordOf(lowerExpression(module, body, statement.value))]);
  builder.terminate({ kind: "unreachable", span: statement.span });
}

function leaveLoop(module: PythonModule, body: Body, statement: Extract<Statement, { kind: "break" | "continue" }>): void {
  const index = body.frames.findLastIndex((frame) => frame.kind === "loop");
  const loop = body.frames[index] as Extract<Frame, { kind: "loop" }> | undefined;
  if (loop === undefined) return module.notYet(`\`${statement.kind}\` outside of a loop`, statement.span);
  runFinally(module, body, index + 1);
  body.builder.goto(statement.kind === "break" ? loop.breakBlock : loop.continueBlock);
}

/** The `finally` blocks of the frames from one on, innermost first, each without itself and those inside of it. */
function runFinally(module: PythonModule, body: Body, from: number): void {
  const saved = [...body.frames];
  for (let index = saved.length - 1; index >= from; index--) {
    const frame = saved[index];
    body.frames.length = index;
    if (frame?.kind === "finally") lowerStatements(module, body, frame.statements);
  }
  body.frames.length = 0;
  body.frames.push(...saved);
}

// Blocks

/** Lowers each way with the variables that have values before, and leaves those that have them after all ways that go on. */
function ways(body: Body, list: readonly (() => boolean)[]): void {
  const before = body.assigned;
  let after: Set<string> | undefined;
  for (const way of list) {
    body.assigned = new Set(before);
    if (!way()) continue;
    const here = body.assigned;
    after = after === undefined ? here : new Set([...after].filter((name) => here.has(name)));
  }
  body.assigned = after ?? before;
}

function lowerIf(module: PythonModule, body: Body, statement: Extract<Statement, { kind: "if" }>): void {
  const { builder } = body;
  const [yes, no, end] = [builder.newBlock(), builder.newBlock(), builder.newBlock()];
  lowerCondition(module, body, statement.condition, yes, no);
  const way = (block: number, statements: readonly Statement[]) => (): boolean => {
    builder.startBlock(block);
    lowerStatements(module, body, statements);
    const goesOn = builder.isReachable;
    builder.goto(end);
    return goesOn;
  };
  ways(body, [way(yes, statement.body), way(no, statement.orElse)]);
  builder.startBlock(end);
}

function lowerWhile(module: PythonModule, body: Body, statement: Extract<Statement, { kind: "while" }>): void {
  const { builder } = body;
  const [again, inside, done, end] = [builder.newBlock(), builder.newBlock(), builder.newBlock(), builder.newBlock()];
  builder.fallInto(again);
  lowerCondition(module, body, statement.condition, inside, done);
  loop(module, body, { again, inside, done, end }, statement, () => {});
}

function lowerFor(module: PythonModule, body: Body, statement: Extract<Statement, { kind: "for" }>): void {
  const { builder } = body;
  if (statement.isAsync) module.notYet("`async for`", statement.span);
  const begin = lowerIteration(module, body, statement.iterable, statement.target);
  const [again, inside, done, end] = [builder.newBlock(), builder.newBlock(), builder.newBlock(), builder.newBlock()];
  const next = begin({ again, inside, done });
  loop(module, body, { again, inside, done, end }, statement, next);
}

type LoopBlocks = Readonly<Record<"again" | "inside" | "done" | "end", number>>;

function loop(
  module: PythonModule,
  body: Body,
  blocks: LoopBlocks,
  statement: Extract<Statement, { kind: "while" | "for" }>,
  begin: () => void,
): void {
  const { builder } = body;
  const before = new Set(body.assigned);
  builder.startBlock(blocks.inside);
  body.frames.push({ kind: "loop", breakBlock: blocks.end, continueBlock: blocks.again });
  begin();
  lowerStatements(module, body, statement.body);
  body.frames.pop();
  builder.goto(blocks.again);
  builder.startBlock(blocks.done);
  body.assigned = new Set(before);
  lowerStatements(module, body, statement.orElse);
  builder.goto(blocks.end);
  builder.startBlock(blocks.end);
  body.assigned = before;
}

// Functions and classes

function lowerFunction(module: PythonModule, body: Body, node: FunctionDeclaration): void {
  assignTo(module, body, { kind: "name", name: node.name.text, span: node.name.span }, functionValue(module, body, node, node.name.text));
}

function functionValue(module: PythonModule, body: Body, node: FunctionDeclaration, displayName: string): LocalId {
  const { signature } = node;
  if (!body.isModule) module.notYet("a function inside of a function", node.headerSpan);
  if (node.decorators.length > 0) module.notYet("a decorator", (node.decorators[0] as (typeof node.decorators)[number]).span);
  for (const argument of signature.arguments) {
    if (argument.stars > 0 || argument.default !== undefined || argument.passing !== "normal")
      module.notYet("this kind of argument", argument.span);
  }
  if (signature.effects.isAsync) module.notYet("`async def`", node.headerSpan);
  if (signature.arguments.length > 5) module.notYet("a function of more than 5 arguments", node.headerSpan);
  const symbol = module.addFunction(node, displayName);
  const { runtime } = module;
  return runtime.value(body, "new_function", [
    runtime.code(symbol),
    runtime.int(signature.arguments.length),
    module.text(body, node.name.text),
  ]);
}

function lowerClass(module: PythonModule, body: Body, node: Extract<Statement, { kind: "class" }>): void {
  const { runtime } = module;
  const [base, second] = node.arguments;
  if (second !== undefined || (base !== undefined && (base.keyword !== undefined || base.stars > 0)))
    module.notYet("a class with several bases or keywords", node.headerSpan);
  if (node.decorators.length > 0) module.notYet("a decorator", node.headerSpan);
  const isObject = base?.value.kind === "name" && base.value.name === "object";
  const parent = base === undefined || isObject ? runtime.constant(2n) : wordOf(lowerExpression(module, body, base.value));
  const created = runtime.value(body, "new_class", [module.text(body, node.name.text), parent]);
  for (const member of node.body) {
    if (member.kind === "pass" || (member.kind === "expression" && member.value.kind === "string")) continue;
    let name: string;
    let value: LocalId;
    if (member.kind === "function") {
      name = member.name.text;
      value = functionValue(module, body, member, `${node.name.text}.${name}`);
    } else if (member.kind === "assign" && member.targets.length === 1 && member.targets[0]?.kind === "name") {
      name = member.targets[0].name;
      value = ownedValue(module, body, lowerExpression(module, body, member.value));
    } else {
      module.notYet("this statement in a class", member.span);
      continue;
    }
    const instance = runtime.instance("set_class_attribute");
    const target = body.builder.newLocal(module.program.services.lowerType(module.program, instance.result), { unmanaged: true });
    body.builder.call(localPlace(target), { kind: "function", symbol: instance.symbol }, [
      { kind: "value", operand: read(fieldPlace(localPlace(created), 0)) },
      { kind: "value", operand: module.text(body, name) },
      { kind: "reference", mode: "consume", place: localPlace(value) },
    ]);
  }
  assignTo(module, body, { kind: "name", name: node.name.text, span: node.name.span }, created);
}

// Exceptions

function lowerTry(module: PythonModule, body: Body, statement: Extract<Statement, { kind: "try" }>): void {
  if (statement.finally.length === 0) return lowerHandlers(module, body, statement);
  const { builder } = body;
  const { runtime } = module;
  const failed = builder.newBlock();
  const error = builder.newLocal(runtime.raised);
  body.frames.push({ kind: "handler", error, block: failed }, { kind: "finally", statements: statement.finally });
  lowerHandlers(module, body, statement);
  body.frames.length -= 2;
  const before = new Set(body.assigned);
  lowerStatements(module, body, statement.finally);
  const end = builder.newBlock();
  builder.goto(end);
  builder.startBlock(failed);
  body.assigned = new Set();
  const exception = takeException(module, body, error);
  lowerStatements(module, body, statement.finally);
  runtime.call(body, "raise_again", [read(fieldPlace(localPlace(exception), 0))]);
  builder.terminate({ kind: "unreachable", span: statement.span });
  builder.startBlock(end);
  body.assigned = before;
}

function takeException(module: PythonModule, body: Body, error: LocalId): LocalId {
  const { runtime } = module;
  const { builder } = body;
  const instance = runtime.instance("take_value");
  const word = builder.newLocal(runtime.word, { unmanaged: true });
  builder.call(localPlace(word), { kind: "function", symbol: instance.symbol }, [
    { kind: "reference", mode: "consume", place: localPlace(error) },
  ]);
  return runtime.owned(body, read(localPlace(word)));
}

function lowerHandlers(module: PythonModule, body: Body, statement: Extract<Statement, { kind: "try" }>): void {
  const { builder } = body;
  const { runtime } = module;
  if (statement.handlers.length === 0) {
    lowerStatements(module, body, statement.body);
    return lowerStatements(module, body, statement.orElse);
  }
  const [caught, end] = [builder.newBlock(), builder.newBlock()];
  const error = builder.newLocal(runtime.raised);
  const before = new Set(body.assigned);
  body.frames.push({ kind: "handler", error, block: caught });
  lowerStatements(module, body, statement.body);
  body.frames.pop();
  lowerStatements(module, body, statement.orElse);
  const afterBody = builder.isReachable ? body.assigned : undefined;
  builder.goto(end);
  builder.startBlock(caught);
  const exception = takeException(module, body, error);
  const outer = body.handled;
  body.handled = exception;
  let after = afterBody;
  for (const handler of statement.handlers) {
    body.assigned = new Set(before);
    if (handler.star) module.notYet("`except*`", handler.span);
    const next = builder.newBlock();
    if (handler.type !== undefined) {
      const inside = builder.newBlock();
      const type = lowerExpression(module, body, handler.type);
      const matches = runtime.call(body, "caught_by", [read(fieldPlace(localPlace(exception), 0)), wordOf(type)]);
      builder.branch(truthOf(module, body, matches), inside, next);
      builder.startBlock(inside);
    }
    if (handler.name !== undefined) {
      const named = { kind: "name", name: handler.name.text, span: handler.name.span } as const;
      assignTo(module, body, named, ownedValue(module, body, { kind: "variable", local: exception }));
    }
    lowerStatements(module, body, handler.body);
    if (builder.isReachable) {
      const here = body.assigned;
      after = after === undefined ? here : new Set([...after].filter((name) => here.has(name)));
    }
    builder.goto(end);
    builder.startBlock(next);
    if (handler.type === undefined) break;
  }
  runtime.call(body, "raise_again", [read(fieldPlace(localPlace(exception), 0))]);
  builder.terminate({ kind: "unreachable", span: statement.span });
  body.handled = outer;
  builder.startBlock(end);
  body.assigned = after ?? before;
}
