/**
 * Decides what exactly is destroyed where a node dies: the whole value, or the parts of it that have a value.
 *
 * In: a state (which nodes have a value) and dying nodes. Out: drops in order; the nodes leave the state.
 * Values that keep others die before them; otherwise the latest declared dies first, fields in declaration order.
 */
import type { BlockId, LocalId, MirLocal, MirType, Place, Projection } from "../mir.ts";
import type { Span } from "../../source/source-file.ts";
import { type Analysis, describeNode, describeType, fieldPath } from "./analysis.ts";
import { anyInRange, clearRange, hasBit } from "./bit-rows.ts";
import { abandoned, builtWithoutConstructor, fieldOfDestructorMoved } from "./diagnostics.ts";
import { explainMissing } from "./explain-missing.ts";
import { constantIndex, placeKey, withProjection } from "./places.ts";

export type Drop = {
  readonly place: Place;
  readonly type: MirType;
  /** Smaller ones go first. */
  readonly order: number;
  /** Equal for equal places. */
  readonly key: string;
};

/** Where the drops will be written, for diagnostics: after a statement of a block. */
export type DropPoint = { readonly block: BlockId; readonly statement: number; readonly span: Span };

export class DropPlanner {
  private readonly analysis: Analysis;
  /** By local: longer chains of `keeps` first. */
  private readonly ranks: readonly number[];
  private readonly byNode: (Drop | undefined)[] = [];

  constructor(analysis: Analysis) {
    this.analysis = analysis;
    this.ranks = keepRanks(analysis.function.locals);
  }

  /** Everything under the nodes that has a value, in the order in which it must go. Clears it from the state. */
  plan(state: Uint32Array, nodes: readonly number[], point: DropPoint): Drop[] {
    const drops: Drop[] = [];
    for (const node of nodes) this.collect(state, node, drops, point);
    return drops.length < 2 ? drops : drops.sort((a, b) => a.order - b.order);
  }

  /** The parts of a value that are not on the path of a place in it. */
  planAround(whole: Place, type: MirType, taken: Place, point: DropPoint): Drop[] {
    const drops: Drop[] = [];
    this.collectAround(whole, type, taken, drops, point);
    return drops;
  }

  private collect(state: Uint32Array, node: number, drops: Drop[], point: DropPoint): void {
    const { paths } = this.analysis;
    const end = paths.end(node);
    if (!anyInRange(state, node, end)) return;
    if (paths.isLeaf(node)) {
      this.pushNode(node, drops, point);
    } else if (paths.isIndependent(node)) {
      for (const child of paths.children(node)) this.collect(state, child, drops, point);
    } else if (this.isWhole(state, node)) {
      if (paths.needsConstructor(node) && !hasBit(state, node)) this.reportWithoutConstructor(node, point);
      this.pushNode(node, drops, point);
    } else {
      if (hasBit(state, node)) this.checkParts(state, node, point);
      for (const child of paths.children(node)) this.collect(state, child, drops, point);
    }
    clearRange(state, node, end);
  }

  /** A value that was whole ends in parts. */
  private checkParts(state: Uint32Array, node: number, point: DropPoint): void {
    const { lifecycles, paths } = this.analysis;
    const type = paths.type(node);
    if (!lifecycles.hasOwnDestructor(type)) return;
    if (lifecycles.operation(type, "destroy") === "none") this.reportAbandoned(type, node, point);
    else this.reportPartial(state, node, point);
  }

  private isWhole(state: Uint32Array, node: number): boolean {
    const { paths, lifecycles } = this.analysis;
    for (let at = node; at < paths.end(node); at++) {
      if (paths.isLeaf(at) && !hasBit(state, at) && !lifecycles.isEmpty(paths.type(at))) return false;
    }
    return true;
  }

  private pushNode(node: number, drops: Drop[], point: DropPoint): void {
    const type = this.analysis.paths.type(node);
    const operation = this.analysis.lifecycles.operation(type, "destroy");
    if (operation === "trivial") return;
    if (operation === "none") this.reportAbandoned(type, node, point);
    let drop = this.byNode[node];
    if (drop === undefined) {
      drop = this.make(this.analysis.paths.place(node), type);
      this.byNode[node] = drop;
    }
    drops.push(drop);
  }

