/**
 * `__op.name[parameters](arguments)`: the operations under the library. docs/design/library-builtins.md lists them.
 */
import type { Constant, IntrinsicAttributes, MirType, Operand } from "../mir/mir.ts";
import { alignmentOf, sizeOf } from "../mir/types.ts";
import type { Span } from "../source/source-file.ts";
import type * as ast from "../syntax/ast.ts";
import { boolCode, dtypes, indexCode } from "../types/dtype.ts";
import { printType, type Type } from "../types/type.ts";
import { constantOperand, derefPlace, fieldPlace, localPlace } from "./builder.ts";
import { boolOf, scalarConstant, signedInteger, textOf } from "./constants.ts";
import type { FunctionContext, Hint } from "./context.ts";
import { compileTimeQuery } from "./compile-time-queries.ts";
import * as diagnostics from "./diagnostics.ts";
import { expression, runtimeValue } from "./evaluation.ts";
import { lookupMember } from "./members.ts";
import { referenceTo, samePlace, store, temporary, toOperand, toOwned, toPlace } from "./materialize.ts";
import { passingOf } from "./lower-type.ts";
import { runNatively } from "./native-run.ts";
import { type Closure, type ConstantValue, errorValue, type RuntimeValue, type Value } from "./value.ts";

/** One use of an operation: its parameters and arguments, evaluated on demand. */
export class IntrinsicUse {
  readonly context: FunctionContext;
  readonly name: string;
  readonly span: Span;
  readonly arguments: readonly ast.CallArgument[];
  private readonly positional: readonly ast.CallArgument[];
  private readonly named: ReadonlyMap<string, ast.CallArgument>;
  private readonly scope: import("./scope.ts").Scope;

  constructor(context: FunctionContext, builtin: Extract<Value, { kind: "builtin" }>, arguments_: readonly ast.CallArgument[], span: Span) {
    this.context = context;
    this.name = builtin.name.slice(5);
    this.span = span;
    this.arguments = arguments_;
    this.scope = builtin.scope;
    const parameters = builtin.parameters ?? [];
    this.positional = parameters.filter((p) => p.keyword === undefined);
    this.named = new Map(parameters.flatMap((p) => (p.keyword === undefined ? [] : [[p.keyword.text, p]])));
  }

  fail(reason: string): Value {
    this.context.report(diagnostics.badIntrinsic, { at: this.span, params: { reason: `\`__op.${this.name}\`: ${reason}` } });
    return errorValue;
  }

  parameterNode(key: number | string): ast.CallArgument | undefined {
    return typeof key === "number" ? this.positional[key] : this.named.get(key);
  }

  get parameterCount(): number {
    return this.positional.length;
  }

  parameter(key: number | string): Value | undefined {
    const node = this.parameterNode(key);
    if (node === undefined) return undefined;
    const inner = node.value.kind === "starred" ? node.value.value : node.value;
    return this.context.program.services.evaluateValue(this.context.program, this.scope, inner);
  }

  type(key: number | string): Type {
    const node = this.parameterNode(key);
    if (node === undefined) {
      this.fail("a type parameter is missing");
      return this.context.program.types.error;
    }
    return this.context.program.services.evaluateType(this.context.program, this.scope, node.value);
  }

  /** Of a function, or of a closure by its type. */
  functionDeclaration(key: number): ast.FunctionDeclaration | undefined {
    const value = this.parameter(key);
    if (value?.kind === "functions") return value.set.candidates[0]?.declaration.ast;
    return value?.kind === "type" && value.type.kind === "closure" ? (value.type.closure as Closure).declaration.ast : undefined;
  }

  integer(key: number | string): number | undefined {
    const value = this.parameter(key);
    return value === undefined ? undefined : signedInteger(value);
  }

  /** A `DType` value, or a scalar intrinsic type in its place. */
  dtype(key: number | string): number | undefined {
    const value = this.parameter(key);
    if (value?.kind === "type") return value.type.kind === "simd" ? value.type.dtype : undefined;
    return value === undefined ? undefined : signedInteger(value);
  }

  flag(key: number | string): boolean | undefined {
    const value = this.parameter(key);
    return value === undefined ? undefined : boolOf(value);
  }

  text(key: number | string): string | undefined {
    const value = this.parameter(key);
    return value === undefined ? undefined : textOf(this.context.program, value);
  }

  /** An argument as a value of any type. */
  argument(index: number): RuntimeValue | ConstantValue | undefined {
    const node = this.arguments[index];
    if (node === undefined) {
      this.fail(`argument ${index + 1} is missing`);
      return undefined;
    }
    return runtimeValue(this.context, expression(this.context, node.value), node.span);
  }

