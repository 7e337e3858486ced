/**
 * Whole programs, linked and in the JIT: arguments, exit codes, crashes, Ctrl-C; and shared libraries.
 */
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { compileToObject, Jit } from "../../src/llvm/backend.ts";
import { emitModule } from "../../src/llvm/emit.ts";
import { link } from "../../src/llvm/link.ts";
import { systemLinkHost } from "../../src/llvm/link-host.ts";
import { emitEntryModule } from "../../src/llvm/runtime-entry.ts";
import { parseMir } from "../../src/mir/parse.ts";
import { compile, target } from "./harness.ts";

const folder = mkdtempSync(join(tmpdir(), "salamander programs "));
after(() => rmSync(folder, { recursive: true, force: true }));
const runner = join(import.meta.dirname, "run-program.ts");

/** Text of a program: `body` is the blocks of `program(argc: %0, argv: %1) -> %2: i32`, with some locals. */
function program(body: string, rest = ""): string {
  return `struct $Big copy trivial move trivial destroy trivial { items: [1000 x i64] }
    ${rest}
    function @program "program" exported abi_c lowered (owned %0, owned %1) -> %2 {
      let %0: i32 let %1: ptr let %2: i32 let %3: i32 let %4: ptr let %5: i64 let %6: i64 let %7: ()
      ${body} }`;
}

function build(text: string, name: string, level: 0 | 1 | 3 = 1): string {
  const module = parseMir(text);
  const hooks = {
    ...(module.functions.has("start") ? { startSymbol: "start" } : {}),
    ...(module.functions.has("finish") ? { finishSymbol: "finish" } : {}),
  };
  const entry = emitEntryModule({ target, entrySymbol: "program", ...hooks });
  const object = compileToObject([emitModule(module, { target }), entry], { target, level, verify: true });
  const output = join(folder, name);
  link({ target, kind: "executable", objects: [object], output }, systemLinkHost());
  return output;
}

type Outcome = { readonly status: number | null; readonly signal: string | null; readonly stdout: string; readonly stderr: string };

/** The program as an executable, and in the JIT. */
function both(name: string, text: string, args: readonly string[], check: (outcome: Outcome) => void): void {
  test(`${name}, linked`, () => check(spawnSync(build(text, name), args, { encoding: "utf8", timeout: 60_000 })));
  test(`${name}, in the JIT`, () => {
    const path = join(folder, `${name}.mir`);
    writeFileSync(path, text);
    check(spawnSync(process.execPath, [runner, path, ...args], { encoding: "utf8", timeout: 60_000 }));
  });
}

both(
  "hello",
  program(
    `b0: %4 = offset[elementType=ptr](%1, i64 1): ptr %4 = %4.*(ptr) %3 = call external @puts c(ptr) -> i32 with (%4) %2 = %0 return`,
    `function @start "start" exported abi_c lowered (owned %0, owned %1) -> %2 { let %0: i32 let %1: ptr let %2: () let %3: i32
       b0: %3 = call external @puts c(ptr) -> i32 with (ptr @first+0) return }
     function @finish "finish" exported abi_c lowered () -> %0 { let %0: () let %1: i32
       b0: %1 = call external @puts c(ptr) -> i32 with (ptr @last+0) %1 = call external @fflush c(ptr) -> i32 with (ptr null) return }
     data @first align 1 constant = "first\\x00"
     data @last align 1 constant = "last\\x00"`,
  ),
  ["an argument", "b"],
  (outcome) => {
    assert.equal(outcome.stdout, "first\nan argument\nlast\n");
    assert.equal(outcome.stderr, "");
    assert.equal(outcome.status, 3);
  },
);

test("a linked program is small, stripped and needs libc only", () => {
  const path = build(
    program(`b0: %3 = call external @puts c(ptr) -> i32 with (ptr @text+0) %2 = i32 0 return`, `data @text align 1 constant = "hi\\x00"`),
    "small",
  );
  assert(statSync(path).size < 20_000, `${statSync(path).size} bytes`);
  const needed = spawnSync("ldd", [path], { encoding: "utf8" }).stdout;
  assert.doesNotMatch(needed, /LLVM|node|stdc\+\+|libm\./);
});

// Crashes: one line on standard error, 128 + signal.

