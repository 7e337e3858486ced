/**
 * MIR as text.
 *
 * In: a module, a function or one of its parts. Out: the text that `mir/parse.ts` reads back to an equal module.
 * Spans are not part of the text; `spans: true` adds them as comments. `docs/design/mir-text.md` shows the syntax.
 */
import type {
  Argument,
  Callee,
  CallSignature,
  Constant,
  IntrinsicAttributes,
  LifecycleOperation,
  MirBlock,
  MirData,
  MirFunction,
  MirGlobal,
  MirLocal,
  MirModule,
  MirParameter,
  MirStatement,
  MirTerminator,
  MirType,
  Operand,
  Passing,
  Place,
  Projection,
  Rvalue,
  StructType,
} from "./mir.ts";
import type { Span } from "../source/source-file.ts";

export type PrintOptions = {
  /** Adds `; path:line` to every statement. */
  readonly spans?: boolean;
};

/** Struct types that the module uses come first, then data, globals, functions, roots. */
export function printModule(module: MirModule, options: PrintOptions = {}): string {
  const printer = new MirPrinter(options);
  const parts: string[] = [];
  for (const data of module.data.values()) parts.push(printer.data(data));
  for (const global of module.globals.values()) parts.push(printer.global(global));
  for (const fn of module.functions.values()) parts.push(printer.function(fn));
  for (const root of module.roots) parts.push(`root ${printSymbol(root)}\n`);
  return [...printer.structDefinitions(), ...parts].join("\n");
}

/** The function alone, without the struct types it uses. */
export function printFunction(fn: MirFunction, options: PrintOptions = {}): string {
  return new MirPrinter(options).function(fn);
}

export function printType(type: MirType): string {
  return new MirPrinter({}).type(type);
}

export function printConstant(constant: Constant): string {
  return new MirPrinter({}).constant(constant);
}

export function printPlace(place: Place): string {
  return new MirPrinter({}).place(place);
}

export function printStatement(statement: MirStatement): string {
  return new MirPrinter({}).statement(statement);
}

export function printTerminator(terminator: MirTerminator): string {
  return new MirPrinter({}).terminator(terminator);
}

class MirPrinter {
  private readonly options: PrintOptions;
  /** In order of first mention. */
  private readonly structs = new Set<StructType>();

  constructor(options: PrintOptions) {
    this.options = options;
  }

  /** Definitions of every struct mentioned so far, and of those that they mention. */
  structDefinitions(): string[] {
    const lines: string[] = [];
    for (const type of this.structs) lines.push(this.structDefinition(type));
    return lines;
  }

  private structDefinition(type: StructType): string {
    const { copy, move, destroy, memberwise, abandonedMessage } = type.lifecycle;
    const message = abandonedMessage === undefined ? "" : ` abandoned ${JSON.stringify(abandonedMessage)}`;
    const parts = `${memberwise === true ? " memberwise" : ""}${message}`;
    const lifecycle = `copy ${lifecycleText(copy)} move ${lifecycleText(move)} destroy ${lifecycleText(destroy)}${parts}`;
    const alignment = type.alignment === undefined ? "" : ` align ${type.alignment}`;
    const fields = type.fields.map((field, index) => {
      const name = type.fieldNames[index];
      return name === undefined ? this.type(field) : `${printWord(name)}: ${this.type(field)}`;
    });
    const display = type.displayName === undefined ? "" : `as ${JSON.stringify(type.displayName)} `;
    return `struct $${printWord(type.name)} ${display}${lifecycle}${alignment} {${fields.length > 0 ? ` ${fields.join(", ")} ` : ""}}\n`;
  }

  data(data: MirData): string {
    const relocations = data.relocations.map((entry) => `${entry.offset}: ${this.constant(entry.target)}`).join(", ");
    const flags = `align ${data.alignment}${data.isConstant ? " constant" : ""}`;
    return `data ${printSymbol(data.symbol)} ${flags} = ${printBytes(data.bytes)}${relocations === "" ? "" : ` { ${relocations} }`}\n`;
  }

  global(global: MirGlobal): string {
    const alignment = global.alignment === undefined ? "" : ` align ${global.alignment}`;
    const flags = `${alignment}${global.isConstant ? " constant" : ""}${global.isThreadLocal === true ? " thread_local" : ""}${global.linkage === "internal" ? "" : ` ${global.linkage}`}`;
    return `global ${printSymbol(global.symbol)}: ${this.type(global.type)}${flags} = ${this.constant(global.initial)}\n`;
  }

