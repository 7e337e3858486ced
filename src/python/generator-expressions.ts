/**
 * Generator expressions: a function of its own that yields the elements, called at once with an iterator over the first iterable.
 *
 * Some calls take all elements before they do anything that could be seen: these generators are marked as quick, and become loops.
 */
import type { ArgumentDeclaration, CallArgument, Expression, FunctionDeclaration, Statement } from "../syntax/ast.ts";
import { addTarget } from "./names.ts";

export type Comprehension = Extract<Expression, { kind: "comprehension" }>;
type Call = Extract<Expression, { kind: "call" }>;

/** The only argument of the function that a generator expression is; no program can name it. */
export const firstIterator = ".0";

const functions = new WeakMap<Comprehension, FunctionDeclaration>();
const quick = new WeakSet<Expression>();
const takesAll: ReadonlySet<string> = new Set("list tuple sorted set frozenset dict sum min max any all".split(" "));

/** The function of a generator expression. */
export function generatorFunction(node: Comprehension): FunctionDeclaration {
  let known = functions.get(node);
  if (known === undefined) {
    known = makeFunction(node);
    functions.set(node, known);
  }
  return known;
}

function makeFunction(node: Comprehension): FunctionDeclaration {
  const { span } = node;
  const text = (name: string) => ({ text: name, span });
  const argument: ArgumentDeclaration = { name: text(firstIterator), stars: 0, passing: "positional-only", span };
  let body: Statement[] = [{ kind: "expression", value: { kind: "yield", from: false, value: node.element, span }, span }];
  [...node.clauses].reverse().forEach((clause, index) => {
    if (clause.kind === "if") {
      body = [{ kind: "if", isComptime: false, condition: clause.condition, body, orElse: [], span }];
      return;
    }
    const isFirst = index === node.clauses.length - 1;
    const iterable: Expression = isFirst ? { kind: "name", name: firstIterator, span } : clause.iterable;
    const isAsync = clause.isAsync;
    body = [{ kind: "for", isAsync, isComptime: false, target: clause.target, iterable, body, orElse: [], span }];
  });
  const shared = walrusNames(node);
  if (shared.length > 0) body = [{ kind: "nonlocal", names: shared.map(text), span }, ...body];
  const effects = { raises: true, isAsync: isAsynchronous(node), capturing: false, escaping: false, unified: false, thin: false };
  return {
    kind: "function",
    name: text("<genexpr>"),
    signature: { keyword: "def", parameters: [], hasParameterList: false, arguments: [argument], effects },
    decorators: [],
    body,
    headerSpan: span,
    span,
  };
}

/** Whether it awaits something outside of its first iterable. */
function isAsynchronous(node: Comprehension): boolean {
  const rest = node.clauses.map((clause, index) => (index === 0 && clause.kind === "for" ? clause.isAsync : clause));
  return rest.includes(true) || awaits([node.element, rest]);
}

function awaits(node: unknown): boolean {
  if (Array.isArray(node)) return node.some(awaits);
  if (node === null || typeof node !== "object") return false;
  const { kind, isAsync } = node as { kind?: string; isAsync?: boolean };
  if (kind === "await" || (kind === "for" && isAsync === true)) return true;
  return kind !== "lambda" && children(node).some(awaits);
}

/** Names that `:=` in it assigns: variables of the function around it. */
function walrusNames(node: Comprehension): readonly string[] {
  const names = new Set<string>();
  const visit = (inner: unknown): void => {
    if (Array.isArray(inner)) return inner.forEach(visit);
    if (inner === null || typeof inner !== "object") return;
    const { kind, name } = inner as { kind?: string; name?: { text: string } };
    if (kind === "walrus" && name !== undefined) names.add(name.text);
    if (kind !== "lambda") children(inner).forEach(visit);
  };
  visit([node.element, node.clauses]);
  return [...names];
}

function children(node: object): readonly unknown[] {
  return Object.entries(node).flatMap(([key, value]) => (key.toLowerCase().endsWith("span") ? [] : [value]));
}

// Quick generators

/** Whether a comprehension is a generator that may be lowered as a loop. */
export function isQuick(node: Expression): node is Comprehension {
  return quick.has(node);
}

/** Marks the quick generators of a module; before anything of it is lowered. */
export function markQuickGenerators(statements: readonly Statement[]): void {
  const bound = new Set<string>();
  eachNode(statements, (node) => addBound(node, bound));
  eachNode(statements, (node) => {
    if ((node as { kind?: string }).kind === "call") markArgument(node as Call, bound);
  });
}

function markArgument({ callee, arguments: list }: Call, bound: ReadonlySet<string>): void {
  const [first, ...rest] = list;
  if (first === undefined || !isGenerator(first) || !rest.every((argument) => argument.keyword !== undefined)) return;
  const isJoin = callee.kind === "attribute" && callee.name.text === "join" && callee.base.kind === "string" && rest.length === 0;
  const isFunction = callee.kind === "name" && takesAll.has(callee.name) && !bound.has(callee.name);
  if ((isJoin || isFunction) && !isAsynchronous(first.value as Comprehension)) quick.add(first.value);
}

function isGenerator(argument: CallArgument): boolean {
  const { value, keyword, stars } = argument;
  return keyword === undefined && stars === 0 && value.kind === "comprehension" && value.form === "generator";
}

/** Adds what a node binds, in whatever scope. */
function addBound(node: object, bound: Set<string>): void {
  const { kind, name, names, rest, target, targets, passing, items } = node as {
    readonly [key in "kind" | "passing"]?: string;
  } & {
    readonly name?: { text?: string };
    readonly names?: readonly { text?: string; name?: { text: string }; alias?: { text: string } }[];
    readonly rest?: { text?: string };
    readonly target?: Expression;
    readonly targets?: readonly Expression[];
    readonly items?: readonly { readonly target?: Expression }[];
  };
  const isDeclaration =
    kind === "function" || kind === "class" || kind === "walrus" || kind === "capture" || kind === "star" || passing !== undefined;
  if (isDeclaration && name?.text !== undefined) bound.add(name.text);
  if (rest?.text !== undefined) bound.add(rest.text);
  for (const named of names ?? [])
    for (const text of [named.text, named.name?.text, named.alias?.text]) if (text !== undefined) bound.add(text);
  for (const one of [target, ...(targets ?? []), ...(items ?? []).map((item) => item.target)]) if (one !== undefined) addTarget(one, bound);
  if (kind === undefined && name?.text !== undefined) bound.add(name.text);
}

function eachNode(node: unknown, action: (node: object) => void): void {
  if (Array.isArray(node)) return node.forEach((item) => eachNode(item, action));
  if (node === null || typeof node !== "object") return;
  action(node);
  children(node).forEach((child) => eachNode(child, action));
}