  /** All arguments, those of a pack `*args` one by one. */
  allArguments(): (RuntimeValue | ConstantValue | undefined)[] {
    return this.arguments.flatMap((node, index) => {
      const spread = node.stars === 1 ? node.value : node.value.kind === "starred" ? node.value.value : undefined;
      if (spread === undefined) return [this.argument(index)];
      const pack = expression(this.context, spread);
      return pack.kind === "pack"
        ? pack.pack.elements.map((element) => runtimeValue(this.context, element, node.span))
        : [runtimeValue(this.context, pack, node.span)];
    });
  }

  /** All arguments, packs spread, as values of intrinsic types. */
  allOperands(): (RuntimeValue | ConstantValue | undefined)[] {
    return this.allArguments().map((value) => (value === undefined ? undefined : unwrap(this.context, value)));
  }

  /** An argument as a value of an intrinsic type: what wraps one is opened. */
  operand(index: number): RuntimeValue | ConstantValue | undefined {
    const value = this.argument(index);
    return value === undefined ? undefined : unwrap(this.context, value);
  }
}

/** `run_native[f](otherwise)`: what `f()` gives when it is run natively now; the argument where nothing may run. */
function nativeRun(use: IntrinsicUse): Value {
  const { context, span } = use;
  const value = use.parameter(0);
  if (value?.kind !== "functions") return use.fail("it needs a function");
  const { set } = value;
  return (
    runNatively(context.program, context.scope, span, `\`${set.name}\``, (entry) => context.services.call(entry, set, [], span)) ??
    use.argument(0) ??
    errorValue
  );
}

/** The intrinsic value inside a struct of one field. */
export function unwrap(context: FunctionContext, value: RuntimeValue | ConstantValue): RuntimeValue | ConstantValue {
  let current = value;
  while (current.type.kind === "struct" && current.type.declaration.fields.length === 1) {
    // Structs that contain themselves are found when they are laid out.
    context.lower(current.type);
    const member = lookupMember(context.program, current.type, current.type.declaration.fields[0]?.name ?? "");
    if (member?.kind !== "field") break;
    if (current.kind === "constant") {
      const element: Constant | undefined = current.constant.kind === "aggregate" ? current.constant.elements[0] : undefined;
      current =
        element === undefined
          ? {
              ...current,
              type: member.type,
              constant: { kind: current.constant.kind === "zero" ? "zero" : "undefined", type: context.lower(member.type) },
            }
          : { kind: "constant", type: member.type, constant: element };
    } else current = { ...current, type: member.type, place: fieldPlace(current.place, 0) };
  }
  return current;
}

export function emitIntrinsic(
  context: FunctionContext,
  name: string,
  operands: readonly Operand[],
  type: Type,
  attributes: IntrinsicAttributes = {},
): RuntimeValue {
  const result = temporary(context, type);
  context.builder.assign(result.place, { kind: "intrinsic", name, operands, type: context.lower(type), attributes });
  return result;
}

const renamed: Readonly<Record<string, string>> = { and_: "and", or_: "or", not_: "not" };
const arithmetic = new Set([
  "add",
  "sub",
  "mul",
  "div",
  "rem",
  "and_",
  "or_",
  "xor",
  "shl",
  "shr",
  "min",
  "max",
  "copysign",
  "neg",
  "not_",
  "abs",
  "sqrt",
  "floor",
  "ceil",
  "trunc",
  "round",
  "roundeven",
  "popcount",
  "clz",
  "ctz",
  "byteswap",
  "bitreverse",
  "fma",
]);
const comparisons = new Set(["eq", "ne", "lt", "le", "gt", "ge"]);
const reductions = new Set(["reduce_add", "reduce_mul", "reduce_min", "reduce_max", "reduce_and", "reduce_or", "reduce_xor"]);
const overflowing = new Set(["add_overflow", "sub_overflow", "mul_overflow"]);

