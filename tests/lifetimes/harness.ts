/**
 * Runs the lifetime pass on MIR text, with a handful of types to play with.
 *
 * In: the locals and blocks of one function. Out: its lowered blocks as lines without indentation, or its diagnostics
 * as `CODE message | label at line: text`.
 */
import assert from "node:assert/strict";
import { DiagnosticSink } from "../../src/diag/diagnostic.ts";
import { elaborateLifetimes } from "../../src/mir/elaborate-lifetimes.ts";
import type { MirFunction } from "../../src/mir/mir.ts";
import { parseMir } from "../../src/mir/parse.ts";
import { printFunction } from "../../src/mir/print.ts";
import { MirTypeTable } from "../../src/mir/types.ts";
import { verifyFunction } from "../../src/mir/verify.ts";
import { spanText } from "../../src/source/source-file.ts";

/** `Text` has a destructor of its own, `Pair` only its members', `Unique` cannot be copied, `Pinned` not even moved. */
export const prelude = `
struct $Int copy trivial move trivial destroy trivial { value: i64 }
struct $Text copy @copy move @move destroy @destroy { data: ptr, size: i64 }
struct $Pair copy @Pair.copy move @Pair.move destroy @Pair.destroy memberwise { first: $Text, second: $Text }
struct $Owner copy @Owner.copy move @Owner.move destroy @Owner.destroy { name: $Text, size: i64 }
struct $Nest copy @Nest.copy move @Nest.move destroy @Nest.destroy memberwise { pair: $Pair, owner: $Owner, size: i64 }
struct $Unique copy none move @Unique.move destroy @Unique.destroy { data: ptr }
struct $Pinned copy none move none destroy @Pinned.destroy { data: ptr }
struct $Linear copy none move trivial destroy none { data: ptr }
struct $Session copy none move @Session.move destroy none memberwise { name: $Text, size: i64 }
struct $Bits copy trivial move trivial destroy @Bits.destroy { data: ptr }
struct $Guard copy none move trivial destroy @Guard.destroy { }
struct $Error copy @Error.copy move trivial destroy @Error.destroy { data: ptr }
`;

export type Elaborated = { readonly function: MirFunction; readonly sink: DiagnosticSink; readonly types: MirTypeTable };

/** `header`: parameters and result, as in `(owned &%0) -> %1`. */
export function elaborate(header: string, body: string, name = "f"): Elaborated {
  const types = new MirTypeTable();
  const module = parseMir(`${prelude}\nfunction @${name} "${name}" built ${header} {\n${body}\n}\n`, types, "test.mir");
  const fn = module.functions.get(name) as MirFunction;
  const sink = new DiagnosticSink();
  elaborateLifetimes(fn, { sink, types });
  if (sink.errorCount === 0) {
    assert.equal(fn.stage, "lowered");
    assert.deepEqual(verifyFunction(fn, module), []);
  }
  return { function: fn, sink, types };
}

export function diagnosticsOf({ sink }: Elaborated): string[] {
  return sink.diagnostics.map((one) => {
    const labels = one.labels.map((label) => ` | ${spanText(label.span)} -- ${label.text}`).join("");
    return `${one.code} ${one.message} @ ${spanText(one.at)}${labels}`;
  });
}

/** Blocks of the lowered function, one line per statement. */
export function loweredLines(elaborated: Elaborated): string[] {
  assert.deepEqual(diagnosticsOf(elaborated), []);
  const lines = printFunction(elaborated.function).split("\n");
  return lines
    .map((line) => line.trim())
    .filter((line) => line !== "" && line !== "}" && !line.startsWith("function") && !line.startsWith("let"));
}

export function expectLowered(header: string, body: string, expected: string): void {
  const wanted = expected.split("\n").map((line) => line.trim());
  assert.deepEqual(
    loweredLines(elaborate(header, body)),
    wanted.filter((line) => line !== ""),
  );
}

export function expectDiagnostics(header: string, body: string, expected: readonly string[]): void {
  assert.deepEqual(diagnosticsOf(elaborate(header, body)), expected);
}
