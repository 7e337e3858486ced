/**
 * Which level of the language a file is written in, from its path, a comment on its first line, or tell-tale spellings.
 *
 * Only what is rare elsewhere counts, and words count only where they have their special meaning: before a name.
 */
import type { SourceFile } from "../source/source-file.ts";
import type { Dialect } from "./ast.ts";
import type { Tokens } from "./lexer.ts";
import { isIdentifierKind, T } from "./token.ts";

const levels: ReadonlySet<string> = new Set<Dialect>(["2023", "24", "26", "1.0", "python"]);

export function detectDialect(file: SourceFile, tokens: Tokens): Dialect {
  return declaredDialect(file) ?? spelledDialect(file.text, tokens);
}

/** By the file's name or its first line: `# dialect: 24`. */
export function declaredDialect(file: SourceFile): Dialect | undefined {
  const comment = /^\ufeff?(?:#![^\n]*\n)?[ \t]*#[ \t]*dialect:[ \t]*([\w.]+)/.exec(file.text);
  if (comment !== null && levels.has(comment[1] as string)) return comment[1] as Dialect;
  return /\.pyi?$/.test(file.path) ? "python" : undefined;
}

/** Names of 2023's library that later libraries do not have. */
const names2023 = new Set(["DynamicVector", "DTypePointer", "StaticTuple", "Pointer", "InlinedFixedVector"]);

function spelledDialect(text: string, tokens: Tokens): Dialect {
  const { kinds, starts, ends, count } = tokens;
  let era2023 = false;
  let era24 = false;
  let era26 = false;
  let modern = false;
  let oldNames = false;
  let declares = false;
  let alias = false;
  for (let i = 0; i < count; i++) {
    const kind = kinds[i] as number;
    if (kind < T.name) continue;
    const next = kinds[i + 1] as number;
    if (kind === T.name) {
      if (!oldNames && (next === T.leftBracket || next === T.leftParen) && names2023.has(text.slice(starts[i], ends[i]))) {
        const name = text.slice(starts[i], ends[i]);
        oldNames = name !== "Pointer" && name !== "StaticTuple";
      }
      continue;
    }
    if (!isIdentifierKind(kind)) {
      // Capture lists: `) {imm x} ->`.
      if (kind === T.rightParen && next === T.leftBrace && (tokens.closers[i + 1] as number) > 0) {
        const after = kinds[(tokens.closers[i + 1] as number) + 1];
        if (after === T.arrow || after === T.colon) modern = true;
      }
      continue;
    }
    const named = isIdentifierKind(next) || next === T.star || next === T.starStar;
    switch (kind) {
      case T.let:
        if (named) era2023 = true;
        break;
      case T.inout:
      case T.borrowed:
        if (named) era24 = true;
        break;
      case T.owned:
        if (named) era24 = true;
        break;
      case T.mut:
      case T.read:
      case T.out:
        if (isIdentifierKind(next)) era26 = true;
        break;
      case T.fn:
        if (isIdentifierKind(next)) declares = true;
        break;
      case T.alias:
        if (isIdentifierKind(next)) alias = true;
        break;
      case T.comptime:
      case T.deinit:
      case T.imm:
        if (isIdentifierKind(next) || next === T.if || next === T.for) modern = true;
        break;
      default:
        break;
    }
  }
  if (era2023) return "2023";
  if (era24) return oldNames ? "2023" : "24";
  if (modern) return "1.0";
  if (declares || alias) return oldNames ? "2023" : era26 ? "26" : alias && declares ? "24" : "26";
  return "1.0";
}
