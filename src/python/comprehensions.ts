/**
 * Comprehensions: their clauses are loops inside of each other, their variables are their own.
 */
import { fieldPlace, localPlace, read } from "../elaborate/builder.ts";
import type { BlockId, LocalId } from "../mir/mir.ts";
import type { Body, Value, Variable, ClassScope } from "./body.ts";
import { lowerCondition, lowerExpression, ownedValue, wordIn, wordOf } from "./values.ts";
import { declareBox, functionValue } from "./functions.ts";
import { type Comprehension, generatorFunction } from "./generator-expressions.ts";
import { lowerIteration } from "./loops.ts";
import type { PythonModule } from "./module.ts";
import { targetNames } from "./names.ts";
import { boxedInComprehension } from "./scopes.ts";

/** The list, set or dictionary of a comprehension. A generator gives a list: for those who take all elements before they do anything. */
export function lowerComprehension(module: PythonModule, body: Body, node: Comprehension, form: Comprehension["form"] = node.form): Value {
  const { runtime } = module;
  const maker = form === "set" ? "new_set" : form === "dictionary" ? "new_dictionary" : "new_list";
  const operands = form === "set" ? [runtime.int(21)] : form === "dictionary" ? [] : [runtime.int(0)];
  const result = runtime.value(body, maker, operands);
  const word = read(fieldPlace(localPlace(result), 0));
  const end = body.builder.newBlock();
  lowerClauses(module, body, node, end, () => {
    if (form === "dictionary") {
      const key = ownedValue(module, body, lowerExpression(module, body, node.key as NonNullable<Comprehension["key"]>));
      const value = lowerExpression(module, body, node.element);
      runtime.call(body, "set_key", [word, wordOf({ kind: "owned", local: key }), wordOf(value)]);
    } else {
      const element = lowerExpression(module, body, node.element);
      runtime.call(body, form === "set" ? "add_member" : "append", [word, wordOf(element)]);
    }
  });
  return { kind: "owned", local: result };
}

/** A generator expression: its function, called with an iterator over the first iterable. */
export function lowerGenerator(module: PythonModule, body: Body, node: Comprehension): LocalId {
  const { runtime } = module;
  const [first] = node.clauses as [Extract<Comprehension["clauses"][number], { kind: "for" }>];
  const iterable = wordOf(lowerExpression(module, body, first.iterable));
  const iterator = runtime.value(body, first.isAsync ? "async_iterate" : "iterate", [iterable]);
  const made = functionValue(module, body, generatorFunction(node));
  return runtime.value(body, "call1", [wordIn(made), wordIn(iterator)]);
}

/** `any(...)` and `all(...)` of a generator: the first element that decides ends the loops. */
export function lowerAnyOrAll(module: PythonModule, body: Body, node: Comprehension, isAny: boolean): LocalId {
  const { runtime } = module;
  const { builder } = body;
  const result = builder.newLocal(runtime.word, { unmanaged: true });
  const [decided, end] = [builder.newBlock(), builder.newBlock()];
  const set = (value: boolean): void => builder.assign(localPlace(result), { kind: "use", operand: runtime.constant(value ? 10n : 6n) });
  set(!isAny);
  lowerClauses(
    module,
    body,
    node,
    end,
    () => {
      const onward = builder.newBlock();
      lowerCondition(module, body, node.element, isAny ? decided : onward, isAny ? onward : decided);
      builder.startBlock(onward);
    },
    () => {
      builder.startBlock(decided);
      set(isAny);
      builder.goto(end);
    },
  );
  return runtime.owned(body, read(localPlace(result)));
}

/** Names of one set that are not in another. */
function allOf(names: ClassScope["names"], less: ReadonlySet<string>): ClassScope["names"] {
  return { has: (name) => names.has(name) && !less.has(name) };
}

/** The loops around an element; afterwards the current block is `end`. */
function lowerClauses(
  module: PythonModule,
  body: Body,
  node: Comprehension,
  end: BlockId,
  element: () => void,
  beforeEnd: () => void = () => {},
): void {
  const { builder } = body;
  const { runtime } = module;
  const names = new Set(node.clauses.flatMap((clause) => (clause.kind === "for" ? targetNames(clause.target) : [])));
  const outer = new Map<string, Variable | undefined>([...names].map((name) => [name, body.variables.get(name)]));
  const before = new Set(body.assigned);
  const { classScope } = body;
  const define = (): void => {
    body.classScope = classScope?.isOfCode === true ? { ...classScope, names: allOf(classScope.names, names) } : undefined;
    const boxed = boxedInComprehension(node);
    for (const name of names) {
      body.assigned.delete(name);
      if (boxed.has(name)) {
        declareBox(module, body, name, runtime.constant(14n));
        continue;
      }
      const local = builder.newLocal(runtime.object, { name });
      runtime.fill(body, localPlace(local), runtime.constant(14n));
      body.variables.set(name, { kind: "local", local });
    }
  };
  const clause = (index: number, out: BlockId): void => {
    const current = node.clauses[index];
    if (current === undefined) {
      element();
      return builder.goto(out);
    }
    if (current.kind === "if") {
      const passed = builder.newBlock();
      lowerCondition(module, body, current.condition, passed, out);
      builder.startBlock(passed);
      return clause(index + 1, out);
    }
    const begin = lowerIteration(module, body, current.iterable, current.target, current.isAsync);
    // The first iterable belongs to what is around the comprehension.
    if (index === 0) define();
    const [again, inside] = [builder.newBlock(), builder.newBlock()];
    const next = begin({ again, inside, done: out });
    builder.startBlock(inside);
    if (module.hasThreads) module.runtime.call(body, "check_turn", []);
    next();
    clause(index + 1, again);
  };
  clause(0, end);
  beforeEnd();
  for (const [name, variable] of outer) {
    if (variable === undefined) body.variables.delete(name);
    else body.variables.set(name, variable);
  }
  body.assigned = before;
  body.classScope = classScope;
  builder.startBlock(end);
}
