/**
 * Types to MIR types: layout, how values are passed, and how they are copied, moved and destroyed.
 *
 * Lifecycle functions are named here and made only when something reachable calls them (`Program.symbols`).
 */
import type { FloatFormat, Lifecycle, LifecycleOperation, MirFunction, MirType, Passing, StructType as MirStruct } from "../mir/mir.ts";
import { isTrivial, lifecycleOf, sizeOf, trivialLifecycle } from "../mir/types.ts";
import type { FieldDeclaration, FunctionDeclaration } from "../names/declarations.ts";
import type * as ast from "../syntax/ast.ts";
import { dtypes } from "../types/dtype.ts";
import { printType, type StructType, type Type } from "../types/type.ts";
import { FunctionBuilder, fieldPlace, localPlace } from "./builder.ts";
import type { Program } from "./context.ts";
import * as diagnostics from "./diagnostics.ts";
import { conformsToNamed, fieldType, forgetFieldType, membersNamed, structScope } from "./members.ts";
import { Scope } from "./scope.ts";
import type { Closure } from "./value.ts";

export function lowerType(program: Program, type: Type): MirType {
  const cache = program.cache<MirType>("lowered types");
  const existing = cache.get(type.key);
  if (existing !== undefined) return existing;
  const lowered = lowerUncached(program, type, cache);
  cache.set(type.key, lowered);
  return lowered;
}

/** By value in registers, or by address. */
export function passingOf(type: MirType): Passing {
  if (!isTrivial(type)) return "reference";
  switch (type.kind) {
    case "int":
    case "float":
    case "pointer":
    case "vector":
    case "literal-integer":
    case "literal-float":
      return "value";
    case "array":
      return sizeOf(type) <= 16 ? "value" : "reference";
    case "struct":
      return sizeOf(type) <= 16 || isSingleRegister(type) ? "value" : "reference";
  }
}

function isSingleRegister(type: MirType): boolean {
  let current = type;
  while (current.kind === "struct" && current.fields.length === 1) current = current.fields[0] as MirType;
  return current.kind === "vector" || current.kind === "int";
}

function lowerUncached(program: Program, type: Type, cache: Map<string, MirType>): MirType {
  const table = program.mirTypes;
  switch (type.kind) {
    case "simd": {
      const info = dtypes[type.dtype];
      const element =
        info?.kind === "float"
          ? table.float(info.format as FloatFormat)
          : table.int(info?.kind === "bool" ? 1 : Math.max(1, info?.bits ?? 8));
      return type.size === 1 ? element : table.vector(type.size, element);
    }
    case "pointer":
      return table.pointer;
    case "function": {
      const closure = type.escaping ? program.libraryType("__EscapingClosure") : undefined;
      return closure === undefined ? table.pointer : lowerType(program, closure);
    }
    case "array":
      return table.array(type.length, lowerType(program, type.element));
    case "int-literal":
      return table.literalInteger;
    case "float-literal":
      return table.literalFloat;
    case "bytes": {
      const struct = table.struct(type.key, trivialLifecycle);
      struct.fields = [table.array(type.size, table.i8)];
      struct.fieldNames = ["bytes"];
      struct.alignment = type.alignment;
      return struct;
    }
    case "tuple": {
      const struct = table.struct(type.key, trivialLifecycle);
      struct.displayName = `(${type.elements.map(printType).join(", ")})`;
      cache.set(type.key, struct);
      struct.fields = type.elements.map((element) => lowerType(program, element));
      struct.fieldNames = struct.fields.map((_, index) => String(index));
      struct.lifecycle = memberwise(program, struct);
      return struct;
    }
    case "closure":
      return lowerClosure(program, type.closure as Closure);
    case "struct":
      return lowerStruct(program, type, cache);
    case "trait":
    case "meta":
    case "never":
    case "error":
      return table.unit;
  }
}

function lowerClosure(program: Program, closure: Closure): MirType {
  return closure.environment ?? program.mirTypes.unit;
}

/** The struct that holds a closure's captures. */
export function environmentType(program: Program, name: string, fields: readonly MirType[], fieldNames: readonly string[]): MirStruct {
  const struct = program.mirTypes.struct(`closure ${name}`, trivialLifecycle);
  struct.displayName = `closure ${name.replace(/\.\d+$/, "").replace(/^.*\./, "")}`;
  struct.fields = fields;
  struct.fieldNames = fieldNames;
  struct.lifecycle = memberwise(program, struct);
  return struct;
}

