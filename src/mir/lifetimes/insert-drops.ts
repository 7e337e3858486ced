/**
 * Rewrites a checked function: destroys each value after its last use, turns last copies into moves, lowers the rest.
 *
 * In: an `Analysis`, solved initialisation and, unless all followed values are plain, liveness. Out: lowered blocks.
 * Invariant: between two statements exactly the values that are still needed have a value (`state`).
 * A statement that overwrites a value which it reads itself writes a temporary first.
 */
import type { BlockId, MirBlock, MirFunction, MirStatement, MirTerminator, MirType, Place } from "../mir.ts";
import type { MirTypeTable } from "../types.ts";
import { type Span, spanText } from "../../source/source-file.ts";
import { type Analysis, describeNode, describeType } from "./analysis.ts";
import { anyInRange, clearRange, copyRow, hasBit, setRange, wordsFor } from "./bit-rows.ts";
import { CleanupChains, type Link } from "./cleanup-chains.ts";
import { type Edge, withSuccessors } from "./control-flow.ts";
import { abandoned, cannotCopy, cannotMove, implicitCopy } from "./diagnostics.ts";
import { type EdgeDrops, needed, planEdgeDrops } from "./edge-drops.ts";
import { eventKind } from "./events.ts";
import { nextUse } from "./explain-missing.ts";
import { mentionOf } from "./fixes.ts";
import { FunctionWriter } from "./function-writer.ts";
import type { Initialization } from "./initialization.ts";
import type { Liveness } from "./liveness.ts";
import { isSamePlace, placesOverlap, placeType, projectedType } from "./places.ts";
import { type Drop, DropPlanner, type DropPoint } from "./plan-drops.ts";

type Call = Extract<MirStatement, { kind: "call" }>;
type TryCall = Extract<MirTerminator, { kind: "try-call" }>;
type Transfer = Extract<MirStatement, { kind: "copy" | "move" }>;

/** A target that is written through a temporary: what to do once the value is there. */
type Replacement = { readonly target: Place; readonly temporary: Place; readonly type: MirType; readonly drops: readonly Drop[] };

export class DropInserter {
  private readonly analysis: Analysis;
  private readonly initialization: Initialization;
  private readonly liveness: Liveness | undefined;
  private readonly writer: FunctionWriter;
  private readonly planner: DropPlanner;
  private readonly edgeDrops: EdgeDrops;
  private readonly unwritten: Link[] = [];
  private readonly state: Uint32Array;
  private readonly live: Uint32Array;

  constructor(analysis: Analysis, initialization: Initialization, liveness: Liveness | undefined, types: MirTypeTable) {
    this.analysis = analysis;
    this.initialization = initialization;
    this.liveness = liveness;
    this.writer = new FunctionWriter(analysis.function, types, analysis.lifecycles);
    this.planner = new DropPlanner(analysis);
    this.edgeDrops =
      liveness === undefined
        ? { heads: new Map(), chains: new CleanupChains() }
        : planEdgeDrops(analysis, initialization, liveness, this.planner);
    this.state = new Uint32Array(wordsFor(analysis.paths.count));
    this.live = new Uint32Array(wordsFor(analysis.paths.count));
  }

  run(): Pick<MirFunction, "blocks" | "locals"> {
    for (const block of this.analysis.flow.order) this.rewriteBlock(block);
    return { blocks: this.writer.blocks, locals: this.writer.locals };
  }

  private rewriteBlock(id: BlockId): void {
    const { function: fn, events } = this.analysis;
    const block = fn.blocks[id] as MirBlock;
    this.writer.startBlock(id);
    this.writeDrops(this.edgeDrops.heads.get(id) ?? [], id === 0 ? fn.span : (block.statements[0] ?? block.terminator).span);
    const dying = this.dyingAfter(id);
    if (this.liveness === undefined) copyRow(this.state, this.initialization.atStart(id));
    else needed(this.initialization, this.liveness, id, this.state);
    for (const [index, statement] of block.statements.entries()) {
      const point = { block: id, statement: index, span: statement.span };
      this.rewriteStatement(statement, point, dying.sources[index] ?? -1);
      const nodes = dying.nodes[index];
      if (nodes !== undefined) this.writeDrops(this.planner.plan(this.state, nodes, point), statement.span);
    }
    const point = { block: id, statement: events.terminator(id), span: block.terminator.span };
    this.rewriteTerminator(block.terminator, point);
  }

