/**
 * Values in words, for messages.
 */
import { printParameter, printType } from "../types/type.ts";
import type { Program } from "./context.ts";
import { valueToParameter } from "./parameters.ts";
import type { Value } from "./value.ts";

export function describe(program: Program, value: Value): string {
  switch (value.kind) {
    case "runtime":
    case "constant":
      return printType(value.type);
    case "type":
      return `the type ${printType(value.type)}`;
    case "template":
      return value.template.name;
    case "functions":
      return `function ${value.set.name}`;
    case "module":
      return `module ${value.module.name}`;
    case "pack":
      return `*${value.pack.name}`;
    case "builtin":
      return value.name;
    case "error":
      return "<error>";
    default: {
      const parameter = valueToParameter(program, value);
      return parameter === undefined ? value.kind : printParameter(parameter);
    }
  }
}
