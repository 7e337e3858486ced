/** MIR text: `parse(print(m))` equals `m`, and mistakes are reported where they are. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { parseMir } from "../../src/mir/parse.ts";
import { printModule } from "../../src/mir/print.ts";
import { MirTextError } from "../../src/mir/tokens.ts";
import { MirTypeTable } from "../../src/mir/types.ts";
import { arbitraryModule } from "./arbitrary.ts";

/** A copy without spans and without the prototypes that fast-check gives its records. */
function withoutSpans(value: unknown, seen = new Map<object, unknown>()): unknown {
  if (typeof value !== "object" || value === null || value instanceof Uint8Array) return value;
  const known = seen.get(value);
  if (known !== undefined) return known;
  if (value instanceof Map) return [...value].map((entry) => withoutSpans(entry, seen));
  const copy: Record<string, unknown> | unknown[] = Array.isArray(value) ? [] : {};
  seen.set(value, copy);
  for (const [key, item] of Object.entries(value)) if (key !== "span") (copy as Record<string, unknown>)[key] = withoutSpans(item, seen);
  return copy;
}

test("parse(print(m)) equals m", () => {
  const types = new MirTypeTable();
  fc.assert(
    fc.property(arbitraryModule(types), (module) => {
      assert.deepEqual(withoutSpans(parseMir(printModule(module), types)), withoutSpans(module));
    }),
    { numRuns: 300, seed: 1 },
  );
});

test("what is imported says so and has no blocks", () => {
  const text = `global @g: i64 imported = i64 zero

function @f "f" imported lowered (read %1) -> %0 {
  let %0: i64
  let %1: i64
}
`;
  assert.equal(printModule(parseMir(text)), text);
});

test("struct definitions travel with the text", () => {
  const text = `struct $Node copy trivial move @Node.move destroy none align 32 { next: ptr, "odd name": $Inner }

struct $Inner copy trivial move trivial destroy @Inner.destroy memberwise { i64, i1 }

global @g: $Node = $Node zero
`;
  assert.equal(printModule(parseMir(text)), text);
  const node = parseMir(text).globals.get("g")?.type;
  assert(node?.kind === "struct");
  assert.deepEqual(node.fieldNames, ["next", "odd name"]);
  assert.deepEqual(node.lifecycle, { copy: "trivial", move: { symbol: "Node.move" }, destroy: "none" });
  assert.equal(node.alignment, 32);
});

test("comments and spans", () => {
  const module = parseMir('; a comment\nfunction @f "f" lowered () -> %0 {\n  let %0: ()\nb0: ; the entry\n  %0 = () zero\n  return\n}');
  const block = module.functions.get("f")?.blocks[0];
  const span = block?.statements[0]?.span;
  assert.equal(span?.file.text.slice(span.start, span.end), "%0 = () zero");
  assert.match(printModule(module, { spans: true }), /%0 = \(\) zero {2}; <mir>:5/);
});

for (const [text, message] of [
  ["function @f", "1:12: expected a string, found the end"],
  ["root f", "1:6: expected a symbol, found `f`"],
  ["global @g: i65x = i64 1", "1:12: expected a type, found `i65x`"],
  ['function @f "f" lowered () -> %0 {\n let %1: i8', "2:6: expected the declaration of `%0`, found `%1`"],
  ["root @f ?", "1:9: unexpected character `?`"],
] as const) {
  test(`mistake: ${message}`, () => {
    assert.throws(
      () => parseMir(text),
      (error) => error instanceof MirTextError && error.message.endsWith(message),
    );
  });
}
