/**
 * `--emit=python-extension`: what a module needs besides to be imported by CPython, as text behind its own.
 *
 * In: the module's text. Out: the text with a C function for each public function, method and field whose types Python knows, and
 * `PyInit_NAME`, which enters them in a module. A module that has a `PyInit_NAME` of its own (Mojo's documented form) keeps it; here it only
 * gets C's form. The functions that are called are in `library/std/python/bindings.mojo`.
 */
import { DiagnosticSink } from "../diag/diagnostic.ts";
import { SourceFile, spanText } from "../source/source-file.ts";
import type { ArgumentDeclaration, Dialect, Expression, FunctionDeclaration, Module, StructDeclaration } from "../syntax/ast.ts";
import { parseModule } from "../syntax/parser.ts";
import { fromPython, type Conversion, toPython } from "./python-extension-types.ts";

const address = "__type.pointer[UInt8]";
const parameters = `self: ${address}, arguments: ${address}, keywords: ${address}`;

const head = `
from std.python.python_object import PythonObject as __PythonObject
from std.python.buffer import PythonBuffer as __PythonBuffer
from std.python.bindings import PythonModuleBuilder as __PythonModuleBuilder
from std.python.bindings import raised as __python_raised, returned as __python_returned, value_in as __python_value_in
from std.python.bindings import initialize_value as __python_initialize, owned_by_python as __python_owned, is_value as __python_is_value
from std.python.bindings_arguments import PythonArguments as __PythonArguments, not_implemented as __python_not_implemented
from std.python.bindings_arguments import as_object as __as_object, as_int as __as_int, as_uint as __as_uint, as_float as __as_float
from std.python.bindings_arguments import as_bool as __as_bool, as_string as __as_string, as_scalar as __as_scalar
from std.python.bindings_arguments import as_list as __as_list, as_dict as __as_dict, as_optional as __as_optional
`;

/** The text to compile for a module called `name`. */
export function extensionText(text: string, path: string, name: string, dialect?: Dialect): string {
  // Its syntax errors are reported when it is elaborated.
  const module = parseModule(new SourceFile(path, text), new DiagnosticSink(), { dialect });
  const entry = `PyInit_${name}`;
  const own = module.body.find((each) => each.kind === "function" && each.name.text === entry);
  if (own !== undefined) return withOwnEntry(text, entry, own as FunctionDeclaration);
  return `${text}\n${strict(generated(module, name), text)}`;
}

/** Where a module has `fn`, what is called `def` raises. */
function strict(code: string, beside: string): string {
  return /^\s*fn\s/mu.test(beside) ? code.replaceAll(/^def /gmu, "fn ") : code;
}

/**
 * An object of Python is no pointer to C: the module's own entry becomes a function as any other, of a name as long (lines and columns stay),
 * and is called by one that gives a pointer.
 */
function withOwnEntry(text: string, entry: string, { headerSpan: { start, end } }: FunctionDeclaration): string {
  const own = entry.replace("PyInit_", "PyMake_");
  const header = text
    .slice(start, end)
    .replace(/@export(\([^)]*\))?/u, (word) => " ".repeat(word.length))
    .replace(/abi\("C"\)/u, (word) => " ".repeat(word.length))
    .replace(entry, own);
  const call = `
@export("${entry}")
def __python_entry() -> ${address}:
    return ${own}()._release()
`;
  return `${text.slice(0, start)}${header}${text.slice(end)}${strict(call, text)}`;
}

function generated(module: Module, name: string): string {
  const structs = module.body.filter(
    (each) => each.kind === "struct" && isPublic(each.name.text) && each.parameters.length === 0,
  ) as StructDeclaration[];
  const own = new Set(structs.map((each) => each.name.text));
  const functions: string[] = [head];
  const entries: string[] = [];
  const document = module.docstring;
  if (document !== undefined) entries.push(`module.describe(${quoted(document)})`);
  for (const each of module.body) {
    if (each.kind !== "function" || !isPublic(each.name.text) || each.name.text === "main") continue;
    const code = bound(each, { own, symbol: `__python_${each.name.text}`, callee: each.name.text });
    if (code === undefined || functions.includes(code)) continue;
    functions.push(code);
    entries.push(`module.add_function("${each.name.text}", __python_${each.name.text}, ${quoted(each.docstring)})`);
  }
  for (const struct of structs) addStruct(struct, own, functions, entries);
  return `${functions.join("\n")}
@export("PyInit_${name}")
def __python_entry() -> ${address}:
    try:
        var module = __PythonModuleBuilder("${name}")
${entries.map((line) => `        ${line}\n`).join("")}        return module.released()
    except error:
        return __python_raised(error)
`;
}

