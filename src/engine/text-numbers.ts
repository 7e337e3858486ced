/**
 * Strings of compiled programs: to these a string is a number that follows from its content, so that equal ones are equal numbers.
 *
 * The texts of a program's constants are known when it is compiled, those of inputs when it runs; programs choose, move and compare strings
 * and make none. Not here: which operations they have (`emission/texts.ts`).
 */
import { createHash } from "node:crypto";
import { assert, HostError } from "../base/assert.ts";
import type { TensorData } from "./tensor-data.ts";

/** 63 bits of its SHA-256. */
export function textNumber(text: string): bigint {
  return createHash("sha256").update(text, "utf16le").digest().readBigUInt64LE() >> 1n;
}

/** What lies in memory for strings. */
export function textNumbers(strings: readonly string[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(BigInt64Array.from(strings, textNumber).buffer);
}

/** The strings that one run may give. */
export class KnownTexts {
  private readonly byNumber = new Map<bigint, string>();

  constructor(ofProgram: readonly string[], inputs: readonly TensorData[]) {
    this.add(ofProgram);
    for (const { elements } of inputs) if (elements.kind === "strings") this.add(elements.strings);
  }

  /** The inverse of `textNumbers`. */
  stringsOf(bytes: Uint8Array<ArrayBuffer>): readonly string[] {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return Array.from({ length: bytes.byteLength / 8 }, (_, at) => {
      const text = this.byNumber.get(view.getBigInt64(at * 8, true));
      assert(text !== undefined, "programs give strings that they were given");
      return text;
    });
  }

  private add(strings: readonly string[]): void {
    for (const text of strings) {
      const number = textNumber(text);
      const other = this.byNumber.get(number) ?? text;
      if (other !== text) throw new HostError(`two strings cannot be told apart: ${JSON.stringify(other)} and ${JSON.stringify(text)}`);
      this.byNumber.set(number, text);
    }
  }
}
