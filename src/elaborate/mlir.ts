/**
 * `__mlir_type`, `__mlir_op`, `__mlir_attr`: the common index, pop and llvm forms of older code, mapped onto intrinsics.
 */
import type { Span } from "../source/source-file.ts";
import type * as ast from "../syntax/ast.ts";
import { boolCode, dtypes, scalarTypeNames } from "../types/dtype.ts";
import type { Type } from "../types/type.ts";
import { scalarConstant } from "./constants.ts";
import type { FunctionContext } from "./context.ts";
import * as diagnostics from "./diagnostics.ts";
import { expression, runtimeValue } from "./evaluation.ts";
import { emitIntrinsic, retype, unwrap } from "./intrinsics.ts";
import { toOperand } from "./materialize.ts";
import { type ConstantValue, errorValue, type RuntimeValue, type Value } from "./value.ts";

const typeNames: Readonly<Record<string, string>> = { index: "index", i1: "bool", "!pop.scalar<bool>": "bool", "!kgen.none": "none" };

export function mlirNamespace(context: FunctionContext, namespace: string, name: string, span: Span): Value {
  const { program } = context;
  switch (namespace) {
    case "__mlir_type": {
      const type = mlirType(context, name);
      if (type !== undefined) return { kind: "type", type };
      break;
    }
    case "__mlir_attr": {
      const value = mlirAttribute(context, name);
      if (value !== undefined) return value;
      break;
    }
    default:
      return { kind: "builtin", name: `__mlir_op.${name}`, parameters: undefined, scope: context.scope };
  }
  void program;
  context.report(diagnostics.notYet, { at: span, params: { what: `\`${namespace}.${name}\`` } });
  return errorValue;
}

function mlirType(context: FunctionContext, name: string): Type | undefined {
  const { types } = context.program;
  const clean = name.trim();
  const known = typeNames[clean];
  if (known === "none") return types.tuple([]);
  const scalar = /^(?:!pop\.)?scalar<(\w+)>$/.exec(clean)?.[1];
  const short = scalar === undefined ? (known ?? clean) : scalar.replace(/^si(\d+)$/, "i$1").replace(/^ui(\d+)$/, "u$1");
  const code = scalarTypeNames.get(short) ?? scalarTypeNames.get(short.replace(/^si/, "i").replace(/^ui/, "u"));
  if (code !== undefined) return types.simd(code, 1);
  const vector = /^!pop\.simd<(\d+),\s*(\w+)>$/.exec(clean);
  if (vector !== null) {
    const element = scalarTypeNames.get((vector[2] as string).replace(/^si/, "i").replace(/^ui/, "u"));
    if (element !== undefined) return types.simd(element, Number(vector[1]));
  }
  const pointer = /^!(?:pop|kgen)\.pointer<(.+)>$/.exec(clean);
  if (pointer !== null) {
    const pointee = mlirType(context, pointer[1] as string);
    if (pointee !== undefined) return types.pointer(pointee);
  }
  return undefined;
}

