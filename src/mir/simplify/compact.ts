/** Drops the locals that nothing mentions any more, and numbers the rest anew. A few are not worth the work. */
import type { LocalId, MirBlock, MirFunction, MirLocal, MirStatement, Operand, Place } from "../mir.ts";
import {
  rewriteCall,
  rewriteIndices,
  rewriteRvalue,
  type Rewriter,
  rewriteTerminator,
  visitStatement,
  visitTerminator,
} from "./rewrite.ts";

const fewest = 12;

export function compactLocals(fn: MirFunction): MirFunction {
  const used = new Uint8Array(fn.locals.length);
  const use = (local: LocalId): void => {
    used[local] = 1;
  };
  for (const parameter of fn.parameters) use(parameter.local);
  use(fn.resultLocal);
  if (fn.errorLocal !== undefined) use(fn.errorLocal);
  if (fn.handleLocal !== undefined) use(fn.handleLocal);
  for (const block of fn.blocks) {
    for (const statement of block.statements) visitStatement(statement, (place) => use(place.local));
    visitTerminator(block.terminator, (place) => use(place.local));
  }
  if (used.reduce((count, flag) => count + 1 - flag, 0) < fewest) return fn;

  const numbers = new Int32Array(fn.locals.length).fill(-1);
  const locals: MirLocal[] = [];
  fn.locals.forEach((local, id) => {
    if (used[id] === 0) return;
    numbers[id] = locals.length;
    locals.push(local);
  });
  const number = (local: LocalId): LocalId => numbers[local] as LocalId;
  const rewriter: Rewriter = {
    operand: (operand: Operand): Operand =>
      operand.kind === "read" ? { kind: "read", place: rewriter.place(operand.place, "read") } : operand,
    place: (place: Place): Place => ({ local: number(place.local), path: rewriteIndices(place.path, rewriter.operand) }),
  };
  return {
    ...fn,
    locals: locals.map((local) =>
      local.keeps.length === 0 ? local : { ...local, keeps: local.keeps.map(number).filter((kept) => kept >= 0) },
    ),
    parameters: fn.parameters.map((parameter) => ({ ...parameter, local: number(parameter.local) })),
    resultLocal: number(fn.resultLocal),
    ...(fn.errorLocal === undefined ? {} : { errorLocal: number(fn.errorLocal) }),
    ...(fn.handleLocal === undefined ? {} : { handleLocal: number(fn.handleLocal) }),
    blocks: fn.blocks.map((block) => renumbered(block, rewriter)),
  };
}

function renumbered(block: MirBlock, rewriter: Rewriter): MirBlock {
  const statements = block.statements.map((statement): MirStatement => {
    if (statement.kind === "assign")
      return { ...statement, target: rewriter.place(statement.target, "write"), value: rewriteRvalue(statement.value, rewriter) };
    if (statement.kind !== "call") return statement;
    const call = rewriteCall(statement, rewriter);
    return call.target === undefined ? call : { ...call, target: rewriter.place(call.target, "write") };
  });
  return { statements, terminator: rewriteTerminator(block.terminator, rewriter) };
}
