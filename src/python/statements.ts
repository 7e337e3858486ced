/**
 * Statements of Python.
 */
import { fieldPlace, localPlace, read } from "../elaborate/builder.ts";
import type { Expression, Statement } from "../syntax/ast.ts";
import { tryAssignment } from "./attempts.ts";
import type { Body, Frame } from "./body.ts";
import { assignTo, augmented, deleteTarget } from "./assignment.ts";
import { classValue } from "./classes.ts";
import { lowerRaise, lowerTry } from "./exceptions.ts";
import { lowerCondition, lowerExpression } from "./expressions.ts";
import { isNumeric } from "./float-guesses.ts";
import { functionValue } from "./functions.ts";
import { lowerFromImport, lowerImport } from "./imports.ts";
import { lowerIteration } from "./loops.ts";
import { lowerMatch } from "./matching.ts";
import type { PythonModule } from "./module.ts";
import { assignFloat } from "./unboxed.ts";
import { ownedValue, wordOf } from "./values.ts";
import { annotateVariable } from "./variables.ts";
import { lowerWith } from "./with-blocks.ts";

export function lowerStatements(module: PythonModule, body: Body, statements: readonly Statement[]): void {
  for (const statement of statements) body.at(statement.span, () => lowerStatement(module, body, statement));
}

function lowerStatement(module: PythonModule, body: Body, statement: Statement): void {
  const { builder } = body;
  const { runtime } = module;
  switch (statement.kind) {
    case "expression":
      if (body.showsValues) runtime.call(body, "show_value", [wordOf(lowerExpression(module, body, statement.value))]);
      else if (statement.value.kind !== "string") lowerExpression(module, body, statement.value);
      return;
    case "pass":
    case "global":
    case "nonlocal":
      return;
    case "delete":
      for (const target of statement.targets) deleteTarget(module, body, target);
      return;
    case "with":
      return lowerWith(module, body, statement);
    case "assign": {
      const [only, another] = statement.targets;
      if (only !== undefined && another === undefined && isNumeric(body, statement.value)) {
        if (assignFloat(module, body, only, statement.value)) return;
      }
      if (only !== undefined && another === undefined) {
        const general = (): void => assignTo(module, body, only, ownedValue(module, body, lowerExpression(module, body, statement.value)));
        if (tryAssignment(module, body, only, undefined, statement.value, general)) return;
      }
      const value = ownedValue(module, body, lowerExpression(module, body, statement.value));
      statement.targets.forEach((target, index) => {
        const isLast = index === statement.targets.length - 1;
        assignTo(module, body, target, isLast ? value : ownedValue(module, body, { kind: "variable", local: value }));
      });
      return;
    }
    case "variable":
      if (statement.value !== undefined)
        assignTo(module, body, statement.target, ownedValue(module, body, lowerExpression(module, body, statement.value)));
      if (statement.target.kind === "name" && statement.type !== undefined)
        annotateVariable(module, body, statement.target.name, statement.type);
      return;
    case "augmented":
      return augmented(module, body, statement);
    case "return":
      return lowerReturn(module, body, statement);
    case "raise":
      return lowerRaise(module, body, statement);
    case "if":
      return lowerIf(module, body, statement);
    case "match":
      return lowerMatch(module, body, statement);
    case "while":
      return lowerWhile(module, body, statement);
    case "for":
      return lowerFor(module, body, statement);
    case "break":
    case "continue":
      return leaveLoop(module, body, statement);
    case "function":
      return assignTo(module, body, nameOf(statement), functionValue(module, body, statement));
    case "import":
      if (module.typed.skipped.has(statement)) return;
      return lowerImport(module, body, statement);
    case "from-import":
      if (module.typed.skipped.has(statement)) return;
      return lowerFromImport(module, body, statement);
    case "class":
      return assignTo(module, body, nameOf(statement), classValue(module, body, statement));
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
    case "struct":
      return lowerStruct(module, body, statement);
    default:
      if (module.typed.skipped.has(statement)) return;
      return module.notYet(`\`${statement.kind}\``, statement.span);
  }
}

/** The class that untyped code sees of a struct; what has parameters is for typed code alone. */
function lowerStruct(module: PythonModule, body: Body, statement: Extract<Statement, { kind: "struct" }>): void {
  const symbol = module.typed.entries.get(statement);
  if (symbol === undefined) return module.typed.skipped.has(statement) ? undefined : module.notYet("`struct` here", statement.span);
  const { builder } = body;
  const edge = body.outward();
  const target = builder.newLocal(module.runtime.word, { unmanaged: true });
  builder.tryCall(localPlace(target), { kind: "function", symbol }, [], edge.place, edge.block);
  assignTo(module, body, nameOf(statement), module.runtime.owned(body, read(localPlace(target))));
}

// Leaving

function lowerReturn(module: PythonModule, body: Body, statement: Extract<Statement, { kind: "return" }>): void {
  const { builder } = body;
  const { runtime } = module;
  const value = statement.value === undefined ? undefined : ownedValue(module, body, lowerExpression(module, body, statement.value));
  runFinally(body, 0);
  const word = value === undefined ? runtime.constant(2n) : runtime.given(body, value);
  builder.assign(localPlace(body.resultLocal), { kind: "use", operand: word });
  builder.terminate({ kind: "return", span: statement.span });
}

function leaveLoop(module: PythonModule, body: Body, statement: Extract<Statement, { kind: "break" | "continue" }>): void {
  const index = body.frames.findLastIndex((frame) => frame.kind === "loop");
  const loop = body.frames[index] as Extract<Frame, { kind: "loop" }> | undefined;
  // Reported before (`rules.ts`).
  if (loop === undefined) return;
  runFinally(body, index + 1);
  body.builder.goto(statement.kind === "break" ? loop.breakBlock : loop.continueBlock);
}

/** The `finally` blocks of the frames from one on, innermost first, each without itself and those inside of it. */
function runFinally(body: Body, from: number): void {
  const saved = [...body.frames];
  for (let index = saved.length - 1; index >= from; index--) {
    const frame = saved[index];
    body.frames.length = index;
    if (frame?.kind === "finally") frame.run();
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
  const begin = lowerIteration(module, body, statement.iterable, statement.target, statement.isAsync);
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
  if (module.hasThreads) module.runtime.call(body, "check_turn", []);
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

function nameOf(node: { readonly name: { readonly text: string; readonly span: Expression["span"] } }): Expression {
  return { kind: "name", name: node.name.text, span: node.name.span };
}
