/**
 * The text that makes a struct of the typed part a class for untyped code: its constructor, methods, operators and fields.
 *
 * What takes or gives types that untyped code has no values of is left out of the class. The functions that the text calls are in
 * `library/std/dynamic/typed_structs.mojo`.
 */
import { spanText } from "../source/source-file.ts";
import type { ArgumentDeclaration, FunctionDeclaration, StructDeclaration } from "../syntax/ast.ts";
import { type Structs, fromWord, toWord } from "./typed-values.ts";

const operators: ReadonlySet<string> = new Set([
  ..."add sub mul truediv floordiv mod pow matmul lshift rshift and or xor".split(" ").flatMap((each) => [`__${each}__`, `__r${each}__`]),
  ..."eq ne lt le gt ge".split(" ").map((each) => `__${each}__`),
]);
const special: ReadonlySet<string> = new Set([
  ...operators,
  ..."__len__ __getitem__ __setitem__ __contains__ __call__ __bool__ __int__ __float__ __str__ __repr__ __hash__ __neg__ __pos__ __abs__ __invert__".split(
    " ",
  ),
]);
/** Their first numbers as tags of native states (`native_classes.mojo`). */
const firstTag = 9000;

/** Structs that become classes, and whether their values can be copied. */
export function structsOf(declarations: readonly StructDeclaration[]): Structs {
  const structs = new Map<string, { readonly isCopyable: boolean }>();
  for (const struct of declarations) {
    if (struct.parameters.length > 0) continue;
    const traits = struct.conformances.map(({ trait }) => spanText(trait.span)).join(" ");
    const decorators = struct.decorators.map(({ expression }) => spanText(expression.span)).join(" ");
    structs.set(struct.name.text, {
      isCopyable: /Copyable|TrivialRegisterPassable/.test(traits) || /\bvalue\b|register_passable/.test(decorators),
    });
  }
  return structs;
}

/** The name of the function that gives the class. */
export function classFunction(name: string): string {
  return `__python_class_${name}`;
}

export function structText(struct: StructDeclaration, structs: Structs, index: number): string {
  const name = struct.name.text;
  const entries: string[] = [];
  const parts = [
    `var __class_${name}: __structs.StructClass = __structs.StructClass(${firstTag + index})\n`,
    `@always_inline
def __of_${name}(word: __Word, place: __boundary.Place) raises __Raised -> ref [MutableAnyOrigin] ${name}:
    return __structs.value_of[${name}](__class_${name}, word, place, "${name}")
`,
    `def __word_${name}(var value: ${name}) -> __Word:
    return __structs.boxed(__class_${name}, value^)
`,
  ];
  if (structs.get(name)?.isCopyable === true)
    parts.push(`def __copy_${name}(word: __Word, place: __boundary.Place) raises __Raised -> ${name}:
    return __of_${name}(word, place).copy()
`);
  const add = (text: string | undefined, entry: string): void => {
    if (text === undefined) return;
    parts.push(text);
    entries.push(entry);
  };
  const constructors = struct.body.filter((each): each is FunctionDeclaration => each.kind === "function" && each.name.text === "__init__");
  add(constructorText(struct, constructors, structs), `__natives.constructor(made, __python_${name}___new__)`);
  const methods = new Map<string, FunctionDeclaration>();
  for (const each of struct.body)
    if (each.kind === "function" && (special.has(each.name.text) || !each.name.text.startsWith("_")) && !methods.has(each.name.text))
      methods.set(each.name.text, each);
  for (const [method, each] of methods) {
    const isStatic = each.decorators.some(({ expression }) => spanText(expression.span) === "staticmethod");
    if (!isStatic) add(methodText(struct, each, structs), `__natives.method(made, "${method}", __python_${name}_${method})`);
  }
  if (struct.body.some((each) => each.kind === "function" && each.name.text === "write_to"))
    for (const method of ["__str__", "__repr__"])
      if (!methods.has(method))
        add(
          `def __python_${name}_${method}(args: __Arguments) raises __Raised -> __Word:
    return __boundary.text_word(String(__of_${name}(args[0], __boundary.Place("${method}", "self"))))
`,
          `__natives.method(made, "${method}", __python_${name}_${method})`,
        );
  for (const each of struct.body) {
    if (each.kind !== "variable" || each.target.kind !== "name" || each.type === undefined || each.target.name.startsWith("_")) continue;
    const field = each.target.name;
    add(
      fieldText(name, field, spanText(each.type.span), structs),
      `__structs.field(made, "${field}", __get_${name}_${field}, __set_${name}_${field})`,
    );
  }
  parts.push(`def ${classFunction(name)}() raises __Raised -> __Word:
    if __class_${name}.class_.bits == 0:
        var made = __structs.class_of_struct("${name}", "__main__")
        __class_${name}.class_ = made
${entries.map((entry) => `        ${entry}\n`).join("")}    return __counted(__class_${name}.class_)
`);
  return parts.join("\n");
}

type Argument = { readonly name: string; readonly type: string; readonly default?: string | undefined; readonly isOwned: boolean };

function argumentsOf(list: readonly ArgumentDeclaration[], owner: string): readonly Argument[] | undefined {
  const result: Argument[] = [];
  for (const { name, type, stars, convention, default: given } of list) {
    if (stars !== 0 || type === undefined) return undefined;
    const text = spanText(type.span);
    const standard = given === undefined ? undefined : spanText(given.span);
    result.push({ name: name.text, type: text === "Self" ? owner : text, default: standard, isOwned: convention === "owned" });
  }
  return result;
}

