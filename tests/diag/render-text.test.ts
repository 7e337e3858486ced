import assert from "node:assert/strict";
import { test } from "node:test";
import type { Diagnostic } from "../../src/diag/diagnostic.ts";
import { diagnosticToJson } from "../../src/diag/render-json.ts";
import { renderText } from "../../src/diag/render-text.ts";
import { SourceFile, type Span } from "../../src/source/source-file.ts";

/** The source has one `«…»` per span, numbered in order of appearance; the guillemets are taken out. */
function marked(path: string, source: string): { file: SourceFile; spans: Span[] } {
  const bounds: { start: number; end: number }[] = [];
  let text = "";
  for (const character of source) {
    if (character === "«") bounds.push({ start: text.length, end: text.length });
    else if (character === "»") (bounds.at(-1) as { end: number }).end = text.length;
    else text += character;
  }
  const file = new SourceFile(path, text);
  return { file, spans: bounds.map((span) => ({ file, ...span })) };
}

function diagnostic(parts: Partial<Diagnostic> & Pick<Diagnostic, "at">): Diagnostic {
  return { severity: "error", code: "E0207", message: "wrong", labels: [], notes: [], fixes: [], ...parts };
}

function lines(text: string): string[] {
  return text.replace(/\n$/, "").split("\n");
}

test("message, place, source, caret, label, note, help", () => {
  const { spans } = marked("src/main.mojo", "def «area»(w: Int, h: Int): ...\n\n\n\n_ = «area(2»«»)\n");
  const [declaration, call, argumentEnd] = spans as [Span, Span, Span];
  const whole = { ...call, end: call.file.text.length - 1 };
  const rendered = renderText(
    diagnostic({
      message: "`area` takes 2 arguments, but the call gives 1",
      at: whole,
      label: "expected 2 arguments",
      notes: [{ text: "declared with 2 arguments", span: declaration }, { text: "no place" }],
      fixes: [{ title: "add the argument", safe: false, edits: [{ span: argumentEnd, replacement: ", h" }] }],
    }),
  );
  assert.deepEqual(lines(rendered), [
    "error[E0207]: `area` takes 2 arguments, but the call gives 1",
    " --> src/main.mojo:5:5",
    "  |",
    "5 | _ = area(2)",
    "  |     ^^^^^^^ expected 2 arguments",
    "  |",
    "note: declared with 2 arguments",
    " --> src/main.mojo:1:5",
    "  |",
    "1 | def area(w: Int, h: Int): ...",
    "  |     ^^^^",
    "note: no place",
    "help: add the argument",
    "  |",
    "5 | _ = area(2, h)",
    "  |           +++",
  ]);
});

test("several labels on one line hang below it from right to left", () => {
  const { spans } = marked("a.mojo", "x = «left» «+» «right»");
  const [left, plus, right] = spans as [Span, Span, Span];
  const rendered = renderText(
    diagnostic({
      at: plus,
      label: "no `+` for these",
      labels: [
        { span: left, text: "`Int`" },
        { span: right, text: "`String`" },
      ],
    }),
  );
  assert.deepEqual(lines(rendered).slice(3), [
    "1 | x = left + right",
    "  |     ---- ^ ----- `String`",
    "  |     |    |",
    "  |     |    no `+` for these",
    "  |     `Int`",
  ]);
});

test("tabs, wide characters and emoji keep the caret under its source", () => {
  const { spans } = marked("a.mojo", "\t名前 = 🐶🐮 + e\u0301 + «x»");
  const rendered = lines(renderText(diagnostic({ at: spans[0] as Span })));
  assert.equal(rendered[3], "1 |     名前 = 🐶🐮 + e\u0301 + x");
  // 4 for the tab, 4 for two ideographs, 3, 4 for two emoji, 3, 1 for e with its accent, 3.
  assert.equal(rendered[4], `  | ${" ".repeat(22)}^`);
});

test("control characters and direction overrides are shown, not obeyed", () => {
  const { spans } = marked("a.mojo", "a\u001b[31m\u202e «b»");
  const rendered = lines(renderText(diagnostic({ at: spans[0] as Span })));
  assert.equal(rendered[3], "1 | a␛[31m\ufffd b");
});

test("a long line is clipped around its marks", () => {
  const { spans } = marked("a.mojo", `${"a + ".repeat(100)}«wrong»${" + b".repeat(100)}`);
  const rendered = lines(renderText(diagnostic({ at: spans[0] as Span, label: "here" }), { width: 80 }));
  const [source, underline] = [rendered[3] as string, rendered[4] as string];
  assert.ok(source.length <= 80, source);
  assert.match(source, /^1 \| ….*…$/);
  const column = source.indexOf("wrong");
  assert.ok(column > 0);
  assert.equal(underline, `  |${" ".repeat(column - 3)}^^^^^ here`);
});

test("a span of several lines is marked where it begins and where it ends", () => {
  const { spans } = marked("a.mojo", "«f(\n  1,\n  2,\n  3,\n)»\nafter");
  const rendered = lines(renderText(diagnostic({ at: spans[0] as Span, label: "this call" })));
  assert.deepEqual(rendered.slice(3), ["1 | f(", "  | ^^", "...", "5 | )", "  | ^ this call"]);
});

test("the end of the file can be marked", () => {
  const file = new SourceFile("a.mojo", "def f()");
  const rendered = lines(renderText(diagnostic({ at: { file, start: 7, end: 7 } })));
  assert.deepEqual(rendered.slice(3), ["1 | def f()", "  |        ^"]);
});

test("a label in another file has a snippet of its own", () => {
  const here = marked("a.mojo", "«x»").spans[0] as Span;
  const there = marked("b.mojo", "\n«y»").spans[0] as Span;
  const rendered = lines(renderText(diagnostic({ at: here, labels: [{ span: there, text: "declared here" }] })));
  assert.deepEqual(rendered.slice(1), [
    " --> a.mojo:1:1",
    "  |",
    "1 | x",
    "  | ^",
    " ::: b.mojo:2:1",
    "  |",
    "2 | y",
    "  | - declared here",
  ]);
});

test("colour only when asked", () => {
  const at = marked("a.mojo", "«x»").spans[0] as Span;
  assert.doesNotMatch(renderText(diagnostic({ at })), /\u001b/);
  assert.match(renderText(diagnostic({ at }), { color: true }), /\u001b\[1;31merror\[E0207\]\u001b\[0m/);
});

test("a replacement and several edits of one line", () => {
  const { spans } = marked("a.mojo", "«pritn»(1«»");
  const [name, end] = spans as [Span, Span];
  const fix = {
    title: "write it right",
    safe: true,
    edits: [
      { span: end, replacement: ")" },
      { span: name, replacement: "print" },
    ],
  };
  const rendered = lines(renderText(diagnostic({ at: name, fixes: [fix] })));
  assert.deepEqual(rendered.slice(-3), ["  |", "1 | print(1)", "  | ~~~~~  +"]);
});

test("JSON has places with lines, columns and offsets", () => {
  const { spans } = marked("a.mojo", "a\n  «bc»");
  const json = diagnosticToJson(diagnostic({ at: spans[0] as Span, notes: [{ text: "plain" }] }));
  assert.deepEqual(json.at, { file: "a.mojo", line: 2, column: 3, endLine: 2, endColumn: 5, start: 4, end: 6 });
  assert.deepEqual(json.notes, [{ text: "plain", at: undefined }]);
});
