/**
 * Attributes that are used where they lie, without a count of their own: `node.next is None`, `self.items[i]`.
 *
 * A word that was peeked at is good until anything runs that a program defines. So what comes between may only be names and constants, and the
 * slow ways of the functions that take it hold it first (`attributes.mojo`, `sequences.mojo`, `numbers.mojo`).
 */
import { fieldPlace, localPlace, read } from "../elaborate/builder.ts";
import type { Operand } from "../mir/mir.ts";
import type { Expression } from "../syntax/ast.ts";
import type { Body } from "./body.ts";
import { slotOf } from "./layouts.ts";
import type { PythonModule } from "./module.ts";
import { lowerExpression, wordOf } from "./values.ts";

/** A word, and what keeps it alive until `end` is called. */
export type Peeked = { readonly word: Operand; readonly end: () => void };

export function peek(module: PythonModule, body: Body, node: Expression): Peeked {
  const { builder } = body;
  if (node.kind !== "attribute") {
    const value = lowerExpression(module, body, node);
    return { word: wordOf(value), end: () => value.kind !== "word" && builder.emit(keepAlive(body, value.local)) };
  }
  return body.at(node.span, () => {
    const slot = slotOf(module, body, node);
    const base = peek(module, body, node.base);
    const operands = [base.word, module.text(body, node.name.text), module.attributeCacheOf(node, "get")];
    const found =
      slot === undefined
        ? module.runtime.call(body, "peek_attribute", operands)
        : module.runtime.call(body, "peek_slot", [...slot, ...operands]);
    const owner = module.runtime.owned(body, read(fieldPlace(localPlace(found), 1)));
    return {
      word: read(fieldPlace(localPlace(found), 0)),
      end: () => {
        builder.emit(keepAlive(body, owner));
        base.end();
      },
    };
  });
}

function keepAlive({ builder }: Body, local: number): Parameters<typeof builder.emit>[0] {
  return { kind: "keep-alive", place: localPlace(local), span: builder.span } as Parameters<typeof builder.emit>[0];
}

/** Whether an expression runs nothing that a program defines. */
export function isQuiet(body: Body, node: Expression): boolean {
  switch (node.kind) {
    case "name":
      return body.classScope === undefined;
    case "unary":
      return node.operator === "-" && node.operand.kind === "integer";
    default:
      return isLiteral(node);
  }
}

export function isLiteral(node: Expression): boolean {
  return ["none", "boolean", "integer", "string", "float"].includes(node.kind);
}
