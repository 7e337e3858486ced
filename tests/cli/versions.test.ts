/** Programs and libraries with a version for each of several processors, and what a program can ask of the one that runs it. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import koffi from "koffi";
import { root } from "../harness/repository.ts";

const folder = mkdtempSync(join(tmpdir(), "salamander versions "));
after(() => rmSync(folder, { recursive: true, force: true }));
const isHere = process.platform === "linux" && process.arch === "x64";
const skip = isHere ? false : "needs Linux on x86-64";

/** What Linux says of the processor, in LLVM's names. */
const present = new Set(
  isHere ? (/^flags\s*: (.*)$/m.exec(readFileSync("/proc/cpuinfo", "utf8"))?.[1] ?? "").split(" ").map(nameInLlvm) : [],
);

function nameInLlvm(flag: string): string {
  const others: Readonly<Record<string, string>> = {
    bmi1: "bmi",
    abm: "lzcnt",
    sse4_1: "sse4.1",
    sse4_2: "sse4.2",
    pni: "sse3",
    sha_ni: "sha",
  };
  return others[flag] ?? flag.replace(/^(avx512)_(?!vp2)/, "$1").replace(/^amx_/, "amx-");
}

function widthHere(): number {
  if (present.has("avx512f") && present.has("avx512vl") && present.has("avx512bw") && present.has("avx512dq")) return 16;
  return present.has("avx2") && present.has("fma") ? 8 : 4;
}

function mojo(words: readonly string[]) {
  const env = { ...process.env, NO_COLOR: "1", SALAMANDER_CACHE: join(folder, "cache") };
  const { status, stdout, stderr } = spawnSync(join(root, "mojo"), words, { cwd: folder, env, encoding: "utf8" });
  return { status, stdout, stderr };
}

function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return name;
}

const widthProgram = `from sys import simd_width_of
from sys.info import has_vnni

def main() raises:
    var total: Float32 = 0
    for i in range(100):
        total += Float32(i) * 0.5
    print(total, simd_width_of[DType.float32](), has_vnni())
    raise Error("the end")
`;

test("an executable runs the last version that the processor can run", { skip }, () => {
  const name = file("width.mojo", widthProgram);
  const built = mojo(["build", "--target-cpu=x86-64,x86-64-v2,x86-64-v3,x86-64-v4", "-o", "width", name]);
  assert.deepEqual(built, { status: 0, stdout: "", stderr: "" });
  const { status, stdout, stderr } = spawnSync(join(folder, "width"), { encoding: "utf8" });
  assert.equal(stdout, `2475.0 ${widthHere()} False\n`);
  assert.match(stderr, /the end/);
  assert.equal(status, 1);
});

test("features behind a processor's name", { skip }, () => {
  const { stdout } = mojo(["run", "--target-cpu=x86-64-v2,x86-64-v2+avx512vnni", file("vnni.mojo", widthProgram)]);
  const runs = present.has("avx512vnni");
  assert.equal(stdout, `2475.0 ${runs ? 16 : 4} ${runs ? "True" : "False"}\n`);
});

test("a version that needs what the processor has not is left alone", { skip }, () => {
  // Only some processors of AMD had TBM.
  const lacking = present.has("tbm") ? "lwp" : "tbm";
  const { stdout } = mojo(["run", `--target-cpu=x86-64-v2,x86-64-v3+${lacking}`, file("lacking.mojo", widthProgram)]);
  assert.equal(stdout, "2475.0 4 False\n");
});

test("a shared library binds to the right version", { skip }, () => {
  const name = file(
    "library.mojo",
    `from sys import simd_width_of\n\n@export\ndef vector_width() abi("C") -> Int:\n    return simd_width_of[DType.float32]()\n`,
  );
  const built = mojo(["build", "--emit=shared-lib", "--target-cpu=x86-64,x86-64-v3,x86-64-v4", "-o", "library.so", name]);
  assert.deepEqual(built, { status: 0, stdout: "", stderr: "" });
  const library = koffi.load(join(folder, "library.so"));
  assert.equal(Number(library.func("int64_t vector_width()")()), widthHere());
});

test("a program asks what the processor has", { skip }, () => {
  const names = [
    "sse3",
    "sse4.2",
    "avx",
    "avx2",
    "fma",
    "bmi2",
    "lzcnt",
    "popcnt",
    "avx512f",
    "avx512vl",
    "avx512vnni",
    "avx512bitalg",
    "sha",
    "gfni",
    "adx",
  ];
  const calls = names.map((name) => `    print(processor_has_feature("${name}"))\n`).join("");
  const text = `from sys import processor_has_feature\n\ndef main():\n${calls}    print(processor_has_feature("nothing"))\n`;
  const { stdout } = mojo(["run", file("features.mojo", text)]);
  assert.deepEqual(stdout.trim().split("\n"), [...names.map((name) => (present.has(name) ? "True" : "False")), "False"]);
});

test("an error that only one version has tells which", { skip }, () => {
  const text = `from sys import simd_width_of\n\ndef main():\n    comptime assert simd_width_of[DType.float32]() <= 4, "too wide"\n`;
  const { status, stderr } = mojo(["build", "--target-cpu=x86-64-v2,x86-64-v3", "-o", "none", file("wide.mojo", text)]);
  assert.equal(status, 1);
  assert.match(stderr, /too wide/);
  assert.match(stderr, /in the version for the processor `x86-64-v3`/);
});

test("an unknown processor is refused with a name that may have been meant", () => {
  const { status, stderr } = mojo([
    "build",
    "--target-triple=x86_64-linux-gnu",
    "--target-cpu=x86-64-v2,haswel",
    file("any.mojo", "def main():\n    pass\n"),
  ]);
  assert.equal(status, 1);
  assert.equal(stderr, "mojo: unknown processor `haswel` of x86_64: did you mean haswell?\n");
});