export function operation(
  context: FunctionContext,
  builtin: Extract<Value, { kind: "builtin" }>,
  arguments_: readonly ast.CallArgument[],
  span: Span,
  hint: Hint,
): Value {
  const use = new IntrinsicUse(context, builtin, arguments_, span);
  const { program } = context;
  const { name } = use;
  if (name.startsWith("literal_") || name === "int_literal_to_float_literal" || name === "float_literal_to_int_literal")
    return literalOperation(use);
  const query = compileTimeQuery(use);
  if (query !== undefined) return query;
  if (arithmetic.has(name) || comparisons.has(name) || reductions.has(name) || overflowing.has(name)) return arithmeticOperation(use);
  switch (name) {
    case "select": {
      const [mask, a, b] = [use.operand(0), use.argument(1), use.argument(2)];
      if (mask === undefined || a === undefined || b === undefined) return errorValue;
      return emitIntrinsic(context, "select", [toOperand(mask), toOperand(a), toOperand(b)], a.type);
    }
    case "cast": {
      const value = use.operand(0);
      const dtype = use.dtype(0);
      if (value?.type.kind !== "simd" || dtype === undefined)
        return value === undefined ? errorValue : use.fail("it needs a dtype and a `__type.simd`");
      const from = dtypes[value.type.dtype];
      const to = dtypes[dtype];
      const type = program.types.simd(dtype, value.type.size);
      if (type === value.type) return value;
      if (to?.kind === "bool" && from?.kind !== "bool") {
        const zero = zeroOf(context, value.type);
        return emitIntrinsic(context, "ne", [toOperand(value), zero], type, { signed: from?.signed });
      }
      if (context.lower(type) === context.lower(value.type)) return retype(context, value, type);
      const signed = from?.kind === "float" ? to?.signed : from?.kind === "bool" ? false : from?.signed;
      return emitIntrinsic(context, "cast", [toOperand(value)], type, { signed });
    }
    case "bitcast": {
      const value = use.operand(0);
      const type = use.type(0);
      if (value === undefined || type.kind === "error") return errorValue;
      if (context.lower(type) === context.lower(value.type)) return retype(context, value, type);
      return emitIntrinsic(context, "bitcast", [toOperand(value)], type);
    }
    case "splat": {
      const value = use.operand(0);
      const size = use.integer(0);
      if (value?.type.kind !== "simd" || size === undefined)
        return value === undefined ? errorValue : use.fail("it needs a size and a scalar");
      if (size === 1) return value;
      return emitIntrinsic(context, "splat", [toOperand(value)], program.types.simd(value.type.dtype, size));
    }
    case "extract": {
      const [value, index] = [use.operand(0), use.operand(1)];
      if (value?.type.kind !== "simd" || index === undefined) return errorValue;
      if (value.type.size === 1) return value;
      return emitIntrinsic(context, "extract", [toOperand(value), toOperand(index)], program.types.simd(value.type.dtype, 1));
    }
    case "insert": {
      const [value, index, element] = [use.operand(0), use.operand(1), use.operand(2)];
      if (value?.type.kind !== "simd" || index === undefined || element === undefined) return errorValue;
      if (value.type.size === 1) return element;
      return emitIntrinsic(context, "insert", [toOperand(value), toOperand(index), toOperand(element)], value.type);
    }
    case "iota": {
      const dtype = use.dtype(0);
      const size = use.integer(1);
      if (dtype === undefined || size === undefined) return use.fail("it needs a dtype and a size");
      const type = program.types.simd(dtype, size);
      if (size === 1) return { kind: "constant", type, constant: { kind: "zero", type: context.lower(type) } };
      if (dtypes[dtype]?.kind !== "float") return emitIntrinsic(context, "iota", [], type);
      const ints = emitIntrinsic(context, "iota", [], program.types.simd(6, size));
      return emitIntrinsic(context, "cast", [toOperand(ints)], type, { signed: true });
    }
    case "shuffle":
      return shuffle(use);
    case "load":
    case "simd_load":
    case "store":
    case "simd_store":
    case "masked_load":
    case "masked_store":
    case "gather":
    case "scatter":
    case "compress_store":
    case "expand_load":
      return memoryOperation(use);
    case "address_of": {
      const value = use.argument(0);
      if (value === undefined) return errorValue;
      const place = toPlace(context, value);
      const type = program.types.pointer(value.type);
      const result = temporary(context, type, [place.place.local]);
      context.builder.assign(result.place, { kind: "address", place: place.place });
      return result;
    }
    case "deref": {
      const pointer = use.operand(0);
      if (pointer?.type.kind !== "pointer")
        return pointer === undefined ? errorValue : use.fail(`it needs a pointer, not \`${printType(pointer.type)}\``);
      return referenceTo(context, toOperand(pointer), pointer.type.pointee, true, pointer.kind === "runtime" ? [pointer.place.local] : []);
    }
    case "take": {
      const pointer = use.operand(0);
      if (pointer?.type.kind !== "pointer") return pointer === undefined ? errorValue : use.fail("it needs a pointer");
      const { pointee } = pointer.type;
      const place = referenceTo(context, toOperand(pointer), pointee, true, []);
      const result: RuntimeValue =
        hint.into !== undefined && hint.type === pointee
          ? { kind: "runtime", type: pointee, place: hint.into, category: "temporary", mutable: true, context }
          : temporary(context, pointee);
      store(context, result.place, { ...place, transferred: true });
      return result;
    }
    case "initialize": {
      const pointer = use.operand(0);
      if (pointer?.type.kind !== "pointer") return pointer === undefined ? errorValue : use.fail("it needs a pointer");
      const node = use.arguments[1];
      if (node === undefined) return use.fail("argument 2 is missing");
      const { pointee } = pointer.type;
      const place = referenceTo(context, toOperand(pointer), pointee, true, []);
      const into = context.lower(pointee).kind === "struct" ? place.place : undefined;
      const value = program.services.convert(
        context,
        expression(context, node.value, { type: pointee, into }),
        pointee,
        node.span,
        undefined,
        into,
      );
      if (value.kind !== "runtime" && value.kind !== "constant") return errorValue;
      if (value.kind === "runtime" && samePlace(value.place, place.place)) return noneOf(context);
      store(context, place.place, value.kind === "runtime" ? { ...toOwned(context, value), transferred: true } : value);
      return noneOf(context);
    }
    case "destroy": {
      const pointer = use.operand(0);
      if (pointer?.type.kind !== "pointer") return pointer === undefined ? errorValue : use.fail("it needs a pointer");
      const place = referenceTo(context, toOperand(pointer), pointer.type.pointee, true, []);
      const mir = context.lower(pointer.type.pointee);
      if (mir.kind === "struct" || mir.kind === "array") context.builder.drop(place.place);
      return noneOf(context);
    }
    case "offset":
    case "offset_bytes": {
      const [pointer, index] = [use.operand(0), use.operand(1)];
      if (pointer?.type.kind !== "pointer" || index === undefined)
        return pointer === undefined ? errorValue : use.fail("it needs a pointer and an index");
      const result = emitIntrinsic(context, name, [toOperand(pointer), toOperand(index)], pointer.type, {
        elementType: context.lower(pointer.type.pointee),
      });
      if (pointer.kind === "runtime") context.builder.keep(result.place.local, [pointer.place.local]);
      return result;
    }
    case "pointer_cast": {
      const pointer = use.operand(0);
      const type = program.types.pointer(use.type(0));
      return pointer === undefined ? errorValue : retype(context, pointer, type);
    }
    case "pointer_to_int": {
      const pointer = use.operand(0);
      return pointer === undefined
        ? errorValue
        : emitIntrinsic(context, "pointer_to_int", [toOperand(pointer)], program.types.simd(indexCode, 1));
    }
    case "int_to_pointer": {
      const value = use.operand(0);
      return value === undefined
        ? errorValue
        : emitIntrinsic(context, "int_to_pointer", [toOperand(value)], program.types.pointer(use.type(0)));
    }
    case "null": {
      const type = program.types.pointer(use.type(0));
      return { kind: "constant", type, constant: { kind: "null", type: context.lower(type) } };
    }
    case "memory_copy":
    case "memory_move":
    case "memory_set": {
      const operands = [use.operand(0), use.operand(1), use.operand(2)];
      if (operands.some((o) => o === undefined)) return errorValue;
      return effect(context, name, operands as RuntimeValue[]);
    }
    case "stack_allocate": {
      const type = use.type(0);
      const count = use.operand(0);
      if (count === undefined) return errorValue;
      return emitIntrinsic(context, "stack_allocate", [toOperand(count)], program.types.pointer(type), {
        elementType: context.lower(type),
        alignment: use.integer("alignment") ?? use.integer(1),
      });
    }
    case "atomic_load":
    case "atomic_store":
    case "atomic_rmw":
    case "atomic_compare_exchange":
    case "fence":
      return atomicOperation(use);
    case "prefetch": {
      const pointer = use.operand(0);
      if (pointer === undefined) return errorValue;
      const write = use.flag(0) ?? use.flag("write") ?? false;
      const locality = use.integer(1) ?? use.integer("locality") ?? 3;
      const instruction = use.flag(2) ?? use.flag("instruction") ?? false;
      return effect(context, "prefetch", [pointer], {
        operation: `${write ? "write" : "read"}:${locality}:${instruction ? "instruction" : "data"}`,
      });
    }
    case "tuple_field": {
      const value = use.argument(0);
      const index = use.integer(0);
      if (value?.type.kind !== "tuple" || index === undefined)
        return value === undefined ? errorValue : use.fail("it needs an index and a `__type.tuple` place");
      const element = value.type.elements[index];
      if (element === undefined) return use.fail(`index ${index} is out of range`);
      const place = toPlace(context, value);
      return { ...place, type: element, place: fieldPlace(place.place, index) };
    }
    case "field_ref": {
      const value = use.argument(0);
      const index = use.integer(0);
      if (value?.type.kind !== "struct" || index === undefined)
        return value === undefined ? errorValue : use.fail("it needs an index and a struct");
      const field = value.type.declaration.fields[index];
      const member = field === undefined ? undefined : lookupMember(program, value.type, field.name);
      if (member?.kind !== "field") return use.fail(`index ${index} is out of range`);
      const place = toPlace(context, value);
      return { ...place, type: member.type, place: fieldPlace(place.place, index) };
    }
    case "array_element": {
      const [value, index] = [use.argument(0), use.operand(1)];
      if (value?.type.kind !== "array" || index === undefined)
        return value === undefined ? errorValue : use.fail("it needs a `__type.array` place and an index");
      const place = toPlace(context, value);
      // Through a pointer: elements are not tracked one by one.
      const holder = context.builder.newLocal(program.mirTypes.pointer, { keeps: [place.place.local] });
      context.builder.assign(localPlace(holder), { kind: "address", place: place.place });
      const at = emitIntrinsic(
        context,
        "offset",
        [{ kind: "read", place: localPlace(holder) }, toOperand(index)],
        program.types.pointer(value.type.element),
        { elementType: context.lower(value.type.element) },
      );
      context.builder.keep(at.place.local, [place.place.local]);
      return {
        kind: "runtime",
        type: value.type.element,
        place: derefPlace(at.place, context.lower(value.type.element)),
        category: "reference",
        mutable: place.mutable,
        context,
      };
    }
    case "uninitialized": {
      const type = use.type(0);
      const result = temporary(context, type);
      context.builder.emit({ kind: "mark-initialized", place: result.place, span });
      return result;
    }
    case "mark_initialized":
    case "mark_uninitialized": {
      const value = use.argument(0);
      if (value?.kind === "runtime")
        context.builder.emit({ kind: name === "mark_initialized" ? "mark-initialized" : "mark-uninitialized", place: value.place, span });
      return noneOf(context);
    }
    case "external":
      return externalCall(use);
    case "llvm": {
      const text = use.text(0);
      const type = use.type(1);
      const operands = use.allOperands();
      if (text === undefined || operands.some((o) => o === undefined))
        return text === undefined ? use.fail("it needs the name of an LLVM intrinsic") : errorValue;
      return foreign(context, "llvm", operands as RuntimeValue[], type, { text, sideEffects: use.flag("side_effects") ?? true });
    }
    case "assembly": {
      const [text, constraints] = [use.text(0), use.text(1)];
      const type = use.type(2);
      const operands = use.allOperands();
      if (text === undefined || constraints === undefined || operands.some((o) => o === undefined))
        return use.fail("it needs text, constraints and a result type");
      return foreign(context, "assembly", operands as RuntimeValue[], type, {
        text,
        constraints,
        sideEffects: use.flag("side_effects") ?? true,
      });
    }
    case "likely":
    case "unlikely": {
      const value = use.operand(0);
      return value === undefined ? errorValue : emitIntrinsic(context, name, [toOperand(value)], program.types.simd(boolCode, 1));
    }
    case "assume": {
      const value = use.operand(0);
      return value === undefined ? errorValue : effect(context, "assume", [value]);
    }
    case "trap":
      effect(context, "trap", []);
      context.builder.terminate({ kind: "unreachable", span });
      return never(context);
    case "unreachable":
      context.builder.terminate({ kind: "unreachable", span });
      return never(context);
    case "coroutine_resume":
    case "coroutine_destroy": {
      const handle = use.operand(0);
      return handle === undefined ? errorValue : effect(context, name, [handle]);
    }
    case "coroutine_done": {
      const handle = use.operand(0);
      return handle === undefined ? errorValue : emitIntrinsic(context, name, [toOperand(handle)], program.types.simd(boolCode, 1));
    }
    case "coroutine_header": {
      const handle = use.operand(0);
      return handle === undefined ? errorValue : emitIntrinsic(context, name, [toOperand(handle)], program.types.pointer(use.type(0)));
    }
    case "time_ns":
      return emitIntrinsic(context, "time_ns", [], program.types.simd(indexCode, 1));
    case "run_native":
      return nativeRun(use);
    case "interpreting":
      return emitIntrinsic(context, "interpreting", [], program.types.simd(boolCode, 1));
    default:
      void hint;
      return use.fail("there is no such operation");
  }
}

