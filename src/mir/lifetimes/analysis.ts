/**
 * What the passes over one function share: its paths, events and control flow, and how to name things for people.
 */
import type { BlockId, MirBlock, MirFunction, MirLocal, MirType, Place } from "../mir.ts";
import type { DiagnosticSink } from "../../diag/diagnostic.ts";
import type { Span } from "../../source/source-file.ts";
import type { ControlFlow } from "./control-flow.ts";
import type { EventTable } from "./events.ts";
import type { LifecycleTable } from "./lifecycles.ts";
import { isDefinition, type MovePaths } from "./move-paths.ts";
import { type AccessKind, visitStatement, visitTerminator } from "./accesses.ts";

export type Analysis = {
  readonly function: MirFunction;
  readonly flow: ControlFlow;
  readonly lifecycles: LifecycleTable;
  readonly paths: MovePaths;
  readonly events: EventTable;
  readonly sink: DiagnosticSink;
};

/** Span of a statement, or of the terminator for the index after the last one. */
export function statementSpan(fn: MirFunction, block: BlockId, statement: number): Span {
  const { statements, terminator } = fn.blocks[block] as MirBlock;
  return (statements[statement] ?? terminator).span;
}

/** Where a statement mentions a node, or a part of it, or what it is part of; the statement where that is not known. */
export function mentionSpan(analysis: Analysis, block: BlockId, statement: number, node: number): Span {
  const { function: fn, paths } = analysis;
  let found: Span | undefined;
  const visit = (kind: AccessKind, place: Place): void => {
    if (found !== undefined || place.span === undefined || isDefinition(kind) || paths.root(place.local) === -1) return;
    const other = paths.resolve(place);
    if (other < paths.end(node) && node < paths.end(other)) found = place.span;
  };
  const { statements, terminator } = fn.blocks[block] as MirBlock;
  const at = statements[statement];
  if (at === undefined) visitTerminator(terminator, visit);
  else visitStatement(at, visit);
  return found ?? (at ?? terminator).span;
}

/** `x`, `x.name`, or words for a value that has no name in the program. */
export function describeNode(analysis: Analysis, node: number): string {
  const local = analysis.function.locals[analysis.paths.local(node)] as MirLocal;
  if (local.name === undefined) return "this value";
  const path = fieldPath(analysis, -1, node);
  return path === "" ? `\`${local.name}\`` : `\`${local.name}${path.startsWith("[") ? "" : "."}${path}\``;
}

/** The way from a node down to one below it: `name.first`; from -1: from the root. */
export function fieldPath(analysis: Analysis, from: number, to: number): string {
  const { paths } = analysis;
  let text = "";
  for (let at = to; at !== from && paths.parent(at) !== -1; at = paths.parent(at)) {
    const parent = paths.type(paths.parent(at));
    const index = paths.children(paths.parent(at)).indexOf(at);
    const step = parent.kind === "struct" ? (parent.fieldNames[index] ?? String(index)) : `[${index}]`;
    text = text === "" ? step : `${step}${text.startsWith("[") ? "" : "."}${text}`;
  }
  return text;
}

export function describeType(type: MirType): string {
  switch (type.kind) {
    case "struct":
      return type.displayName ?? type.name;
    case "array":
      return `array of ${describeType(type.element)}`;
    default:
      return type.kind;
  }
}
