/** Pictures as tensors: layouts, types, sizes, and what is no picture. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import sharp from "sharp";
import type { DescribedSize, ValueDescription } from "../../src/engine/description.ts";
import { isPicture, type PictureOptions, readPictures } from "../../src/engine/pictures.ts";
import { type ElementType, readElements } from "../../src/engine/tensor-data.ts";
import { encodePng } from "./png-writer.ts";

const folder = mkdtempSync(join(tmpdir(), "salamander-pictures-"));
after(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: Uint8Array): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

/** Two pixels beside each other, above two others. */
const four = file("four.png", encodePng(2, 2, 3, [10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120]));

const input = (elementType: ElementType, ...shape: readonly DescribedSize[]): ValueDescription => ({
  name: "x",
  kind: "tensor",
  elementType,
  shape,
});

async function numbers(paths: string | readonly string[], to: ValueDescription, options?: PictureOptions) {
  const tensor = await readPictures(typeof paths === "string" ? [paths] : paths, to, options);
  assert.equal(tensor.elementType, to.elementType);
  return { shape: tensor.shape, values: Array.from(readElements(tensor) as ArrayLike<number | bigint>, Number) };
}

test("channels stand where the input has them", async () => {
  const first = [10, 40, 70, 100, 20, 50, 80, 110, 30, 60, 90, 120];
  const last = [10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120];
  assert.deepEqual(await numbers(four, input("uint8", 1, 3, 2, 2)), { shape: [1, 3, 2, 2], values: first });
  assert.deepEqual(await numbers(four, input("uint8", "n", null, null, 3)), { shape: [1, 2, 2, 3], values: last });
  assert.deepEqual(await numbers(four, input("int64", 2, 2, 3)), { shape: [2, 2, 3], values: last });
  assert.deepEqual(await numbers(four, input("uint8", "n", "c", "h", "w"), { layout: "channels-first" }), {
    shape: [1, 3, 2, 2],
    values: first,
  });
  const blueFirst = [30, 60, 90, 120, 20, 50, 80, 110, 10, 40, 70, 100];
  assert.deepEqual((await numbers(four, input("uint8", 3, 2, 2), { order: "bgr" })).values, blueFirst);
  await assert.rejects(
    numbers(four, input("uint8", "n", "c", "h", "w")),
    /neither its first nor its last dimension has a size of 1, 3 or 4 \(give --layout\)/,
  );
});

test("colours become numbers: scale, mean and deviation", async () => {
  const { values } = await numbers(four, input("float32", 3, 2, 2));
  assert.deepEqual(
    values,
    [10, 40, 70, 100, 20, 50, 80, 110, 30, 60, 90, 120].map((value) => Math.fround(value * (1 / 255))),
  );
  const options = { scale: 0.5, mean: [5, 10, 20], deviation: [2, 1, 0.5] };
  assert.deepEqual((await numbers(four, input("float64", 3, 2, 2), options)).values, [0, 7.5, 15, 22.5, 0, 15, 30, 45, -10, 20, 50, 80]);
  assert.deepEqual((await numbers(four, input("float16", 3, 2, 2), { scale: 1, mean: [10] })).values.slice(0, 4), [0, 30, 60, 90]);
  await assert.rejects(numbers(four, input("int8", 3, 2, 2), { scale: 2 }), /"x" is int8, which has no 140: --scale, --mean and --std say/);
});

test("pictures of another size: the middle, the whole, and with a rim", async () => {
  // Left half black, right half white, twice as wide as high
  const wide = file(
    "wide.png",
    encodePng(
      8,
      4,
      1,
      Array.from({ length: 32 }, (_, at) => (at % 8 < 4 ? 0 : 255)),
    ),
  );
  const grey = input("uint8", 4, 4);
  const rows = (row: readonly number[]): number[] => [...row, ...row, ...row, ...row];
  assert.deepEqual((await numbers(wide, grey)).values, rows([0, 0, 255, 255]));
  const stretched = (await numbers(wide, grey, { fit: "stretch" })).values;
  assert.deepEqual([stretched[0], stretched[3]], [0, 255]);
  const padded = (await numbers(wide, input("uint8", 8, 8), { fit: "pad" })).values;
  assert.deepEqual([padded.slice(0, 16), padded.slice(16, 24)], [Array(16).fill(0), [0, 0, 0, 0, 255, 255, 255, 255]]);
  assert.deepEqual((await numbers(wide, input("uint8", "h", "w"))).shape, [4, 8]);
});

test("grey, alpha, and pictures that lie on their side", async () => {
  const clear = file("clear.png", encodePng(1, 1, 4, [200, 100, 50, 128]));
  assert.deepEqual((await numbers(clear, input("uint8", 3, 1, 1))).values, [200, 100, 50]);
  assert.deepEqual((await numbers(clear, input("uint8", 4, 1, 1), { order: "bgr" })).values, [50, 100, 200, 128]);
  const grey = file("grey.png", encodePng(1, 1, 1, [77]));
  assert.deepEqual((await numbers(grey, input("uint8", 3, 1, 1))).values, [77, 77, 77]);
  const side = file("side.jpg", await sharp(four).resize(16, 8, { fit: "fill" }).withMetadata({ orientation: 6 }).jpeg().toBuffer());
  assert.deepEqual((await numbers(side, input("uint8", "h", "w", 3))).shape, [16, 8, 3]);
});

test("several pictures are a batch", async () => {
  const one = file("one.png", encodePng(1, 1, 1, [9]));
  const two = file("two.webp", await sharp(one).webp({ lossless: true }).toBuffer());
  assert.ok([one, two, four].every(isPicture));
  assert.deepEqual(await numbers([one, two], input("uint8", "n", 1, 1, 1)), { shape: [2, 1, 1, 1], values: [9, 9] });
  await assert.rejects(numbers([one, two], input("uint8", 3, 1, 1, 1)), /takes 3 pictures, but 2 are given: it is uint8\[3, 1, 1, 1\]/);
});

test("what is no picture, and what takes none", async () => {
  const text = file("text.png", Buffer.from("no picture at all"));
  assert.equal(isPicture(text), false);
  assert.equal(isPicture(join(folder, "none.png")), false);
  assert.equal(isPicture(folder), false);
  const damaged = file("damaged.png", Buffer.from("\x89PNG and then nothing", "latin1"));
  await assert.rejects(numbers(damaged, input("uint8", 3, 1, 1)), {
    name: "HostError",
    message: /damaged\.png is a picture that cannot be read/,
  });
  await assert.rejects(numbers(four, input("string", 3, 1, 1)), /takes no picture: its elements are not numbers/);
  await assert.rejects(numbers(four, input("float32", 3)), /takes no picture: pictures have 2 to 4 dimensions; it is float32\[3\]/);
  await assert.rejects(numbers(four, { name: "x", kind: "sequence" }), /takes no picture: it is not a tensor/);
});
