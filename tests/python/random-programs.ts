/**
 * Random programs for integers of any size: operands in the source, every operator on every pair of them, every function of numbers on each.
 *
 * Operands lie where representations change (63 bits, digits of 64 bits), beside powers of two, or anywhere; some are floats and truth values.
 */
import { makeSource, number, type Source } from "./random-expressions.ts";

const pairs = [
  ...["+", "-", "*", "/", "//", "%", "&", "|", "^", "<", "<=", ">", ">=", "==", "!="].map((operator) => `a ${operator} b`),
  "divmod(a, b)",
  "a << (b & 255)",
  "a >> (b & 255)",
  "a << b if b < 5000 else a >> b",
  "a ** (b & 15)",
  "(2 ** (a & 15)) ** -(b & 15)",
  "pow(a, b & 1023, b)",
  "pow(a, -1, b)",
  "pow(a, abs(b), 2**61 - 1)",
  "round(a, -(b & 31))",
  "a.to_bytes(int(b) & 31, 'little', signed=True)",
  "a.to_bytes(int(b) & 31, 'big')",
  "(a, b) < (b, a)",
  "hash((a, b))",
  "{a: 1, b: 2}",
  "sum([int(a), int(b), a])",
  "range(a, b)[-1:]",
  "len(range(a, b, 2**62))",
  "int(b) in range(a, a + 2**70, 3)",
  "range(min(a, b), max(a, b) + 7, 7).index(max(a, b))",
  "'%d %i %x %#o %+d %e %.3g %5.1f' % (a, b, abs(a), b, a, a, b, a)",
  "format(a, ['x', '#b', ',', '_X', '+d', '>40', '030d', 'n', 'e', '.3g', '_.2f', '%'][int(b) % 12])",
  "int(str(a)) + int(hex(int(b)), 0)",
  "float(a) * float(b)",
];

const singles = [
  "-a",
  "+a",
  "~a",
  "abs(a)",
  "not a",
  "hash(a)",
  "hex(a)",
  "oct(a)",
  "bin(a)",
  "str(a)",
  "repr([a])",
  "float(a)",
  "int(a)",
  "bool(a)",
  "round(a)",
  "a.bit_length()",
  "a.bit_count()",
  "a.as_integer_ratio()",
  "a.real + a.imag",
  "a.numerator * a.denominator",
  "a.conjugate()",
  "int.from_bytes(a.to_bytes(40, 'big', signed=True), 'big', signed=True)",
  "int.from_bytes((a & 2**64 - 1).to_bytes(9, 'little'), 'little')",
  "[1, 2, 3][a]",
  "'abc'[a]",
  "b'abc'[a]",
  "'abc'[:a]",
  "[1, 2, 3][a::a]",
  "range(10)[a]",
  "range(a, a + 10)[3:-2]",
  "range(a, a + 10, 3)",
  "list(range(a, a + 30, 7))",
  "[x for x in range(a, a - 30, -7)]",
  "list(reversed(range(a, a + 5)))",
  "list(enumerate('ab', a))",
  "f'{a:,} {a!r:>30}'",
  "isinstance(a, int)",
  "a if a else 0",
];

const expressionCount = 60;
const inPlace = ["+", "-", "*", "//", "%", "/", "&", "|", "^", "**"].map(
  (operator) => `total ${operator}= ${operator === "**" ? "b & 3" : "b"}`,
);

/** A program that prints one line for each result or error; the same for the same seed. */
export function randomProgram(seed: number, operandCount: number): string {
  const source = makeSource(seed);
  const operands = Array.from({ length: operandCount }, () => operand(source));
  const lines = [`# seed ${seed}`, "operands = [", ...operands.map((text) => `    ${text},`), "]", ""];
  const define = (name: string, parameters: string, body: readonly string[]): void => {
    lines.push(`def ${name}(${parameters}):`, ...body.map((line) => `    ${line}`), "");
  };
  for (const [index, text] of pairs.entries()) define(`pair_${index}`, "a, b", [`return ${text}`]);
  for (const [index, text] of singles.entries()) define(`single_${index}`, "a", [`return ${text}`]);
  for (const [index, text] of inPlace.entries()) define(`place_${index}`, "a, b", ["total = a", text, "return total"]);
  for (let index = 0; index < expressionCount; index += 1) define(`fixed_${index}`, "", [`return ${expression(source, 4)}`]);
  const texts = { pairTexts: pairs, placeTexts: inPlace, singleTexts: singles };
  for (const [name, list] of Object.entries(texts)) lines.push(`${name} = [${list.map((text) => JSON.stringify(text)).join(", ")}]`);
  lines.push(...runner());
  return `${lines.join("\n")}\n`;
}

/** What calls all functions and prints what they give. */
function runner(): string[] {
  const names = (prefix: string, count: number): string => Array.from({ length: count }, (_, index) => `${prefix}_${index}`).join(", ");
  return [
    "def show(name, function, *operands):",
    "    try:",
    "        result = repr(function(*operands))",
    "    except Exception as error:",
    "        result = type(error).__name__ + ': ' + str(error)",
    "    print(name, *operands, result)",
    "",
    `pairs = [${names("pair", pairs.length)}]`,
    `places = [${names("place", inPlace.length)}]`,
    `singles = [${names("single", singles.length)}]`,
    `fixed = [${names("fixed", expressionCount)}]`,
    "for number in range(len(fixed)):",
    "    show(number, fixed[number])",
    "for a in operands:",
    "    for number in range(len(singles)):",
    "        show(singleTexts[number], singles[number], a)",
    "    for b in operands:",
    "        for number in range(len(pairs)):",
    "            show(pairTexts[number], pairs[number], a, b)",
    "        for number in range(len(places)):",
    "            show(placeTexts[number], places[number], a, b)",
  ];
}

/** An expression of constants. */
function expression(source: Source, depth: number): string {
  if (depth === 0) return `(${source.chance(0.1) ? operand(source) : number(source, 300)})`;
  const inner = (): string => expression(source, depth - 1);
  if (source.chance(0.15)) return `(${inner()} ${source.choose(["<<", ">>", "**"])} ${source.below(source.chance(0.2) ? 200 : 20)})`;
  if (source.chance(0.2)) return `${source.choose(["-", "~", "abs", "int"])}(${inner()})`;
  if (source.chance(0.05)) return `pow(${inner()}, ${source.below(1000)}, ${inner()})`;
  return `(${inner()} ${source.choose(["+", "-", "*", "//", "%", "&", "|", "^", "<", "=="])} ${inner()})`;
}

function operand(source: Source): string {
  const kind = source.below(20);
  if (kind === 0) return source.choose(["True", "False"]);
  if (kind < 4) return float(source);
  const value = number(source, 900);
  return source.chance(0.3) ? `${value < 0n ? "-" : ""}0x${(value < 0n ? -value : value).toString(16)}` : `${value}`;
}

function float(source: Source): string {
  const power = source.below(2000) / 10 - 50;
  return source.choose([
    "0.0",
    "-0.0",
    "1e300",
    "4611686018427387904.0",
    "9007199254740993.0",
    "0.5",
    "-1.5",
    (Math.PI * 10 ** power).toString(),
  ]);
}
