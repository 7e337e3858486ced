/**
 * Words of MIR text: a cursor over tokens for `mir/parse.ts`.
 *
 * Comments run from `;` to the end of the line. The text is meant for tests and dumps, so a mistake in it throws.
 */
import { SourceFile, type Span } from "../source/source-file.ts";

/** MIR text that does not read: `line:column: what was expected`. */
export class MirTextError extends Error {
  override readonly name = "MirTextError";
}

export type MirToken = {
  readonly kind: "word" | "string" | "number" | "local" | "symbol" | "struct" | "field" | "mark" | "end";
  /** As written; for `string`, `symbol`, `struct`: the name without prefix, quotes still escaped. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
};

const pattern =
  /(?<space>(?:\s+|;[^\n]*)+)|(?<string>"(?:[^"\\]|\\.)*")|(?<number>-inf\b|-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)|%(?<local>\d+)|@(?<symbol>[A-Za-z_][A-Za-z0-9_.]*|"(?:[^"\\]|\\.)*")|\$(?<struct>[A-Za-z_][A-Za-z0-9_.]*|"(?:[^"\\]|\\.)*")|\.(?<field>\d+)|(?<word>[A-Za-z_][A-Za-z0-9_.]*)|(?<mark>->|\.\*|[=(){}[\]<>,:&+/])/y;

export class MirTokens {
  readonly file: SourceFile;
  private readonly tokens: MirToken[];
  private at = 0;

  constructor(text: string, path: string) {
    this.file = new SourceFile(path, text);
    this.tokens = this.split(text);
  }

  private split(text: string): MirToken[] {
    const tokens: MirToken[] = [];
    pattern.lastIndex = 0;
    let start = 0;
    while (start < text.length) {
      const groups = pattern.exec(text)?.groups;
      if (groups === undefined) throw this.errorAt(start, `unexpected character \`${text[start]}\``);
      const end = pattern.lastIndex;
      for (const kind of ["string", "number", "local", "symbol", "struct", "field", "word", "mark"] as const) {
        const found = groups[kind];
        if (found !== undefined) tokens.push({ kind, text: found, start, end });
      }
      start = end;
    }
    tokens.push({ kind: "end", text: "", start, end: start });
    return tokens;
  }

  peek(ahead = 0): MirToken {
    return this.tokens[Math.min(this.at + ahead, this.tokens.length - 1)] as MirToken;
  }

  next(): MirToken {
    const token = this.peek();
    this.at++;
    return token;
  }

  /** Takes the next token if it is that word or mark. */
  take(text: string): boolean {
    const token = this.peek();
    if (token.text !== text || (token.kind !== "word" && token.kind !== "mark")) return false;
    this.at++;
    return true;
  }

  expect(text: string): void {
    if (!this.take(text)) throw this.error(`expected \`${text}\``);
  }

  expectKind(kind: MirToken["kind"], what: string): MirToken {
    if (this.peek().kind !== kind) throw this.error(`expected ${what}`);
    return this.next();
  }

  word(): string {
    return this.expectKind("word", "a word").text;
  }

  /** A bare or quoted name. */
  name(): string {
    const token = this.next();
    if (token.kind === "word") return token.text;
    if (token.kind === "string") return unquote(token.text);
    this.at--;
    throw this.error("expected a name");
  }

  string(): string {
    return unquote(this.expectKind("string", "a string").text);
  }

  symbol(): string {
    return unquote(this.expectKind("symbol", "a symbol").text);
  }

  integer(): number {
    return Number(this.bigint());
  }

  bigint(): bigint {
    const token = this.expectKind("number", "an integer");
    if (!/^-?\d+$/.test(token.text)) {
      this.at--;
      throw this.error("expected an integer");
    }
    return BigInt(token.text);
  }

  /** From the token that starts at `start` to the last one taken. */
  spanFrom(start: number): Span {
    return { file: this.file, start, end: this.tokens[this.at - 1]?.end ?? start };
  }

  error(message: string): MirTextError {
    const token = this.peek();
    return this.errorAt(
      token.start,
      `${message}, found ${token.kind === "end" ? "the end" : `\`${this.file.text.slice(token.start, token.end)}\``}`,
    );
  }

  private errorAt(offset: number, message: string): MirTextError {
    const { line, column } = this.file.position(offset);
    return new MirTextError(`${this.file.path}:${line}:${column}: ${message}`);
  }
}

export function unquote(text: string): string {
  return text.startsWith('"') ? (JSON.parse(text) as string) : text;
}
