/**
 * Our own linking against another linker's: the same program does the same, whichever linked it.
 */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { compileToObject } from "../../src/llvm/backend.ts";
import { linkProgram, type LinkResult } from "../../src/llvm/elf/program.ts";
import { readSharedLibrary } from "../../src/llvm/elf/shared-library.ts";
import { emitModule } from "../../src/llvm/emit.ts";
import { link } from "../../src/llvm/link.ts";
import { systemLinkHost } from "../../src/llvm/link-host.ts";
import { emitEntryModule } from "../../src/llvm/runtime-entry.ts";
import { parseMir } from "../../src/mir/parse.ts";
import { target } from "./harness.ts";

const isHere = target.architecture === "x86_64" && target.operatingSystem === "linux";
const skip = isHere ? false : "our linker is for x86-64 Linux";
const folder = mkdtempSync(join(tmpdir(), "salamander-elf-"));
after(() => rmSync(folder, { recursive: true, force: true }));

/** A bit of everything: libm, libgcc_s, pointers in data and constants, functions by address, zeroed and written data. */
const everything = `
  data @hello align 1 constant = "one %d two %s three %.3f four %ld\\n\\x00"
  data @word align 1 constant = "word\\x00"
  data @list align 8 constant = "\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00" { 0: ptr @word+1, 8: ptr function @twice, 16: ptr function @puts_like }
  data @changing align 8 = "\\x05\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00" { 8: ptr @zeros+24 }
  global @zeros: [100000 x i64] = [100000 x i64] zero
  function @twice "twice" lowered (owned %0) -> %1 { let %0: i64 let %1: i64 b0: %1 = add(%0, %0): i64 return }
  function @puts_like "puts_like" never lowered (owned %0) -> %1 { let %0: ptr let %1: () let %2: i32
    b0: %2 = call external @puts c(ptr) -> i32 with (%0) return }
  function @program "program" exported abi_c lowered (owned %0, owned %1) -> %2 {
    let %0: i32 let %1: ptr let %2: i32 let %3: i64 let %4: f64 let %5: i128 let %6: ptr let %7: i64 let %8: ptr let %9: f64 let %10: () let %11: f64 let %12: ptr
  b0:
    %3 = cast[signed=true](%0): i64
    %4 = cast[signed=true](%3): f64
    %9 = add(%4, f64 0.25): f64
    %11 = mul(%4, f64 17.5): f64
    %4 = rem(%11, %9): f64
    %5 = cast[signed=true](%3): i128
    %5 = add(%5, i128 2): i128
    %5 = div[signed=true](i128 -1000000000000000000000000000000, %5): i128
    %5 = shr[signed=true](%5, i128 64): i128
    %7 = cast(%5): i64
    %6 = ptr @list+8
    %6 = load[volatile=true](%6): ptr
    %3 = call pointer %6 mojo(i64) -> i64 with (%3)
    %6 = ptr @changing+8
    %6 = load[volatile=true](%6): ptr
    %10 = store[volatile=true](%6, %3): ()
    %12 = ptr @changing+0
    %7 = add(%7, %12.*(i64)): i64
    %12.*(i64) = %3
    %8 = ptr @list+0
    %8 = load[volatile=true](%8): ptr
    %2 = call external @printf c(ptr) -> i32 variadic 1 with (ptr @hello+0, %0, %8, %4, %7)
    %6 = ptr @list+16
    %6 = load[volatile=true](%6): ptr
    %10 = call pointer %6 mojo(ptr) -> () with (%8)
    return }`;

function objectOf(mir: string, more: readonly string[] = []): Uint8Array {
  const module = parseMir(mir);
  return compileToObject([emitModule(module, { target }), emitEntryModule({ target, entrySymbol: "program" }), ...more], {
    target,
    level: 2,
    verify: true,
  });
}

function linkOurs(...objects: readonly Uint8Array[]): LinkResult {
  const libraries = ["libc.so.6", "libm.so.6", "libgcc_s.so.1"].flatMap((name) => {
    const path = ["/lib/x86_64-linux-gnu", "/usr/lib64", "/lib64", "/usr/lib"]
      .map((place) => join(place, name))
      .find((each) => systemLinkHost().exists(each));
    const library = path === undefined ? undefined : readSharedLibrary(readFileSync(path), name);
    return library === undefined ? [] : [library];
  });
  return linkProgram({ objects, loader: "/lib64/ld-linux-x86-64.so.2", libraries, isExporting: false });
}

test("the same output as by another linker", { skip }, () => {
  const object = objectOf(everything);
  assert.equal(linkOurs(object).kind, "linked");
  const [ours, theirs] = [join(folder, "ours"), join(folder, "theirs")];
  link({ target, kind: "executable", objects: [object], output: ours }, systemLinkHost());
  const linker = systemLinkHost().findProgram("ld.lld-19") ?? systemLinkHost().findProgram("ld");
  link({ target, kind: "executable", objects: [object], output: theirs, ...(linker === undefined ? {} : { linker }) }, systemLinkHost());
  for (const args of [[], ["a", "b"], ["a", "b", "c", "d", "e", "f"]]) {
    const run = spawnSync(ours, args, { encoding: "utf8" });
    assert.equal(run.signal, null);
    assert.match(run.stdout, /^one \d+ two ord three/);
    const other = spawnSync(theirs, args, { encoding: "utf8" });
    assert.deepEqual([run.stdout, run.status], [other.stdout, other.status]);
  }
  // 800,000 zeroed bytes take no room in the file.
  assert(statSync(ours).size < 16_000, `${statSync(ours).size} bytes`);
});

