/**
 * Which level of the language a file is written in, from its path, a comment on its first line, or tell-tale spellings.
 *
 * Only what is rare elsewhere counts, and words count only where they have their special meaning: before a name.
 */
import type { SourceFile } from "../source/source-file.ts";
import type { Dialect } from "./ast.ts";
import { isIdentifierKind, T } from "./token.ts";
import type { Tokens } from "./token.ts";

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

/** Whether a file says how old it is, or uses words of today's language. */
export function tellsItsAge(file: SourceFile): boolean {
  return declaredDialect(file) !== undefined || /(?:^|[\s(,])(?:comptime|deinit|imm|mut|read|out)[ \t]+[A-Za-z_]/.test(file.text);
}

/** Names of 2023's library that later libraries do not have. */
const names2023 = new Set(["DynamicVector", "DTypePointer", "InlinedFixedVector"]);

/** By the spellings of its text. */
export function spelledDialect(text: string, tokens: Tokens): Dialect {
  const { kinds, starts, ends, closers, count } = tokens;
  let borrowed = false;
  let owned = false;
  let conventions26 = false;
  let modern = false;
  let names = false;
  let functions = false;
  let alias = false;
  for (let i = 0; i < count; i++) {
    const kind = kinds[i] as number;
    if (kind < T.name) continue;
    const next = kinds[i + 1] as number;
    switch (kind) {
      case T.name:
        if (!names && next === T.leftBracket && names2023.has(text.slice(starts[i], ends[i]))) names = true;
        break;
      case T.let:
        if (isIdentifierKind(next)) return "2023";
        break;
      case T.inout:
      case T.borrowed:
        if (isIdentifierKind(next)) borrowed = true;
        break;
      case T.owned:
        if (isIdentifierKind(next)) owned = true;
        break;
      case T.mut:
      case T.read:
      case T.out: {
        const before = i > 0 ? (kinds[i - 1] as number) : T.newline;
        if (isIdentifierKind(next) && (before === T.leftParen || before === T.comma)) conventions26 = true;
        break;
      }
      case T.fn:
        if (isIdentifierKind(next)) functions = true;
        break;
      case T.alias:
        if (isIdentifierKind(next)) alias = true;
        break;
      case T.at: {
        // `@value` before a struct.
        const before = i > 0 ? (kinds[i - 1] as number) : T.newline;
        if (before <= T.dedent && text.slice(starts[i + 1], ends[i + 1]) === "value") alias = true;
        break;
      }
      case T.comptime:
      case T.deinit:
      case T.imm:
        if (isIdentifierKind(next) || next === T.if || next === T.for) modern = true;
        break;
      case T.leftBrace: {
        // A capture list: `(…) {imm x} -> T`.
        const after = kinds[(closers[i] as number) + 1];
        if ((kinds[i - 1] === T.rightParen || kinds[i - 1] === T.raises) && (after === T.arrow || after === T.colon)) modern = true;
        break;
      }
      default:
        break;
    }
  }
  if (borrowed || (owned && !conventions26)) return names ? "2023" : "24";
  if (conventions26 || modern) return functions || alias || owned ? "26" : "1.0";
  if (functions || alias) return names ? "2023" : alias ? "24" : "26";
  return "1.0";
}
