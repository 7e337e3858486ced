/** Every capability has a row in docs/roadmap.md, with a state that means something. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { readText } from "../harness/repository.ts";

/** How many capabilities each group has: `LNG-01` to `LNG-29` and so on. */
const groups: Readonly<Record<string, number>> = {
  LNG: 29,
  TYP: 18,
  PYS: 18,
  PYI: 15,
  MET: 11,
  TUN: 10,
  VAL: 20,
  ERR: 8,
  PAR: 15,
  MEM: 8,
  CMP: 16,
  HWT: 13,
  ENG: 52,
  TOL: 18,
  LIB: 9,
};

const rows = Array.from(readText("docs/roadmap.md").matchAll(/^\| ([A-Z]{3}-\d\d) \| (.*?) \| (\S*) \|(.*)\|$/gm), (match) => ({
  id: match[1] as string,
  capability: match[2] as string,
  state: match[3] as string,
  notes: (match[4] as string).trim(),
}));

test("every capability has one row", () => {
  const expected = Object.entries(groups).flatMap(([group, count]) =>
    Array.from({ length: count }, (_, index) => `${group}-${String(index + 1).padStart(2, "0")}`),
  );
  assert.deepEqual(rows.map((row) => row.id).sort(), expected.sort());
});

test("a state is done, partial or planned, and more than planned has its evidence", () => {
  const wrong = rows.filter(({ state, notes }) => !["done", "partial", "planned"].includes(state) || (state !== "planned" && notes === ""));
  assert.deepEqual(wrong, []);
});
