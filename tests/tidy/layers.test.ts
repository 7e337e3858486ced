/** The house's order: the table in ARCHITECTURE.md against the imports in `src/`. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { importsOf, readText, repositoryFiles } from "../harness/repository.ts";

const sources = repositoryFiles(/^src\/.*\.ts$/);
const levels = readLayerTable(readText("ARCHITECTURE.md"));

function readLayerTable(text: string): Map<string, number> {
  const table = new Map<string, number>();
  for (const row of text.matchAll(/^\| (\d+) \| (.*) \|$/gm)) {
    for (const room of (row[2] as string).matchAll(/`([\w-]+)`/g)) table.set(room[1] as string, Number(row[1]));
  }
  return table;
}

/** `src/diag/render-text.ts` is in room `diag`. */
function roomOf(path: string): string {
  return path.split("/")[1] as string;
}

test("the table is there and every room is in it", () => {
  assert.equal(levels.get("base"), 0);
  assert.ok(levels.size >= 15);
  const rooms = new Set(sources.map(roomOf));
  assert.deepEqual(
    [...rooms].filter((room) => !levels.has(room)),
    [],
  );
});

test("a room imports only lower rooms, and only their doors", () => {
  const wrong: string[] = [];
  for (const path of sources) {
    for (const { to, line } of importsOf(path)) {
      const where = `${path}:${line} imports ${to}`;
      if (!to.startsWith("src/")) {
        wrong.push(`${where}, which is outside src`);
        continue;
      }
      const [from, target] = [roomOf(path), roomOf(to)];
      if (from === target) continue;
      if ((levels.get(target) ?? Infinity) >= (levels.get(from) ?? -1)) wrong.push(`${where}: ${target} is not below ${from}`);
      if (to.split("/").length > 3) wrong.push(`${where}, which is private to ${target}`);
    }
  }
  assert.deepEqual(wrong, []);
});

test("imports name existing files with their extension, without aliases", () => {
  const all = new Set(sources);
  const wrong = sources.flatMap((path) =>
    importsOf(path)
      .filter(({ to }) => !all.has(to))
      .map(({ to, line }) => `${path}:${line}: ${to}`),
  );
  assert.deepEqual(wrong, []);
});

test("no import cycles", () => {
  // Types may refer to each other (a machine and the functions it calls); they vanish before anything runs.
  const edges = new Map(
    sources.map((path) => [
      path,
      [
        ...new Set(
          importsOf(path)
            .filter(({ isTypeOnly }) => !isTypeOnly)
            .map(({ to }) => to),
        ),
      ],
    ]),
  );
  assert.deepEqual(findCycles(edges), []);
});

/** Strongly connected components of more than one file (Tarjan). */
function findCycles(edges: ReadonlyMap<string, readonly string[]>): string[][] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const cycles: string[][] = [];
  const visit = (node: string): void => {
    index.set(node, index.size);
    low.set(node, index.get(node) as number);
    stack.push(node);
    for (const next of edges.get(node) ?? []) {
      if (!index.has(next)) {
        visit(next);
        low.set(node, Math.min(low.get(node) as number, low.get(next) as number));
      } else if (stack.includes(next)) low.set(node, Math.min(low.get(node) as number, index.get(next) as number));
    }
    if (low.get(node) !== index.get(node)) return;
    const component = stack.splice(stack.indexOf(node));
    if (component.length > 1) cycles.push(component.sort());
  };
  for (const node of edges.keys()) if (!index.has(node)) visit(node);
  return cycles;
}

test("no barrels: a file that only passes on what others export", () => {
  const barrels = sources.filter((path) => {
    const code = readText(path)
      .replace(/\/\*[\s\S]*?\*\//g, "")
      .replace(/\/\/.*$/gm, "");
    const statements = code
      .split(";")
      .map((statement) => statement.trim())
      .filter((statement) => statement !== "");
    return statements.length > 0 && statements.every((statement) => /^(export\b[\s\S]*\bfrom\b|import\b)/.test(statement));
  });
  assert.deepEqual(barrels, []);
  assert.deepEqual(
    sources.filter((path) => path.endsWith("/index.ts")),
    [],
  );
});

test("the first thing in a file is the comment that gives its job", () => {
  const silent = sources.filter((path) => !/^(#!.*\n)?\/\*\*/.test(readText(path)));
  assert.deepEqual(silent, []);
});

test("only llvm/ffi and engine/native know koffi", () => {
  const knowing = sources.filter(
    (path) =>
      !/^src\/(base\/native-calls|llvm\/ffi\/|engine\/native\/)/.test(path) && /["'](koffi|.*native-calls.ts)["']/.test(readText(path)),
  );
  assert.deepEqual(knowing, []);
});

test("nothing below driver does I/O", () => {
  const driverLevel = levels.get("driver") as number;
  const hostModules = /from ["']node:(fs|child_process|net|http|https|os|process|tty|readline|worker_threads)(\/[a-z]+)?["']/;
  const wrong = sources.filter((path) => {
    const room = roomOf(path);
    // `llvm` asks the linker and the machine; `llvm/ffi` finds the library.
    return (levels.get(room) as number) < driverLevel && room !== "llvm" && hostModules.test(readText(path));
  });
  assert.deepEqual(wrong, []);
});
