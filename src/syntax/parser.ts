/**
 * Text to syntax tree, for every dialect.
 *
 * In: a file, and the sink that takes its syntax errors. Out: always a tree; what could not be understood is an `error`
 * node in it. Never throws for any input. Not here: names, types, and rules that need either.
 */
import type { DiagnosticSink } from "../diag/diagnostic.ts";
import type { SourceFile } from "../source/source-file.ts";
import type { Dialect, Expression, Module } from "./ast.ts";
import { declaredDialect, spelledDialect } from "./dialect.ts";
import { lex } from "./lexer.ts";
import { StatementParser } from "./parser/statements.ts";

export type ParseOptions = {
  /** Overrides what the file's name and spellings say. */
  readonly dialect?: Dialect;
  /** The file's name says nothing of it. */
  readonly isSpelled?: boolean;
};

export function parseModule(file: SourceFile, sink: DiagnosticSink, options: ParseOptions = {}): Module {
  const known = options.isSpelled === true ? undefined : (options.dialect ?? declaredDialect(file));
  const tokens = lex(file, sink, { python: known === "python" });
  const dialect = known ?? spelledDialect(file.text, tokens);
  return new StatementParser(file, tokens, sink, dialect).parseModule();
}

/** A single expression, for tests and tools. */
export function parseExpressionText(file: SourceFile, sink: DiagnosticSink, options: ParseOptions = {}): Expression {
  const tokens = lex(file, sink, { python: options.dialect === "python" });
  const dialect = options.dialect ?? declaredDialect(file) ?? "1.0";
  return new StatementParser(file, tokens, sink, dialect).parseSoleExpression();
}