function lowerStruct(program: Program, type: StructType, cache: Map<string, MirType>): MirType {
  const { declaration } = type;
  const struct = program.mirTypes.struct(type.key, trivialLifecycle);
  struct.displayName = printType(type);
  cache.set(type.key, struct);
  const active = activeStructs(program);
  const fields: MirType[] = [];
  for (const field of declaration.fields) {
    active.set(type.key, { type, field });
    const fieldOf = fieldType(program, type, field.index);
    if (reportIfUnfinished(program, fieldOf)) {
      forgetFieldType(program, type, field);
      fields.push(program.mirTypes.unit);
    } else fields.push(lowerType(program, fieldOf));
  }
  active.delete(type.key);
  struct.fields = fields;
  struct.fieldNames = declaration.fields.map((field) => field.name);
  const alignment = declaration.decorators.get("align");
  if (alignment?.kind === "call" && alignment.arguments[0] !== undefined) {
    const value = program.services.evaluate(program, structScope(program, type), alignment.arguments[0].value, program.libraryType("Int"));
    if (value?.kind === "constant" && value.constant.kind === "aggregate") {
      const leaf = value.constant.elements[0];
      if (leaf?.kind === "int") struct.alignment = Number(leaf.value);
    }
  }
  struct.lifecycle = structLifecycle(program, type, struct);
  return struct;
}

/** Structs whose fields are being lowered, with the field that is at work. */
function activeStructs(program: Program): Map<string, { readonly type: StructType; readonly field: FieldDeclaration }> {
  return program.cache("lowering structs");
}

/** Where the layout of a type is asked for while it is being made, the type contains itself. */
export function reportIfUnfinished(program: Program, type: Type): boolean {
  const active = activeStructs(program);
  const met = unfinishedPart(type, active);
  if (met === undefined) return false;
  // Of the structs in the circle, one of the user's.
  const circle = [...active.values()].slice([...active.values()].indexOf(met));
  const found = circle.find((each) => !each.type.declaration.module.isLibrary) ?? met;
  program.reportDeclaration(diagnostics.recursiveType, {
    at: found.field.ast.type?.span ?? found.field.ast.span,
    params: { type: printType(found.type) },
    notes: ["hold it through a pointer instead, such as `OwnedPointer` or `List`"],
  });
  return true;
}

function unfinishedPart(
  type: Type,
  active: ReturnType<typeof activeStructs>,
): { readonly type: StructType; readonly field: FieldDeclaration } | undefined {
  switch (type.kind) {
    case "struct":
      return active.get(type.key);
    case "array":
      return unfinishedPart(type.element, active);
    case "tuple":
      for (const element of type.elements) {
        const found = unfinishedPart(element, active);
        if (found !== undefined) return found;
      }
      return undefined;
    default:
      return undefined;
  }
}

function memberwise(program: Program, struct: MirStruct): Lifecycle {
  return {
    copy: memberwiseOperation(program, struct, "copy"),
    move: memberwiseOperation(program, struct, "move"),
    destroy: memberwiseOperation(program, struct, "destroy"),
    memberwise: true,
  };
}

function memberwiseOperation(program: Program, struct: MirStruct, operation: "copy" | "move" | "destroy"): LifecycleOperation {
  const parts = struct.fields.map((field) => lifecycleOf(field, operation));
  if (parts.includes("none")) return "none";
  if (parts.every((part) => part === "trivial")) return "trivial";
  const symbol = `${operation} ${struct.name}`;
  if (!program.symbols.has(symbol)) program.symbols.set(symbol, () => synthesize(program, struct, operation, symbol));
  return { symbol };
}