function isPublic(name: string): boolean {
  return !name.startsWith("_");
}

function quoted(text: string | undefined): string {
  return JSON.stringify(text ?? "");
}

// Structs

const operators = new Set(
  "add sub mul truediv floordiv mod pow matmul lshift rshift and or xor".split(" ").flatMap((each) => [`__${each}__`, `__r${each}__`]),
);
const comparisons = new Set(["__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__"]);
/** What Python asks a type for, or a program by its name. */
const special = new Set([
  ...operators,
  ...comparisons,
  ..."__init__ __len__ __getitem__ __setitem__ __delitem__ __contains__ __call__ __bool__ __int__ __float__ __str__ __repr__ __hash__ __neg__".split(
    " ",
  ),
  ..."__pos__ __abs__ __invert__ __iadd__ __isub__ __imul__ __enter__".split(" "),
]);

function addStruct(struct: StructDeclaration, own: ReadonlySet<string>, functions: string[], entries: string[]): void {
  const name = struct.name.text;
  const type = `type_of_${name}`;
  entries.push(`var ${type} = module.add_type[${name}]("${name}")`);
  if (struct.docstring !== undefined) entries.push(`${type}.describe(${quoted(struct.docstring)})`);
  const done = new Set<string>();
  const add = (method: string, code: string | undefined, document?: string, isStatic = false): void => {
    if (code === undefined || done.has(method)) return;
    done.add(method);
    functions.push(code);
    entries.push(`${type}.add_${isStatic ? "static_method" : "method"}("${method}", __python_${name}_${method}, ${quoted(document)})`);
  };
  if (struct.decorators.some(({ expression }) => spanText(expression.span) === "fieldwise_init")) add("__init__", fieldwise(struct, own));
  for (const each of struct.body) {
    if (each.kind === "function" && (isPublic(each.name.text) || special.has(each.name.text))) {
      const method = each.name.text;
      const isStatic = each.decorators.some(({ expression }) => spanText(expression.span) === "staticmethod");
      const callee = isStatic ? `${name}.${method}` : `own.${method}`;
      add(method, bound(each, { own, symbol: `__python_${name}_${method}`, callee, owner: name, isStatic }), each.docstring, isStatic);
    } else if (each.kind === "variable" && each.target.kind === "name" && each.type !== undefined && isPublic(each.target.name)) {
      const code = field(name, each.target.name, each.type, own);
      if (code === undefined) continue;
      functions.push(code);
      const symbol = `__python_${name}_${each.target.name}`;
      entries.push(`${type}.add_field("${each.target.name}", ${symbol}_get, ${symbol}_set)`);
    }
  }
  if (struct.body.some((each) => each.kind === "function" && each.name.text === "write_to")) {
    for (const method of ["__str__", "__repr__"]) add(method, written(name, method));
  }
}

/** The initialiser that `@fieldwise_init` makes. */
function fieldwise(struct: StructDeclaration, own: ReadonlySet<string>): string | undefined {
  const name = struct.name.text;
  const fields = struct.body.filter((each) => each.kind === "variable");
  const lines: string[] = [];
  const names: string[] = [];
  const values: string[] = [];
  for (const [index, { target, type }] of fields.entries()) {
    const conversion = type && fromPython(spanText(type.span), own);
    if (target.kind !== "name" || conversion === undefined) return undefined;
    names.push(target.name);
    lines.push(...conversion.lines(index));
    values.push(conversion.moved(index));
  }
  return wrapped(`__python_${name}___init__`, [
    `var given = __PythonArguments("${name}", "${names.join(" ")}", ${names.length}, arguments, keywords)`,
    ...lines,
    `__python_initialize[${name}](self, ${name}(${values.join(", ")}))`,
    "return __python_returned(__PythonObject())",
  ]);
}

function written(struct: string, method: string): string {
  return wrapped(`__python_${struct}_${method}`, [`return __python_returned(__PythonObject(String(__python_value_in[${struct}](self))))`]);
}

