/** NumPy's files: as NumPy itself writes and reads them where it is installed, and by hand. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import * as fc from "fast-check";
import { NpyError, readNpy, writeNpy } from "../../src/engine/npy.ts";
import { readNpz, writeNpz } from "../../src/engine/npz.ts";
import { type ElementType, type TensorData, fromElements, readElements } from "../../src/engine/tensor-data.ts";

const seed = 20240607;
const types = ["bool", "int8", "int64", "uint16", "float16", "float32", "float64"] as const satisfies readonly ElementType[];
const samples = new Map<string, TensorData>([
  ...types.map((type) => [type, fromElements(type, [2, 3], [0, 1, 0, 1, 1, 0])] as const),
  ["complex64", fromElements("complex64", [2], [1, -2, 3, 4])],
  ["string", fromElements("string", [2, 2], ["", "größer", "😀", "a b"])],
  ["scalar", fromElements("float32", [], [0.5])],
  ["empty", fromElements("int32", [0, 4], [])],
]);

function list(tensor: TensorData | undefined): unknown[] {
  assert.ok(tensor);
  return Array.from(readElements(tensor) as ArrayLike<unknown>);
}

function assertSame(found: TensorData | undefined, expected: TensorData | undefined, message: string): void {
  assert.deepEqual([found?.elementType, found?.shape, list(found)], [expected?.elementType, expected?.shape, list(expected)], message);
}

/** A file with this header and these bytes. */
function file(dictionary: string, data: readonly number[], version = 1): Uint8Array<ArrayBuffer> {
  const length = [dictionary.length & 0xff, dictionary.length >> 8, ...(version === 1 ? [] : [0, 0])];
  return Uint8Array.from([0x93, ...Buffer.from("NUMPY"), version, 0, ...length, ...Buffer.from(dictionary), ...data]);
}

test("arrays there and back, in both orders and all archives", () => {
  for (const [name, tensor] of samples) {
    for (const order of ["c", "fortran"] as const) assertSame(readNpy(writeNpy(tensor, order)), tensor, `${name} ${order}`);
  }
  for (const compression of ["stored", "deflated"] as const) {
    const again = readNpz(writeNpz(samples, compression));
    assert.deepEqual([...again.keys()], [...samples.keys()]);
    for (const [name, tensor] of samples) assertSame(again.get(name), tensor, `${name} ${compression}`);
  }
});

test("headers of all versions, both byte orders, Fortran order", () => {
  const fortran = file("{'descr': '|u1', 'fortran_order': True, 'shape': (2, 3), }\n", [1, 4, 2, 5, 3, 6]);
  assert.deepEqual(list(readNpy(fortran)), [1, 2, 3, 4, 5, 6]);
  assert.deepEqual(list(readNpy(file("{'shape': (2L,), 'fortran_order': False, 'descr': '>i2'}", [1, 2, 255, 254], 2))), [258, -2]);
  assert.deepEqual(list(readNpy(file('{"descr": ">U2", "fortran_order": False, "shape": (1,)}', [0, 0, 0, 65, 0, 0, 0, 0], 3))), ["A"]);
  assert.deepEqual(list(readNpy(file("{'descr': '|S3', 'fortran_order': False, 'shape': (2,)}", [97, 98, 0, 99, 0, 0]))), ["ab", "c"]);
});

test("damage and what is not read", () => {
  const header = (descr: string, shape: string): string => `{'descr': ${descr}, 'fortran_order': False, 'shape': ${shape}, }`;
  const wrong: readonly (readonly [Uint8Array<ArrayBuffer>, RegExp])[] = [
    [new Uint8Array(), /no \.npy file/],
    [file("", [], 4), /version 4/],
    [file("{}", []), /has no type `descr`/],
    [file("{'descr': '<f4', 'fortran_order': 0, 'shape': ()}", []), /an entry that is not understood/],
    [file(header("'|O'", "(1,)"), [1]), /Python objects/],
    [file(header("[('a', '<i4')]", "(1,)"), [1]), /records/],
    [file(header("'<M8[s]'", "(1,)"), [1]), /type "<M8\[s\]" is not supported/],
    [file(header("'<f4'", "(2,)"), [1, 2, 3]), /takes 8 bytes, but 3 follow the header/],
    [file(header("'<f4'", "(1099511627776, 1099511627776)"), []), /too many elements/],
    [file(header("'<f4'", "(99999999999999999999,)"), []), /has the dimension/],
    [file(header("'<U0'", "(1000000000000,)"), []), /has no size/],
    [file(header("'<U1'", "(1,)"), [0, 0, 0, 1]), /Unicode does not have/],
    [file("{'descr': '<f4'", []), /is no dictionary/],
  ];
  for (const [bytes, message] of wrong) {
    assert.throws(
      () => readNpy(bytes),
      (error) => error instanceof NpyError && message.test(error.message),
    );
  }
  assert.throws(() => writeNpy(fromElements("bfloat16", [1], [1])), /NumPy has no type for bfloat16/);
});

test("archives that are cut or changed are read, or give an NpyError", () => {
  for (const compression of ["stored", "deflated"] as const) {
    const archive = writeNpz(
      new Map([
        ["a", fromElements("float32", [2, 8], Array<number>(16).fill(1))],
        ["b", fromElements("int8", [1], [3])],
      ]),
      compression,
    );
    for (let length = 0; length < archive.length; length++) assert.throws(() => readNpz(archive.slice(0, length)), NpyError);
    fc.assert(
      fc.property(fc.nat(archive.length - 1), fc.nat(255), (at, byte) => {
        const changed = archive.slice();
        changed[at] = byte;
        try {
          readNpz(changed);
        } catch (error) {
          assert.ok(error instanceof NpyError, `${at}: ${String(error)}`);
        }
      }),
      { seed, numRuns: 2000 },
    );
  }
});

const python = spawnSync("python3", ["-c", "import numpy"]);

test("NumPy reads what is written, and writes the same bytes", {
  skip: python.status === 0 ? false : "python3 with numpy is not installed",
}, () => {
  const folder = mkdtempSync(join(tmpdir(), "npy-"));
  try {
    for (const [name, tensor] of samples) {
      writeFileSync(join(folder, `${name}.npy`), writeNpy(tensor));
      writeFileSync(join(folder, `${name}.f.npy`), writeNpy(tensor, "fortran"));
    }
    writeFileSync(join(folder, "all.npz"), writeNpz(samples, "deflated"));
    const program = `
import glob, numpy, sys
archive = numpy.load("all.npz")
for path in glob.glob("*.npy"):
    array = numpy.load(path)
    same = archive[path.split(".")[0]]
    assert array.dtype == same.dtype and array.shape == same.shape and (array == same).all(), path
    numpy.save("again-" + path, array)
numpy.savez_compressed("again.npz", **archive)
numpy.savez("again-stored.npz", **archive)
`;
    const result = spawnSync("python3", ["-c", program], { cwd: folder, encoding: "utf8" });
    assert.equal(result.status, 0, result.stderr);
    for (const [name, tensor] of samples) {
      for (const path of [`${name}.npy`, `${name}.f.npy`]) {
        assert.deepEqual(readFileSync(join(folder, `again-${path}`)), readFileSync(join(folder, path)), path);
      }
      for (const path of ["again.npz", "again-stored.npz"]) {
        assertSame(readNpz(new Uint8Array(readFileSync(join(folder, path)))).get(name), tensor, `${name} in ${path}`);
      }
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});
