/**
 * How fast the MIR interpreter is: a trivial evaluation, first and later, and loops of three kinds.
 *
 * `node bench/mir-interpreter.ts`. An operation is a MIR statement or terminator. No peer: it watches itself.
 */
import { Interpreter } from "../src/mir/interpreter.ts";
import type { Constant, MirModule } from "../src/mir/mir.ts";
import { parseMir } from "../src/mir/parse.ts";
import { MirTypeTable } from "../src/mir/types.ts";

const text = `
struct $Int copy trivial move trivial destroy trivial { value: i64 }

function @mul "Int.__mul__" always lowered (read %0, read %1) -> %2 {
  let %0: $Int
  let %1: $Int
  let %2: $Int
b0:
  %2.0 = mul(%0.0, %1.0): i64
  return
}

function @add "Int.__add__" always lowered (read %0, read %1) -> %2 {
  let %0: $Int
  let %1: $Int
  let %2: $Int
b0:
  %2.0 = add(%0.0, %1.0): i64
  return
}

; trial division
function @primes "primes" lowered (read %0) -> %1 {
  let %0: i64
  let %1: i64
  let %2: i64
  let %3: i64
  let %4: i64
  let %5: i1
b0:
  %1 = i64 0
  %2 = i64 2
  goto b1
b1:
  %5 = lt(%2, %0): i1
  branch %5, b2, b8
b2:
  %3 = i64 2
  goto b3
b3:
  %4 = mul(%3, %3): i64
  %5 = le(%4, %2): i1
  branch %5, b4, b6
b4:
  %4 = rem(%2, %3): i64
  %5 = eq(%4, i64 0): i1
  branch %5, b7, b5
b5:
  %3 = add(%3, i64 1): i64
  goto b3
b6:
  %1 = add(%1, i64 1): i64
  goto b7
b7:
  %2 = add(%2, i64 1): i64
  goto b1
b8:
  return
}

; a sieve in allocated memory: n bytes
function @sieve "sieve" lowered (read %0) -> %1 {
  let %0: i64
  let %1: i64
  let %2: ptr
  let %3: i64
  let %4: i64
  let %5: i1
  let %6: ptr
  let %7: i8
  let %8: ()
b0:
  %2 = call external @malloc c(i64) -> ptr with (%0)
  %8 = memory_set(%2, i8 1, %0): ()
  %1 = i64 0
  %3 = i64 2
  goto b1
b1:
  %5 = lt(%3, %0): i1
  branch %5, b2, b7
b2:
  %6 = offset[elementType=i8](%2, %3): ptr
  %7 = load(%6): i8
  %5 = eq(%7, i8 0): i1
  branch %5, b6, b3
b3:
  %1 = add(%1, i64 1): i64
  %4 = mul(%3, %3): i64
  goto b4
b4:
  %5 = lt(%4, %0): i1
  branch %5, b5, b6
b5:
  %6 = offset[elementType=i8](%2, %4): ptr
  %8 = store(%6, i8 0): ()
  %4 = add(%4, %3): i64
  goto b4
b6:
  %3 = add(%3, i64 1): i64
  goto b1
b7:
  call external @free c(ptr) -> () with (%2)
  return
}

; an iterator in memory, and a call per operation, as unoptimised code has them
function @next "next" lowered (mut &%0) -> %1 {
  let %0: $Int
  let %1: $Int
b0:
  %1 = %0
  %0.0 = add(%0.0, i64 1): i64
  return
}

function @iterate "iterate" lowered (read %0) -> %1 {
  let %0: $Int
  let %1: $Int
  let %2: $Int
  let %3: $Int
  let %4: i1
b0:
  %1.0 = i64 0
  %2.0 = i64 0
  goto b1
b1:
  %3 = call @next(mut %2)
  %4 = lt(%3.0, %0.0): i1
  branch %4, b2, b3
b2:
  %3 = call @mul(%3, %3)
  %1 = call @add(%1, %3)
  goto b1
b3:
  return
}

function @fibonacci "fibonacci" lowered (read %0) -> %1 {
  let %0: i64
  let %1: i64
  let %2: i1
  let %3: i64
b0:
  %2 = lt(%0, i64 2): i1
  branch %2, b1, b2
b1:
  %1 = %0
  return
b2:
  %3 = sub(%0, i64 1): i64
  %1 = call @fibonacci(%3)
  %3 = sub(%0, i64 2): i64
  %3 = call @fibonacci(%3)
  %1 = add(%1, %3): i64
  return
}
`;

const types = new MirTypeTable();

function interpreterOf(module: MirModule, hotness?: number): Interpreter {
  return new Interpreter({
    types,
    resolveFunction: (symbol) => module.functions.get(symbol),
    resolveGlobal: () => undefined,
    hotness,
    stepLimit: 1e10,
    depthLimit: 1e5,
  });
}

function int(value: bigint): Constant {
  return { kind: "int", type: types.i64, value };
}

function struct(module: MirModule, value: bigint): Constant {
  const type = module.functions.get("mul")?.locals[0]?.type ?? types.unit;
  return { kind: "aggregate", type, elements: [int(value)] };
}

function milliseconds(action: () => void): number {
  const start = performance.now();
  action();
  return performance.now() - start;
}

const module = parseMir(text, types);
const arguments_ = [struct(module, 6n), struct(module, 7n)];
console.log(`new interpreter and first run: ${(milliseconds(() => interpreterOf(module).run("mul", arguments_)) * 1000).toFixed(0)} us`);
const warm = interpreterOf(module, Infinity);
for (let round = 0; round < 3; round++) {
  const time = milliseconds(() => {
    for (let count = 0; count < 5000; count++) warm.run("mul", arguments_);
  });
  console.log(`trivial run: ${((time / 5000) * 1000).toFixed(2)} us`);
}
for (const [symbol, argument, operations] of [
  ["primes", int(60000n), 2_745_000 * 7],
  ["sieve", int(2_000_000n), 4_950_000 * 5 + 2_000_000 * 6],
  ["iterate", struct(module, 1_000_000n), 1_000_000 * 12],
  ["fibonacci", int(25n), 242_785 * 6],
] as const) {
  const interpreter = interpreterOf(module);
  const times = [1, 2, 3].map(() => milliseconds(() => interpreter.run(symbol, [argument])));
  const rate = operations / 1e6 / (Math.min(...times) / 1000);
  console.log(`${symbol}: ${times.map((time) => time.toFixed(0)).join(", ")} ms; about ${rate.toFixed(0)} M operations/s`);
}
const walked = interpreterOf(module, Infinity);
const time = milliseconds(() => walked.run("primes", [int(3000n)]));
console.log(`first tier: ${(48_000 * 7) / 1000 / time} M operations/s`);
