/**
 * `for`, in statements and comprehensions: how elements are asked for. Over `range`, `enumerate` and `zip` themselves no tuple and no iterator
 * object is made for a step.
 */
import { fieldPlace, localPlace, read } from "../elaborate/builder.ts";
import type { BlockId, LocalId, MirType, Operand } from "../mir/mir.ts";
import type { Expression } from "../syntax/ast.ts";
import type { Body } from "./body.ts";
import { lowerAsyncIteration } from "./async.ts";
import { firstIterator } from "./generator-expressions.ts";
import { assignTo, lowerExpression, ownedValue, truthOf, wordIn, wordOf } from "./values.ts";
import type { PythonModule } from "./module.ts";

export type IterationBlocks = { readonly again: BlockId; readonly inside: BlockId; readonly done: BlockId };

/** Gives the next element to the targets; called where the block `inside` begins. */
export type Begin = () => void;

/** Makes the iterator; what follows leaves the current block for `again`, which leaves for `inside` or `done`. */
export function lowerIteration(
  module: PythonModule,
  body: Body,
  iterable: Expression,
  target: Expression,
  isAsync: boolean,
): (blocks: IterationBlocks) => Begin {
  const isIterator = iterable.kind === "name" && iterable.name === firstIterator;
  if (isAsync) return lowerAsyncIteration(module, body, iterable, isIterator, target);
  const parts = target.kind === "tuple" || target.kind === "list" ? target.elements : undefined;
  const called = builtinArguments(module, body, iterable);
  if (called?.name === "range" && called.arguments.length >= 1 && called.arguments.length <= 3)
    return overRange(module, body, called.arguments, target);
  const areParts = parts !== undefined && parts.every((part) => part.kind !== "starred");
  const [first] = called?.arguments ?? [];
  if (areParts && called?.name === "enumerate" && called.arguments.length === 1 && parts.length === 2 && first !== undefined)
    return overEnumerate(module, body, first, parts);
  if (areParts && called?.name === "zip" && called.arguments.length === parts.length && parts.length > 0)
    return overZip(module, body, called.arguments, parts);
  if (!isIterator) return overAny(module, body, iterable, target);
  const iterator = ownedValue(module, body, lowerExpression(module, body, iterable));
  return (blocks) => {
    body.builder.fallInto(blocks.again);
    const next = nextOf(module, body, iterator, blocks.done, blocks.inside);
    return () => assignTo(module, body, target, module.runtime.owned(body, next));
  };
}

/** Over a list by its index, over everything else by an iterator. */
function overAny(module: PythonModule, body: Body, iterable: Expression, target: Expression): (blocks: IterationBlocks) => Begin {
  const { runtime } = module;
  const { builder } = body;
  const source = runtime.value(body, "begin_loop", [wordOf(lowerExpression(module, body, iterable))]);
  const at = builder.newLocal((runtime.int(0) as { constant: { type: MirType } }).constant.type, { unmanaged: true });
  builder.assign(localPlace(at), { kind: "use", operand: runtime.int(0) });
  return (blocks) => {
    builder.fallInto(blocks.again);
    const next = runtime.call(body, "next_in_loop", [wordIn(source), read(localPlace(at))]);
    const onward = runtime.call(body, "one_more", [read(localPlace(at))]);
    builder.assign(localPlace(at), { kind: "use", operand: read(localPlace(onward)) });
    builder.branch(truthOf(runtime.call(body, "is_end", [read(localPlace(next))])), blocks.done, blocks.inside);
    return () => assignTo(module, body, target, runtime.owned(body, read(localPlace(next))));
  };
}

/** Asks for the next element; leaves for `done` when there is none. */
function nextOf(module: PythonModule, body: Body, iterator: LocalId, done: BlockId, inside: BlockId): Operand {
  const { runtime } = module;
  const next = runtime.call(body, "next_of", [read(fieldPlace(localPlace(iterator), 0))]);
  const isEnd = runtime.call(body, "is_end", [read(localPlace(next))]);
  body.builder.branch(truthOf(isEnd), done, inside);
  return read(localPlace(next));
}

/** A call of a built-in function by its own name, with positional arguments only. */
function builtinArguments(
  module: PythonModule,
  body: Body,
  node: Expression,
): { readonly name: string; readonly arguments: readonly Expression[] } | undefined {
  if (node.kind !== "call" || node.callee.kind !== "name") return undefined;
  const { name } = node.callee;
  if (body.variables.has(name) || !module.isBuiltin(name)) return undefined;
  if (node.arguments.some((argument) => argument.stars > 0 || argument.keyword !== undefined)) return undefined;
  return { name, arguments: node.arguments.map(({ value }) => value) };
}