function field(struct: string, name: string, annotation: Expression, own: ReadonlySet<string>): string | undefined {
  const text = spanText(annotation.span);
  const conversion = fromPython(text, own);
  const result = toPython(text, own, `__python_value_in[${struct}](self).${name}`);
  if (conversion === undefined || result === undefined || !conversion.isValue) return undefined;
  return `def __python_${struct}_${name}_get(self: ${address}, closure: ${address}) abi("C") -> ${address}:
    try:
        return __python_returned(${result})
    except error:
        return __python_raised(error)


def __python_${struct}_${name}_set(self: ${address}, value: ${address}, closure: ${address}) abi("C") -> Int32:
    try:
        __python_value_in[${struct}](self).${name} = ${conversion.converted("__PythonObject(from_borrowed=value)")}
        return Int32(0)
    except error:
        _ = __python_raised(error)
        return Int32(-1)
`;
}

// Functions

type Binding = {
  /** Structs of the module. */
  readonly own: ReadonlySet<string>;
  readonly symbol: string;
  readonly callee: string;
  readonly owner?: string;
  readonly isStatic?: boolean;
};

function wrapped(symbol: string, lines: readonly string[]): string {
  return `def ${symbol}(${parameters}) abi("C") -> ${address}:
    try:
${lines.map((line) => `        ${line}\n`).join("")}    except error:
        return __python_raised(error)
`;
}

/** The C function for a function or method; undefined where a type is none that Python knows. */
function bound(declaration: FunctionDeclaration, { own, symbol, callee, owner, isStatic }: Binding): string | undefined {
  const { signature, name } = declaration;
  if (signature.parameters.length > 0 || signature.effects.isAsync || signature.effects.abi !== undefined) return undefined;
  const isInit = name.text === "__init__" && owner !== undefined;
  const hasSelf = owner !== undefined && isStatic !== true;
  const given = hasSelf ? signature.arguments.slice(1) : signature.arguments;
  const isOperator = operators.has(name.text) || comparisons.has(name.text);
  const lines: string[] = [];
  const words: string[] = [];
  let required = 0;
  for (const [index, argument] of given.entries()) {
    const conversion = conversionOf(argument, own, owner);
    if (conversion === undefined) return undefined;
    const converting = conversion.lines(index);
    if (isOperator)
      lines.push(
        "try:",
        ...converting.map((line) => `    ${conversion.check(index, line)}`),
        "except:",
        "    return __python_not_implemented()",
      );
    if (argument.default !== undefined && conversion.isValue) {
      const annotation = argument.type === undefined ? "" : `: ${spanText(argument.type.span)}`;
      lines.push(`var a${index}${annotation} = ${spanText(argument.default.span)}`, `if given.has(${index}):`);
      lines.push(`    a${index} = ${conversion.converted(`given[${index}]`)}`);
    } else {
      required = index + 1;
      lines.push(...converting);
    }
    words.push(isOwned(argument) ? conversion.moved(index) : conversion.passed(index));
  }
  const shown = isInit ? (owner ?? "") : name.text;
  const names = given.map((argument) => argument.name?.text ?? "_").join(" ");
  const start = [`var given = __PythonArguments("${shown}", "${names}", ${required}, arguments, keywords)`];
  if (hasSelf && !isInit) start.push(`ref own = __python_value_in[${owner}](self)`);
  if (isInit) {
    return wrapped(symbol, [
      ...start,
      ...lines,
      `__python_initialize[${owner}](self, ${owner}(${words.join(", ")}))`,
      "return __python_returned(__PythonObject())",
    ]);
  }
  const call = `${callee}(${words.join(", ")})`;
  const returns = signature.returns === undefined ? "None" : spanText(signature.returns.span).replace(/^Self$/u, owner ?? "Self");
  if (returns === "None" || returns === "NoneType")
    return wrapped(symbol, [...start, ...lines, call, "return __python_returned(__PythonObject())"]);
  const result = toPython(returns, own, call);
  return result && wrapped(symbol, [...start, ...lines, `return __python_returned(${result})`]);
}

function conversionOf(argument: ArgumentDeclaration, own: ReadonlySet<string>, owner: string | undefined): Conversion | undefined {
  if (argument.type === undefined || argument.stars !== 0) return undefined;
  const text = spanText(argument.type.span);
  return fromPython(text === "Self" ? (owner ?? text) : text, own, isOwned(argument));
}

function isOwned(argument: ArgumentDeclaration): boolean {
  return argument.convention === "owned";
}