  function(fn: MirFunction): string {
    const words = ["function", printSymbol(fn.symbol), JSON.stringify(fn.displayName)];
    if (fn.inline !== "auto") words.push(fn.inline);
    if (fn.linkage !== "internal") words.push(fn.linkage);
    if (fn.abi === "c") words.push("abi_c");
    words.push(fn.stage);
    const parameters = fn.parameters.map(parameterText).join(", ");
    const error = fn.errorLocal === undefined ? "" : ` raises %${fn.errorLocal}`;
    const frame = fn.frame === undefined ? "" : ` frame ${printSymbol(fn.frame.allocate)} ${printSymbol(fn.frame.free)}`;
    const handle = fn.handleLocal === undefined ? "" : ` coroutine %${fn.handleLocal}${frame}`;
    const lines = [`${words.join(" ")} (${parameters}) -> ${passingMark(fn.resultPassing)}%${fn.resultLocal}${error}${handle} {`];
    fn.locals.forEach((local, id) => {
      lines.push(`  ${this.local(local, id)}`);
    });
    fn.blocks.forEach((block, id) => {
      lines.push(`b${id}:`, ...this.block(block));
    });
    return `${lines.join("\n")}\n}\n`;
  }

  private local(local: MirLocal, id: number): string {
    const name = local.name === undefined ? "" : ` ${JSON.stringify(local.name)}`;
    const keeps = local.keeps.length === 0 ? "" : ` keeps(${local.keeps.map((kept) => `%${kept}`).join(", ")})`;
    return `let %${id}: ${this.type(local.type)}${name}${local.unmanaged === undefined ? "" : ` unmanaged${local.unmanaged ? "" : "(no)"}`}${keeps}`;
  }

  private block(block: MirBlock): string[] {
    const lines = block.statements.map((statement) => `  ${this.statement(statement)}${this.spanComment(statement.span)}`);
    lines.push(`  ${this.terminator(block.terminator)}${this.spanComment(block.terminator.span)}`);
    return lines;
  }

  private spanComment(span: Span): string {
    if (this.options.spans !== true) return "";
    return `  ; ${span.file.path}:${span.file.position(span.start).line}`;
  }

  statement(statement: MirStatement): string {
    switch (statement.kind) {
      case "assign":
        return `${this.place(statement.target)} = ${this.rvalue(statement.value)}`;
      case "copy":
        return `${this.place(statement.target)} = copy ${statement.explicit === true ? "explicit " : ""}${statement.forbidden === true ? "forbidden " : ""}${this.place(statement.source)}`;
      case "move":
        return `${this.place(statement.target)} = move ${this.place(statement.source)}`;
      case "drop":
        return `drop ${this.place(statement.place)}`;
      case "mark-initialized":
        return `mark_initialized ${this.place(statement.place)}`;
      case "mark-uninitialized":
        return `mark_uninitialized ${this.place(statement.place)}`;
      case "keep-alive":
        return `keep_alive ${this.place(statement.place)}`;
      case "call":
        return `${this.target(statement.target)}${statement.tail === true ? "tail " : ""}${this.call(statement)}`;
    }
  }

  terminator(terminator: MirTerminator): string {
    switch (terminator.kind) {
      case "goto":
        return `goto b${terminator.target}`;
      case "branch": {
        const hint = terminator.likely === undefined ? "" : terminator.likely ? " likely" : " unlikely";
        return `branch ${this.operand(terminator.condition)}, b${terminator.whenTrue}, b${terminator.whenFalse}${hint}`;
      }
      case "switch": {
        const cases = terminator.cases.map((entry) => `${entry.value}: b${entry.target}, `).join("");
        return `switch ${this.operand(terminator.value)} { ${cases}otherwise: b${terminator.otherwise} }`;
      }
      case "try-call":
        return `try ${this.target(terminator.target)}${this.call(terminator)} normal b${terminator.normal} error ${this.place(terminator.errorTarget)} b${terminator.error}`;
      case "suspend":
        return `suspend ${terminator.initial === true ? "initial " : ""}b${terminator.resumed} destroyed b${terminator.destroyed}`;
      case "return":
      case "raise":
      case "abandon":
      case "unreachable":
        return terminator.kind;
    }
  }

  private target(target: Place | undefined): string {
    return target === undefined ? "" : `${this.place(target)} = `;
  }

  private call(call: { readonly callee: Callee; readonly arguments: readonly Argument[] }): string {
    return `call ${this.callee(call.callee)}(${call.arguments.map((argument) => this.argument(argument)).join(", ")})`;
  }

  private callee(callee: Callee): string {
    switch (callee.kind) {
      case "function":
        return printSymbol(callee.symbol);
      case "pointer":
        return `pointer ${this.operand(callee.pointer)} ${this.signature(callee.signature)} with `;
      case "external": {
        const variadic = callee.variadicAfter === undefined ? "" : ` variadic ${callee.variadicAfter}`;
        return `external ${printSymbol(callee.symbol)} ${this.signature(callee.signature)}${variadic} with `;
      }
    }
  }

  private signature(signature: CallSignature): string {
    const parameters = signature.parameters.map((parameter) => `${passingMark(parameter.passing)}${this.type(parameter.type)}`);
    const result = `${passingMark(signature.resultPassing)}${this.type(signature.result)}`;
    const error = signature.error === undefined ? "" : ` raises ${this.type(signature.error)}`;
    return `${signature.abi}(${parameters.join(", ")}) -> ${result}${error}`;
  }