/** A local that holds what the steps of a loop change. */
function state(module: PythonModule, body: Body, initial: LocalId): LocalId {
  const { builder } = body;
  const local = builder.newLocal((builder.locals[initial] as { type: MirType }).type, { unmanaged: true });
  builder.assign(localPlace(local), { kind: "use", operand: read(localPlace(initial)) });
  return local;
}

function overRange(module: PythonModule, body: Body, list: readonly Expression[], target: Expression): (blocks: IterationBlocks) => Begin {
  const { runtime } = module;
  const { builder } = body;
  const values = list.map((node) => ownedValue(module, body, lowerExpression(module, body, node)));
  const words = values.map((local) => wordOf({ kind: "owned", local }));
  const start = list.length === 1 ? runtime.constant(1n) : (words[0] as Operand);
  const stop = words[list.length === 1 ? 0 : 1] as Operand;
  const step = words[2] ?? runtime.constant(3n);
  const left = state(module, body, runtime.call(body, "range_length", [start, stop, step]));
  const isSmall = state(module, body, runtime.call(body, "has_small_steps", [start, stop, step]));
  const at = runtime.value(body, "range_number", [start]);
  const by = runtime.value(body, "range_number", [step]);
  return (blocks) => {
    builder.fallInto(blocks.again);
    const more = runtime.call(body, "is_positive", [read(localPlace(left))]);
    builder.branch(truthOf(more), blocks.inside, blocks.done);
    return () => {
      const item = builder.newLocal(runtime.object);
      builder.move(localPlace(item), localPlace(at));
      const onward = runtime.call(body, "stepped_in_range", [wordIn(item), wordIn(by), read(localPlace(isSmall))]);
      runtime.fill(body, localPlace(at), read(localPlace(onward)));
      const fewer = runtime.call(body, "one_less", [read(localPlace(left))]);
      builder.assign(localPlace(left), { kind: "use", operand: read(localPlace(fewer)) });
      assignTo(module, body, target, item);
    };
  };
}

function overEnumerate(
  module: PythonModule,
  body: Body,
  iterable: Expression,
  parts: readonly Expression[],
): (blocks: IterationBlocks) => Begin {
  const { runtime } = module;
  const { builder } = body;
  const iterator = runtime.value(body, "iterate", [wordOf(lowerExpression(module, body, iterable))]);
  const at = builder.newLocal(runtime.word, { unmanaged: true });
  builder.assign(localPlace(at), { kind: "use", operand: runtime.constant(1n) });
  return (blocks) => {
    builder.fallInto(blocks.again);
    const next = nextOf(module, body, iterator, blocks.done, blocks.inside);
    return () => {
      const item = runtime.owned(body, next);
      const number = runtime.owned(body, read(localPlace(at)));
      const onward = runtime.call(body, "stepped", [read(localPlace(at)), runtime.constant(3n)]);
      builder.assign(localPlace(at), { kind: "use", operand: read(localPlace(onward)) });
      assignTo(module, body, parts[0] as Expression, number);
      assignTo(module, body, parts[1] as Expression, item);
    };
  };
}

function overZip(
  module: PythonModule,
  body: Body,
  iterables: readonly Expression[],
  parts: readonly Expression[],
): (blocks: IterationBlocks) => Begin {
  const { runtime } = module;
  const { builder } = body;
  const sources = iterables.map((node) => ownedValue(module, body, lowerExpression(module, body, node)));
  const iterators = sources.map((local) => runtime.value(body, "iterate", [wordOf({ kind: "owned", local })]));
  return (blocks) => {
    builder.fallInto(blocks.again);
    const items = iterators.map((iterator, index) => {
      const isLast = index === iterators.length - 1;
      const onward = isLast ? blocks.inside : builder.newBlock();
      const next = nextOf(module, body, iterator, blocks.done, onward);
      if (isLast) return (): LocalId => runtime.owned(body, next);
      builder.startBlock(onward);
      const item = runtime.owned(body, next);
      return (): LocalId => item;
    });
    return () => {
      const values = items.map((item) => item());
      values.forEach((value, index) => assignTo(module, body, parts[index] as Expression, value));
    };
  };
}
