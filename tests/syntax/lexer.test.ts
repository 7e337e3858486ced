/** Logical lines, indentation, continuation, identifiers. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DiagnosticSink } from "../../src/diag/diagnostic.ts";
import { SourceFile } from "../../src/source/source-file.ts";
import { lex } from "../../src/syntax/lexer.ts";
import { T, tokenSpelling } from "../../src/syntax/token.ts";
import { oneLine, outline, parse, parseClean } from "./support.ts";

/** Kinds of the tokens in words; names as themselves. */
function tokens(text: string, python = true): string {
  const result = lex(new SourceFile("test.py", text), new DiagnosticSink(), { python });
  const words: string[] = [];
  for (let i = 0; i < result.count; i++) {
    const kind = result.kinds[i] as number;
    words.push(kind === T.name ? text.slice(result.starts[i], result.ends[i]) : tokenSpelling(kind));
  }
  return words.join(" ");
}

test("lines, indentation and blank lines", () => {
  assert.equal(tokens("a\n\n  \n# c\nb"), "a newline b newline end");
  assert.equal(tokens("if a:\n  b\n\n  c\nd\n"), "if a : newline indent b newline c newline dedent d newline end");
  assert.equal(tokens("if a:\n  if b:\n    c"), "if a : newline indent if b : newline indent c newline dedent dedent end");
  assert.equal(tokens(""), "end");
  assert.equal(tokens("\n\n# only a comment"), "end");
});

test("CRLF, lone CR, byte order mark, form feed, tabs", () => {
  assert.equal(tokens("\ufeffa:\r\n\tb\r\n"), "a : newline indent b newline dedent end");
  assert.equal(tokens("a\rb\r"), "a newline b newline end");
  assert.equal(tokens("a\n\fb"), "a newline b newline end");
  assert.equal(tokens("if a:\n\tb\n        c", true).includes("indent b newline c"), true);
});

test("line continuation", () => {
  assert.equal(tokens("a = \\\n   b\nc"), "a = b newline c newline end");
  assert.equal(tokens("a = \\\r\n   b"), "a = b newline end");
  assert.equal(tokens("(a,\n\n# c\n b)\nc"), "( a , b ) newline c newline end");
  assert.equal(tokens("if a: \\\n  b"), "if a : b newline end");
});

test("operators take the longest match", () => {
  assert.equal(tokens("a**=b//=c>>=d<<=e->f:=g...h!=i"), "a **= b //= c >>= d <<= e -> f := g ... h != i newline end");
  assert.equal(tokens("a--b++c"), "a - - b + + c newline end");
  assert.equal(tokens("1..real"), "float . real newline end");
});

test("a deeper line continues a Mojo statement, and is an error in Python", () => {
  assert.equal(tokens("a = b\n    + c\n", false), "a = b + c newline end");
  assert.equal(tokens("a = b\n    + c\n", true), "a = b newline indent + c newline dedent end");
  assert.equal(tokens("a = b\n    if c else d\n", false), "a = b if c else d newline end");
  assert.equal(tokens("a = b\n    if c:\n        d\n", false), "a = b newline indent if c : newline indent d newline dedent dedent end");
  assert.equal(tokens("f()\n    g()\n", false), "f ( ) newline indent g ( ) newline dedent end");
  assert.equal(tokens("def f()\n    -> T:\n    a\n", false), "def f ( ) -> T : newline indent a newline dedent end");
});

test("a statement keyword ends brackets that were left open", () => {
  assert.equal(tokens("f(a,\nreturn\n"), "f ( a , newline return newline end");
  assert.equal(tokens("f(a\ng(b)\n"), "f ( a newline g ( b ) newline end");
  assert.equal(tokens("f(\n  a,\n  def_=b\n)\n"), "f ( a , def_ = b ) newline end");
});

test("comments are kept aside", () => {
  const text = "# a\nb  # c\n";
  const { comments } = lex(new SourceFile("test.py", text), new DiagnosticSink());
  assert.deepEqual(comments, [0, 3, 7, 10]);
});

test("identifiers: Unicode in normal form, emoji with joiners, backticks", () => {
  assert.equal(outline(parseClean("ﬁ = é = 变量 = 🔥 = 👩‍🚀 = ❤️ = 👍🏽 = 🇩🇪\n").body), "[(assign [fi é 变量 🔥 👩‍🚀 ❤️ 👍🏽] 🇩🇪)]");
  assert.equal(outline(parseClean("`a b` = `struct`\n").body), "[(assign [`a b`] `struct`)]");
  assert.equal(outline(parseClean("__mlir_type[`!a<\n b>`]\n").body), "[(subscript __mlir_type [`!a<\n b>`])]");
});

test("tabs and spaces must not decide by tab width", () => {
  const messages = (text: string): string[] => parse(text).diagnostics.map(oneLine);
  assert.deepEqual(messages("if a:\n        b\n\tc\n"), ["3:1 E0105 inconsistent use of tabs and spaces in indentation [\t]"]);
  assert.deepEqual(messages("if a:\n\tb\n\tc\n"), []);
  assert.deepEqual(messages("if a:\n\tif b:\n\t    c\n\td\n"), []);
  assert.deepEqual(messages("if a:\n    if b:\n\tc\n"), ["3:1 E0105 inconsistent use of tabs and spaces in indentation [\t]"]);
});

test("many open brackets do not make lexing slow", () => {
  const text = "f(\n".repeat(20000);
  const before = process.cpuUsage();
  lex(new SourceFile("test.py", text), new DiagnosticSink());
  assert.ok(process.cpuUsage(before).user < 3_000_000);
});