  private make(place: Place, type: MirType): Drop {
    const count = this.analysis.function.locals.length;
    return { place, type, order: -((this.ranks[place.local] ?? 0) * count + place.local), key: placeKey(place) };
  }

  private collectAround(whole: Place, type: MirType, taken: Place, drops: Drop[], point: DropPoint): void {
    const step = taken.path[whole.path.length];
    if (step === undefined) return;
    const parts: { projection: Projection; type: MirType; isTaken: boolean }[] = [];
    if (type.kind === "struct" && step.kind === "field") {
      for (const [index, field] of type.fields.entries()) {
        parts.push({ projection: { kind: "field", index }, type: field, isTaken: index === step.index });
      }
    } else if (type.kind === "array" && step.kind === "element") {
      const taken = constantIndex(step);
      for (let index = 0; index < type.length; index++) {
        if (step.index.kind !== "constant" || step.index.constant.kind !== "int") continue;
        const constant = { ...step.index.constant, value: BigInt(index) };
        parts.push({
          projection: { kind: "element", index: { kind: "constant", constant } },
          type: type.element,
          isTaken: index === taken,
        });
      }
    }
    for (const part of parts) {
      const place = withProjection(whole, part.projection);
      const operation = this.analysis.lifecycles.operation(part.type, "destroy");
      if (part.isTaken) this.collectAround(place, part.type, taken, drops, point);
      else if (operation !== "trivial") {
        if (operation === "none") this.reportAbandoned(part.type, this.analysis.paths.resolve(place), point);
        drops.push(this.make(place, part.type));
      }
    }
  }

  private reportAbandoned(type: MirType, node: number, point: DropPoint): void {
    const { sink, lifecycles, function: fn } = this.analysis;
    const { span } = fn.locals[this.analysis.paths.local(node)] as MirLocal;
    const advice = type.kind === "struct" ? lifecycles.of(type).abandonedMessage : undefined;
    sink.report(abandoned, {
      at: point.span,
      params: { name: describeNode(this.analysis, node), type: describeType(type), advice },
      label: "not needed after this",
      labels: [{ span, text: "declared here" }],
      notes: ["call one of the type's methods that take `deinit self`, on every path"],
    });
  }

  private reportPartial(state: Uint32Array, node: number, point: DropPoint): void {
    const { paths, sink, lifecycles } = this.analysis;
    let leaf = node;
    while (!paths.isLeaf(leaf) || hasBit(state, leaf) || lifecycles.isEmpty(paths.type(leaf))) leaf++;
    const why = explainMissing(this.analysis, point.block, point.statement + 1, leaf);
    const moved = why.moves[0];
    sink.report(fieldOfDestructorMoved, {
      at: moved ?? point.span,
      params: { field: fieldPath(this.analysis, node, leaf), type: describeType(paths.type(node)) },
      labels: moved === undefined ? [] : [{ span: point.span, text: `${describeNode(this.analysis, node)} is not needed after this` }],
      notes: ["give the field a new value before the whole is used for the last time, or take it in a method that has `deinit self`"],
    });
  }

  private reportWithoutConstructor(node: number, point: DropPoint): void {
    this.analysis.sink.report(builtWithoutConstructor, {
      at: point.span,
      params: { name: describeNode(this.analysis, node), type: describeType(this.analysis.paths.type(node)) },
      notes: ["the type has a destructor, so its values must come from one of its constructors"],
    });
  }
}

/** Length of the longest chain of `keeps` from each local; a cycle counts once. */
function keepRanks(locals: readonly MirLocal[]): number[] {
  const ranks: number[] = [];
  const active = new Set<LocalId>();
  const rankOf = (local: LocalId): number => {
    const known = ranks[local];
    if (known !== undefined) return known;
    const keeps = locals[local]?.keeps ?? [];
    if (keeps.length === 0) return 0;
    if (active.has(local)) return 0;
    active.add(local);
    let rank = 0;
    for (const kept of keeps) rank = Math.max(rank, rankOf(kept) + 1);
    active.delete(local);
    ranks[local] = rank;
    return rank;
  };
  for (const [local, { keeps }] of locals.entries()) if (keeps.length > 0) rankOf(local);
  return ranks;
}
