/** PNG files for tests, from bytes (W3C PNG, third edition): not by the package that reads them. */
import { crc32, deflateSync } from "node:zlib";

/** `pixels`: rows of pixels, channels side by side; 1 channel is grey, 3 are colours, 4 have alpha. */
export function encodePng(width: number, height: number, channels: 1 | 3 | 4, pixels: readonly number[]): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, { 1: 0, 3: 2, 4: 6 }[channels], 0, 0, 0], 8);
  const row = width * channels;
  // Each row begins with the number of its filter
  const rows = Array.from({ length: height }, (_, y) => [0, ...pixels.slice(y * row, (y + 1) * row)]).flat();
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk("IHDR", header), chunk("IDAT", deflateSync(Buffer.from(rows))), chunk("IEND", Buffer.alloc(0))]);
}

function chunk(type: string, data: Buffer): Buffer {
  const content = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeUInt32BE(crc32(content), 4);
  return Buffer.concat([ends.subarray(0, 4), content, ends.subarray(4)]);
}
