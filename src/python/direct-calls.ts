/**
 * Calls of functions that the module's text names: where a call leads to code that is known, it goes there directly, so that LLVM may put it in place.
 *
 * A guess: the name of a function of the module, of a class, or a method's name that one class has. What is called is compared with it first.
 */
import { localPlace, read } from "../elaborate/builder.ts";
import type { LocalId, Operand } from "../mir/mir.ts";
import type { Expression, FunctionDeclaration, Statement } from "../syntax/ast.ts";
import type { Body } from "./body.ts";
import type { ClassDeclaration } from "./classes.ts";
import type { PythonModule } from "./module.ts";
import type { RuntimeFunction } from "./runtime.ts";
import { truthOf, wordIn } from "./values.ts";

/** What is defined once in a module. */
export class Definitions {
  private readonly functions = new Map<string, FunctionDeclaration | undefined>();
  private readonly classes = new Map<string, ClassDeclaration | undefined>();
  /** By name: the classes that have such a method. */
  private readonly methods = new Map<string, ClassDeclaration[]>();

  constructor(statements: readonly Statement[]) {
    const add = <Node>(map: Map<string, Node | undefined>, name: string, node: Node): void =>
      void map.set(name, map.has(name) ? undefined : node);
    for (const statement of statements) {
      if (statement.kind === "function") add(this.functions, statement.name.text, statement);
      if (statement.kind === "class") add(this.classes, statement.name.text, statement);
    }
    for (const node of this.classes.values())
      for (const item of node?.body ?? [])
        if (item.kind === "function" && node !== undefined)
          this.methods.set(item.name.text, [...(this.methods.get(item.name.text) ?? []), node]);
  }

  isClass(name: string): boolean {
    return this.classes.get(name) !== undefined;
  }

  /** The qualified name of a function of the module that takes this many arguments. */
  functionNamed(module: PythonModule, name: string, count: number): string | undefined {
    const node = this.functions.get(name);
    return node !== undefined && !module.typed.entries.has(node) && takes(node, count) ? name : undefined;
  }

  /** Of `__init__` of a class. */
  initializerOf(name: string, count: number): string | undefined {
    const node = this.classes.get(name);
    const initializer = node === undefined ? undefined : methodOf(node, "__init__");
    return initializer !== undefined && takes(initializer, count + 1) ? `${name}.__init__` : undefined;
  }

  /** Of a method; `own` is the class of the receiver, as far as one knows. */
  methodNamed(name: string, count: number, own: string | undefined): string | undefined {
    const list = this.methods.get(name) ?? [];
    const node = list.find((item) => item.name.text === own) ?? (list.length === 1 ? list[0] : undefined);
    const method = node === undefined ? undefined : methodOf(node, name);
    return node !== undefined && method !== undefined && takes(method, count + 1) ? `${node.name.text}.${name}` : undefined;
  }
}

/** If it is defined once in the class. */
function methodOf(node: ClassDeclaration, name: string): FunctionDeclaration | undefined {
  const list = node.body.filter((item) => item.kind === "function" && item.name.text === name);
  return list.length === 1 ? (list[0] as FunctionDeclaration) : undefined;
}

/** Whether a function is called with this many arguments by position, and nothing else. */
function takes(node: FunctionDeclaration, count: number): boolean {
  const list = node.signature.arguments;
  return (
    node.decorators.length === 0 &&
    list.length === count &&
    count <= 5 &&
    list.every(({ stars, passing }) => stars === 0 && passing !== "keyword-only")
  );
}

/** Whether a function is so short that it is best put where it is called: some operations, no loops, no calls. */
export function isShort(statements: readonly Statement[]): boolean {
  return weightOf(statements) <= mostWeight;
}

const mostWeight = 24;
const longKinds = "for while try with function lambda class comprehension yield await match delete import from-import raise assert";
const heavy: ReadonlySet<string> = new Set(longKinds.split(" "));

function weightOf(node: unknown): number {
  if (Array.isArray(node)) return node.reduce<number>((sum, item) => sum + weightOf(item), 0);
  if (node === null || typeof node !== "object") return 0;
  const { kind } = node as { kind?: string };
  if (kind !== undefined && heavy.has(kind)) return mostWeight + 1;
  if (kind === "call") return mostWeight + 1;
  let sum = kind === undefined ? 0 : 1;
  for (const [key, value] of Object.entries(node)) if (!key.toLowerCase().endsWith("span")) sum += weightOf(value);
  return sum;
}

function symbolOf(module: PythonModule, qualifiedName: string): string {
  return `python.${module.info.name}.${qualifiedName}`;
}

