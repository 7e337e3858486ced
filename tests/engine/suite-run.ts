/**
 * `npm run onnx-suite -- FOLDER [WORD ...]`: runs cases of the ONNX backend suite (folders of `model.onnx` with test data, and the light models) whose
 * names contain one of the words, and prints what failed with its reason, then counts. `--interpret`: by the graph's interpreter.
 * `--every=N`: each Nth case only, from the one with number `--offset=K` on. `--list-failures=FILE` writes the failures, `--per-operator` prints a table.
 */
import { appendFileSync, existsSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openSession } from "../../src/engine/session.ts";
import { interpret } from "../../src/engine/graph/interpret.ts";
import { importModel, InputNeeded, type KnownInputs } from "../../src/engine/import-model.ts";
import { ModelError, ValueNeeded } from "../../src/engine/operators/operator-node.ts";
import { runCall } from "../../src/engine/calls/interpret-call.ts";
import type { OnnxValue } from "../../src/engine/onnx/value.ts";
import type { OnnxModel } from "../../src/engine/onnx/model.ts";
import type { TensorData } from "../../src/engine/tensor-data.ts";
import { type DataSet, difference, isLightModel, readCase, tensorsOf } from "./suite-case.ts";
import { operatorsOf, printTable, readResults, type Result } from "./suite-table.ts";

const [folder, ...rest] = process.argv.slice(2);
const interprets = rest.includes("--interpret");
const words = rest.filter((each) => !each.startsWith("--"));
if (folder === undefined) {
  console.error("usage: npm run onnx-suite -- FOLDER [WORD ...] [--list-failures=FILE]");
  process.exit(2);
}
const option = (name: string): string | undefined => rest.find((each) => each.startsWith(`--${name}=`))?.slice(name.length + 3);
const every = Number(option("every") ?? 1);
const offset = Number(option("offset") ?? 0);
const cases = casesOf(folder).filter(
  (path, at) => at % every === offset && (words.length === 0 || words.some((word) => path.includes(word))),
);
const resultsPath = option("results");
const known = resultsPath === undefined ? new Map<string, Result>() : readResults(resultsPath);
const results: Result[] = [];
for (const path of cases) {
  const name = path.slice(folder.length + 1);
  const result = known.get(name) ?? { path: name, ...(await runCase(path)) };
  results.push(result);
  if (resultsPath !== undefined && !known.has(name)) appendFileSync(resultsPath, `${JSON.stringify(result)}\n`);
  if (result.why !== undefined) console.log(`${name}: ${result.why}`);
}
const failures = results.filter(({ why }) => why !== undefined);
console.log(`${cases.length - failures.length} of ${cases.length} pass`);
const listing = option("list-failures");
if (listing !== undefined) writeFileSync(listing, failures.map(({ path, why }) => `${path}: ${why}\n`).join(""));
const table = option("table");
if (table !== undefined) {
  const command = `npm run onnx-suite -- FOLDER ${interprets ? "--interpret " : ""}--table=FILE`;
  writeFileSync(table, printTable(results, command, interprets ? "interpreted" : "compiled and run"));
}
process.exitCode = failures.length === 0 ? 0 : 1;

function casesOf(root: string): readonly string[] {
  if (existsSync(join(root, "model.onnx"))) return [root];
  return readdirSync(root, { withFileTypes: true })
    .flatMap((entry) => {
      const path = join(root, entry.name);
      if (entry.isDirectory()) return casesOf(path);
      return isLightModel(path) ? [path] : [];
    })
    .sort();
}

async function runCase(path: string): Promise<Omit<Result, "path">> {
  const { model, sets } = readCase(path);
  const operators = operatorsOf(model);
  for (const set of sets) {
    const why = await whyItFails(model, set);
    if (why !== undefined) return { operators, why };
  }
  return { operators };
}

async function whyItFails(model: OnnxModel, set: DataSet): Promise<string | undefined> {
  try {
    return await runSet(model, set);
  } catch (error) {
    if (error instanceof ModelError) return error.message;
    return error instanceof Error ? `CRASH ${error.stack?.split("\n").slice(0, 4).join(" | ")}` : String(error);
  }
}

async function runSet(model: OnnxModel, set: DataSet): Promise<string | undefined> {
  const { graph, known } = withNeededValues(set, (values) => ({ graph: importModel(model, values), known: new Map(values) }));
  const given = graph.inputs.map((tensor) => inputOf(set, tensor.name));
  const results = interprets ? interpret(graph, given, runCall) : await runCompiled(model, known, given);
  const expected = set.outputs.flatMap(({ value }) => tensorsOf(value));
  for (const [at, tensor] of expected.entries()) {
    const actual = results[at];
    if (actual === undefined) return `output ${at} is missing`;
    const why = difference(actual, tensor);
    if (why !== undefined) return `output ${at}: ${why}`;
  }
  return undefined;
}

async function runCompiled(model: OnnxModel, known: KnownInputs, given: readonly TensorData[]): Promise<readonly TensorData[]> {
  const session = await openSession(model, { folder: join(tmpdir(), "onnx-suite"), known, optimization: 1 });
  try {
    return session.run(given);
  } finally {
    session.close();
  }
}

/** Compiles again with the value of an input, as long as one is needed. */
export function withNeededValues<T>(set: DataSet, compile: (known: ReadonlyMap<string, OnnxValue>) => T): T {
  const known = new Map<string, OnnxValue>();
  for (;;) {
    try {
      return compile(known);
    } catch (error) {
      const names = error instanceof InputNeeded ? [error.input] : error instanceof ValueNeeded ? error.inputs() : [];
      const fresh = names.filter((name) => !known.has(name) && set.inputs.has(name));
      if (fresh.length === 0) throw error;
      for (const name of fresh) known.set(name, set.inputs.get(name) as OnnxValue);
    }
  }
}

function inputOf(set: DataSet, name: string): TensorData {
  const direct = set.inputs.get(name);
  if (direct !== undefined) return tensorsOf(direct)[0] as TensorData;
  for (const [input, value] of set.inputs) {
    if (name.startsWith(`${input}_`)) {
      const found = partOf(
        value,
        name
          .slice(input.length + 1)
          .split("_")
          .map(Number),
      );
      if (found !== undefined) return found;
    }
  }
  throw new ModelError(`no data for input "${name}"`);
}

function partOf(value: OnnxValue, path: readonly number[]): TensorData | undefined {
  const [first, ...rest] = path;
  if (first === undefined) return value.kind === "tensor" ? value.tensor : undefined;
  const part = value.kind === "sequence" ? value.elements[first] : undefined;
  return part === undefined ? undefined : partOf(part, rest);
}