const crashes: readonly (readonly [name: string, text: string, status: number, message: RegExp])[] = [
  [
    "segmentation fault",
    program(`b0: %4 = int_to_pointer(i64 64): ptr %7 = store[volatile=true](%4, i64 1): () %2 = i32 0 return`),
    139,
    /^fatal error: segmentation fault.*\n$/,
  ],
  [
    "division by zero",
    program(`b0: %3 = sub(%0, i32 1): i32 %2 = div[signed=true](%0, %3): i32 return`),
    136,
    /^fatal error: arithmetic exception.*\n$/,
  ],
  ["trap", program(`b0: %7 = trap(): () unreachable`), 132, /^fatal error: the program trapped.*\n$/],
  ["abort", program(`b0: call external @abort c() -> () with () unreachable`), 134, /^fatal error: aborted\n$/],
  [
    "stack overflow",
    program(
      `b0: %6 = cast[signed=true](%0): i64 %5 = call @deep(%6) %2 = cast(%5): i32 return`,
      `function @deep "deep" never lowered (owned %0) -> %1 { let %0: i64 let %1: i64 let %2: ptr let %3: () let %4: i64
         b0: %2 = stack_allocate[elementType=i64](i64 10): ptr %3 = store[volatile=true](%2, %0): () %4 = add(%0, i64 1): i64
         %4 = call @deep(%4) %1 = load[volatile=true](%2): i64 %1 = add(%1, %4): i64 return }`,
    ),
    139,
    /^fatal error: stack overflow.*\n$/,
  ],
  [
    "stack overflow by large frames",
    program(
      `b0: %6 = cast[signed=true](%0): i64 %5 = call @deep(%6) %2 = cast(%5): i32 return`,
      `function @deep "deep" never lowered (owned %0) -> %1 { let %0: i64 let %1: i64 let %2: [1000000 x i64] let %3: () let %4: i64 let %5: ptr
         b0: %5 = &%2[%0] %3 = store[volatile=true](%5, %0): () %4 = add(%0, i64 1): i64 %4 = call @deep(%4) %1 = load[volatile=true](%5): i64 %1 = add(%1, %4): i64 return }`,
    ),
    139,
    /^fatal error: stack overflow.*\n$/,
  ],
  [
    "a crash flushes first",
    program(
      `b0: %3 = call external @puts c(ptr) -> i32 with (ptr @text+0) %7 = trap(): () unreachable`,
      `data @text align 1 constant = "buffered\\x00"
       function @finish "finish" exported abi_c lowered () -> %0 { let %0: () let %1: i32
         b0: %1 = call external @fflush c(ptr) -> i32 with (ptr null) return }`,
    ),
    132,
    /trapped/,
  ],
  [
    "a crash in the flush",
    program(
      `b0: %7 = trap(): () unreachable`,
      `function @finish "finish" exported abi_c lowered () -> %0 { let %0: () let %1: ptr
         b0: %1 = int_to_pointer(i64 8): ptr %0 = store[volatile=true](%1, i64 1): () return }`,
    ),
    132,
    /trapped/,
  ],
];

for (const [name, text, status, message] of crashes) {
  both(name, text, [], (outcome) => {
    assert.match(outcome.stderr, message);
    assert.equal(outcome.status, status);
    if (name === "a crash flushes first") assert.equal(outcome.stdout, "buffered\n");
  });
}

const endless = program(
  `b0: %3 = call external @puts c(ptr) -> i32 with (ptr @text+0) %3 = call external @fflush c(ptr) -> i32 with (ptr null) goto b1
   b1: %3 = call external @usleep c(i32) -> i32 with (i32 1000) goto b1`,
  `data @text align 1 constant = "running\\x00"`,
);

for (const [way, command] of [
  ["linked", () => [build(endless, "endless")]],
  [
    "in the JIT",
    () => {
      writeFileSync(join(folder, "endless.mir"), endless);
      return [process.execPath, runner, join(folder, "endless.mir")];
    },
  ],
] as const) {
  test(`Ctrl-C ends an endless loop, ${way}`, async () => {
    const [program, ...args] = command() as [string, ...string[]];
    // A shell reports death by a signal as 128 + its number, as people see it.
    const child = spawn(program, args, { stdio: ["ignore", "pipe", "inherit"] });
    child.stdout.once("data", () => child.kill("SIGINT"));
    const [code, signal] = await new Promise<[number | null, string | null]>((resolve) => child.on("exit", (...ended) => resolve(ended)));
    assert.equal(code ?? (signal === "SIGINT" ? 130 : signal), 130);
  });
}

test("after a program, this process's signal handlers are its own again", () => {
  const text = program("b0: %2 = i32 5 return");
  using jit = Jit.create({ target, level: 0 });
  const before = dispositions();
  assert.equal(jit.runMain({ entrySymbol: "program" }, ["x"], emitModule(parseMir(text), { target })), 5);
  assert.deepEqual(dispositions(), before);
});

