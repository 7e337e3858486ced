/**
 * Syntax tree to text. Parsing the text again gives an equal tree, up to spans.
 *
 * Comments and layout are not in the tree: this serves generated code, migration and tests, not formatting by hand
 * (`format/`). Trees with `error` nodes print their source text in those places.
 */
import type { Dialect, Expression, Module } from "./ast.ts";
import { ExpressionPrinter, level } from "./printer/expressions.ts";
import { StatementPrinter } from "./printer/statements.ts";

export function printModule(module: Module): string {
  return new StatementPrinter(module.dialect).module(module);
}

export function printExpression(expression: Expression, dialect: Dialect = "1.0"): string {
  return new ExpressionPrinter(dialect).expression(expression, level.value);
}