/** Copies, moves or destroys member by member. */
function synthesize(program: Program, struct: MirStruct, operation: "copy" | "move" | "destroy", symbol: string): MirFunction {
  const span = program.prelude.ast.span;
  const builder = new FunctionBuilder({ ...span, end: span.start });
  const result = builder.newLocal(operation === "destroy" ? program.mirTypes.unit : struct, { name: "result" });
  const source = builder.newLocal(struct, { name: "self" });
  if (operation !== "destroy") {
    for (let index = 0; index < struct.fields.length; index++) {
      const target = fieldPlace(localPlace(result), index);
      const from = fieldPlace(localPlace(source), index);
      if (operation === "copy") builder.copy(target, from, true);
      else builder.move(target, from);
    }
  }
  builder.terminate({ kind: "return", span: builder.span });
  return {
    symbol,
    displayName: `${operation} of ${struct.displayName ?? struct.name}`,
    span: builder.span,
    parameters: [{ local: source, convention: operation === "copy" ? "read" : "deinit", passing: "reference" }],
    resultLocal: result,
    resultPassing: operation === "destroy" ? "value" : "reference",
    locals: builder.locals,
    blocks: builder.blocks,
    inline: "auto",
    linkage: "internal",
    abi: "mojo",
    stage: "built",
  };
}

function structLifecycle(program: Program, type: StructType, struct: MirStruct): Lifecycle {
  const { declaration } = type;
  const registerPassable = declaration.decorators.get("register_passable");
  if (isTrivialByDeclaration(program, type)) return trivialLifecycle;
  const isValue = declaration.decorators.has("value") || registerPassable !== undefined;
  const copyable = isValue || conformsToNamed(program, type, ["Copyable", "ImplicitlyCopyable"]);
  // Before 1.0 a new value of any type was built where it went, which moving its fields amounts to.
  const { dialect } = declaration.module.ast;
  const isOld = !declaration.module.isLibrary && dialect !== "1.0";
  const movable = copyable || isOld || conformsToNamed(program, type, ["Movable", "RegisterPassable"]);
  const destructor = membersNamed(type, "__deinit__")[0] ?? membersNamed(type, "__del__")[0];
  const copyConstructor = membersNamed(type, "__copyinit__")[0] ?? constructorWith(type, "copy") ?? constructorWith(type, "other");
  const moveConstructor =
    membersNamed(type, "__moveinit__")[0] ??
    membersNamed(type, "__takeinit__")[0] ??
    constructorWith(type, "move") ??
    constructorWith(type, "take");
  const explicit = declaration.decorators.has("explicit_destroy");
  return {
    destroy:
      destructor !== undefined ? method(program, type, destructor) : explicit ? "none" : memberwiseOperation(program, struct, "destroy"),
    copy:
      copyConstructor !== undefined
        ? method(program, type, copyConstructor)
        : copyable
          ? memberwiseOperation(program, struct, "copy")
          : "none",
    move:
      moveConstructor !== undefined
        ? method(program, type, moveConstructor)
        : movable
          ? memberwiseOperation(program, struct, "move")
          : "none",
    memberwise: destructor === undefined,
    abandonedMessage: decoratorText(declaration.decorators.get("explicit_destroy")),
  };
}

/** `@explicit_destroy("call `close`")`: what is said to those who forget. */
function decoratorText(decorator: ast.Expression | undefined): string | undefined {
  const value = decorator?.kind === "call" ? decorator.arguments[0]?.value : undefined;
  return value?.kind === "string" ? value.value : undefined;
}

export function isTrivialByDeclaration(program: Program, type: StructType): boolean {
  const decorator = type.declaration.decorators.get("register_passable");
  if (decorator?.kind === "call" && decorator.arguments.some((a) => a.value.kind === "string" && a.value.value === "trivial")) return true;
  return conformsToNamed(program, type, ["TrivialRegisterPassable", "TrivialRegisterType"]);
}

function constructorWith(type: StructType, keyword: string): FunctionDeclaration | undefined {
  return membersNamed(type, "__init__").find((f) => {
    const args = f.ast.signature.arguments.filter((a) => a.convention !== "out");
    return args.length === 1 && args[0]?.name.text === keyword && args[0].passing === "keyword-only";
  });
}

function method(program: Program, type: StructType, declaration: FunctionDeclaration): LifecycleOperation {
  const owner = structScope(program, type);
  const instance = program.services.instance(
    program,
    { declaration, scope: owner },
    new Scope({ parent: owner, kind: "parameters" }),
    undefined,
  );
  return { symbol: instance.symbol };
}