  private argument(argument: Argument): string {
    return argument.kind === "value" ? this.operand(argument.operand) : `${argument.mode} ${this.place(argument.place)}`;
  }

  rvalue(value: Rvalue): string {
    switch (value.kind) {
      case "use":
        return this.operand(value.operand);
      case "address":
        return `&${this.place(value.place)}`;
      case "aggregate":
        return `make ${this.type(value.type)} (${this.operands(value.elements)})`;
      case "intrinsic":
        return `${value.name}${this.attributes(value.attributes)}(${this.operands(value.operands)}): ${this.type(value.type)}`;
    }
  }

  private attributes(attributes: IntrinsicAttributes | undefined): string {
    if (attributes === undefined) return "";
    const parts: string[] = [];
    for (const [name, value] of Object.entries(attributes)) {
      if (value === undefined) continue;
      parts.push(`${name}=${this.attributeValue(name as keyof IntrinsicAttributes, value)}`);
    }
    return `[${parts.join(", ")}]`;
  }

  private attributeValue(name: keyof IntrinsicAttributes, value: NonNullable<IntrinsicAttributes[keyof IntrinsicAttributes]>): string {
    if (name === "elementType") return this.type(value as MirType);
    if (name === "mask") return `(${(value as readonly number[]).join(", ")})`;
    if (name === "fastMath") return `(${(value as readonly string[]).map((flag) => JSON.stringify(flag)).join(", ")})`;
    return JSON.stringify(value);
  }

  private operands(operands: readonly Operand[]): string {
    return operands.map((operand) => this.operand(operand)).join(", ");
  }

  operand(operand: Operand): string {
    return operand.kind === "read" ? this.place(operand.place) : this.constant(operand.constant);
  }

  place(place: Place): string {
    return `%${place.local}${place.path.map((step) => this.projection(step)).join("")}`;
  }

  private projection(step: Projection): string {
    switch (step.kind) {
      case "field":
        return `.${step.index}`;
      case "deref":
        return `.*(${this.type(step.type)}${step.alignment === undefined ? "" : ` align ${step.alignment}`})`;
      case "element":
        return `[${this.operand(step.index)}]`;
    }
  }

  type(type: MirType): string {
    switch (type.kind) {
      case "int":
        return `i${type.bits}`;
      case "float":
        return type.format;
      case "pointer":
        return "ptr";
      case "vector":
        return `<${type.length} x ${this.type(type.element)}>`;
      case "array":
        return `[${type.length} x ${this.type(type.element)}]`;
      case "struct":
        if (type.name === "()") return "()";
        this.structs.add(type);
        return `$${printWord(type.name)}`;
      case "literal-integer":
        return "literal_integer";
      case "literal-float":
        return "literal_float";
    }
  }

  constant(constant: Constant): string {
    return `${this.type(constant.type)} ${this.constantValue(constant)}`;
  }

  private constantValue(constant: Constant): string {
    switch (constant.kind) {
      case "int":
      case "literal-integer":
        return String(constant.value);
      case "float":
        return floatText(constant.value);
      case "null":
      case "zero":
      case "undefined":
        return constant.kind;
      case "aggregate":
        return `{${constant.elements.map((element) => this.constant(element)).join(", ")}}`;
      case "global":
        return `${printSymbol(constant.symbol)}${constant.offset < 0 ? "" : "+"}${constant.offset}`;
      case "function":
        return `function ${printSymbol(constant.symbol)}`;
      case "literal-float":
        return `${constant.special ?? ""}${constant.special === undefined ? "" : " "}${constant.numerator}/${constant.denominator}`;
    }
  }
}

function parameterText(parameter: MirParameter): string {
  return `${parameter.convention} ${passingMark(parameter.passing)}%${parameter.local}`;
}

function passingMark(passing: Passing): string {
  return passing === "reference" ? "&" : "";
}

function lifecycleText(operation: LifecycleOperation): string {
  return typeof operation === "string" ? operation : printSymbol(operation.symbol);
}

function floatText(value: number): string {
  if (Number.isNaN(value)) return "nan";
  if (value === Number.POSITIVE_INFINITY) return "inf";
  if (value === Number.NEGATIVE_INFINITY) return "-inf";
  return Object.is(value, -0) ? "-0" : String(value);
}

export function printSymbol(symbol: string): string {
  return `@${printWord(symbol)}`;
}

function printWord(word: string): string {
  return /^[A-Za-z_][A-Za-z0-9_.]*$/.test(word) ? word : JSON.stringify(word);
}

function printBytes(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) {
    if (byte === 0x22 || byte === 0x5c) text += `\\${String.fromCharCode(byte)}`;
    else if (byte >= 0x20 && byte < 0x7f) text += String.fromCharCode(byte);
    else text += `\\x${byte.toString(16).padStart(2, "0")}`;
  }
  return `"${text}"`;
}