/** Addresses of this process's handlers, by `sigaction`. */
function dispositions(): bigint[] {
  using jit = compile(
    `function @get "get" exported abi_c lowered (owned %0, owned %1) -> %2 { let %0: i32 let %1: ptr let %2: i32
       b0: %2 = call external @sigaction c(i32, ptr, ptr) -> i32 with (%0, ptr null, %1) return }`,
    0,
  );
  return [2, 4, 6, 8, 11, 13].map((signal) => {
    const old = new BigUint64Array(20);
    assert.equal(jit.call("get", "int", ["int", "void *"], [signal, old]), 0);
    return old[0] as bigint;
  });
}

test("a shared library shows its exports only", () => {
  const text = `function @visible "visible" exported abi_c lowered (owned %0) -> %1 { let %0: i64 let %1: i64 b0: %1 = call @hidden(%0) return }
    function @hidden "hidden" never lowered (owned %0) -> %1 { let %0: i64 let %1: i64 b0: %1 = add(%0, i64 1): i64 return }`;
  const output = join(folder, "libtest one.so");
  const object = compileToObject(emitModule(parseMir(text), { target }), { target, level: 2 });
  link({ target, kind: "shared", objects: [object], output }, systemLinkHost());
  using jit = compile(
    `function @use "use" exported abi_c lowered () -> %0 { let %0: i64 b0: %0 = call external @visible c(i64) -> i64 with (i64 41) return }`,
    0,
  );
  jit.addLibrary(output);
  assert.equal(Number(jit.call("use", "int64_t")), 42);
  assert.throws(() => jit.lookup("hidden"), /hidden/);
  assert.throws(() => jit.addLibrary(join(folder, "nothing.so")), { name: "HostError", message: /nothing\.so/ });
});

test("missing functions and linkers are named", () => {
  const text = program("b0: %2 = call external @no_such_function c() -> i32 with () return");
  assert.throws(() => build(text, "missing"), { name: "HostError", message: /no library defines `no_such_function`/ });
  const nothing = { ...systemLinkHost(), findProgram: () => undefined };
  assert.throws(() => link({ target, kind: "executable", objects: [], output: join(folder, "x") }, nothing), {
    name: "HostError",
    message: /install the package lld-19/,
  });
  const garbage = join(folder, "garbage.o");
  writeFileSync(garbage, "not an object");
  assert.throws(() => link({ target, kind: "executable", objects: [garbage], output: join(folder, "x") }, systemLinkHost()), {
    name: "HostError",
    message: /garbage\.o/,
  });
});

test("every kind of linker that is installed makes a running program", () => {
  const text = program("b0: %2 = i32 7 return");
  const object = compileToObject([emitModule(parseMir(text), { target }), emitEntryModule({ target, entrySymbol: "program" })], {
    target,
    level: 1,
  });
  let tried = 0;
  for (const linker of ["ld.lld-19", "ld.lld", "ld.mold", "ld", "clang", "gcc"]) {
    if (systemLinkHost().findProgram(linker) === undefined) continue;
    const output = join(folder, `by ${linker}`);
    link({ target, kind: "executable", objects: [object], output, linker }, systemLinkHost());
    assert.equal(spawnSync(output).status, 7, linker);
    tried++;
  }
  assert(tried > 0, "a linker is installed");
});

test("libraries by name and path", () => {
  const text = `function @answer "answer" exported abi_c lowered () -> %0 { let %0: i32 b0: %0 = i32 42 return }`;
  mkdirSync(join(folder, "libs here"));
  const library = join(folder, "libs here", "libanswer.so");
  link(
    { target, kind: "shared", objects: [compileToObject(emitModule(parseMir(text), { target }), { target, level: 1 })], output: library },
    systemLinkHost(),
  );
  const user = program("b0: %2 = call external @answer c() -> i32 with () return");
  const object = compileToObject([emitModule(parseMir(user), { target }), emitEntryModule({ target, entrySymbol: "program" })], {
    target,
    level: 1,
  });
  const output = join(folder, "uses");
  link(
    { target, kind: "executable", objects: [object], output, libraries: ["answer"], libraryFolders: [join(folder, "libs here")] },
    systemLinkHost(),
  );
  assert.equal(spawnSync(output, { env: { LD_LIBRARY_PATH: join(folder, "libs here") } }).status, 42);
  link({ target, kind: "executable", objects: [object], output, libraries: [library] }, systemLinkHost());
  assert.equal(spawnSync(output).status, 42);
});
