/**
 * Attributes at places that are known when a method is compiled: what `__init__` gives `self`, in this order.
 *
 * A guess: whether an instance has them there is asked when a method begins (`library/std/dynamic/layouts.mojo`).
 */
import { localPlace, read } from "../elaborate/builder.ts";
import type { LocalId, Operand } from "../mir/mir.ts";
import type { Expression, FunctionDeclaration, Statement } from "../syntax/ast.ts";
import type { Body } from "./body.ts";
import { inMemory } from "./calls.ts";
import type { ClassDeclaration } from "./classes.ts";
import type { PythonModule } from "./module.ts";

/** Slots that an instance may have behind it, less one for a built-in value. */
const most = 24;
/** Layouts that a shape remembers. */
const places = 16;

export type Layout = { readonly symbol: string; readonly place: number; readonly names: readonly string[]; readonly room: number };

/** Where the slots of a variable's value are. */
export type Slots = { readonly local: LocalId; readonly layout: Layout };

/** The classes of a module and their layouts. */
export class Layouts {
  private readonly classes = new Map<string, ClassDeclaration>();
  private readonly known = new Map<ClassDeclaration, Layout | undefined>();
  private count = 0;

  constructor(statements: readonly Statement[]) {
    for (const statement of statements) if (statement.kind === "class") this.classes.set(statement.name.text, statement);
  }

  of(module: PythonModule, node: ClassDeclaration): Layout | undefined {
    if (!this.known.has(node)) {
      const names = attributesOf(node, this.classes, []).slice(0, most);
      const room = Math.min(most, new Set([...names, ...assignedToSelf(node)]).size);
      const layout =
        names.length === 0 ? undefined : { symbol: module.layoutSymbol(node.name.text), place: this.count++ % places, names, room };
      this.known.set(node, layout);
    }
    return this.known.get(node);
  }

  /** The shortest layout with some attributes, if all that have them have them at the same places. */
  withAttributes(module: PythonModule, names: ReadonlySet<string>): Layout | undefined {
    const all = [...this.classes.values()].flatMap((node) => this.of(module, node) ?? []);
    const list = all.filter((layout) => [...names].every((name) => layout.names.includes(name)));
    list.sort((a, b) => a.names.length - b.names.length);
    const [shortest] = list;
    const areSame = list.every((layout) => [...names].every((name) => layout.names.indexOf(name) === shortest?.names.indexOf(name)));
    return areSame ? shortest : undefined;
  }
}

/** In the order in which `__init__` gives them. */
function attributesOf(
  node: ClassDeclaration,
  classes: ReadonlyMap<string, ClassDeclaration>,
  below: readonly ClassDeclaration[],
): string[] {
  const names: string[] = [];
  const add = (list: readonly string[]): void => list.forEach((name) => names.includes(name) || names.push(name));
  const [base] = node.arguments.filter(({ stars, keyword }) => stars === 0 && keyword === undefined).map(({ value }) => value);
  const parent = base?.kind === "name" && !below.includes(node) ? classes.get(base.name) : undefined;
  const inherited = (): string[] => (parent === undefined || parent === node ? [] : attributesOf(parent, classes, [...below, node]));
  const methods = new Map(node.body.flatMap((item) => (item.kind === "function" ? [[item.name.text, item] as const] : [])));
  const initializer = methods.get("__init__");
  if (initializer === undefined) return inherited();
  walkMethod(initializer, methods, [], { add, inherited });
  return names;
}

/** What any method gives its first argument. */
function assignedToSelf(node: ClassDeclaration): string[] {
  const names: string[] = [];
  const add = (list: readonly string[]): void => void names.push(...list);
  for (const item of node.body) if (item.kind === "function") walkMethod(item, new Map(), [], { add, inherited: () => [] });
  return names;
}

type Found = { readonly add: (names: readonly string[]) => void; readonly inherited: () => string[] };
type Methods = ReadonlyMap<string, FunctionDeclaration>;