function never(context: FunctionContext): Value {
  return { kind: "constant", type: context.program.types.never, constant: { kind: "undefined", type: context.program.mirTypes.unit } };
}

export function noneOf(context: FunctionContext): Value {
  const type = context.program.libraryType("NoneType") ?? context.program.types.tuple([]);
  return { kind: "constant", type, constant: { kind: "zero", type: context.lower(type) } };
}

function effect(
  context: FunctionContext,
  name: string,
  operands: readonly (RuntimeValue | ConstantValue)[],
  attributes: IntrinsicAttributes = {},
): Value {
  const unit = context.builder.newLocal(context.program.mirTypes.unit, { unmanaged: true });
  context.builder.assign(localPlace(unit), {
    kind: "intrinsic",
    name,
    operands: operands.map(toOperand),
    type: context.program.mirTypes.unit,
    attributes,
  });
  return noneOf(context);
}

/** Nothing, or a value, from outside the language. */
function foreign(
  context: FunctionContext,
  name: string,
  operands: readonly (RuntimeValue | ConstantValue)[],
  type: Type,
  attributes: IntrinsicAttributes,
): Value {
  if (type.kind === "error") return errorValue;
  if (context.lower(type).kind === "struct" && sizeOf(context.lower(type)) === 0) return effect(context, name, operands, attributes);
  // A struct around one value is filled from inside.
  const result = temporary(context, type);
  let inner: Type = type;
  let { place } = result;
  while (inner.kind === "struct" && inner.declaration.fields.length === 1) {
    const member = lookupMember(context.program, inner, inner.declaration.fields[0]?.name ?? "");
    if (member?.kind !== "field") break;
    inner = member.type;
    place = fieldPlace(place, 0);
  }
  context.builder.assign(place, { kind: "intrinsic", name, operands: operands.map(toOperand), type: context.lower(inner), attributes });
  return result;
}

