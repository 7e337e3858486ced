/**
 * Random functions: the pass finds the mistakes that brute force finds, and in functions without mistakes every value
 * is destroyed exactly once, not too early and not too late, on every way that a simulator goes.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { type Diagnostic, DiagnosticSink } from "../../src/diag/diagnostic.ts";
import { elaborateLifetimes } from "../../src/mir/elaborate-lifetimes.ts";
import type { MirBlock, MirFunction } from "../../src/mir/mir.ts";
import { printFunction } from "../../src/mir/print.ts";
import { verifyFunction } from "../../src/mir/verify.ts";
import { keptBy, LivenessOracle, localsUsedWithoutValue, touchesOwnerField } from "./oracle.ts";
import { Random, RandomFunction } from "./random-functions.ts";
import { Simulator } from "./simulator.ts";

const seeds = Number(process.env["LIFETIME_SEEDS"] ?? 1000);
const firstSeed = Number(process.env["LIFETIME_FIRST_SEED"] ?? 1);
const walks = 12;

test(`${seeds} random functions`, () => {
  let statements = 0;
  for (let seed = firstSeed; seed < firstSeed + seeds; seed++) statements += checkSeed(seed);
  assert(statements > seeds * 5, "most of the functions have something in them");
});

/** Takes wrong statements out until the function is right, then runs it. Gives the number of statements that stayed. */
function checkSeed(seed: number): number {
  const made = new RandomFunction(seed);
  const built = made.function;
  let last: string[] = [];
  for (let attempt = 0; attempt < 300; attempt++) {
    const lowered = cloneFunction(built);
    const sink = new DiagnosticSink();
    run(seed, built, () => elaborateLifetimes(lowered, { sink, types: made.types.table }));
    run(seed, built, () => checkDiagnostics(built, sink.diagnostics));
    if (sink.errorCount === 0) {
      run(seed, built, () => assert.deepEqual(verifyFunction(lowered, { functions: new Map() }), []));
      const oracle = new LivenessOracle(built);
      for (let walk = 0; walk < walks; walk++) {
        run(seed, built, () => new Simulator(built, lowered, new Random(seed * 100 + walk), oracle).run(40), lowered);
      }
      return built.blocks.reduce((sum, block) => sum + block.statements.length, 0);
    }
    last = sink.diagnostics.map((d) => `${d.code} ${d.message} ${d.at.start}`);
    for (const diagnostic of sink.diagnostics) repair(made, diagnostic);
  }
  throw new Error(`seed ${seed}: could not be repaired: ${last.join("; ")}\n${printFunction(built)}`);
}

function checkDiagnostics(built: MirFunction, diagnostics: readonly Diagnostic[]): void {
  const reported = new Set<string>();
  for (const { code, message } of diagnostics) {
    assert.match(code, /^E03(0[12346]|1[012])$/, message);
    if (code === "E0310") assert(touchesOwnerField(built, ["consume", "forget"]), message);
    if (code === "E0311") assert(touchesOwnerField(built, ["define", "normal", "error"]), message);
    if (code === "E0312") assert(isReferredTo(built, /`(\w+)/.exec(message)?.[1]), message);
    if (code >= "E0310") continue;
    const name = code === "E0303" || code === "E0304" ? "result" : /`(\w+)/.exec(message)?.[1];
    assert(name !== undefined, message);
    reported.add(name);
  }
  assert.deepEqual([...reported].sort(), localsUsedWithoutValue(built));
}

/** Something keeps it, or takes its value away without asking whether it has one. */
function isReferredTo(built: MirFunction, name: string | undefined): boolean {
  const local = built.locals.findIndex((one) => one.name === name);
  if (built.locals.some((_, keeper) => keptBy(built, keeper).includes(local))) return true;
  return built.blocks.some(({ statements }) => statements.some((one) => one.kind === "mark-uninitialized" && one.place.local === local));
}

/** Removes what a diagnostic points at, or fills the place that must have a value where the function is left. */
function repair(made: RandomFunction, { at, message }: Diagnostic): void {
  for (const block of made.function.blocks) {
    const index = block.statements.findIndex((statement) => statement.span.start === at.start);
    if (index >= 0) block.statements.splice(index, 1);
    if (block.terminator.span.start !== at.start) continue;
    if (block.terminator.kind === "try-call") block.terminator = { kind: "goto", target: block.terminator.normal, span: at };
    else if (block.terminator.kind === "return" || block.terminator.kind === "raise") fillBeforeLeaving(made, block, message);
    else if (block.statements.pop() === undefined) block.terminator = { kind: "unreachable", span: at };
  }
}

function fillBeforeLeaving(made: RandomFunction, block: MirBlock, message: string): void {
  const { locals, resultLocal } = made.function;
  const named = [...message.matchAll(/`(\w+)/g)].map((match) => locals.findIndex((local) => local.name === match[1]));
  const local = named.find((one) => one >= 0) ?? resultLocal;
  block.statements.push(made.fill({ local, path: [] }));
}

function cloneFunction(fn: MirFunction): MirFunction {
  const blocks = fn.blocks.map((block) => ({ statements: [...block.statements], terminator: block.terminator }));
  return { ...fn, locals: [...fn.locals], blocks };
}

function run(seed: number, built: MirFunction, action: () => void, lowered?: MirFunction): void {
  try {
    action();
  } catch (error) {
    const after = lowered === undefined ? "" : `\n${printFunction(lowered)}`;
    throw new Error(`seed ${seed}: ${(error as Error).message}\n${printFunction(built)}${after}`, { cause: error });
  }
}
