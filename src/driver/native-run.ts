/**
 * Compiles and runs programs that a compile asks for while it is at work: what `search` and `__op.run_native` measure with.
 *
 * Results are kept on disk by code, target, machine and compiler version, so that the next compile runs nothing. What such a
 * program prints goes to standard error; its result comes back on descriptor 3.
 * Not here: making those programs (`elaborate/native-run.ts`).
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { constants, tmpdir } from "node:os";
import type { NativeRunner, NativeRunRequest, NativeRunResult } from "../elaborate/native-run.ts";
import * as backend from "../llvm/backend.ts";
import { emitModule } from "../llvm/emit.ts";
import { link } from "../llvm/link.ts";
import { systemLinkHost } from "../llvm/link-host.ts";
import { emitEntryModule } from "../llvm/runtime-entry.ts";
import { parseMir } from "../mir/parse.ts";
import { simplifyModule } from "../mir/simplify.ts";
import { MirTypeTable } from "../mir/types.ts";
import type { TargetMachineDescription } from "../target/target.ts";
import { contentHash, writeWhole } from "./cache-inputs.ts";
import { exportedFinish } from "./entry.ts";
import { fs } from "./host.ts";
import { compilerVersion, machineIdentity } from "./version.ts";
import type { CompileSession } from "./session.ts";

/** One candidate that was measured: by which function, for which value. */
export type MeasuredCandidate = { readonly name: string; readonly value: string; readonly cost: number };

/** What one such program found out; also the form in which it is kept. */
export type MeasuredRun = {
  readonly purpose: string;
  /** The result. */
  readonly base64: string;
  readonly seconds: number;
  readonly candidates: readonly MeasuredCandidate[];
};

type Outcome = { readonly result: NativeRunResult; readonly candidates: readonly MeasuredCandidate[] };

export function nativeRunner(session: CompileSession, target: TargetMachineDescription): NativeRunner {
  /** Of this compile: code may be elaborated more than once. */
  const known = new Map<string, NativeRunResult>();
  return (request) => {
    const key = keyOf(session, target, request.text);
    const result = known.get(key) ?? measured(session, target, request, key);
    known.set(key, result);
    return result;
  };
}

function measured(session: CompileSession, target: TargetMachineDescription, request: NativeRunRequest, key: string): NativeRunResult {
  const { tuningFolder } = session;
  const kept = tuningFolder === undefined || session.tunesAnew ? undefined : readKept(tuningFolder, key);
  if (kept !== undefined) {
    session.measuredRuns.push(kept);
    return { kind: "bytes", bytes: Buffer.from(kept.base64, "base64") };
  }
  if (session.options.tune === "cached") {
    session.isProvisional = true;
    return { kind: "off" };
  }
  session.reportProgress(`measuring ${request.purpose}`);
  const start = performance.now();
  const { result, candidates } = session.stages.run("measure candidates", "system", () => compileAndRun(session, target, request));
  session.reportProgress(undefined);
  if (result.kind !== "bytes") return result;
  const base64 = Buffer.from(result.bytes).toString("base64");
  const run = { purpose: request.purpose, base64, seconds: Math.round(performance.now() - start) / 1000, candidates };
  session.measuredRuns.push(run);
  if (tuningFolder !== undefined) keep(tuningFolder, key, run);
  return result;
}

function compileAndRun(session: CompileSession, target: TargetMachineDescription, request: NativeRunRequest): Outcome {
  const folder = mkdtempSync(`${tmpdir()}/salamander-measure-`);
  try {
    const types = new MirTypeTable();
    const module = simplifyModule(parseMir(request.text, types), types, { native: true });
    const finishSymbol = exportedFinish(module);
    const ir = [
      emitModule(module, { target, debugInfo: false }),
      emitEntryModule({ target, entrySymbol: request.entrySymbol, finishSymbol }),
    ];
    const object = backend.compileToObject(ir, { target, level: session.options.optimization, timings: [], verify: session.verifies });
    const path = `${folder}/program`;
    link({ target, kind: "executable", objects: [object], output: path, debugInfo: false }, systemLinkHost());
    return run(path, request, session.options.target.cpu !== undefined);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Descriptor 3 brings the result, 4 a line for each candidate. */
function run(path: string, request: NativeRunRequest, isForNamedProcessor: boolean): Outcome {
  const { status, signal, error, output } = spawnSync(path, [], { stdio: ["ignore", 2, 2, "pipe", "pipe"], maxBuffer: 1 << 26 });
  const failed = (reason: string): Outcome => ({ result: { kind: "failed", reason }, candidates: [] });
  const off: Outcome = { result: { kind: "off" }, candidates: [] };
  if (error !== undefined) return failed(`the program that measures could not run: ${error.message}`);
  if (signal === "SIGINT" || status === 128 + constants.signals.SIGINT) {
    process.kill(process.pid, "SIGINT");
    return off;
  }
  const [bytes, lines] = [output[3], output[4]] as unknown as readonly (Buffer | null | undefined)[];
  if (status === 0 && bytes !== null && bytes !== undefined && bytes.length === request.sizeBytes)
    return { result: { kind: "bytes", bytes }, candidates: readCandidates(lines?.toString() ?? "") };
  // A named processor may have what this one has not.
  if (isForNamedProcessor && (signal === "SIGILL" || status === 128 + constants.signals.SIGILL)) return off;
  const how = signal === null ? `with exit code ${status}` : `by ${signal}`;
  return failed(`the program that measures ended ${how}; what it said stands above`);
}

function readCandidates(lines: string): MeasuredCandidate[] {
  return lines.split("\n").flatMap((line) => {
    const [name, value, cost] = line.split("\t");
    return name === undefined || value === undefined || cost === undefined ? [] : [{ name, value, cost: Number(cost) }];
  });
}

// What is kept

function keyOf(session: CompileSession, target: TargetMachineDescription, text: string): string {
  const { triple, cpu, features } = target;
  const facts = [triple, cpu, features, String(session.options.optimization), machineIdentity(), compilerVersion()];
  return contentHash([...facts, withoutNumbers(text)].join("\n"));
}

/** Names carry numbers that other parts of a program change: those defined in the text are told by their order instead. */
export function withoutNumbers(text: string): string {
  const order = new Map<string, string>();
  for (const [, name] of text.matchAll(/^(?:function|global|data|struct) ([@$](?:"(?:[^"\\]|\\.)*"|[\w.]+))/gm))
    order.set(name as string, `${(name as string)[0]}${order.size}`);
  return text.replaceAll(/"(?:[^"\\]|\\.)*"|[@$](?:"(?:[^"\\]|\\.)*"|[A-Za-z_][\w.]*)/g, (word) => order.get(word) ?? word);
}

function readKept(folder: string, key: string): MeasuredRun | undefined {
  try {
    return JSON.parse(fs.readFileSync(keptPath(folder, key), "utf8")) as MeasuredRun;
  } catch {
    return undefined;
  }
}

function keep(folder: string, key: string, result: MeasuredRun): void {
  try {
    writeWhole(folder, keptPath(folder, key), JSON.stringify(result));
  } catch {
    // A cache that cannot be written is no cache.
  }
}

function keptPath(folder: string, key: string): string {
  return `${folder}/${key.slice(0, 2)}/${key}.json`;
}