/** The same register as another type. */
export function retype(context: FunctionContext, value: RuntimeValue | ConstantValue, type: Type): RuntimeValue | ConstantValue {
  if (value.type === type) return value;
  if (value.kind === "constant") return { kind: "constant", type, constant: value.constant };
  return { ...value, type, context };
}

function zeroOf(context: FunctionContext, type: Type): Operand {
  return constantOperand({ kind: "zero", type: context.lower(type) });
}

function arithmeticOperation(use: IntrinsicUse): Value {
  const { context, name } = use;
  const operands: (RuntimeValue | ConstantValue)[] = [];
  for (let index = 0; index < use.arguments.length; index++) {
    const operand = use.operand(index);
    if (operand === undefined) return errorValue;
    operands.push(operand);
  }
  const [first, second] = operands;
  if (first === undefined) return use.fail("an argument is missing");
  const info = first.type.kind === "simd" ? dtypes[first.type.dtype] : undefined;
  if (info === undefined && !(comparisons.has(name) && first.type.kind === "pointer"))
    return use.fail(`\`${printType(first.type)}\` is not a number`);
  if (second !== undefined && context.lower(second.type) !== context.lower(first.type))
    return use.fail(`\`${printType(first.type)}\` and \`${printType(second.type)}\` differ`);
  const size = first.type.kind === "simd" ? first.type.size : 1;
  const fast =
    use.flag("fast") === true ? ["reassoc", "contract", "nsz", "arcp"] : use.flag("contract") === true ? ["contract"] : undefined;
  const attributes: IntrinsicAttributes = { signed: info?.signed, fastMath: fast, noWrap: use.flag("no_wrap") };
  let type: Type = first.type;
  if (comparisons.has(name)) type = context.program.types.simd(boolCode, size);
  else if (reductions.has(name)) {
    if (size === 1) return first;
    type = context.program.types.simd((first.type as Extract<Type, { kind: "simd" }>).dtype, 1);
  } else if (overflowing.has(name)) type = context.program.types.tuple([first.type, context.program.types.simd(boolCode, 1)]);
  return emitIntrinsic(context, renamed[name] ?? name, operands.map(toOperand), type, attributes);
}

