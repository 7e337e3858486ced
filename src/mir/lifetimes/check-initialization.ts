/**
 * Checks that every use finds a value, and that nothing is taken from those who only lent it.
 *
 * In: an `Analysis` and the solved initialisation. Out: diagnostics. One report per value and kind of mistake.
 */
import type { Label } from "../../diag/diagnostic.ts";
import { type Span, spanText } from "../../source/source-file.ts";
import type { BlockId, MirBlock, MirLocal, Place } from "../mir.ts";
import { visitStatement, visitTerminator } from "./accesses.ts";
import { type Analysis, describeNode, describeType, fieldPath, mentionSpan, statementSpan } from "./analysis.ts";
import { copyRow, hasBit, setRange, wordsFor } from "./bit-rows.ts";
import {
  builtWithoutConstructor,
  fieldsWithoutValue,
  lentAndGiven,
  movedOutOfReference,
  mutLeftWithoutValue,
  noResult,
  usedAfterMove,
  usedBeforeValue,
} from "./diagnostics.ts";
import { eventKind } from "./events.ts";
import { explainMissing, type MissingValue } from "./explain-missing.ts";
import { copyInsteadOfTransfer } from "./fixes.ts";
import type { Initialization } from "./initialization.ts";
import { placeType } from "./places.ts";

export function checkInitialization(analysis: Analysis, initialization: Initialization): void {
  checkReferences(analysis);
  const { flow, events, paths } = analysis;
  const row = new Uint32Array(wordsFor(paths.count));
  const reporter = new Reporter(analysis);
  for (const block of flow.order) {
    copyRow(row, initialization.atStart(block));
    for (let statement = 0; statement <= events.terminator(block); statement++) {
      checkStatement(analysis, block, statement, row, reporter);
      initialization.step(row, block, statement);
    }
  }
}

function checkStatement(analysis: Analysis, block: BlockId, statement: number, row: Uint32Array, reporter: Reporter): void {
  const { events, paths } = analysis;
  const first = events.start(block, statement);
  const end = events.end(block, statement);
  for (let index = first; index < end; index++) {
    const kind = events.kinds[index] as number;
    if (kind !== eventKind.use && kind !== eventKind.borrow && kind !== eventKind.consume) continue;
    const node = events.nodes[index] as number;
    const missing = missingUnder(analysis, row, node);
    if (missing.length > 0) {
      reporter.missing(block, statement, node, missing);
      setRange(row, node, paths.end(node));
    }
    if (kind !== eventKind.consume) continue;
    for (let other = first; other < index; other++) {
      const lent = events.nodes[other] as number;
      const overlaps = lent < paths.end(node) && node < paths.end(lent);
      const otherKind = events.kinds[other];
      if (overlaps && (otherKind === eventKind.borrow || otherKind === eventKind.consume)) reporter.lentAndGiven(block, statement, node);
    }
  }
}

/** Nodes that must have a value for the whole to be used, and have none. */
function missingUnder(analysis: Analysis, row: Uint32Array, node: number): number[] {
  const { required } = analysis.paths;
  const missing: number[] = [];
  for (let at = node; at < analysis.paths.end(node); at++) if (hasBit(required, at) && !hasBit(row, at)) missing.push(at);
  return missing;
}

/** Values behind `read` and `ref` parameters belong to the caller. */
function checkReferences(analysis: Analysis): void {
  const { function: fn, flow, lifecycles, paths, sink } = analysis;
  const isLent = (place: Place): "read" | "ref" | undefined => {
    const role = paths.roles[place.local];
    if (role !== "read" && role !== "ref") return undefined;
    if (place.path.some((projection) => projection.kind === "deref")) return undefined;
    return lifecycles.isPlain(placeType(place, fn.locals)) ? undefined : role;
  };
  if (!fn.locals.some((_, local) => isLent({ local, path: [] }) !== undefined)) return;
  for (const block of flow.order) {
    const { statements, terminator } = fn.blocks[block] as MirBlock;
    for (const at of [...statements, terminator]) {
      const check = (kind: string, place: Place): void => {
        if (kind !== "consume" && kind !== "forget") return;
        const convention = isLent(place);
        if (convention === undefined) return;
        const { name, span } = fn.locals[place.local] as MirLocal;
        const canCopy = lifecycles.operation(placeType(place, fn.locals), "copy") !== "none";
        sink.report(movedOutOfReference, {
          at: place.span ?? at.span,
          params: { name: name === undefined ? "this value" : `\`${name}\``, convention },
          labels: [{ span, text: "declared here" }],
          fixes: canCopy ? copyInsteadOfTransfer(place.span ?? at.span, `\`${name}\``) : [],
          notes: [
            canCopy
              ? "write `.copy()` instead of `^` to take a copy, or declare the argument as `var` to own the value"
              : "declare the argument as `var` to own the value",
          ],
        });
      };
      if (at.kind === "goto" || at.kind === "branch" || at.kind === "switch" || at.kind === "try-call") visitTerminator(at, check);
      else if (at.kind !== "return" && at.kind !== "raise" && at.kind !== "suspend" && at.kind !== "abandon" && at.kind !== "unreachable")
        visitStatement(at, check);
    }
  }
}

class Reporter {
  private readonly analysis: Analysis;
  private readonly reported = new Set<string>();

  constructor(analysis: Analysis) {
    this.analysis = analysis;
  }

