/**
 * `node bench/engine/lengths.ts [MODEL.onnx]`: another length at every call beside the same lengths each twice in a row, and what the process uses
 * after a run. The model has inputs of integers with the dimensions [batch, length]; BERT-base if none is named.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { readModel } from "../../src/engine/onnx/model.ts";
import { openSession } from "../../src/engine/session.ts";
import { fromElements } from "../../src/engine/tensor-data.ts";

const path = process.argv[2] ?? resolve(import.meta.dirname, "../../data/engine/bert-base.onnx");
const lengths = [121, 96, 117, 101, 128, 107, 126, 112];
const rounds = 5;

const given = process.argv[3];
if (given === undefined) {
  const compiled = mkdtempSync(join(tmpdir(), "salamander-lengths-"));
  (await openSession(readModel(path), { folder: compiled, threads: 1 })).close();
  const words = [...process.execArgv, import.meta.filename, path, compiled];
  const { status } = spawnSync(process.execPath, words, { stdio: "inherit" });
  rmSync(compiled, { recursive: true });
  process.exit(status ?? 1);
}
const session = await openSession(readModel(path), { folder: given, threads: 1 });
const inputs = new Map(lengths.map((length) => [length, session.program.inputs.map((tensor) => ones(tensor.elementType, length))]));
for (const length of lengths) run(length);
let same = 0;
let changing = 0;
for (let round = 0; round < rounds; round++) {
  for (const length of lengths) {
    run(length);
    same += run(length);
  }
  for (const length of lengths) changing += run(length);
}
console.log(`another length at every call: ${(changing / same).toFixed(3)} of the time of a length that stays`);
// What opening the model has left to Node.js's collector is not the run's
await rest(3000);
run(128);
await rest(10);
const before = process.cpuUsage();
await rest(500);
const { user, system } = process.cpuUsage(before);
console.log(`from 10 ms after a run on: ${((user + system) / 5000).toFixed(2)} % of a processor`);
session.close();

function ones(elementType: Parameters<typeof fromElements>[0], length: number): ReturnType<typeof fromElements> {
  return fromElements(elementType, [1, length], new Array<number>(length).fill(1));
}

/** Milliseconds. */
function run(length: number): number {
  const start = performance.now();
  session.release(session.run(inputs.get(length) ?? []));
  return performance.now() - start;
}

function rest(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds));
}
