/**
 * Move paths: the locals whose lives are followed, and the fields of them that live on their own.
 *
 * In: a function. Out: `MovePaths`, a forest with one bit per node. A root is a local; a node has children where the
 * function writes or moves a field separately (always for `deinit` parameters, whose fields die one by one).
 * Children cover their parent: every field has a node. Nodes are numbered depth first, so that the nodes under `n`
 * are the range `n + 1 .. ends[n]`.
 * Not followed: borrowed parameters that are not written, unmanaged locals, unnamed locals of plain types.
 */
import type { BlockId, IntType, LocalId, MirFunction, MirLocal, MirType, Place, Projection } from "../mir.ts";
import { type AccessKind, visitStatement, visitTerminator } from "./accesses.ts";
import { setBit, wordsFor } from "./bit-rows.ts";
import type { LifecycleTable } from "./lifecycles.ts";
import { constantIndex, localPlace, projectedType, withProjection } from "./places.ts";

export type LocalRole = "local" | "read" | "ref" | "mut" | "owned" | "deinit" | "result" | "error";

/** Longer arrays are followed as a whole. */
const longestSplitArray = 64;

type PathNode = { readonly local: LocalId; readonly type: MirType; readonly projection?: Projection; children?: PathNode[] };

export class MovePaths {
  readonly roles: readonly LocalRole[];
  /** Root node of each local; -1: not followed. */
  readonly roots: Int32Array;
  /** Locals that an unsafe construct declares initialised: taking their address early is not checked. */
  readonly assumed: Uint8Array;
  readonly locals: LocalId[] = [];
  readonly types: MirType[] = [];
  readonly parents: number[] = [];
  readonly ends: number[] = [];
  readonly levels: number[] = [];
  /** Nodes with children, parents first. */
  readonly inner: number[] = [];
  levelCount = 1;
  /** Bits that must be set under a node for the node to be whole. */
  readonly required: Uint32Array;
  /** Some followed local needs more than a check: it is destroyed, or not copied and moved as bits. */
  hasLifecycles = false;
  /** By root: roots of the followed locals that keep it. */
  readonly keepers: readonly (readonly number[])[];
  private readonly kept: (readonly number[] | undefined)[] = [];
  private readonly projections: (Projection | undefined)[] = [];
  private readonly childTables: (readonly number[] | undefined)[] = [];
  private readonly function: MirFunction;
  private readonly lifecycles: LifecycleTable;
  private readonly indexType: IntType;

  constructor(fn: MirFunction, order: readonly BlockId[], lifecycles: LifecycleTable, indexType: IntType) {
    this.indexType = indexType;
    this.function = fn;
    this.lifecycles = lifecycles;
    this.roles = rolesOf(fn);
    this.roots = new Int32Array(fn.locals.length).fill(-1);
    this.assumed = new Uint8Array(fn.locals.length);
    const fillings = new Uint32Array(fn.locals.length);
    for (const { local } of fn.parameters) fillings[local] = 1;
    const written = new Uint8Array(fn.locals.length);
    const separate: Place[] = [];
    const note = (kind: AccessKind, place: Place): void => {
      if (kind === "use" || kind === "borrow" || kind === "address") return;
      if (kind === "assume") this.assumed[place.local] = 1;
      const { prefix, fills } = this.trackedPrefix(place);
      if (prefix < place.path.length && !(fills && isDefinition(kind))) return;
      written[place.local] = 1;
      if (isDefinition(kind)) fillings[place.local] = (fillings[place.local] as number) + 1;
      if (prefix > 0) separate.push({ local: place.local, path: place.path.slice(0, prefix) });
    };
    for (const block of order) {
      const { statements, terminator } = fn.blocks[block] as (typeof fn.blocks)[number];
      for (const statement of statements) visitStatement(statement, note);
      visitTerminator(terminator, note);
    }
    const trees: (PathNode | undefined)[] = fn.locals.map((local, id) =>
      this.isFollowed(local, id, written[id] === 1, fillings) ? { local: id, type: local.type } : undefined,
    );
    for (const [id, role] of this.roles.entries()) if (role === "deinit") this.split(trees[id]);
    for (const place of separate) {
      let node = trees[place.local];
      for (const projection of place.path) {
        this.split(node);
        node = node?.children?.[childIndex(projection)];
      }
    }
    for (const tree of trees) if (tree !== undefined) this.number(tree, -1, 0);
    this.required = new Uint32Array(wordsFor(this.count));
    for (let node = 0; node < this.count; node++) if (this.isRequired(node)) setBit(this.required, node);
    const keepers: number[][] = this.locals.map(() => noNodes);
    for (const [id, local] of fn.locals.entries()) {
      const keeper = this.root(id);
      if (keeper === -1 || local.keeps.length === 0) continue;
      for (const root of this.keptRoots(id)) keepers[root] = [...(keepers[root] as number[]), keeper];
    }
    this.keepers = keepers;
  }