  /** By statement: the topmost nodes that nothing needs after it; for a copy, the one that its source belongs to. */
  private dyingAfter(block: BlockId): { nodes: (number[] | undefined)[]; sources: number[] } {
    const nodes: (number[] | undefined)[] = [];
    const sources: number[] = [];
    if (this.liveness === undefined) return { nodes, sources };
    const { events, paths, function: fn } = this.analysis;
    const { statements } = fn.blocks[block] as MirBlock;
    this.liveness.beforeTerminator(block, this.live);
    for (let at = statements.length - 1; at >= 0; at--) {
      const found: number[] = [];
      for (let index = events.start(block, at); index < events.end(block, at); index++) this.addDead(events.nodes[index] as number, found);
      nodes[at] = found.length > 0 ? found : undefined;
      const statement = statements[at] as MirStatement;
      if (statement.kind === "copy" && paths.root(statement.source.local) !== -1) {
        const source = paths.resolve(statement.source);
        const target = this.trackedNode(statement.target);
        const overwritten = target !== -1 && target <= source && source < paths.end(target);
        sources[at] = overwritten ? target : this.liveness.deadAncestor(this.live, source);
      }
      this.liveness.stepBack(this.live, block, at);
    }
    return { nodes, sources };
  }

  private addDead(node: number, found: number[]): void {
    const { paths } = this.analysis;
    const dead = (this.liveness as Liveness).deadAncestor(this.live, node);
    if (dead !== -1) {
      if (!found.includes(dead)) found.push(dead);
      return;
    }
    for (let at = node + 1; at < paths.end(node); at++) {
      if (hasBit(this.live, at)) continue;
      if (!found.includes(at)) found.push(at);
      at = paths.end(at) - 1;
    }
  }

  private rewriteStatement(statement: MirStatement, point: DropPoint, deadSource: number): void {
    switch (statement.kind) {
      case "copy":
      case "move":
        this.rewriteTransfer(statement, point, deadSource);
        return;
      case "assign":
      case "call":
        this.rewriteFilling(statement, point);
        return;
      case "drop": {
        const type = placeType(statement.place, this.analysis.function.locals);
        if (this.analysis.lifecycles.operation(type, "destroy") === "none") {
          this.analysis.sink.report(abandoned, { at: statement.span, params: { name: "this value", type: describeType(type) } });
        }
        this.writer.destroy(statement.place, type, statement.span);
        this.applyEvents(point);
        return;
      }
      case "mark-initialized":
      case "mark-uninitialized":
      case "keep-alive":
        this.applyEvents(point);
        return;
    }
  }

  private rewriteTransfer(statement: Transfer, point: DropPoint, deadSource: number): void {
    const { source, span } = statement;
    const type = placeType(source, this.analysis.function.locals);
    const moves = statement.kind === "move" || this.isLastUse(statement, type, deadSource);
    const changesNothing = moves || this.analysis.lifecycles.isPlain(type);
    if (changesNothing && isSamePlace(source, statement.target)) {
      this.applyEvents(point);
      return;
    }
    this.checkTransfer(statement, type, moves, point);
    const around = moves ? this.takeSource(source, point) : [];
    const { before, replacement, target } = this.prepareTarget(statement.target, [source], point, true);
    this.writeDrops(before, span);
    if (moves) this.writer.move(target, source, type, span);
    else this.writer.copy(target, source, type, span);
    this.writeDrops(around, span);
    this.finishTarget(replacement, span);
    this.applyEvents(point);
  }

  /** The source has no value any more; what remains of the value around it must be destroyed. */
  private takeSource(source: Place, point: DropPoint): Drop[] {
    const { paths } = this.analysis;
    if (paths.root(source.local) === -1 || paths.trackedPrefix(source).prefix < source.path.length) return [];
    const node = paths.resolve(source);
    clearRange(this.state, node, paths.end(node));
    return this.planner.planAround(paths.place(node), paths.type(node), source, point);
  }