function literalOperation(use: IntrinsicUse): Value {
  const { context, name } = use;
  const { types } = context.program;
  const operands = use.arguments.map((_, index) => use.operand(index));
  if (operands.some((o) => o === undefined)) return errorValue;
  const [first] = operands as RuntimeValue[];
  if (first === undefined) return use.fail("an argument is missing");
  const all = (operands as (RuntimeValue | ConstantValue)[]).map(toOperand);
  switch (name) {
    case "literal_ne": {
      const equal = emitIntrinsic(context, "literal_eq", all, types.simd(boolCode, 1));
      return emitIntrinsic(context, "not", [toOperand(equal)], types.simd(boolCode, 1));
    }
    case "literal_gt":
    case "literal_ge":
      return emitIntrinsic(context, name === "literal_gt" ? "literal_lt" : "literal_le", all.reverse(), types.simd(boolCode, 1));
    case "literal_to_int":
    case "literal_to_float": {
      const dtype = use.dtype(0) ?? indexCode;
      return emitIntrinsic(context, name, all, types.simd(dtype, 1), { signed: dtypes[dtype]?.signed });
    }
    case "int_literal_to_float_literal":
      return emitIntrinsic(context, "literal_int_to_float_literal", all, types.floatLiteral);
    case "float_literal_to_int_literal":
      return emitIntrinsic(context, "literal_float_to_int_literal", all, types.intLiteral);
    case "literal_eq":
    case "literal_lt":
    case "literal_le":
    case "literal_fits":
      return emitIntrinsic(context, name, all, types.simd(boolCode, 1));
    case "literal_bit_length":
      return emitIntrinsic(context, name, all, types.simd(indexCode, 1));
    default:
      return emitIntrinsic(context, name, all, first.type);
  }
}