/** `true`, `false`, `0 : i1`, `5 : index`, `#index<cmp_predicate eq>`. */
function mlirAttribute(context: FunctionContext, name: string): Value | undefined {
  const { program } = context;
  if (name === "true" || name === "false") return scalarConstant(program, boolCode, name === "true" ? 1n : 0n);
  const typed = /^(-?\d+)\s*:\s*(.+)$/.exec(name);
  if (typed !== null) {
    const type = mlirType(context, typed[2] as string);
    if (type?.kind === "simd") return scalarConstant(program, type.dtype, BigInt(typed[1] as string));
  }
  const unit = /^(\w+)\s*:\s*(.+)$/.exec(name);
  if (unit !== null && (unit[1] === "true" || unit[1] === "false")) return scalarConstant(program, boolCode, unit[1] === "true" ? 1n : 0n);
  if (/cmp_predicate|#pop|#kgen|#index|#lit/.test(name))
    return { kind: "builtin", name: `__mlir_attr.${name}`, parameters: undefined, scope: context.scope };
  return undefined;
}

const binaryOperations: Readonly<Record<string, string>> = {
  add: "add",
  sub: "sub",
  mul: "mul",
  divs: "div",
  divu: "div",
  div: "div",
  rems: "rem",
  remu: "rem",
  rem: "rem",
  and: "and",
  or: "or",
  xor: "xor",
  shl: "shl",
  shrs: "shr",
  shru: "shr",
  shr: "shr",
  maxs: "max",
  maxu: "max",
  max: "max",
  mins: "min",
  minu: "min",
  min: "min",
  "simd.and": "and",
  "simd.or": "or",
  "simd.xor": "xor",
  fma: "fma",
};
const unaryOperations: Readonly<Record<string, string>> = {
  neg: "neg",
  abs: "abs",
  floor: "floor",
  ceil: "ceil",
  round: "round",
  trunc: "trunc",
  sqrt: "sqrt",
  ctpop: "popcount",
};

/** A use of `__mlir_op.`name`[attributes](operands)`. */
export function mlirOperation(
  context: FunctionContext,
  builtin: Extract<Value, { kind: "builtin" }>,
  arguments_: readonly ast.CallArgument[],
  span: Span,
): Value {
  const { program } = context;
  const full = builtin.name.slice("__mlir_op.".length);
  const operands: (RuntimeValue | ConstantValue)[] = [];
  for (const argument of arguments_) {
    const value = runtimeValue(context, expression(context, argument.value), argument.span);
    if (value === undefined) return errorValue;
    operands.push(unwrap(context, value));
  }
  const [dialect, ...rest] = full.split(".");
  const name = rest.join(".");
  const [first] = operands;
  const operator = binaryOperations[name] ?? unaryOperations[name];
  if (dialect === "index" || dialect === "pop" || dialect === "arith" || dialect === "llvm") {
    const all = operands.map(toOperand);
    if (name === "constant") {
      const value = attributeValue(context, builtin, "value");
      if (value !== undefined) return value;
    }
    if (name === "bool.constant") {
      const value = attributeValue(context, builtin, "value");
      if (value !== undefined) return value;
    }
    if (first?.type.kind === "simd") {
      const info = dtypes[first.type.dtype];
      if (operator !== undefined)
        return emitIntrinsic(context, operator, all, first.type, {
          signed: name.endsWith("u") ? false : name.endsWith("s") ? true : info?.signed,
        });
      if (name === "cmp") {
        const predicate = attributeText(builtin, "pred") ?? "eq";
        const found = /(eq|ne|slt|sle|sgt|sge|ult|ule|ugt|uge|lt|le|gt|ge)/.exec(predicate)?.[1] ?? "eq";
        const signed = found.length === 3 ? found.startsWith("s") : info?.signed;
        const type = program.types.simd(boolCode, first.type.size);
        return emitIntrinsic(context, found.length === 3 ? found.slice(1) : found, all, type, { signed });
      }
      if (
        name === "cast_to_builtin" ||
        name === "cast_from_builtin" ||
        name === "cast" ||
        name === "castu" ||
        name === "casts" ||
        name === "index_to_i1"
      ) {
        const type = attributeType(context, builtin, "_type") ?? first.type;
        if (type.kind !== "simd" || context.lower(type) === context.lower(first.type)) return retype(context, first, type);
        return emitIntrinsic(context, "cast", all, type, { signed: name !== "castu" && info?.signed });
      }
      if (name === "index_to_pointer") {
        const type = attributeType(context, builtin, "_type");
        if (type?.kind === "pointer") return emitIntrinsic(context, "int_to_pointer", all, type);
      }
      if (name === "select" && operands.length === 3) return emitIntrinsic(context, "select", all, (operands[1] as RuntimeValue).type);
    }
  }
  context.report(diagnostics.notYet, { at: span, params: { what: `\`__mlir_op.\`${full}\`\`` } });
  return errorValue;
}

function attributeNode(builtin: Extract<Value, { kind: "builtin" }>, name: string): ast.Expression | undefined {
  for (const { keyword, value } of builtin.parameters ?? []) {
    if (keyword?.text === name) return value;
    // `[value : attribute]`, as 2023 wrote it, reads like a slice.
    if (value.kind === "slice" && value.lower?.kind === "name" && value.lower.name === name) return value.upper;
  }
  return undefined;
}

function attributeText(builtin: Extract<Value, { kind: "builtin" }>, name: string): string | undefined {
  const node = attributeNode(builtin, name);
  return node?.kind === "attribute" ? node.name.text : undefined;
}

function attributeType(context: FunctionContext, builtin: Extract<Value, { kind: "builtin" }>, name: string): Type | undefined {
  const node = attributeNode(builtin, name);
  return node === undefined ? undefined : context.program.services.evaluateType(context.program, builtin.scope, node);
}

function attributeValue(context: FunctionContext, builtin: Extract<Value, { kind: "builtin" }>, name: string): Value | undefined {
  const node = attributeNode(builtin, name);
  if (node === undefined) return undefined;
  const value = expression(context, node);
  return value.kind === "constant" ? value : undefined;
}