  private rewriteFilling(statement: Extract<MirStatement, { kind: "assign" | "call" }>, point: DropPoint): void {
    this.applyConsumes(point);
    if (statement.kind === "assign") {
      const { before, replacement, target } = this.prepareTarget(statement.target, [], point, true);
      this.writeDrops(before, statement.span);
      this.writer.emit(target === statement.target ? statement : { ...statement, target });
      this.finishTarget(replacement, statement.span);
    } else {
      const { call, replacements } = this.prepareCall(statement, point, true);
      this.writer.emit(call);
      for (const replacement of replacements) this.finishTarget(replacement, statement.span);
    }
    this.applyEvents(point);
  }

  /** Replaces the places that a call fills by temporaries where they may not be written yet. */
  private prepareCall<C extends Call | TryCall>(call: C, point: DropPoint, dropEarly: boolean): { call: C; replacements: Replacement[] } {
    const lent = call.arguments.flatMap((argument) =>
      argument.kind === "reference" && argument.mode !== "initialize" ? [argument.place] : [],
    );
    const replacements: Replacement[] = [];
    const prepare = (place: Place): Place => {
      const { before, replacement, target } = this.prepareTarget(place, lent, point, dropEarly);
      this.writeDrops(before, point.span);
      if (replacement !== undefined) replacements.push(replacement);
      return target;
    };
    const args = call.arguments.map((argument) =>
      argument.kind === "reference" && argument.mode === "initialize" ? { ...argument, place: prepare(argument.place) } : argument,
    );
    const target = call.target === undefined ? undefined : prepare(call.target);
    if (replacements.length === 0) return { call, replacements };
    return { call: { ...call, arguments: args, target }, replacements };
  }

  /**
   * Makes room in a place that is about to be filled. The old value is still there only if the statement itself needs
   * it, or if nobody could tell earlier that it would be overwritten (`before`).
   */
  private prepareTarget(
    place: Place,
    operands: readonly Place[],
    point: DropPoint,
    dropEarly: boolean,
  ): { before: readonly Drop[]; replacement?: Replacement; target: Place } {
    const node = this.trackedNode(place);
    const drops = node === -1 ? [] : this.planner.plan(this.state, [node], point);
    const overlaps = operands.some((operand) => placesOverlap(operand, place));
    if (drops.length > 0 && dropEarly && !overlaps && !this.statementUses(node, point)) return { before: drops, target: place };
    if (drops.length === 0 && !overlaps) return { before: [], target: place };
    return { before: [], ...this.replace(place, drops, point.span) };
  }

  private replace(place: Place, drops: readonly Drop[], span: Span): { replacement: Replacement; target: Place } {
    const type = placeType(place, this.analysis.function.locals);
    this.checkMovable(type, span);
    const temporary = this.writer.newTemporary(type, span);
    return { replacement: { target: place, temporary, type, drops }, target: temporary };
  }

  private finishTarget(replacement: Replacement | undefined, span: Span): void {
    if (replacement === undefined) return;
    this.writeDrops(replacement.drops, span);
    this.writer.move(replacement.target, replacement.temporary, replacement.type, span);
  }

  private rewriteTerminator(terminator: MirTerminator, point: DropPoint): void {
    const edges = this.analysis.flow.outgoing[point.block] as readonly Edge[];
    const { chains } = this.edgeDrops;
    if (terminator.kind === "goto") {
      const target = this.writeChain(chains.of(edges[0] as Edge), terminator.target);
      this.writer.terminate({ ...terminator, target });
    } else {
      const after = new Map<number, Replacement[]>();
      const written = terminator.kind === "try-call" ? this.prepareTryCall(terminator, point, after) : terminator;
      // A block for each edge on which a temporary is moved to its place.
      const between = new Map([...after.keys()].map((slot) => [slot, this.writer.newBlock(point.span)]));
      const targets = edges.map((edge) => between.get(edge.slot) ?? this.chainBlock(chains.of(edge)) ?? edge.to);
      this.writer.terminate(withSuccessors(written, (slot) => targets[slot] as BlockId));
      for (const [slot, block] of between) {
        this.writer.startBlock(block);
        for (const replacement of after.get(slot) as readonly Replacement[]) this.finishTarget(replacement, point.span);
        const target = this.writeChain(chains.of(edges[slot] as Edge), (edges[slot] as Edge).to);
        this.writer.terminate({ kind: "goto", target, span: point.span });
      }
    }
    for (let link = this.unwritten.pop(); link !== undefined; link = this.unwritten.pop()) {
      this.writer.startBlock(link.block as BlockId);
      const target = this.writeChain(link, link.target, link.uses);
      this.writer.terminate({ kind: "goto", target, span: link.span });
    }
  }

