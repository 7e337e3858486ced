/** A module in parts: each is well-formed, and what one needs of another is exported there. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { parseMir } from "../../src/mir/parse.ts";
import { splitModule } from "../../src/mir/split.ts";
import { verifyModule } from "../../src/mir/verify.ts";

const source = `
global @shared: i64 = i64 7
global @own: i64 = i64 1
function @helper "helper" lowered () -> %0 {
  let %0: i64
b0:
  %0 = i64 1
  return
}
function @a.first "a.first" lowered () -> %0 {
  let %0: ptr
  let %1: i64
b0:
  %1 = call @helper()
  %0 = ptr @shared
  return
}
function @b.second "b.second" lowered () -> %0 {
  let %0: ptr
  let %1: ptr
  let %2: i64
b0:
  %2 = call @helper()
  %1 = call @a.first()
  %0 = ptr @own
  return
}
function @main "main" lowered () -> %0 {
  let %0: ptr
b0:
  %0 = call @b.second()
  return
}
`;

test("functions are exported to the parts that call them, helpers copied, shared variables defined once", () => {
  const module = parseMir(source);
  module.roots.push("main");
  const parts = splitModule(module, "main", ({ displayName }) => (displayName.includes(".") ? displayName.split(".")[0] : undefined));
  assert.ok(parts !== undefined);
  assert.deepEqual(
    parts.map(({ name }) => name),
    ["main", "a", "b"],
  );
  for (const { module: part } of parts) assert.deepEqual(verifyModule(part), []);
  const linkages = (index: number): Record<string, string> =>
    Object.fromEntries([...(parts[index]?.module.functions.values() ?? [])].map(({ symbol, linkage }) => [symbol, linkage]));
  assert.deepEqual(linkages(0), { "b.second": "imported", main: "internal" });
  assert.deepEqual(linkages(1), { helper: "internal", "a.first": "exported" });
  assert.deepEqual(linkages(2), { helper: "internal", "a.first": "imported", "b.second": "exported" });
  assert.deepEqual([...(parts[0]?.module.globals.keys() ?? [])], []);
  assert.equal(parts[1]?.module.globals.get("shared")?.linkage, "internal");
  assert.equal(parts[2]?.module.globals.get("own")?.linkage, "internal");
  assert.deepEqual(
    parts.map(({ module: part }) => part.roots),
    [["main"], [], []],
  );
});
