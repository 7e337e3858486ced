/**
 * The backend's other products, options and failures.
 */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { test } from "node:test";
import { compileToObject, Jit, toAssembly, toBitcode, toLlvmIr, type Timing } from "../../src/llvm/backend.ts";
import { emitModule } from "../../src/llvm/emit.ts";
import { TargetMachine } from "../../src/llvm/ffi/target-machine.ts";
import { parseMir } from "../../src/mir/parse.ts";
import { describeTarget } from "../../src/target/target.ts";
import { emitText, target } from "./harness.ts";

const simple = `function @answer "answer" exported abi_c lowered (owned %0) -> %1 {
  let %0: i64 let %1: i64
b0:
  %1 = add(%0, i64 41): i64
  return }`;

test("text, bitcode, assembly, object", () => {
  const ir = emitText(simple);
  const options = { target, level: 2 } as const;
  assert.match(toLlvmIr(ir, options), /define dso_local (noundef )?i64 @answer\(i64 .*\{\n.*\n.*add i64/);
  assert.deepEqual([...toBitcode(ir, options).subarray(0, 2)], [0x42, 0x43]);
  assert.match(toAssembly(ir, options), /^answer:/m);
  assert.deepEqual([...compileToObject(ir, options).subarray(0, 4)], [0x7f, 0x45, 0x4c, 0x46]);
});

test("the same text gives the same object", () => {
  const ir = emitText(simple);
  assert.deepEqual(compileToObject(ir, { target, level: 3 }), compileToObject(ir, { target, level: 3 }));
});

test("modules are linked into one before optimisation", () => {
  const user = emitText(
    `function @outer "outer" exported abi_c lowered () -> %0 { let %0: i64 b0: %0 = call external @answer c(i64) -> i64 with (i64 1) return }`,
  );
  const text = toLlvmIr([user, emitText(simple)], { target, level: 2 });
  assert.match(text, /@outer\(\).*\{\n(.*:\n)?\s*ret i64 42/);
});

test("a pipeline of one's own, and timings of every step", () => {
  const timings: Timing[] = [];
  const jit = Jit.create({ target, level: 1, pipeline: "function(sroa)", verify: true, timings });
  jit.addIr(emitText(simple));
  jit.lookup("answer");
  assert.deepEqual(
    timings.map((timing) => timing.step),
    ["parse", "verify", "optimize", "verify", "codegen", "link"],
  );
  assert(timings.every((timing) => timing.milliseconds >= 0));
  jit[Symbol.dispose]();
});

test("parts of a JIT come and go", () => {
  using jit = Jit.create({ target, level: 1 });
  const first = jit.addIr(emitText(simple));
  assert.equal(Number(jit.call("answer", "int64_t", ["int64_t"], [1])), 42);
  // The code that stays may use what comes later.
  jit.addIr(
    emitText(
      `function @outer "outer" exported abi_c lowered () -> %0 { let %0: i64 b0: %0 = call external @later c() -> i64 with () return }`,
    ),
  );
  assert.throws(() => jit.addIr(emitText(simple)), { name: "InternalError", message: /answer/ });
  first.remove();
  assert.throws(() => jit.lookup("answer"), { name: "HostError", message: /answer/ });
  jit.addIr(emitText(simple.replace("i64 41", "i64 99")));
  assert.equal(Number(jit.call("answer", "int64_t", ["int64_t"], [1])), 100);
  jit.addIr(emitText(`function @later "later" exported abi_c lowered () -> %0 { let %0: i64 b0: %0 = i64 5 return }`));
  assert.equal(Number(jit.call("outer", "int64_t")), 5);
});

test("loops are vectorised at O3, as wide as preferred", { skip: target.simdBits < 512 ? "this machine has no AVX-512" : false }, () => {
  const loop = `function @sum "sum" exported abi_c lowered (owned %0, owned %1) -> %2 {
    let %0: ptr let %1: i64 let %2: i32 let %3: i64 let %4: ptr let %5: i32 let %6: i1
  b0: %2 = i32 0 %3 = i64 0 goto b1
  b1: %6 = lt(%3, %1): i1 branch %6, b2, b3
  b2: %4 = offset[elementType=i32](%0, %3): ptr %5 = load(%4): i32 %2 = add(%2, %5): i32 %3 = add(%3, i64 1): i64 goto b1
  b3: return }`;
  const compiled = (preferVectorWidth?: number): string => {
    const machine = { ...target, ...(preferVectorWidth === undefined ? {} : { preferVectorWidth }) };
    return toAssembly(emitModule(parseMir(loop), { target: machine }), { target: machine, level: 3 });
  };
  assert.match(compiled(), /vpaddd.*%ymm/);
  assert.match(compiled(512), /vpaddd.*%zmm/);
});

test("line tables", () => {
  const ir = emitModule(parseMir(simple, undefined, "/folder/some file.mir"), { target, debugInfo: true });
  const assembly = toAssembly(ir, { target, level: 0, verify: true });
  assert.match(assembly, /\.file.*some file\.mir/);
  assert.match(assembly, /\.loc\s+\d+ 4 3/);
  assert.match(assembly, /\.loc\s+\d+ 5 3/);
  assert.match(toAssembly(ir, { target, level: 3, verify: true }), /\.loc\s+\d+ 4 3/);
});

test("our data layouts are LLVM's", () => {
  for (const triple of [
    "x86_64-pc-linux-gnu",
    "aarch64-unknown-linux-gnu",
    "arm64-apple-macosx14.0.0",
    "x86_64-apple-macosx14.0.0",
    "wasm32-unknown-wasi",
  ]) {
    const description = describeTarget({ triple });
    using machine = TargetMachine.create(description, 0);
    assert.equal(description.dataLayout, machine.dataLayout(), triple);
  }
});

test("code for another processor", () => {
  const arm = describeTarget({ triple: "aarch64-unknown-linux-gnu" });
  assert.match(toAssembly(emitModule(parseMir(simple), { target: arm }), { target: arm, level: 2, verify: true }), /add\s+x0, x0, #41/);
});

test("broken text is an internal error with LLVM's words", () => {
  assert.throws(() => compileToObject("define i32 @f() { ret i64 0 }", { target, level: 0 }), {
    name: "InternalError",
    message: /doesn't match function result type/,
  });
  const assembly = emitText(
    `function @f "f" exported abi_c lowered () -> %0 { let %0: () b0: %0 = assembly[text="nosuch %rax", constraints=""](): () return }`,
  );
  assert.throws(() => compileToObject(assembly, { target, level: 0 }), {
    name: "InlineAssemblyError",
    message: /invalid instruction mnemonic 'nosuch'/,
  });
});

test("what LLVM cannot compile ends the process with its reason", {
  skip: target.architecture !== "x86_64" ? "the example is for x86-64" : false,
}, () => {
  const script = `
    import { compileToObject } from "./src/llvm/backend.ts";
    import { describeTarget } from "./src/target/target.ts";
    const target = describeTarget({ triple: "x86_64-pc-linux-gnu" });
    const ir = \`declare <64 x i8> @llvm.x86.avx512.permvar.qi.512(<64 x i8>, <64 x i8>)
      define <64 x i8> @f(<64 x i8> %a) { %x = call <64 x i8> @llvm.x86.avx512.permvar.qi.512(<64 x i8> %a, <64 x i8> %a) ret <64 x i8> %x }\`;
    compileToObject(ir, { target, level: 0 });`;
  const outcome = spawnSync(process.execPath, ["--input-type=module-typescript", "-e", script], {
    cwd: join(import.meta.dirname, "../.."),
    encoding: "utf8",
  });
  assert.match(outcome.stderr, /^internal error: LLVM: Do not know how to split/m);
  assert.equal(outcome.status, 70);
});

test("a missing LLVM library is the world's fault", () => {
  const script = `import { hostProcessor } from "./src/llvm/backend.ts"; hostProcessor();`;
  const outcome = spawnSync(process.execPath, ["--input-type=module-typescript", "-e", script], {
    cwd: join(import.meta.dirname, "../.."),
    encoding: "utf8",
    env: { ...process.env, SALAMANDER_LLVM: "/nowhere" },
  });
  assert.match(outcome.stderr, /HostError: SALAMANDER_LLVM is \/nowhere, but there is no LLVM 19 library there/);
});