  /** Writes the links that are used only here, or only where `shared` is; gives the block to go to afterwards. */
  private writeChain(first: Link | undefined, target: BlockId, shared = 1): BlockId {
    let link = first;
    for (; link !== undefined && link.uses === shared; link = link.next) this.writer.destroy(link.drop.place, link.drop.type, link.span);
    return this.chainBlock(link) ?? target;
  }

  private chainBlock(link: Link | undefined): BlockId | undefined {
    if (link === undefined) return undefined;
    if (link.block === undefined) {
      link.block = this.writer.newBlock(link.span);
      this.unwritten.push(link);
    }
    return link.block;
  }

  private prepareTryCall(terminator: TryCall, point: DropPoint, after: Map<number, Replacement[]>): TryCall {
    this.applyConsumes(point);
    const kept = [terminator.target, terminator.errorTarget].map((place, slot) =>
      place === undefined ? undefined : this.keptOnOtherEdge(place, slot, point),
    );
    const before = this.state.slice();
    const { call, replacements } = this.prepareCall(terminator, point, false);
    // On the error edge the old value of the target is still there.
    copyRow(this.state, before);
    if (replacements.length > 0) after.set(0, replacements);
    let written = call;
    if (call.target !== undefined && call.target === terminator.target && kept[0] === true) {
      const { replacement, target } = this.replace(call.target, [], point.span);
      after.set(0, [...replacements, replacement]);
      written = { ...written, target };
    }
    const node = this.trackedNode(terminator.errorTarget);
    const drops = node === -1 ? [] : this.planner.plan(this.state, [node], point);
    const lent = call.arguments.some((argument) => argument.kind === "reference" && placesOverlap(argument.place, terminator.errorTarget));
    if (drops.length > 0 || kept[1] === true || lent) {
      const { replacement, target } = this.replace(terminator.errorTarget, drops, point.span);
      after.set(1, [replacement]);
      written = { ...written, errorTarget: target };
    }
    return written;
  }

  /** A plain value that the other edge goes on using: the callee may have written part of the result before it raises. */
  private keptOnOtherEdge(place: Place, slot: number, point: DropPoint): boolean {
    const { flow, paths } = this.analysis;
    const node = this.trackedNode(place);
    if (node === -1 || !anyInRange(this.state, node, paths.end(node))) return false;
    const { kind } = paths.type(node);
    if (kind !== "struct" && kind !== "array") return false;
    if (this.liveness === undefined) return true;
    const other = (flow.outgoing[point.block] as readonly Edge[])[1 - slot] as Edge;
    return this.liveness.deadAncestor(this.liveness.atStart(other.to), node) === -1;
  }

  /** A copy whose source is not needed afterwards, and may be taken apart if it is part of something larger. */
  private isLastUse(statement: Transfer, type: MirType, dead: number): boolean {
    const { paths, lifecycles } = this.analysis;
    const { source, target } = statement;
    if (dead === -1 || (statement.kind === "copy" && statement.explicit === true)) return false;
    const role = paths.roles[source.local];
    if (role === "ref" || role === "read") return false;
    if (lifecycles.isPlain(type) || lifecycles.operation(type, "move") === "none") return false;
    if (paths.trackedPrefix(source).prefix < source.path.length) return false;
    // The copy may refer to what it is a part of.
    if (paths.keptRoots(target.local).includes(paths.root(source.local))) return false;
    let around = paths.type(dead);
    for (const projection of source.path.slice(paths.levels[dead])) {
      if (lifecycles.hasOwnDestructor(around)) return false;
      around = projectedType(around, projection);
    }
    return true;
  }