test("code is not writable, the tables are read-only after start, the stack is not executable", { skip }, () => {
  const result = linkOurs(objectOf(everything));
  assert(result.kind === "linked");
  const view = new DataView(result.bytes.buffer);
  const headers = Array.from({ length: view.getUint16(56, true) }, (_, i) => ({
    type: view.getUint32(64 + i * 56, true),
    flags: view.getUint32(68 + i * 56, true),
  }));
  const loads = headers.filter((header) => header.type === 1).map((header) => header.flags);
  assert.deepEqual(loads, [4, 5, 6, 6]);
  assert.deepEqual(
    headers.filter((header) => header.type >= 0x6474e550).map((header) => header.flags),
    [4, 6],
  );
});

test("what is not reached is left out", { skip }, () => {
  const small = `function @program "program" exported abi_c lowered () -> %0 { let %0: i32 b0: %0 = i32 7 return }`;
  const unused = `target triple = "${target.triple}"
    @unused = constant [50000 x i8] c"${"x".repeat(50000)}", section ".rodata.unused"`;
  const result = linkOurs(objectOf(small, [unused]));
  assert(result.kind === "linked");
  assert(result.bytes.length < 8_000, `${result.bytes.length} bytes`);
});

test("missing symbols are listed; other shapes go to another linker", { skip }, () => {
  const missing = `function @program "program" exported abi_c lowered () -> %0 { let %0: i32
    b0: %0 = call external @nowhere_one c() -> i32 with () %0 = call external @nowhere_two c() -> i32 with () return }`;
  assert.deepEqual(linkOurs(objectOf(missing)), { kind: "missing", names: ["nowhere_one", "nowhere_two"] });
  const program = `function @program "program" exported abi_c lowered () -> %0 { let %0: i32 b0: %0 = call external @get c() -> i32 with () return }`;
  const threadLocal = `target triple = "${target.triple}"
    @counter = thread_local global i32 41
    define i32 @get() { %a = call ptr @llvm.threadlocal.address.p0(ptr @counter) %v = load i32, ptr %a %w = add i32 %v, 1 store volatile i32 %w, ptr %a ret i32 %w }
    declare ptr @llvm.threadlocal.address.p0(ptr)`;
  const object = objectOf(program, [threadLocal]);
  assert.equal(linkOurs(object).kind, "unsupported");
  const output = join(folder, "thread local");
  link({ target, kind: "executable", objects: [object], output }, systemLinkHost());
  assert.equal(spawnSync(output).status, 42);
  assert.equal(linkOurs(new TextEncoder().encode("not an object")).kind, "unsupported");
});

test("versions of imports are those of the system's libraries", { skip }, () => {
  const path = ["/lib/x86_64-linux-gnu/libc.so.6", "/lib64/libc.so.6"].find((each) => systemLinkHost().exists(each));
  const library = readSharedLibrary(readFileSync(path as string), "libc.so.6");
  assert.equal(library?.soname, "libc.so.6");
  // Several versions exist; the default one is the newest.
  assert.equal(library?.find("memcpy")?.version, "GLIBC_2.14");
  assert.equal(library?.find("write")?.version, "GLIBC_2.2.5");
  assert.equal(library?.find("no_such_function"), undefined);
});

/** Functions and variables that another object uses, and some that it has of the same name for itself. */
const used = `
  global @counter: i64 exported = i64 40
  function @step "step" exported lowered (owned %0) -> %1 { let %0: i64 let %1: i64 let %2: ptr
    b0: %2 = ptr @counter+0 %2.*(i64) = add(%2.*(i64), %0): i64 %1 = call @own(%2.*(i64)) return }
  function @own "own" never lowered (owned %0) -> %1 { let %0: i64 let %1: i64 b0: %1 = add(%0, i64 1): i64 return }`;

const using = `
  global @counter: i64 imported = i64 zero
  function @step "step" never imported lowered (owned %0) -> %1 { let %0: i64 let %1: i64 }
  function @own "own" never lowered (owned %0) -> %1 { let %0: i64 let %1: i64 b0: %1 = mul(%0, i64 2): i64 return }
  function @program "program" exported abi_c lowered (owned %0, owned %1) -> %2 {
    let %0: i32 let %1: ptr let %2: i32 let %3: i64 let %4: ptr let %5: i64
    b0: %3 = call @step(i64 1) %4 = ptr @counter+0 %5 = call @own(%4.*(i64)) %3 = add(%3, %5): i64 %2 = cast(%3): i32 return }`;

test("several objects: what one uses and another defines is one, what each has for itself is not", { skip }, () => {
  const other = compileToObject([emitModule(parseMir(used), { target })], { target, level: 0, verify: true });
  const path = join(folder, "several");
  link({ target, kind: "executable", objects: [objectOf(using), other], output: path }, systemLinkHost());
  // step(1): 41 + 1; own(41): 82.
  assert.equal(spawnSync(path).status, 42 + 82);
  assert.deepEqual(linkOurs(objectOf(using)), { kind: "missing", names: ["step", "counter"] });
});
