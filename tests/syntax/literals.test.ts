/** Numbers, strings, bytes and formatted strings: what the literals stand for. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Dialect } from "../../src/syntax/ast.ts";
import { characterFromName } from "../../src/syntax/character-names.ts";
import { expressionOf, oneLine, outline, parse, parseClean } from "./support.ts";

function value(text: string, dialect?: Dialect): unknown {
  const expression = expressionOf(text, dialect);
  assert.ok("value" in expression, text);
  return expression.value;
}

test("integers of every base", () => {
  for (const [text, expected] of [
    ["0", 0n],
    ["00", 0n],
    ["7", 7n],
    ["1_000_000", 1000000n],
    ["0xFf", 255n],
    ["0X_ff", 255n],
    ["0o17", 15n],
    ["0b1010", 10n],
    ["123456789012345678901234567890", 123456789012345678901234567890n],
    ["0xffff_ffff_ffff_ffff_ffff", 0xffffffffffffffffffffn],
  ] as const) {
    assert.equal(value(text), expected, text);
  }
});

test("floats keep their text without underscores", () => {
  for (const [text, expected] of [
    ["1.5", 1.5],
    [".5", 0.5],
    ["2.", 2],
    ["1e10", 1e10],
    ["2.5E-3", 0.0025],
    ["1_0.0_1e1_0", 10.01e10],
    ["1e400", Infinity],
  ] as const) {
    const float = expressionOf(text);
    assert.ok(float.kind === "float", text);
    assert.equal(float.value, expected, text);
    assert.equal(float.text, text.replaceAll("_", ""), text);
  }
  assert.equal(outline(expressionOf("1.e5 + 3j - 2.5J")), "(binary - (binary + 1.e5 3j) 2.5J)");
});

test("a keyword may follow a number without a blank", () => {
  assert.equal(outline(expressionOf("1if x else 2")), "(conditional x 1 2)");
  assert.equal(outline(expressionOf("[1for x in y]")), "(comprehension list 1 [(for x y)])");
});

test("Mojo allows underscores anywhere after the first digit, Python only between digits", () => {
  assert.equal(value("1__000_"), 1000n);
  for (const text of ["1__0", "1_", "0x1__0", "1_.5", "1._5"]) {
    const { diagnostics } = parse(text, "python", "test.py");
    assert.equal(diagnostics[0]?.code, "E0132", text);
  }
  for (const text of ["1_0", "0x_1", "1_0.0_1", "1_0e1_0", "0xe_e"])
    assert.deepEqual(parse(text, "python", "test.py").diagnostics, [], text);
});

test("escapes", () => {
  for (const [text, expected] of [
    [String.raw`"\\\'\"\a\b\f\n\r\t\v"`, "\\'\"\x07\b\f\n\r\t\v"],
    [String.raw`"\0\12\377\x41\u00e9\U0001F600"`, "\0\n\xffAé😀"],
    [String.raw`"\q\8"`, "\\q\\8"],
    ['"a\\\nb"', "ab"],
    ['"a\\\r\nb"', "ab"],
    [String.raw`r"\n\"" `, '\\n\\"'],
    [String.raw`"\N{EM DASH}\N{latin small letter e with acute}\N{GREEK SMALL LETTER ALPHA}"`, "—éα"],
    ['"""a\r\nb\rc"""', "a\nb\nc"],
    [String.raw`'\ud800'`, "\ud800"],
    ['"a" \'b\' """c"""', "abc"],
    ['R"\\x" u"é"', "\\xé"],
    ['""', ""],
    ['""""""', ""],
    ['"""a"b""c"""', 'a"b""c'],
  ] as const) {
    assert.equal(value(text), expected, text);
  }
});

test("bytes", () => {
  const bytes = (text: string): number[] => [...(value(text) as Uint8Array)];
  assert.deepEqual(bytes(String.raw`b"a\x00\xff\n\101\u0041"`), [97, 0, 255, 10, 65, ...Buffer.from("\\u0041")]);
  assert.deepEqual(bytes(String.raw`Rb"\n" bR'x'`), [92, 110, 120]);
  assert.deepEqual(bytes('b"""a\r\nb"""'), [97, 10, 98]);
});

test("formatted strings", () => {
  for (const [text, expected] of [
    ['f""', "(formatted)"],
    ['f"a{b}c"', '(formatted ["a" (replacement b) "c"])'],
    ['f"{{a}}"', '(formatted ["{a}"])'],
    [
      'f"{a!r}{b!s:x}{c:{d}.{e}}"',
      '(formatted [(replacement a conversion:r) (replacement b conversion:s format:["x"]) (replacement c format:[(replacement d) "." (replacement e)])])',
    ],
    ['f"{a = }"', "(formatted [(replacement a debugText:a = )])"],
    ['f"{a=!r:x}"', '(formatted [(replacement a debugText:a= conversion:r format:["x"])])'],
    ['f"{a:}"', "(formatted [(replacement a)])"],
    ['f"{a,b}{*c,}"', "(formatted [(replacement (tuple [a b])) (replacement (tuple [*c]))])"],
    [
      'f"{a != b}{(c := 1)}{d:=5}"',
      '(formatted [(replacement (compare [a b] [!=])) (replacement (walrus c 1)) (replacement d format:["=5"])])',
    ],
    [
      'f"{x[1:2]}{ {1: 2}[1] }"',
      "(formatted [(replacement (subscript x [(slice lower:1 upper:2)])) (replacement (subscript (dictionary [(key:1 2)]) [1]))])",
    ],
    ['f"{"a" + f"{"b"}"}"', '(formatted [(replacement (binary + "a" (formatted [(replacement "b")])))])'],
    ["f'{f'{f'{1}'}'}'", "(formatted [(replacement (formatted [(replacement (formatted [(replacement 1)]))]))])"],
    ['f"{a\n  + b}"', "(formatted [(replacement (binary + a b))])"],
    ['f"""{\na # comment }\n}"""', "(formatted [(replacement a)])"],
    [String.raw`f"\{a}\n{b}"`, String.raw`(formatted ["\\" (replacement a) "\n" (replacement b)])`],
    [String.raw`rf"\{a}\n"`, String.raw`(formatted ["\\" (replacement a) "\\n"])`],
    [String.raw`f"\N{DIGIT ONE}{a}"`, '(formatted ["1" (replacement a)])'],
    ['"a{" f"{b}" "c}"', '(formatted ["a{" (replacement b) "c}"])'],
    ['t"a{b}"', '(formatted template ["a" (replacement b)])'],
    ['rT"\\{b}" t"c"', String.raw`(formatted template ["\\" (replacement b) "c"])`],
    ['f"{yield}"', "(formatted [(replacement (yield))])"],
    ['f"{lambda_}{await x}"', "(formatted [(replacement lambda_) (replacement (await x))])"],
    ["f'{d['k']}'", '(formatted [(replacement (subscript d ["k"]))])'],
    ["f'{`a}`}'", "(formatted [(replacement `a}`)])"],
  ] as const) {
    assert.equal(outline(expressionOf(text)), expected, text);
  }
});

test("spans inside formatted strings are those of the file", () => {
  const text = 'f"ab{ name.x :>{width}}"';
  const formatted = expressionOf(text);
  assert.ok(formatted.kind === "formatted");
  const field = formatted.parts[1];
  assert.ok(field?.kind === "replacement" && field.value.kind === "attribute");
  assert.equal(text.slice(field.value.span.start, field.value.span.end), "name.x");
  const nested = field.format?.[1];
  assert.ok(nested?.kind === "replacement");
  assert.equal(text.slice(nested.value.span.start, nested.value.span.end), "width");
});

test("character names", () => {
  for (const [name, expected] of [
    ["SNOWMAN", "☃"],
    ["LATIN CAPITAL LETTER E WITH CIRCUMFLEX AND ACUTE", "Ế"],
    ["GREEK SMALL LETTER IOTA WITH DIALYTIKA AND TONOS", "ΐ"],
    ["HANGUL SYLLABLE HAN", "한"],
    ["CJK UNIFIED IDEOGRAPH-4E00", "一"],
    ["SUPERSCRIPT TWO", "²"],
    ["COMBINING ACUTE ACCENT", "\u0301"],
    ["VARIATION SELECTOR-16", "\ufe0f"],
    ["NO SUCH NAME", undefined],
    ["LATIN SMALL LETTER Q WITH DIAERESIS", undefined],
  ] as const) {
    assert.equal(characterFromName(name), expected, name);
  }
});

test("a string ends at its line, a triple-quoted one at the end of the file", () => {
  assert.deepEqual(parse("a = 'b\nc = 1\n").diagnostics.map(oneLine), ["1:5 E0130 string is not closed: expected `'` ['b]"]);
  assert.equal(parse("a = 'b\nc = 1\n").module.body.length, 2);
  assert.equal(parseClean("a = '''b\n# no comment\n'''\n").body.length, 1);
});