  private checkTransfer(statement: Transfer, type: MirType, moves: boolean, point: DropPoint): void {
    if (moves) {
      this.checkMovable(type, statement.source.span ?? statement.span);
      return;
    }
    const { analysis } = this;
    if (analysis.lifecycles.operation(type, "copy") !== "none") {
      if (statement.kind === "copy" && statement.forbidden === true) this.reportForbiddenCopy(statement, type, point);
      return;
    }
    const { paths } = analysis;
    const role = paths.roles[statement.source.local];
    const isTracked = paths.root(statement.source.local) !== -1;
    const later = isTracked ? nextUse(analysis, point.block, point.statement, paths.resolve(statement.source)) : undefined;
    const notes: string[] = [];
    if (role === "read" || role === "ref" || role === "mut")
      notes.push("it belongs to the caller: borrow it, or declare the argument as `var`");
    else if (later !== undefined) notes.push("transfer it with `^` and do not use it afterwards, or borrow it here");
    else notes.push("transfer it with `^`, or make the type `Copyable`");
    analysis.sink.report(cannotCopy, {
      at: statement.source.span ?? statement.span,
      params: { type: describeType(type) },
      label: "this needs a copy",
      labels: later === undefined ? [] : [{ span: later, text: "still used here" }],
      notes,
    });
  }

  /** The type asks for `.copy()`. */
  private reportForbiddenCopy(statement: Transfer, type: MirType, point: DropPoint): void {
    const { analysis } = this;
    const { paths } = analysis;
    const { source, span } = statement;
    const role = paths.roles[source.local];
    const isTracked = paths.root(source.local) !== -1;
    const later = isTracked ? nextUse(analysis, point.block, point.statement, paths.resolve(source)) : undefined;
    const belongsToCaller = role === "read" || role === "ref" || role === "mut";
    const name = isTracked ? describeNode(analysis, paths.resolve(source)) : "this value";
    const written = source.span ?? mentionOf(span, name);
    const copy = written === undefined ? "`.copy()`" : `\`${spanText(written)}.copy()\``;
    const giveUp = belongsToCaller || written === undefined ? "" : `, or \`${spanText(written)}^\` to give it up`;
    analysis.sink.report(implicitCopy, {
      at: written ?? span,
      params: { type: describeType(type) },
      label: "this needs a copy",
      labels: later === undefined || belongsToCaller ? [] : [{ span: later, text: `${name} is still used here` }],
      notes: [`write ${copy} to copy it${giveUp}`],
      fixes:
        written === undefined
          ? []
          : [{ title: "copy it", edits: [{ span: { ...written, start: written.end }, replacement: ".copy()" }], safe: false }],
    });
  }

  private checkMovable(type: MirType, span: Span): void {
    const { lifecycles, sink } = this.analysis;
    if (lifecycles.operation(type, "move") !== "none") return;
    sink.report(cannotMove, {
      at: span,
      params: { type: describeType(type) },
      notes: ["make the type `Movable`, or construct the value where it is needed"],
    });
  }

  /** The node that a place fills as a whole; -1: it is not followed, or lies behind a pointer or an index. */
  private trackedNode(place: Place): number {
    const { paths } = this.analysis;
    if (paths.root(place.local) === -1 || paths.trackedPrefix(place).prefix < place.path.length) return -1;
    return paths.resolve(place);
  }

  private statementUses(node: number, point: DropPoint): boolean {
    const { events, paths } = this.analysis;
    for (let index = events.start(point.block, point.statement); index < events.end(point.block, point.statement); index++) {
      const other = events.nodes[index] as number;
      if ((events.kinds[index] as number) > eventKind.forget) continue;
      if (other < paths.end(node) && node < paths.end(other)) return true;
    }
    return false;
  }

  private applyConsumes(point: DropPoint): void {
    const { events, paths } = this.analysis;
    for (let index = events.start(point.block, point.statement); index < events.end(point.block, point.statement); index++) {
      const node = events.nodes[index] as number;
      const kind = events.kinds[index];
      if (kind === eventKind.consume || kind === eventKind.forget) clearRange(this.state, node, paths.end(node));
    }
  }

  private applyEvents(point: DropPoint): void {
    const { events, paths } = this.analysis;
    this.applyConsumes(point);
    for (let index = events.start(point.block, point.statement); index < events.end(point.block, point.statement); index++) {
      const node = events.nodes[index] as number;
      const kind = events.kinds[index];
      if (kind === eventKind.define || kind === eventKind.assume) setRange(this.state, node, paths.end(node));
    }
  }

  private writeDrops(drops: readonly Drop[], span: Span): void {
    for (const { place, type } of drops) this.writer.destroy(place, type, span);
  }
}