function shuffle(use: IntrinsicUse): Value {
  const { context } = use;
  const [a, b] = [use.operand(0), use.operand(1)];
  if (a?.type.kind !== "simd" || b === undefined) return errorValue;
  const lanes = shuffleLanes(use);
  if (lanes === undefined) return use.fail("its lanes must be integers known at compile time");
  const { dtype, size } = a.type;
  const type = context.program.types.simd(dtype, lanes.length);
  if (lanes.length === 1 || size === 1) {
    // A scalar is not a vector of one lane: take the lane, or spread it.
    const lane = lanes[0] ?? 0;
    const source = lane < size ? a : b;
    const index = scalarConstant(context.program, indexCode, BigInt(Math.max(0, lane) % size));
    const scalar =
      size === 1 ? source : emitIntrinsic(context, "extract", [toOperand(source), toOperand(index)], context.program.types.simd(dtype, 1));
    if (lanes.length === 1) return scalar;
    if (lanes.every((l) => l === lane)) return emitIntrinsic(context, "splat", [toOperand(scalar)], type);
    let vector: RuntimeValue = emitIntrinsic(context, "splat", [toOperand(a)], type);
    lanes.forEach((l, i) => {
      if (l >= size)
        vector = emitIntrinsic(
          context,
          "insert",
          [toOperand(vector), toOperand(scalarConstant(context.program, indexCode, BigInt(i))), toOperand(b)],
          type,
        );
    });
    return vector;
  }
  return emitIntrinsic(context, "shuffle", [toOperand(a), toOperand(b)], type, { mask: lanes });
}

function shuffleLanes(use: IntrinsicUse): number[] | undefined {
  const named = use.parameter("mask");
  const lanes: number[] = [];
  const add = (value: Value): boolean => {
    if (value.kind === "list") return value.elements.every((e) => e.kind === "constant" && add(e));
    if (value.kind !== "constant") return false;
    return addConstant(value.constant, lanes, use);
  };
  if (named !== undefined) return add(named) ? lanes : undefined;
  for (let index = 0; index < use.parameterCount; index++) {
    const value = use.parameter(index);
    if (value === undefined || !add(value)) return undefined;
  }
  return lanes;
}

/** Integers of an array-like constant, in order. */
function addConstant(constant: Constant, lanes: number[], use: IntrinsicUse): boolean {
  switch (constant.kind) {
    case "int":
      lanes.push(Number(BigInt.asIntN(constant.type.bits, constant.value)));
      return true;
    case "literal-integer":
      lanes.push(Number(constant.value));
      return true;
    case "aggregate":
      return constant.elements.every((e) => addConstant(e, lanes, use));
    case "zero": {
      const count = sizeOf(constant.type) / 8;
      for (let i = 0; i < count; i++) lanes.push(0);
      return true;
    }
    default:
      return false;
  }
}

function memoryAttributes(use: IntrinsicUse): IntrinsicAttributes {
  return {
    alignment: use.integer("alignment"),
    volatile: use.flag("volatile"),
    nontemporal: use.flag("nontemporal"),
    invariant: use.flag("invariant"),
  };
}

function memoryOperation(use: IntrinsicUse): Value {
  const { context, name } = use;
  const { types } = context.program;
  const operands = use.arguments.map((_, index) => (index === 1 && name === "store" ? use.argument(index) : use.operand(index)));
  if (operands.some((o) => o === undefined)) return errorValue;
  const [first, second, third] = operands as (RuntimeValue | ConstantValue)[];
  const all = (operands as (RuntimeValue | ConstantValue)[]).map(toOperand);
  if (first === undefined) return use.fail("an argument is missing");
  const attributes = memoryAttributes(use);
  switch (name) {
    case "load":
      if (first.type.kind !== "pointer") return use.fail("it needs a pointer");
      return emitIntrinsic(context, "load", all, first.type.pointee, attributes);
    case "simd_load": {
      const size = use.integer(0);
      const element = first.type.kind === "pointer" ? scalarOf(context, first.type.pointee) : undefined;
      if (element === undefined || size === undefined) return use.fail("it needs a size and a pointer to a scalar");
      return emitIntrinsic(context, "load", all, types.simd(element.dtype, size), {
        ...attributes,
        alignment: attributes.alignment ?? alignmentOf(context.lower(types.simd(element.dtype, 1))),
      });
    }
    case "store":
      return effect(context, "store", operands as RuntimeValue[], attributes);
    case "simd_store": {
      const element = first.type.kind === "pointer" ? scalarOf(context, first.type.pointee) : undefined;
      if (element === undefined) return use.fail("it needs a pointer to a scalar");
      return effect(context, "store", operands as RuntimeValue[], {
        ...attributes,
        alignment: attributes.alignment ?? alignmentOf(context.lower(types.simd(element.dtype, 1))),
      });
    }
    case "masked_load":
    case "expand_load":
      return third === undefined ? use.fail("an argument is missing") : emitIntrinsic(context, name, all, third.type, attributes);
    case "gather": {
      if (third === undefined) return use.fail("an argument is missing");
      return emitIntrinsic(context, "gather", [addresses(context, first), all[1] as Operand, all[2] as Operand], third.type, attributes);
    }
    case "scatter": {
      const unit = context.builder.newLocal(context.program.mirTypes.unit, { unmanaged: true });
      context.builder.assign(localPlace(unit), {
        kind: "intrinsic",
        name,
        operands: [addresses(context, first), all[1] as Operand, all[2] as Operand],
        type: context.program.mirTypes.unit,
        attributes,
      });
      return noneOf(context);
    }
    default:
      void second;
      return effect(context, name, operands as RuntimeValue[], attributes);
  }
}

