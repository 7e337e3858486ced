/** One text for definitions that mean the same: axes by number, commutative operands sorted, tensors by identity. */
import { type Axis, type Expression, isCommutative } from "./expression.ts";
import type { Definition } from "./graph.ts";

export function definitionKey(definition: Definition): string {
  switch (definition.kind) {
    case "input":
    case "constant":
    case "call":
      return "";
    case "map":
      return keyOf(definition.body, numbered(definition.axes, "i"));
    case "reduce": {
      const names = numbered(definition.axes, "i");
      for (const [axis, name] of numbered(definition.reduced, "k")) names.set(axis, name);
      return `${definition.reducer}{${definition.reduced.map((axis) => axis.extent.key).join(",")}}${keyOf(definition.body, names)}`;
    }
  }
}

export function keyOf(expression: Expression, names: ReadonlyMap<Axis, string>): string {
  switch (expression.kind) {
    case "literal":
      return `${Object.is(expression.value, -0) ? "-0" : JSON.stringify(typeof expression.value === "bigint" ? String(expression.value) : printable(expression.value))}:${expression.type}`;
    case "axis":
      return names.get(expression.axis) ?? expression.axis.name;
    case "size":
      return `<${expression.size.key}>`;
    case "load":
      return `#${expression.tensor.id}[${expression.index.map((each) => keyOf(each, names)).join(",")}]`;
    case "apply": {
      const operands = expression.operands.map((each) => keyOf(each, names));
      if (isCommutative(expression)) operands.sort();
      return `${expression.operation}(${operands.join(",")})`;
    }
    case "custom": {
      const { name, settings } = expression.function;
      return `${name}{${settings.join(",")}}(${expression.operands.map((each) => keyOf(each, names)).join(",")})`;
    }
    case "cast":
      return `${expression.type}(${keyOf(expression.operand, names)})`;
    case "select":
      return `select(${[expression.condition, expression.whenTrue, expression.whenFalse].map((each) => keyOf(each, names)).join(",")})`;
  }
}

function printable(value: number | string): number | string {
  return typeof value === "number" && !Number.isFinite(value) ? `${value}` : value;
}

function numbered(axes: readonly Axis[], prefix: string): Map<Axis, string> {
  return new Map(axes.map((axis, at) => [axis, `${prefix}${at}`]));
}