function walkMethod(node: FunctionDeclaration, methods: Methods, around: readonly FunctionDeclaration[], found: Found): void {
  const self = node.signature.arguments[0]?.name.text;
  if (self === undefined || around.includes(node)) return;
  const isSelf = (value: unknown): boolean => (value as Expression).kind === "name" && (value as { name: string }).name === self;
  const visit = (part: unknown): void => {
    if (Array.isArray(part)) return part.forEach(visit);
    if (part === null || typeof part !== "object") return;
    const { kind } = part as { kind?: string };
    if (kind === "function" || kind === "lambda" || kind === "class") return;
    if (kind === "assign") {
      const { targets, value } = part as Extract<Statement, { kind: "assign" }>;
      visit(value);
      return targets.forEach(target);
    }
    if (kind === "variable") {
      const { target: only, value } = part as Extract<Statement, { kind: "variable" }>;
      visit(value);
      if (value !== undefined) target(only);
      return;
    }
    if (kind === "call") {
      const { callee, arguments: list } = part as Extract<Expression, { kind: "call" }>;
      visit(list);
      if (callee.kind !== "attribute") return visit(callee);
      const { base, name } = callee;
      const method = isSelf(base) ? methods.get(name.text) : undefined;
      if (method !== undefined) walkMethod(method, methods, [...around, node], found);
      else if (name.text === "__init__") found.add(found.inherited());
      else visit(base);
      return;
    }
    for (const [key, value] of Object.entries(part)) if (!key.toLowerCase().endsWith("span")) visit(value);
  };
  const target = (part: Expression): void => {
    if (part.kind === "attribute" && isSelf(part.base)) found.add([part.name.text]);
    else if (part.kind === "tuple" || part.kind === "list") part.elements.forEach(target);
  };
  visit(node.body);
}

// Where they are used

/** After a class is made. */
export function reserveLayout(module: PythonModule, body: Body, class_: Operand, layout: Layout): void {
  const names = layout.names.map((name) => module.text(body, name));
  module.runtime.call(body, "reserve_layout", [
    class_,
    module.runtime.global(layout.symbol),
    inMemory(module, body, names),
    module.runtime.int(names.length),
    module.runtime.int(layout.room),
  ]);
}

/** The slots of a variable whose attributes are used more than once, before the variable has a value. */
export function slotsBeside(module: PythonModule, body: Body, name: string, uses: AttributeUses): { readonly slots?: Slots } {
  const found = uses.get(name);
  if (found === undefined || module.isParallel) return {};
  const isOwn = name === body.firstArgument && uses.own !== undefined && found.list.some((use) => uses.own?.names.includes(use));
  const layout = isOwn ? uses.own : found.list.length > 1 ? module.layouts.withAttributes(module, new Set(found.list)) : undefined;
  if (layout === undefined) return {};
  const local = body.builder.newLocal(module.program.mirTypes.pointer, { unmanaged: true });
  return { slots: { local, layout } };
}

/** When a variable has got a value: where its slots are. */
export function findSlots(module: PythonModule, body: Body, { local, layout }: Slots, word: Operand | undefined): void {
  const { runtime } = module;
  const place = [runtime.global(layout.symbol), runtime.int(layout.place)];
  const found = word === undefined ? runtime.call(body, "no_slots", []) : runtime.call(body, "slots_in_layout", [word, ...place]);
  body.builder.assign(localPlace(local), { kind: "use", operand: read(localPlace(found)) });
}

type Uses = { readonly list: string[] };

/** The attributes of variables that a function uses; `own`: the layout of the class that it is a method of. */
export class AttributeUses {
  private readonly found = new Map<string, Uses>();
  readonly own: Layout | undefined;

  constructor(statements: readonly Statement[], own: Layout | undefined) {
    this.own = own;
    this.visit(statements);
  }

  get(name: string): Uses | undefined {
    return this.found.get(name);
  }

  private visit(node: unknown): void {
    if (Array.isArray(node)) return node.forEach((item) => this.visit(item));
    if (node === null || typeof node !== "object") return;
    const { kind } = node as { kind?: string };
    if (kind === "function" || kind === "lambda" || kind === "class") return;
    if (kind === "call") {
      // A method's name is no attribute of the instance.
      const { callee, arguments: list } = node as Extract<Expression, { kind: "call" }>;
      this.visit(callee.kind === "attribute" ? callee.base : callee);
      return this.visit(list);
    }
    if (kind === "attribute") {
      const { base, name } = node as Extract<Expression, { kind: "attribute" }>;
      if (base.kind === "name") {
        const uses = this.found.get(base.name) ?? { list: [] };
        uses.list.push(name.text);
        this.found.set(base.name, uses);
      }
    }
    for (const [key, value] of Object.entries(node)) if (!key.toLowerCase().endsWith("span")) this.visit(value);
  }
}

/** The slots and the number of the one in which an attribute is; undefined: it has to be found. */
export function slotOf(module: PythonModule, body: Body, node: Extract<Expression, { kind: "attribute" }>): readonly Operand[] | undefined {
  if (node.base.kind !== "name" || body.classScope !== undefined) return undefined;
  const variable = body.variables.get(node.base.name);
  const slots = variable?.kind === "argument" || variable?.kind === "local" ? variable.slots : undefined;
  const index = slots?.layout.names.indexOf(node.name.text) ?? -1;
  return slots === undefined || index < 0 ? undefined : [read(localPlace(slots.local)), module.runtime.int(index)];
}