/** Calls code with its function and its arguments; the result has a count. */
function callCode(module: PythonModule, body: Body, symbol: string, words: readonly Operand[]): Operand {
  const { builder } = body;
  const { runtime } = module;
  const target = builder.newLocal(runtime.word, { unmanaged: true });
  const edge = runtime.tracedEdge(body);
  const args = words.map((operand) => ({ kind: "value", operand }) as const);
  builder.tryCall(localPlace(target), { kind: "function", symbol }, args, edge.place, edge.block);
  return read(localPlace(target));
}

/** A call by another way for another callee: each gives the result in the same local. */
type Ways = { readonly result: LocalId; readonly end: number };

function leave(module: PythonModule, body: Body, { result, end }: Ways, word: Operand): void {
  module.runtime.fill(body, localPlace(result), word);
  body.builder.goto(end);
}

/** `function(...)` where the name is that of a function of the module. */
export function directCall(module: PythonModule, body: Body, qualifiedName: string, callee: Operand, words: readonly Operand[]): LocalId {
  const { builder } = body;
  const { runtime } = module;
  const symbol = symbolOf(module, qualifiedName);
  const ways: Ways = { result: builder.newLocal(runtime.object), end: builder.newBlock() };
  const [known, other] = [builder.newBlock(), builder.newBlock()];
  builder.branch(truthOf(runtime.call(body, "is_function_of", [callee, runtime.code(symbol)])), known, other, true);
  builder.startBlock(known);
  leave(module, body, ways, callCode(module, body, symbol, [callee, ...words]));
  builder.startBlock(other);
  leave(module, body, ways, read(localPlace(runtime.call(body, `call${words.length}` as RuntimeFunction, [callee, ...words]))));
  builder.startBlock(ways.end);
  return ways.result;
}

/** `Class(...)` of a class of the module with this `__init__`. */
export function directConstruction(
  module: PythonModule,
  body: Body,
  qualifiedName: string,
  callee: Operand,
  words: readonly Operand[],
): LocalId {
  const { builder } = body;
  const { runtime } = module;
  const symbol = symbolOf(module, qualifiedName);
  const ways: Ways = { result: builder.newLocal(runtime.object), end: builder.newBlock() };
  const [known, other] = [builder.newBlock(), builder.newBlock()];
  builder.branch(truthOf(runtime.call(body, "constructs_by", [callee, runtime.code(symbol)])), known, other, true);
  builder.startBlock(known);
  const initializer = read(localPlace(runtime.call(body, "initializer_of", [callee])));
  const instance = runtime.value(body, "new_instance", [callee]);
  runtime.call(body, "check_initialized", [callCode(module, body, symbol, [initializer, wordIn(instance), ...words])]);
  builder.move(localPlace(ways.result), localPlace(instance));
  builder.goto(ways.end);
  builder.startBlock(other);
  leave(module, body, ways, read(localPlace(runtime.call(body, `call${words.length}` as RuntimeFunction, [callee, ...words]))));
  builder.startBlock(ways.end);
  return ways.result;
}

/** `receiver.name(...)` that most likely leads to one method. */
export function directMethodCall(
  module: PythonModule,
  body: Body,
  qualifiedName: string,
  operands: { readonly receiver: Operand; readonly name: Operand; readonly words: readonly Operand[] },
): LocalId {
  const { builder } = body;
  const { runtime } = module;
  const { receiver, name, words } = operands;
  const symbol = symbolOf(module, qualifiedName);
  const ways: Ways = { result: builder.newLocal(runtime.object), end: builder.newBlock() };
  const [known, other] = [builder.newBlock(), builder.newBlock()];
  const cache = module.attributeCache();
  builder.branch(truthOf(runtime.call(body, "leads_to", [receiver, cache, runtime.code(symbol)])), known, other, true);
  builder.startBlock(known);
  const function_ = read(localPlace(runtime.call(body, "function_in", [cache])));
  leave(module, body, ways, callCode(module, body, symbol, [function_, receiver, ...words]));
  builder.startBlock(other);
  const general = `call_method${words.length}` as RuntimeFunction;
  leave(module, body, ways, read(localPlace(runtime.call(body, general, [receiver, name, cache, ...words]))));
  builder.startBlock(ways.end);
  return ways.result;
}

/** The class around a method, if a receiver is the method's first argument. */
export function ownClass(body: Body, receiver: Expression): string | undefined {
  return receiver.kind === "name" && receiver.name === body.firstArgument ? body.className : undefined;
}
