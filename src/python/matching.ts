/**
 * `match`: the cases are tried one after the other. What a pattern captures is assigned when the whole pattern has matched.
 */
import { localPlace } from "../elaborate/builder.ts";
import type { BlockId, LocalId } from "../mir/mir.ts";
import type { Pattern, Statement } from "../syntax/ast.ts";
import { invalidPattern } from "../syntax/diagnostics.ts";
import type { Body } from "./body.ts";
import { Ends } from "./ends.ts";
import type { PythonModule } from "./module.ts";
import { patternProblems } from "./pattern-names.ts";
import { assignTo, lowerCondition, lowerExpression, ownedValue, truthOf, wordIn, wordOf } from "./values.ts";

type Captures = Map<string, LocalId>;

export function lowerMatch(module: PythonModule, body: Body, statement: Extract<Statement, { kind: "match" }>): void {
  const { builder } = body;
  for (const { problem, span } of patternProblems(statement.cases))
    module.program.report(invalidPattern, { at: span, params: { problem } });
  const subject = ownedValue(module, body, lowerExpression(module, body, statement.subject));
  const before = new Set(body.assigned);
  const ends = new Ends(body);
  const end = builder.newBlock();
  for (const { pattern, guard, body: statements, span } of statement.cases) {
    const next = builder.newBlock();
    const captures: Captures = new Map();
    body.at(span, () => lowerPattern(module, body, pattern, subject, next, captures));
    for (const [name, local] of captures) assignTo(module, body, { kind: "name", name, span: pattern.span }, local);
    if (guard !== undefined) {
      const inside = builder.newBlock();
      lowerCondition(module, body, guard, inside, next);
      builder.startBlock(inside);
    }
    module.lowering.statements(module, body, statements);
    ends.add();
    builder.goto(end);
    builder.startBlock(next);
    body.assigned = new Set(before);
  }
  ends.add();
  builder.goto(end);
  builder.startBlock(end);
  body.assigned = ends.assigned ?? before;
}

/** Leaves for `fail` if the value is not as the pattern says. */
function lowerPattern(module: PythonModule, body: Body, pattern: Pattern, value: LocalId, fail: BlockId, captures: Captures): void {
  switch (pattern.kind) {
    case "value":
      return lowerValue(module, body, pattern, value, fail);
    case "capture":
      if (pattern.pattern !== undefined) lowerPattern(module, body, pattern.pattern, value, fail, captures);
      if (pattern.name !== undefined) captures.set(pattern.name.text, ownedValue(module, body, { kind: "variable", local: value }));
      return;
    case "star":
      return;
    case "sequence":
      return lowerSequence(module, body, pattern, value, fail, captures);
    case "mapping":
      return lowerMapping(module, body, pattern, value, fail, captures);
    case "class":
      return lowerClass(module, body, pattern, value, fail, captures);
    case "or":
      return lowerAlternatives(module, body, pattern.alternatives, value, fail, captures);
  }
}

/** Goes on if the `Bool` in a local is as wanted, else leaves for `fail`. */
function require(body: Body, condition: LocalId, fail: BlockId, wanted = true): void {
  const onward = body.builder.newBlock();
  body.builder.branch(truthOf(condition), wanted ? onward : fail, wanted ? fail : onward);
  body.builder.startBlock(onward);
}

function lowerValue(module: PythonModule, body: Body, pattern: Extract<Pattern, { kind: "value" }>, value: LocalId, fail: BlockId): void {
  const { runtime } = module;
  const { kind } = pattern.value;
  const wanted = wordOf(lowerExpression(module, body, pattern.value));
  const isSingle = kind === "none" || kind === "boolean";
  require(body, runtime.call(body, isSingle ? "is_same" : "equal", [wordIn(value), wanted]), fail);
}