  missing(block: BlockId, statement: number, node: number, missing: readonly number[]): void {
    const { paths, function: fn, events } = this.analysis;
    const leaves = missing.filter((one) => paths.isLeaf(one));
    const leaf = leaves[0];
    if (leaf === undefined) {
      this.withoutConstructor(block, statement, missing[0] as number);
      return;
    }
    if (!this.isFirst("missing", leaf)) return;
    const why = explainMissing(this.analysis, block, statement, leaf);
    const at = mentionSpan(this.analysis, block, statement, leaf);
    const { terminator } = fn.blocks[block] as MirBlock;
    if (statement === events.terminator(block) && (terminator.kind === "return" || terminator.kind === "raise")) {
      const role = paths.role(node);
      if (role === "mut" || role === "ref") {
        this.mutWithoutValue(at, node, leaf, why, terminator.kind === "return" ? "returns" : "raises");
        return;
      }
      if (role === "result") {
        this.resultWithoutValue(at, node, leaves, why);
        return;
      }
    }
    this.usedWithoutValue(at, node, leaf, why);
  }

  lentAndGiven(block: BlockId, statement: number, node: number): void {
    if (!this.isFirst("lent", node)) return;
    this.analysis.sink.report(lentAndGiven, {
      at: mentionSpan(this.analysis, block, statement, node),
      params: { name: describeNode(this.analysis, node) },
      notes: ["the value is gone when the call starts; pass a copy in one of the two places"],
    });
  }

  private usedWithoutValue(mention: Span, node: number, leaf: number, why: MissingValue): void {
    const { sink } = this.analysis;
    const field = leaf === node ? undefined : fieldPath(this.analysis, node, leaf);
    const name = describeNode(this.analysis, node);
    const at = field === undefined ? nameIn(mention, name) : mention;
    const { somePaths } = why;
    if (why.moves.length === 0) {
      sink.report(usedBeforeValue, { at, params: { name, field, somePaths }, labels: [this.declaration(node), ...decisions(why)] });
      return;
    }
    const labels = why.moves.map((span) => ({ span, text: "moved here" }));
    if (why.movedByItself) labels[0] = { span: at, text: "moved here, the last time around the loop" };
    const notes = why.movedByItself ? ["give it a new value before the loop starts again, or move a copy"] : [];
    const moved = why.moves[0] as Span;
    const canCopy = this.analysis.lifecycles.operation(this.analysis.paths.type(leaf), "copy") !== "none";
    const fixes = canCopy && why.moves.length === 1 ? copyInsteadOfTransfer(moved, describeNode(this.analysis, leaf)) : [];
    sink.report(usedAfterMove, { at, params: { name, field, somePaths: somePaths && !why.movedByItself }, labels, notes, fixes });
  }

  private resultWithoutValue(at: Span, node: number, leaves: readonly number[], why: MissingValue): void {
    const { sink, function: fn, paths } = this.analysis;
    const { somePaths } = why;
    const moves = why.moves.map((span) => ({ span, text: "moved here" }));
    if (paths.isLeaf(node)) {
      sink.report(noResult, { at, params: { callee: fn.displayName, somePaths }, labels: [...moves, ...decisions(why)] });
      return;
    }
    const fields = leaves.map((leaf) => fieldPath(this.analysis, node, leaf));
    sink.report(fieldsWithoutValue, {
      at,
      params: { name: describeNode(this.analysis, node), fields, somePaths },
      labels: [{ span: this.local(node).span, text: "every field must be given a value" }, ...moves, ...decisions(why)],
    });
  }

  private mutWithoutValue(at: Span, node: number, leaf: number, why: MissingValue, exit: "returns" | "raises"): void {
    // That it was taken from a reference is reported where that happens.
    if (this.analysis.paths.role(node) === "ref") return;
    const field = leaf === node ? undefined : fieldPath(this.analysis, node, leaf);
    this.analysis.sink.report(mutLeftWithoutValue, {
      at,
      params: { name: describeNode(this.analysis, node), field, exit },
      labels: [
        { span: this.local(node).span, text: "the caller goes on using it" },
        ...why.moves.map((span) => ({ span, text: "moved here" })),
      ],
      notes: ["give it a new value before leaving the function"],
    });
  }

  private withoutConstructor(block: BlockId, statement: number, node: number): void {
    if (!this.isFirst("constructor", node)) return;
    const { sink, function: fn, paths } = this.analysis;
    sink.report(builtWithoutConstructor, {
      at: statementSpan(fn, block, statement),
      params: { name: describeNode(this.analysis, node), type: describeType(paths.type(node)) },
      labels: [this.declaration(node)],
      notes: ["the type has a destructor, so its values must come from one of its constructors"],
    });
  }

  private declaration(node: number): Label {
    return { span: this.local(node).span, text: "declared here without a value" };
  }

  private local(node: number): MirLocal {
    return this.analysis.function.locals[this.analysis.paths.local(node)] as MirLocal;
  }

  private isFirst(mistake: string, node: number): boolean {
    const key = `${mistake}:${this.analysis.paths.local(node)}`;
    if (this.reported.has(key)) return false;
    this.reported.add(key);
    return true;
  }
}

/** Of `ticket.number`, what is called `ticket`. */
function nameIn(mention: Span, name: string): Span {
  const bare = name.replaceAll("`", "");
  const isLonger = spanText(mention).startsWith(`${bare}.`) || spanText(mention).startsWith(`${bare}[`);
  return isLonger ? { ...mention, end: mention.start + bare.length } : mention;
}

function decisions(why: MissingValue): Label[] {
  return why.decision === undefined ? [] : [why.decision];
}
