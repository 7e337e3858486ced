/** What may be assigned to, deleted or bound by a loop. */
import type { Expression } from "../ast.ts";

export type TargetRules = {
  /** Only one place, no tuple: augmented assignment. */
  readonly single: boolean;
  /** In Mojo a call may return a reference. */
  readonly callsAllowed: boolean;
};

/** The part of `target` that is no place, in words, or undefined when all is well. */
export function describeTarget(target: Expression, rules: TargetRules): { expression: Expression; what: string } | undefined {
  switch (target.kind) {
    case "name":
    case "attribute":
    case "subscript":
    case "error":
    case "binding":
      return undefined;
    case "tuple":
    case "list": {
      if (rules.single) return { expression: target, what: `a ${target.kind} with an augmented operator` };
      for (const element of target.elements) {
        const problem = describeTarget(element, rules);
        if (problem !== undefined) return problem;
      }
      return undefined;
    }
    case "starred":
      if (rules.single) return { expression: target, what: "a starred expression with an augmented operator" };
      return describeTarget(target.value, rules);
    case "call":
      return rules.callsAllowed ? undefined : { expression: target, what: "the result of a call" };
    case "integer":
    case "float":
    case "imaginary":
    case "string":
    case "bytes":
      return { expression: target, what: "a literal" };
    case "formatted":
      return { expression: target, what: "a formatted string" };
    case "boolean":
      return { expression: target, what: target.value ? "`True`" : "`False`" };
    case "none":
      return { expression: target, what: "`None`" };
    case "ellipsis":
      return { expression: target, what: "`...`" };
    case "compare":
      return { expression: target, what: "a comparison" };
    case "unary":
    case "binary":
    case "logical":
      return { expression: target, what: "the result of an operator" };
    case "slice":
      return { expression: target, what: "a slice" };
    case "set":
    case "dictionary":
    case "initializer":
      return { expression: target, what: "a display in braces" };
    case "comprehension":
      return { expression: target, what: target.form === "generator" ? "a generator expression" : "a comprehension" };
    case "lambda":
      return { expression: target, what: "a lambda" };
    case "conditional":
      return { expression: target, what: "a conditional expression" };
    case "walrus":
      return { expression: target, what: "an assignment expression" };
    case "await":
      return { expression: target, what: "an `await` expression" };
    case "yield":
      return { expression: target, what: "a `yield` expression" };
    case "transfer":
      return { expression: target, what: "a transferred value" };
    case "comptime":
      return { expression: target, what: "a compile-time expression" };
    case "function-type":
    case "reference-type":
      return { expression: target, what: "a type" };
  }
}