function lowerSequence(
  module: PythonModule,
  body: Body,
  { elements }: Extract<Pattern, { kind: "sequence" }>,
  value: LocalId,
  fail: BlockId,
  captures: Captures,
): void {
  const { runtime } = module;
  const star = elements.findIndex((element) => element.kind === "star");
  const least = star < 0 ? elements.length : elements.length - 1;
  require(body, runtime.call(body, "is_sequence", [wordIn(value), runtime.int(least), runtime.bool(star < 0)]), fail);
  elements.forEach((element, index) => {
    if (element.kind === "capture" && element.name === undefined && element.pattern === undefined) return;
    if (element.kind === "star") {
      const after = elements.length - index - 1;
      if (element.name === undefined) return;
      captures.set(element.name.text, runtime.value(body, "sequence_part", [wordIn(value), runtime.int(index), runtime.int(after)]));
      return;
    }
    const at = star >= 0 && index > star ? index - elements.length : index;
    const item = runtime.value(body, "sequence_item", [wordIn(value), runtime.int(at)]);
    lowerPattern(module, body, element, item, fail, captures);
  });
}

function lowerMapping(
  module: PythonModule,
  body: Body,
  { entries, rest }: Extract<Pattern, { kind: "mapping" }>,
  value: LocalId,
  fail: BlockId,
  captures: Captures,
): void {
  const { runtime } = module;
  require(body, runtime.call(body, "is_mapping", [wordIn(value), runtime.int(entries.length)]), fail);
  const keys = runtime.value(body, "new_list", [runtime.int(0)]);
  for (const { key } of entries) runtime.call(body, "append", [wordIn(keys), wordOf(lowerExpression(module, body, key))]);
  if (entries.length > 0) {
    const values = runtime.value(body, "mapping_values", [wordIn(value), wordIn(keys)]);
    require(body, runtime.call(body, "is_none", [wordIn(values)]), fail, false);
    lowerParts(
      module,
      body,
      entries.map((entry) => entry.pattern),
      values,
      fail,
      captures,
    );
  }
  if (rest !== undefined) captures.set(rest.text, runtime.value(body, "mapping_rest", [wordIn(value), wordIn(keys)]));
}

function lowerClass(
  module: PythonModule,
  body: Body,
  { callee, positional, keywords }: Extract<Pattern, { kind: "class" }>,
  value: LocalId,
  fail: BlockId,
  captures: Captures,
): void {
  const { runtime } = module;
  const class_ = ownedValue(module, body, lowerExpression(module, body, callee));
  const names = module.names(
    body,
    keywords.map(({ name }) => name.text),
  );
  const parts = runtime.value(body, "class_parts", [wordIn(value), wordIn(class_), runtime.int(positional.length), names]);
  require(body, runtime.call(body, "is_none", [wordIn(parts)]), fail, false);
  lowerParts(module, body, [...positional, ...keywords.map(({ pattern }) => pattern)], parts, fail, captures);
}

/** Each element of a list against a pattern. */
function lowerParts(
  module: PythonModule,
  body: Body,
  patterns: readonly Pattern[],
  list: LocalId,
  fail: BlockId,
  captures: Captures,
): void {
  const { runtime } = module;
  patterns.forEach((pattern, index) => {
    const item = runtime.value(body, "item_at", [wordIn(list), runtime.int(index)]);
    lowerPattern(module, body, pattern, item, fail, captures);
  });
}

function lowerAlternatives(
  module: PythonModule,
  body: Body,
  alternatives: readonly Pattern[],
  value: LocalId,
  fail: BlockId,
  captures: Captures,
): void {
  const { builder } = body;
  const matched = builder.newBlock();
  const shared: Captures = new Map();
  alternatives.forEach((pattern, index) => {
    const next = index === alternatives.length - 1 ? fail : builder.newBlock();
    const own: Captures = new Map();
    lowerPattern(module, body, pattern, value, next, own);
    for (const [name, local] of own) {
      const common = shared.get(name) ?? builder.newLocal(module.runtime.object);
      shared.set(name, common);
      builder.move(localPlace(common), localPlace(local));
    }
    builder.goto(matched);
    if (next !== fail) builder.startBlock(next);
  });
  builder.startBlock(matched);
  for (const [name, local] of shared) captures.set(name, local);
}
