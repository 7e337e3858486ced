/**
 * What a debugger sees: variables in the optimiser's output, and gdb on a program.
 */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { compileToObject, toLlvmIr } from "../../src/llvm/backend.ts";
import { emitModule } from "../../src/llvm/emit.ts";
import { link } from "../../src/llvm/link.ts";
import { systemLinkHost } from "../../src/llvm/link-host.ts";
import { emitEntryModule } from "../../src/llvm/runtime-entry.ts";
import { parseMir } from "../../src/mir/parse.ts";
import { target } from "./harness.ts";

const source = `struct $"Int#1" copy trivial move trivial destroy trivial { value: i64 }
struct $"SIMD#2[DType#3={9},Int#1={1}]" copy trivial move trivial destroy trivial { value: i64 }
struct $"Point#4" copy trivial move trivial destroy trivial { x: $"Int#1", y: f64, in: i1 }
function @work "work" never lowered (owned %0, read &%1) -> %2 {
  let %0: $"Int#1" "count"
  let %1: $"Point#4" "point"
  let %2: i64
  let %3: [3 x i32] "items"
  let %4: $"SIMD#2[DType#3={9},Int#1={1}]" "mask"
  let %5: <4 x f32> "lanes"
b0:
  %3 = make [3 x i32] (i32 1, i32 -2, i32 3)
  %4.0 = i64 -1
  %5 = <4 x f32> {f32 0.5, f32 1.5, f32 2.5, f32 3.5}
  %2 = add(%0.0, %1.0.0): i64
  %0.0 = i64 77
  return
}
function @program "program" exported abi_c lowered () -> %0 {
  let %0: i32
  let %1: $"Point#4" "here"
  let %2: i64
b0:
  %1 = $"Point#4" { $"Int#1" { i64 30 }, f64 0.25, i1 1 }
  %2 = call @work($"Int#1" { i64 12 }, read %1)
  %0 = cast(%2): i32
  return
}
`;

test("debug information is valid at every level", () => {
  const module = parseMir(source);
  const ir = emitModule(module, { target, debugInfo: true });
  for (const level of [0, 1, 3] as const) {
    const text = toLlvmIr(ir, { target, level, verify: true });
    assert.match(text, /!DILocalVariable\(name: "point", arg: 2/);
    assert.match(text, /!DIBasicType\(name: "Int", size: 64, encoding: DW_ATE_signed\)/);
  }
});

const gdb = systemLinkHost().findProgram("gdb");

test("gdb shows lines, calls and variables", { skip: gdb === undefined ? "gdb is not installed" : false }, () => {
  const folder = mkdtempSync(join(tmpdir(), "salamander-debug-"));
  try {
    const path = join(folder, "program.mir");
    writeFileSync(path, source);
    const module = parseMir(source, undefined, path);
    const texts = [emitModule(module, { target, debugInfo: true }), emitEntryModule({ target, entrySymbol: "program" })];
    const output = join(folder, "program");
    link(
      { target, kind: "executable", objects: [compileToObject(texts, { target, level: 0 })], output, debugInfo: true },
      systemLinkHost(),
    );
    const commands = ["break program.mir:15", "run", "info args", "info locals", "backtrace", "up", "info locals"];
    const shown = spawnSync(gdb as string, ["-q", "-nx", "-batch", ...commands.flatMap((command) => ["-ex", command]), output], {
      encoding: "utf8",
    }).stdout;
    assert.match(shown, /^count = 12$/m);
    assert.match(shown, /^items = \{1, -2, 3\}$/m);
    assert.match(shown, /^mask = 18446744073709551615$/m);
    assert.match(shown, /^lanes = \{0\.5, 1\.5, 2\.5, 3\.5\}$/m);
    assert.match(shown, /^#0 {2}work \(count=12, point=\.\.\.\) at .*program\.mir:15$/m);
    assert.match(shown, /^#1 .* in program \(\) at .*program\.mir:25$/m);
    assert.match(shown, /^here = \{x = 30, y = 0\.25, in = true\}$/m);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
