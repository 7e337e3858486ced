/** Calls on strings: `string_case`, `string_split`, `string_matches`. Described in `../operators/strings.ts`. */
import { assert } from "../../base/assert.ts";
import type { Elements } from "../graph/interpret.ts";
import { type CallTable, textAttribute } from "./call-kind.ts";
import { patternOf } from "./patterns.ts";

export const text: CallTable = {
  string_case: {
    interpret: (call, [input]) => {
      const isLower = textAttribute(call, "case") === "lower";
      const { shape, values } = input as Elements;
      return [{ shape, values: Array.from(values as ArrayLike<string>, (each) => (isLower ? each.toLowerCase() : each.toUpperCase())) }];
    },
  },
  string_split: {
    interpret: (call, [input]) => {
      const { shape, values } = input as Elements;
      const [delimiter, most] = [textAttribute(call, "delimiter"), call.attributes.most as number];
      const parts = Array.from(values as ArrayLike<string>, (each) => splitString(each, delimiter, most < 0 ? Infinity : most));
      const width = parts.reduce((all, each) => Math.max(all, each.length), 0);
      const filled = parts.flatMap((each) => Array.from({ length: width }, (_, at) => each[at] ?? ""));
      return [
        { shape: [...shape, width], values: filled },
        { shape, values: parts.map((each) => BigInt(each.length)) },
      ];
    },
  },
  string_matches: {
    interpret: (call, [input]) => {
      const { shape, values } = input as Elements;
      const pattern = patternOf(textAttribute(call, "pattern"));
      assert(pattern !== undefined, "patterns are checked when the call is made");
      return [{ shape, values: Array.from(values as ArrayLike<string>, (each) => Number(pattern.test(each))) }];
    },
  },
};

/** As Python's `str.split`: without a delimiter, at runs of white space. */
function splitString(value: string, delimiter: string, most: number): readonly string[] {
  const parts: string[] = [];
  let rest = delimiter === "" ? value.trim() : value;
  if (delimiter === "" && rest === "") return [];
  while (parts.length < most) {
    const found = delimiter === "" ? /\s+/.exec(rest) : undefined;
    const at = delimiter === "" ? (found?.index ?? -1) : rest.indexOf(delimiter);
    if (at < 0) break;
    parts.push(rest.slice(0, at));
    rest = rest.slice(at + (found?.[0].length ?? delimiter.length));
  }
  return [...parts, rest];
}
