/** Where the elements of an ONNX tensor lie: in the message, or in a file beside the model. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { HostError } from "../../src/base/assert.ts";
import { readModel } from "../../src/engine/onnx/model.ts";
import { parseTensor, tensorData } from "../../src/engine/onnx/tensor.ts";
import { OnnxError } from "../../src/engine/onnx/wire.ts";
import { fromElements, readElements } from "../../src/engine/tensor-data.ts";
import * as writer from "./onnx-writer.ts";

const folder = mkdtempSync(join(tmpdir(), "onnx-"));
after(() => rmSync(folder, { recursive: true }));
mkdirSync(join(folder, "weights"));
const values = fromElements("float32", [3], [1.5, -2, 7]);
assert.ok(values.elements.kind === "bytes");
writeFileSync(join(folder, "weights", "all.bin"), Uint8Array.of(9, 9, 9, 9, ...values.elements.bytes, 9));

function external(entries: Readonly<Record<string, string>>): number[] {
  const data = tensorData(parseTensor(writer.encodeTensor("w", values, { external: entries })), folder);
  return Array.from(readElements(data) as Float32Array);
}

test("external data, with and without a length", () => {
  assert.deepEqual(external({ location: "weights/all.bin", offset: "4", length: "12" }), [1.5, -2, 7]);
  assert.deepEqual(external({ location: "weights/../weights/all.bin", offset: "4" }), [1.5, -2, 7]);
});

test("external data of a model are beside its file", () => {
  const tensor = writer.encodeTensor("w", values, { external: { location: "weights/all.bin", offset: "4" } });
  const path = join(folder, "model.onnx");
  writeFileSync(path, writer.nested(7, writer.nested(5, tensor)));
  const model = readModel(path);
  const initializer = model.graph.initializers.get("w");
  assert.ok(initializer);
  assert.deepEqual([...(readElements(tensorData(initializer, model.folder)) as Float32Array)], [1.5, -2, 7]);
});

const wrong: readonly (readonly [Readonly<Record<string, string>>, RegExp])[] = [
  [{}, /tensor `w`: .* which one is not said/],
  [{ location: "/etc/hostname" }, /"\/etc\/hostname", which is not within the model's folder/],
  [{ location: "../all.bin" }, /not within the model's folder/],
  [{ location: "weights/../../all.bin" }, /not within the model's folder/],
  [{ location: "a\0b" }, /not within the model's folder/],
  [{ location: "none.bin" }, /tensor `w`: its data: cannot read .*none\.bin: ENOENT/],
  [{ location: "weights" }, /weights is not a file/],
  [{ location: "weights/all.bin", offset: "8" }, /has 17 bytes, but those from 8 to 20 are needed/],
  [{ location: "weights/all.bin", offset: "-4" }, /offset "-4", which is no count/],
  [{ location: "weights/all.bin", offset: "1e3" }, /offset "1e3"/],
  [{ location: "weights/all.bin", length: "4" }, /take 12 bytes, but the file says 4/],
];

for (const [entries, message] of wrong) {
  test(`external data that are not read: ${JSON.stringify(entries)}`, () => {
    assert.throws(
      () => external(entries),
      (error) => error instanceof OnnxError && message.test(error.message),
    );
  });
}

test("elements that do not fit the shape", () => {
  const { integer, nested, string, join } = writer;
  const cases: readonly (readonly [writer.Bytes, RegExp])[] = [
    [
      join(integer(1, 2), integer(2, 1), string(8, "t"), nested(9, new Uint8Array(7))),
      /tensor `t`: float32 of shape \[2\] takes 8 bytes, but there are 7/,
    ],
    [
      join(integer(1, 2), integer(2, 7), string(8, "t"), integer(7, 1)),
      /int64 of shape \[2\] takes 2 numbers, but there are 1 in int64_data/,
    ],
    [join(integer(1, 3), integer(2, 22), integer(5, 1)), /int4 of shape \[3\] takes 2 numbers, but there are 1 in int32_data/],
    [join(integer(1, 1n << 50n), integer(2, 1), nested(9, new Uint8Array(4))), /but there are 4/],
    [join(integer(1, 1 << 30), integer(1, 1 << 30), integer(2, 1)), /too many elements/],
    [join(integer(1, -1), integer(2, 1)), /has the dimension -1/],
    [join(integer(1, 1), integer(2, 8), nested(9, new Uint8Array(4))), /strings are not stored as bytes/],
    [join(integer(1, 2), integer(2, 8), string(6, "a")), /string of shape \[2\] has 2 elements, but there are 1/],
  ];
  for (const [bytes, message] of cases) {
    assert.throws(
      () => tensorData(parseTensor(bytes), undefined),
      (error) => error instanceof OnnxError && message.test(error.message),
    );
  }
});

const pipe = spawnSync("mkfifo", [join(folder, "pipe")]);

test("a pipe is refused, not waited for", { skip: pipe.status === 0 ? false : "mkfifo is not installed" }, () => {
  assert.throws(() => external({ location: "pipe" }), /pipe is not a file/);
});

test("a file that cannot be read is named", () => {
  assert.throws(
    () => readModel(join(folder, "none.onnx")),
    (error) => error instanceof HostError && /cannot read .*none\.onnx/.test(error.message),
  );
  assert.throws(
    () => readModel(folder),
    (error) => error instanceof HostError && /is not a file/.test(error.message),
  );
});
