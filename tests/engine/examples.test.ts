/** examples/engine: a model as a shared library, used from C, Python and Mojo as the README there says. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fromElements } from "../../src/engine/tensor-data.ts";
import { root } from "../harness/repository.ts";
import { encodeModel } from "./onnx-writer.ts";

const folder = mkdtempSync(join(tmpdir(), "salamander-engine-examples-"));
after(() => rmSync(folder, { recursive: true, force: true }));

const table = "0 xor 0 = 0\n0 xor 1 = 1\n1 xor 0 = 1\n1 xor 1 = 0\n";
const rankError = "input x has rank 1, but it has to be 2\n";

function run(command: string, words: readonly string[]) {
  const env = { ...process.env, SALAMANDER_CACHE: join(folder, "cache"), NO_COLOR: "1" };
  const { status, stdout, stderr } = spawnSync(command, words, { cwd: folder, encoding: "utf8", timeout: 600_000, env });
  return { status, stdout, stderr };
}

const has = (program: string): boolean => spawnSync(program, ["--version"]).status === 0;

before(() => {
  cpSync(join(root, "examples/engine"), folder, { recursive: true });
  assert.deepEqual(run(join(root, "mojo"), ["engine", "compile", "-o", "libxor.so", "xor.onnx"]), {
    status: 0,
    stdout: "written: libxor.so, libxor.weights, libxor.h\n",
    stderr: "",
  });
});

test("the model is what its README says", () => {
  const floats = (shape: readonly number[], values: readonly number[]) => fromElements("float32", shape, values);
  const expected = encodeModel({
    name: "xor",
    inputs: [{ name: "x", type: "float32", shape: ["rows", 2] }],
    outputs: [{ name: "y", type: "float32", shape: ["rows", 1] }],
    nodes: [
      { operator: "Gemm", inputs: ["x", "w1", "b1"], outputs: ["sums"] },
      { operator: "Relu", inputs: ["sums"], outputs: ["hidden"] },
      { operator: "MatMul", inputs: ["hidden", "w2"], outputs: ["y"] },
    ],
    initializers: { w1: floats([2, 2], [1, 1, 1, 1]), b1: floats([2], [0, -1]), w2: floats([2, 1], [1, -2]) },
  });
  assert.deepEqual(new Uint8Array(readFileSync(join(root, "examples/engine/xor.onnx"))), expected);
});

test("from C", { skip: has("cc") ? false : "there is no C compiler `cc`" }, () => {
  const words = ["-Wall", "-Wextra", "-pedantic", "-Werror", "-o", "xor", "xor.c", "libxor.so", "-Wl,-rpath,."];
  assert.deepEqual(run("cc", words), { status: 0, stdout: "", stderr: "" });
  assert.deepEqual(run("./xor", ["libxor.weights"]), { status: 0, stdout: table, stderr: "" });
  assert.deepEqual(run("./xor", ["none.weights"]), { status: 1, stdout: "", stderr: "cannot open the weights none.weights\n" });
});

test("from Python", { skip: has("python3") ? false : "python3 is not installed" }, () => {
  const words = ["xor_ctypes.py", "./libxor.so", "libxor.weights"];
  assert.deepEqual(run("python3", words), { status: 0, stdout: table + rankError, stderr: "" });
});

test("from Mojo", () => {
  const words = ["xor_library.mojo", "./libxor.so", "libxor.weights"];
  assert.deepEqual(run(join(root, "mojo"), words), { status: 0, stdout: table, stderr: "" });
});
