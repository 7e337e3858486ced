/**
 * Blocks: the colon and the indented statements after a header, docstrings, and blocks in braces as other languages have them.
 *
 * Recovery: when the header is broken its block is read all the same.
 */
import type { Edit } from "../../diag/diagnostic.ts";
import type { Statement } from "../ast.ts";
import * as report from "../diagnostics.ts";
import { lex } from "../lexer.ts";
import { T } from "../token.ts";
import type { Block, BlockUse } from "./declarations.ts";
import { SimpleStatementParser } from "./simple-statements.ts";

const blockLimit = 100;

export abstract class BlockParser extends SimpleStatementParser {
  /** Reads one statement, or a line of them, into `out`. */
  protected abstract parseStatement(out: Statement[]): void;

  protected blocks = 0;

  protected parseBlock(owner: string, use: BlockUse): Block {
    const body: Statement[] = [];
    const sound = this.expectColon(owner, body);
    this.quiet = false;
    if (this.kind !== T.newline) {
      if (sound && this.kind !== T.end) this.parseSimpleLine(body);
      else if (this.kind !== T.else && this.kind !== T.elif) this.finishLine();
    } else {
      const headerEnd = this.lastEnd;
      this.step();
      this.failed = false;
      if (this.kind === T.indent) this.parseIndented(body);
      else if (sound) {
        this.complain(report.expectedIndentedBlock, {
          at: this.span(headerEnd, headerEnd),
          params: { after: owner },
          notes: ["write `pass` for an empty block"],
        });
      }
    }
    this.failed = false;
    if (this.braces > 0 && this.kind === T.rightBrace) this.closeBraces();
    if (use === "statement") return { body };
    const docstring = takeDocstring(body);
    if (use === "type") attachDocstrings(body);
    return { docstring, body };
  }

  protected parseIndented(body: Statement[]): void {
    this.step();
    this.failed = false;
    if (++this.blocks > blockLimit) {
      this.fail(report.tooDeeplyNested, { at: this.tokenSpan(), params: {} });
      this.skipBlock();
    }
    const onTryLine = this.onTryLine;
    this.onTryLine = false;
    while (this.kind !== T.dedent && this.kind !== T.end) this.parseStatement(body);
    this.onTryLine = onTryLine;
    this.blocks--;
    if (this.kind === T.dedent) this.step();
  }

  /** To the dedent that closes the current block. */
  private skipBlock(): void {
    for (let depth = 0; this.kind !== T.end; this.step()) {
      if (this.kind === T.indent) depth++;
      else if (this.kind === T.dedent && depth-- === 0) return;
    }
  }

  /** The colon of a header. When it is missing the block is read all the same; false: an error was reported. */
  protected expectColon(owner: string, body: Statement[]): boolean {
    if (this.failed) {
      this.skipLine();
      return false;
    }
    if (this.accept(T.colon)) return true;
    if (this.kind === T.leftBrace) this.braceBlock(body);
    else if (this.kind === T.equal) this.checkEquals();
    else if (!this.failUnclosed()) this.missingColon(owner);
    this.failed = true;
    // After a closed block in braces an `else` may follow on its line.
    if (this.kind !== T.else && this.kind !== T.elif) this.skipLine();
    return false;
  }

  private missingColon(owner: string): void {
    if (this.kind === T.newline || this.kind === T.end) {
      const at = this.span(this.lastEnd, this.lastEnd);
      this.fail(report.missingColon, {
        at,
        params: { after: owner },
        fixes: [{ title: "insert `:`", edits: [{ span: at, replacement: ":" }], safe: this.peek(1) === T.indent }],
      });
    } else this.failMissing(`\`:\` after ${owner}`);
  }

  /** Blocks in braces that are open, because a statement in them ended the bracket. */
  protected braces = 0;

  /** `if x { … }` as in other languages. Its statements are read. */
  protected braceBlock(body: Statement[]): void {
    const opener = this.index;
    const closer = this.closers[opener] as number;
    this.fail(report.braceBlock, {
      at: this.tokenSpan(),
      params: {},
      labels: closer > 0 ? [{ span: this.tokenSpan(closer), text: "the block ends here" }] : [],
      fixes: [{ title: "write `:` and no braces", edits: this.withoutBraces(opener, closer), safe: false }],
    });
    if (closer === 0) {
      this.braces++;
      this.advance();
      return;
    }
    const range = { start: this.ends[opener] as number, end: this.starts[closer] as number, lines: true };
    this.moveTo(closer);
    this.advance();
    if (++this.blocks <= blockLimit) {
      const tokens = lex(this.file, this.sink, { range, python: this.dialect === "python" });
      this.within(tokens, () => {
        this.failed = false;
        this.quiet = false;
        while (this.kind !== T.end) {
          if (this.kind === T.indent || this.kind === T.dedent) this.step();
          else this.parseStatement(body);
        }
      });
    }
    this.blocks--;
  }

  private withoutBraces(opener: number, closer: number): Edit[] {
    const open = this.span(this.ends[opener - 1] as number, this.ends[opener] as number);
    if (closer === 0) return [{ span: open, replacement: ":" }];
    if (closer === opener + 1) return [{ span: this.span(open.start, this.ends[closer] as number), replacement: ": pass" }];
    return [
      { span: open, replacement: ":" },
      { span: this.tokenSpan(closer), replacement: "" },
    ];
  }

  protected closeBraces(): void {
    this.braces--;
    this.advance();
    if (this.kind === T.newline) this.step();
  }
}

/** Removes a leading string statement and gives its value. */
export function takeDocstring(body: Statement[]): string | undefined {
  const first = body[0];
  if (first?.kind !== "expression" || first.value.kind !== "string") return undefined;
  body.shift();
  return first.value.value;
}

/** Strings after fields and aliases document them. */
export function attachDocstrings(body: Statement[]): void {
  let count = 0;
  for (const statement of body) {
    const previous = count > 0 ? body[count - 1] : undefined;
    const isDocstring = statement.kind === "expression" && statement.value.kind === "string";
    const takes = previous?.kind === "alias" || (previous?.kind === "variable" && previous.keyword !== undefined);
    if (isDocstring && takes && previous.docstring === undefined) {
      const docstring = statement.value.kind === "string" ? statement.value.value : "";
      body[count - 1] = { ...previous, docstring };
    } else body[count++] = statement;
  }
  body.length = count;
}