/** Lines that make `a1`, `a2` … of the words of a call; undefined where a type has none. */
function converted(list: readonly Argument[], structs: Structs, shown: string): readonly string[] | undefined {
  const lines = [`__structs.check_count(args, ${list.length + 1}, "${shown}")`];
  for (const [index, { name, type, default: standard, isOwned }] of list.entries()) {
    const convert = fromWord(type, structs, isOwned);
    if (convert === undefined) return undefined;
    const place = `__boundary.Place("${shown}", "${name}")`;
    const variable = convert.isReference ? "ref" : "var";
    const at = index + 1;
    if (standard !== undefined && convert.isReference) return undefined;
    if (standard !== undefined) {
      lines.push(`var a${at}: ${type} = ${standard}`, `if args.get(${at}, "${name}").bits != 0:`);
      lines.push(`    a${at} = ${convert.text}(args.get(${at}, "${name}"), ${place})`);
    } else lines.push(`${variable} a${at} = ${convert.text}(__structs.given(args, ${at}, "${name}", "${shown}"), ${place})`);
  }
  return lines;
}

function passedTo(list: readonly Argument[]): string {
  return list.map(({ isOwned }, index) => `a${index + 1}${isOwned ? "^" : ""}`).join(", ");
}

function functionText(symbol: string, lines: readonly string[]): string {
  return `def ${symbol}(args: __Arguments) raises __Raised -> __Word:\n${lines.map((line) => `    ${line}\n`).join("")}`;
}

/** The first way to make a value that untyped code has arguments for, of those that fit how many there are. */
function constructorText(struct: StructDeclaration, constructors: readonly FunctionDeclaration[], structs: Structs): string | undefined {
  const name = struct.name.text;
  const ways: (readonly Argument[])[] = [];
  for (const { signature, name: own } of constructors) {
    const list = argumentsOf(signature.arguments.slice(1), name);
    const isCopy = signature.arguments.some(({ name: { text } }) => text === "copy" || text === "move" || text === "take");
    if (list !== undefined && !isCopy && own.text === "__init__") ways.push(list);
  }
  const decorators = struct.decorators.map(({ expression }) => spanText(expression.span));
  if (decorators.includes("fieldwise_init") || decorators.includes("value")) {
    const fields = struct.body.flatMap((each) =>
      each.kind === "variable" && each.target.kind === "name" && each.type !== undefined
        ? [{ name: each.target.name, type: spanText(each.type.span), isOwned: false }]
        : [],
    );
    ways.push(fields);
  }
  const texts: string[] = [];
  for (const way of ways) {
    const lines = converted(way, structs, name);
    if (lines === undefined) continue;
    const required = way.filter((argument) => argument.default === undefined).length;
    const raises = constructors.some(({ signature }) => signature.effects.raises);
    const made = `return __structs.boxed_in(args[0], __class_${name}.tag, ${name}(${passedTo(way)}))`;
    const count = "args.count - 1 + args.named_count()";
    texts.push(`    if ${count} >= ${required} and ${count} <= ${way.length}:\n`);
    texts.push(...["__structs.check_class(args)", ...lines, ...guarded(raises, [made])].map((line) => `        ${line}\n`));
  }
  if (texts.length === 0) return undefined;
  const counts = [...new Set(ways.map((way) => way.length))].join(" or ");
  const last = `    raise __structs.wrong_count(args, "${name}", "${counts}")\n`;
  return `def __python_${name}___new__(args: __Arguments) raises __Raised -> __Word:\n${texts.join("")}${last}`;
}

function guarded(raises: boolean, lines: readonly string[]): readonly string[] {
  if (!raises) return lines;
  return ["try:", ...lines.map((line) => `    ${line}`), "except error:", "    raise __boundary.error_from(error)"];
}

function methodText(struct: StructDeclaration, declaration: FunctionDeclaration, structs: Structs): string | undefined {
  const { signature } = declaration;
  const name = struct.name.text;
  const method = declaration.name.text;
  const [self, ...rest] = signature.arguments;
  if (self === undefined || signature.parameters.length > 0 || signature.effects.isAsync || self.convention === "owned") return undefined;
  const list = argumentsOf(rest, name);
  const lines = list && converted(list, structs, method);
  if (list === undefined || lines === undefined) return undefined;
  const call = `own.${method}(${passedTo(list)})`;
  const type = signature.returns === undefined ? "None" : spanText(signature.returns.span).replace(/^Self$/, name);
  const convert = type === "None" ? undefined : toWord(type, structs);
  if (type !== "None" && convert === undefined) return undefined;
  const receiver = `ref own = __of_${name}(args[0], __boundary.Place("${method}", "self"))`;
  const result = convert === undefined ? [call, "return __Word(2)"] : [`return ${convert}(${call})`];
  const conversions = operators.has(method)
    ? // Another operand may know better.
      ["try:", ...lines.map((line) => `    ${line.replace(/^(var|ref) a\d+ = /, "_ = ")}`), "except:", "    return __Word(18)", ...lines]
    : lines;
  return functionText(`__python_${name}_${method}`, [receiver, ...conversions, ...guarded(signature.effects.raises, result)]);
}

function fieldText(struct: string, field: string, type: string, structs: Structs): string | undefined {
  const from = fromWord(type, structs, true);
  const to = toWord(type, structs);
  if (from === undefined || to === undefined) return undefined;
  const place = `__boundary.Place("${field}", "value")`;
  const value = `__of_${struct}(self, __boundary.Place("${field}", "self")).${field}`;
  const copied = structs.has(type) ? `${value}.copy()` : value;
  return `def __get_${struct}_${field}(function: __Word, self: __Word) raises __Raised -> __Word:
    return ${to}(${copied})

def __set_${struct}_${field}(function: __Word, self: __Word, value: __Word) raises __Raised -> __Word:
    ${value} = ${from.text}(value, ${place})
    return __Word(2)
`;
}
