/** Tokens of a graph's text, each with its place; comments run from `;` to the end of the line. Not here: what they mean (`parse.ts`). */

/** Something wrong in a graph's text. Lines and columns count from 1. */
export class GraphTextError extends Error {
  override readonly name = "GraphTextError";
  readonly line: number;
  readonly column: number;

  constructor(line: number, column: number, why: string) {
    super(`line ${line}, column ${column}: ${why}`);
    this.line = line;
    this.column = column;
  }
}

export type Token = {
  /** `number`: digits, and a type after a colon; `tensor` and `constant`: the digits after `%` and `#`; `text`: as JSON writes it. */
  readonly kind: "number" | "tensor" | "constant" | "text" | "name" | "sign" | "end";
  readonly text: string;
  readonly offset: number;
};

const pattern =
  /(?<number>\d+(?:\.\d+)?(?:e[+-]?\d+)?(?::[a-z]\w*)?)|%(?<tensor>\d+)|#(?<constant>\d+)|(?<text>"(?:[^"\\\n]|\\.)*")|(?<name>(?:inf|nan):[a-z]\w*|[A-Za-z_]\w*)|(?<sign>==|<=|<<|>>|\/\/|[-|^&<+*/%()[\]{}?:,=])/y;

export class Tokens {
  private readonly source: string;
  private readonly all: readonly Token[];
  private at = 0;

  constructor(source: string) {
    this.source = source;
    this.all = this.split();
  }

  get next(): Token {
    return this.all[this.at] as Token;
  }

  /** The token after the next one. */
  get second(): Token {
    return this.all[Math.min(this.at + 1, this.all.length - 1)] as Token;
  }

  take(): Token {
    const token = this.next;
    if (token.kind !== "end") this.at++;
    return token;
  }

  /** Takes the next token if it is this sign or name. */
  takes(text: string): boolean {
    const isIt = this.isNext(text);
    if (isIt) this.at++;
    return isIt;
  }

  isNext(text: string): boolean {
    return (this.next.kind === "sign" || this.next.kind === "name") && this.next.text === text;
  }

  expect(text: string): Token {
    if (!this.isNext(text)) this.fail(`expected \`${text}\`, found ${this.found()}`);
    return this.take();
  }

  expectKind(kind: Token["kind"], what: string): Token {
    if (this.next.kind !== kind) this.fail(`expected ${what}, found ${this.found()}`);
    return this.take();
  }

  expectText(what: string): string {
    const token = this.expectKind("text", what);
    try {
      return JSON.parse(token.text) as string;
    } catch {
      return this.fail(`${token.text} has an escape that JSON does not have`, token);
    }
  }

  expectInteger(what: string): number {
    const token = this.expectKind("number", what);
    if (!/^\d{1,15}$/.test(token.text)) this.fail(`expected ${what}, found \`${token.text}\``, token);
    return Number(token.text);
  }

  /** Pairs of the sign and a name after it, from here to before the next `end`. */
  namesAfter(sign: string, end: string): readonly Token[] {
    const names: Token[] = [];
    for (let at = this.at; at < this.all.length - 1; at++) {
      const token = this.all[at] as Token;
      if (token.kind !== "sign") continue;
      if (token.text === end) break;
      if (token.text === sign && this.all[at + 1]?.kind === "name") names.push(this.all[at + 1] as Token);
    }
    return names;
  }

  /** The next token, for messages. */
  found(): string {
    const { kind, text } = this.next;
    if (kind === "end") return "the end";
    return `\`${kind === "tensor" ? "%" : kind === "constant" ? "#" : ""}${text}\``;
  }

  fail(why: string, token: Token = this.next): never {
    return this.failAt(token.offset, why);
  }

  private failAt(offset: number, why: string): never {
    const before = this.source.slice(0, offset).split("\n");
    throw new GraphTextError(before.length, (before.at(-1) as string).length + 1, why);
  }

  private split(): readonly Token[] {
    const { source } = this;
    const tokens: Token[] = [];
    let offset = 0;
    for (;;) {
      const space = /(?:[ \t\r\n]+|;[^\n]*)*/y;
      space.lastIndex = offset;
      space.test(source);
      offset = space.lastIndex;
      if (offset === source.length) break;
      pattern.lastIndex = offset;
      const match = pattern.exec(source);
      if (match?.groups === undefined) this.failAt(offset, `unexpected character ${JSON.stringify(source[offset])}`);
      const [kind, text] = Object.entries(match.groups).find(([, value]) => value !== undefined) as [Token["kind"], string];
      tokens.push({ kind, text, offset });
      offset = pattern.lastIndex;
    }
    tokens.push({ kind: "end", text: "", offset });
    return tokens;
  }
}