  get count(): number {
    return this.locals.length;
  }

  root(local: LocalId): number {
    return this.roots[local] as number;
  }

  isLeaf(node: number): boolean {
    return this.ends[node] === node + 1;
  }

  end(node: number): number {
    return this.ends[node] as number;
  }

  parent(node: number): number {
    return this.parents[node] as number;
  }

  type(node: number): MirType {
    return this.types[node] as MirType;
  }

  local(node: number): LocalId {
    return this.locals[node] as LocalId;
  }

  role(node: number): LocalRole {
    return this.roles[this.local(node)] as LocalRole;
  }

  children(node: number): readonly number[] {
    return this.childTables[node] ?? [];
  }

  /** The fields of a `deinit` parameter: there is no whole that they die with. */
  isIndependent(node: number): boolean {
    return this.parents[node] === -1 && this.role(node) === "deinit";
  }

  /** A destructor of its own, and no constructor here that is allowed to build it field by field. */
  needsConstructor(node: number): boolean {
    if (this.parents[node] === -1 && (this.role(node) === "result" || this.role(node) === "deinit")) return false;
    return this.lifecycles.hasOwnDestructor(this.type(node));
  }

  /** A destructor of its own wants all the fields. */
  endsAsWhole(node: number): boolean {
    return !this.isIndependent(node) && this.lifecycles.hasOwnDestructor(this.type(node));
  }

  /** The deepest node on the way to a place: the place is its storage, a part of it, or lies behind a pointer in it. */
  resolve(place: Place): number {
    let node = this.root(place.local);
    for (const projection of place.path) {
      if (projection.kind === "deref") return node;
      const child = this.childTables[node]?.[childIndex(projection)];
      if (child === undefined) return node;
      node = child;
    }
    return node;
  }

  place(node: number): Place {
    if (this.parents[node] === -1) return localPlace(this.local(node));
    return withProjection(this.place(this.parent(node)), this.projections[node] as Projection);
  }

  /**
   * How many projections of a path can be followed one by one. `fills`: what stops it is an element of an array of plain
   * values; writing that counts as filling the array, since one cannot tell when the last element is written.
   */
  trackedPrefix(place: Place): { readonly prefix: number; readonly fills: boolean } {
    let type = (this.function.locals[place.local] as MirLocal).type;
    for (let index = 0; index < place.path.length; index++) {
      const projection = place.path[index] as Projection;
      if (projection.kind === "deref") return { prefix: index, fills: false };
      if (projection.kind === "element" && !(this.isSplitArray(type) && constantIndex(projection) !== undefined)) {
        const direct = !place.path.slice(index).some((later) => later.kind === "deref");
        return { prefix: index, fills: direct && this.lifecycles.isPlain(type) };
      }
      type = projectedType(type, projection);
    }
    return { prefix: place.path.length, fills: false };
  }

