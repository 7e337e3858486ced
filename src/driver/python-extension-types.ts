/** Which types of Mojo have values that Python knows, and the text that converts them (`python-extension.ts`). */

export type Conversion = {
  /** Makes the variable `a<index>` of `given[<index>]`. */
  lines(index: number): string[];
  /** `a<index>` as an argument that is read or changed. */
  passed(index: number): string;
  /** `a<index>` as an argument that is given away. */
  moved(index: number): string;
  /** The value of an object. */
  converted(object: string): string;
  /** A line of `lines`, when only whether it raises is asked. */
  check(index: number, line: string): string;
  /** Its own, not memory of Python's. */
  readonly isValue: boolean;
};

const simple: Readonly<Record<string, string>> = {
  Int: "__as_int",
  UInt: "__as_uint",
  Float64: "__as_float",
  Bool: "__as_bool",
  String: "__as_string",
  PythonObject: "__as_object",
};
const numbers = /^(Int|UInt)(8|16|32|64)$|^Float(16|32|64)$/u;

export function fromPython(annotation: string, own: ReadonlySet<string>, isOwned = false): Conversion | undefined {
  const text = annotation.replaceAll(/\s+/gu, " ").trim();
  if (own.has(text)) return structConversion(text, isOwned);
  const memory = memoryOf(text);
  if (memory !== undefined) return memory;
  const convert = converter(text);
  if (convert === undefined) return undefined;
  return {
    lines: (index) => [`var a${index} = ${convert}(given[${index}])`],
    passed: (index) => `a${index}`,
    moved: (index) => `a${index}^`,
    converted: (object) => `${convert}(${object})`,
    check: (index, line) => line.replace(`var a${index} =`, "_ ="),
    isValue: true,
  };
}

function structConversion(name: string, isOwned: boolean): Conversion {
  return {
    lines: (index) => [
      `${isOwned ? "var" : "ref"} a${index} = __python_value_in[${name}](given.address(${index}))${isOwned ? ".copy()" : ""}`,
    ],
    passed: (index) => `a${index}`,
    moved: (index) => (isOwned ? `a${index}^` : `a${index}.copy()`),
    converted: (object) => `__python_value_in[${name}](${object}._obj_ptr).copy()`,
    check: (index) => `if not __python_is_value[${name}](given.address(${index})): return __python_not_implemented()`,
    isValue: false,
  };
}

/** `Span[Float64, _]`, `UnsafePointer[Float32, ...]`: the memory of an array. */
function memoryOf(text: string): Conversion | undefined {
  const match = /^(Span|UnsafePointer)\[(.*)\]$/u.exec(text);
  if (match === null) return undefined;
  const [, kind, inside] = match;
  const parts = split(inside ?? "").map((part) => part.trim());
  const isMutable = parts.some((part) => /^mut ?= ?True$|Mut(able)?AnyOrigin$|MutExternalOrigin$/u.test(part));
  const element = parts.find((part) => !/^(mut|origin|is_mutable)\b/u.test(part)) ?? "";
  const type = dtypeOf(element);
  if (type === undefined) return undefined;
  const part = kind === "Span" ? "span()" : "unsafe_ptr()";
  return {
    lines: (index) => [`var a${index} = __PythonBuffer[${type}](given[${index}]${isMutable ? ", writable=True" : ""})`],
    passed: (index) => `a${index}.${part}`,
    moved: (index) => `a${index}.${part}`,
    converted: (object) => object,
    check: (index, line) => line.replace(`var a${index} =`, "_ ="),
    isValue: false,
  };
}

function dtypeOf(element: string): string | undefined {
  const scalar = /^(?:Scalar|SIMD)\[ ?(DType\.\w+)(?: ?, ?1)? ?\]$/u.exec(element);
  if (scalar !== null) return scalar[1];
  if (element === "Int") return "DType.int64";
  if (element === "Byte") return "DType.uint8";
  return numbers.test(element) ? `DType.${element.toLowerCase()}` : undefined;
}

/** A function from an object to a value of the type. */
function converter(text: string): string | undefined {
  const known = simple[text];
  if (known !== undefined) return known;
  const type = dtypeOf(text);
  if (type !== undefined) return `__as_scalar[${type}]`;
  const match = /^(List|Optional|Dict)\[(.*)\]$/u.exec(text);
  if (match === null) return undefined;
  const [, kind = "", inside = ""] = match;
  const types = split(inside).map((part) => part.trim());
  const inner = types.map(converter);
  if (inner.includes(undefined) || types.length !== (kind === "Dict" ? 2 : 1)) return undefined;
  return `__as_${kind.toLowerCase()}[${types.join(", ")}, ${inner.join(", ")}]`;
}

/** The parts between commas outside of brackets. */
function split(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === "[" || text[at] === "(") depth++;
    else if (text[at] === "]" || text[at] === ")") depth--;
    else if (text[at] === "," && depth === 0) {
      parts.push(text.slice(start, at));
      start = at + 1;
    }
  }
  return [...parts, text.slice(start)];
}

/** An object for the value of an expression. */
export function toPython(annotation: string, own: ReadonlySet<string>, value: string): string | undefined {
  const text = annotation.replaceAll(/\s+/gu, " ").trim();
  if (own.has(text)) return `__python_owned[${text}](${value}${isPlace(value) ? ".copy()" : ""})`;
  if (text === "PythonObject") return value;
  if (converter(text) !== undefined || text.startsWith("Tuple[") || text === "StaticString" || text === "StringLiteral")
    return `__PythonObject(${value})`;
  return undefined;
}

function isPlace(value: string): boolean {
  return !value.endsWith(")");
}