/** A vector of integers as a vector of pointers. */
function addresses(context: FunctionContext, value: RuntimeValue | ConstantValue): Operand {
  if (value.type.kind !== "simd") return toOperand(value);
  const { mirTypes } = context.program;
  const type: MirType = value.type.size === 1 ? mirTypes.pointer : mirTypes.vector(value.type.size, mirTypes.pointer);
  const local = context.builder.newLocal(type);
  context.builder.assign(localPlace(local), { kind: "intrinsic", name: "int_to_pointer", operands: [toOperand(value)], type });
  return { kind: "read", place: localPlace(local) };
}

/** The scalar that a type is or wraps. */
function scalarOf(context: FunctionContext, type: Type): { readonly dtype: number } | undefined {
  let current = type;
  context.lower(type);
  while (current.kind === "struct" && current.declaration.fields.length === 1) {
    const member = lookupMember(context.program, current, current.declaration.fields[0]?.name ?? "");
    if (member?.kind !== "field") return undefined;
    current = member.type;
  }
  return current.kind === "simd" ? { dtype: current.dtype } : undefined;
}

function atomicOperation(use: IntrinsicUse): Value {
  const { context, name } = use;
  const { types } = context.program;
  if (name === "fence") return effect(context, "fence", [], { ordering: use.text(0) ?? "seq_cst" });
  const pointer = use.operand(0);
  if (pointer?.type.kind !== "pointer") return pointer === undefined ? errorValue : use.fail("it needs a pointer");
  const rest = use.arguments.slice(1).map((_, index) => use.operand(index + 1));
  if (rest.some((o) => o === undefined)) return errorValue;
  const operands = [pointer, ...(rest as RuntimeValue[])];
  const scalar = scalarOf(context, pointer.type.pointee);
  const type = scalar === undefined ? pointer.type.pointee : types.simd(scalar.dtype, 1);
  const signed = scalar === undefined ? false : dtypes[scalar.dtype]?.signed;
  switch (name) {
    case "atomic_load":
      return emitIntrinsic(context, name, operands.map(toOperand), type, { ordering: use.text(0) ?? "seq_cst" });
    case "atomic_store":
      return effect(context, name, operands, { ordering: use.text(0) ?? "seq_cst" });
    case "atomic_rmw":
      return emitIntrinsic(context, name, operands.map(toOperand), type, {
        operation: use.text(0) ?? "add",
        ordering: use.text(1) ?? "seq_cst",
        signed,
      });
    default:
      return emitIntrinsic(context, "atomic_compare_exchange", operands.map(toOperand), types.tuple([type, types.simd(boolCode, 1)]), {
        ordering: use.text(0) ?? "seq_cst",
      });
  }
}

/** `external["name", Result](arguments…)`. */
function externalCall(use: IntrinsicUse): Value {
  const { context } = use;
  const name = use.text(0);
  if (name === undefined) return use.fail("it needs the name of a C function");
  const type = use.parameterNode(1) === undefined ? undefined : use.type(1);
  const values = use.allArguments();
  if (values.some((v) => v === undefined)) return errorValue;
  const args = values as (RuntimeValue | ConstantValue)[];
  const mirResult = type === undefined ? context.program.mirTypes.unit : context.lower(type);
  const signature = {
    parameters: args.map((value) => ({ type: context.lower(value.type), passing: "value" as const })),
    result: mirResult,
    resultPassing: "value" as const,
    abi: "c" as const,
  };
  const callee = { kind: "external" as const, symbol: name, signature, variadicAfter: use.integer("variadic_after") };
  const operands = args.map((value) => ({ kind: "value" as const, operand: toOperand(value) }));
  if (type === undefined || (mirResult.kind === "struct" && sizeOf(mirResult) === 0)) {
    context.builder.call(undefined, callee, operands);
    if (type?.kind === "never") {
      context.builder.terminate({ kind: "unreachable", span: use.span });
      return never(context);
    }
    return type === undefined ? noneOf(context) : { kind: "constant", type, constant: { kind: "zero", type: mirResult } };
  }
  const result = temporary(context, type);
  context.builder.call(result.place, callee, operands);
  void passingOf;
  return result;
}