  private isSplitArray(type: MirType): boolean {
    return type.kind === "array" && type.length <= longestSplitArray && this.lifecycles.needsDestroy(type);
  }

  /** Roots of what a local keeps, directly or not. */
  keptRoots(local: LocalId): readonly number[] {
    const first = this.function.locals[local]?.keeps ?? [];
    if (first.length === 0) return noNodes;
    let found = this.kept[local];
    if (found === undefined) {
      const seen = new Set<LocalId>([local]);
      const pending = [...first];
      for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
        if (seen.has(next)) continue;
        seen.add(next);
        pending.push(...(this.function.locals[next]?.keeps ?? []));
      }
      seen.delete(local);
      found = [...seen].map((kept) => this.root(kept)).filter((root) => root !== -1);
      this.kept[local] = found;
    }
    return found;
  }

  private isFollowed(local: MirLocal, id: LocalId, written: boolean, fillings: Uint32Array): boolean {
    // A reference to something that is filled again: what it refers to must not go before.
    if (local.keeps.some((kept) => (fillings[kept] as number) > 1) && this.lifecycles.isPlain(local.type)) return true;
    if (local.unmanaged === true) return false;
    const role = this.roles[id] as LocalRole;
    if (role === "read") return false;
    if ((role === "ref" || role === "mut") && !written) return false;
    if (this.lifecycles.isPlain(local.type)) {
      if (this.lifecycles.isEmpty(local.type)) return false;
      if (role === "owned" || role === "deinit") return written;
      return local.name !== undefined || role !== "local";
    }
    this.hasLifecycles = true;
    return true;
  }

  private split(node: PathNode | undefined): void {
    if (node === undefined || node.children !== undefined) return;
    const { local, type } = node;
    if (type.kind === "struct") {
      node.children = type.fields.map((field, index) => ({ local, type: field, projection: { kind: "field", index } }));
    } else if (type.kind === "array") {
      node.children = Array.from({ length: type.length }, (_, index) => {
        const constant = { kind: "int", type: this.indexType, value: BigInt(index) } as const;
        return { local, type: type.element, projection: { kind: "element", index: { kind: "constant", constant } } };
      });
    }
  }

  private number(tree: PathNode, parent: number, level: number): number {
    const node = this.count;
    if (parent === -1) this.roots[tree.local] = node;
    this.locals.push(tree.local);
    this.types.push(tree.type);
    this.projections.push(tree.projection);
    this.parents.push(parent);
    this.levels.push(level);
    this.ends.push(node + 1);
    this.childTables.push(undefined);
    if (tree.children !== undefined && tree.children.length > 0) {
      this.inner.push(node);
      this.levelCount = Math.max(this.levelCount, level + 2);
      this.childTables[node] = tree.children.map((child) => this.number(child, node, level + 1));
    }
    this.ends[node] = this.count;
    return node;
  }

  private isRequired(node: number): boolean {
    if (!this.isLeaf(node)) return this.needsConstructor(node);
    const type = this.type(node);
    if (this.lifecycles.isEmpty(type)) return false;
    // A constructor of a struct without fields has nothing to assign.
    return !(this.parents[node] === -1 && this.role(node) === "result" && type.kind === "struct" && type.fields.length === 0);
  }
}

const noNodes: number[] = [];

function rolesOf(fn: MirFunction): LocalRole[] {
  const roles: LocalRole[] = fn.locals.map(() => "local");
  roles[fn.resultLocal] = "result";
  if (fn.errorLocal !== undefined) roles[fn.errorLocal] = "error";
  for (const parameter of fn.parameters) roles[parameter.local] = parameter.convention;
  return roles;
}

function childIndex(projection: Projection): number {
  return projection.kind === "field" ? projection.index : (constantIndex(projection) ?? -1);
}

export function isDefinition(kind: AccessKind): boolean {
  return kind === "define" || kind === "define-normal" || kind === "define-error";
}
