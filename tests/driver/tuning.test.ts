/** What a compile measures: how it is kept, named and shown. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { withoutNumbers } from "../../src/driver/native-run.ts";
import { cheapest, renderTuningSvg, renderTuningText, searchesOf } from "../../src/driver/tuning-report.ts";

const run = (values: readonly (readonly [string, number])[], name = "cost", seconds = 1) => ({
  purpose: "`_costs`",
  base64: "",
  seconds,
  candidates: values.map(([value, cost]) => ({ name, value, cost })),
});

test("names that are defined are told by their order, all else is kept", () => {
  const text = (a: string, b: string) =>
    `struct $"Int#${a}" as "Int" { value: i64 }\nfunction @main.${b} "main" {\n  %1 = call @main.${b}(data "@main.${b}")\n  %2 = extern @malloc\n}\n`;
  assert.equal(
    withoutNumbers(text("5", "1")).replaceAll(/"@main\.\d"/g, ""),
    withoutNumbers(text("77", "2")).replaceAll(/"@main\.\d"/g, ""),
  );
  assert.match(withoutNumbers(text("5", "1")), /extern @malloc/);
  assert.match(withoutNumbers(text("5", "1")), /data "@main\.1"/);
  assert.notEqual(withoutNumbers("data @a = 1"), withoutNumbers("data @a = 2"));
});

test("batches of one exploration are one search, the first of the cheapest is best", () => {
  const [search, other] = searchesOf([
    run([["4", 2]]),
    run([["9", 1]], "other"),
    run([
      ["8", 1],
      ["16", 1],
    ]),
  ]);
  assert.equal(search?.candidates.length, 3);
  assert.equal(search?.seconds, 2);
  assert.equal(other?.name, "other");
  assert.equal(cheapest(search?.candidates ?? [])?.value, "8");
});

test("the report has a row for each candidate, with units and the ratio to the best", () => {
  const text = renderTuningText(
    searchesOf([
      run([
        ["4", 3e-6],
        ["16", 1.5e-6],
      ]),
      { ...run([]), purpose: "3 candidates of `f`" },
    ]),
  );
  assert.match(text, /^cost: 2 candidates \(1\.0 s\)\n {3}4 {6}3\.000 µs {4}2\.00 x\n {2}16 {6}1\.500 µs {4}1\.00 x {2}best$/m);
  assert.match(text, /3 candidates of f: chosen by its own evaluator/);
});

test("the picture has a bar for each candidate and escapes what it shows", () => {
  const svg = renderTuningSvg(
    searchesOf([
      run([
        ["a<b", 2],
        ["c&d", 1],
      ]),
    ]),
  );
  assert.equal(svg.match(/<title>/g)?.length, 2);
  assert.match(svg, /a&lt;b/);
  assert.match(svg, /c&amp;d/);
});
