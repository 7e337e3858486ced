/**
 * MIR intrinsics as LLVM instructions: the dispatch, arithmetic, comparisons, vectors, escapes.
 *
 * In: an intrinsic rvalue. Out: the leaves of its result. `docs/design/mir-intrinsics.md` is the contract. A vector of
 * length 1 may be a scalar: operations on vectors accept both. Not here: memory (`memory-intrinsics.ts`),
 * conversions (`conversions.ts`).
 */
import { assert, unreachable } from "../../base/assert.ts";
import { intrinsicInfo } from "../../mir/intrinsics.ts";
import type { MirType } from "../../mir/mir.ts";
import { emitCoroutineOperation } from "./coroutines.ts";
import { emitBitcast, emitCast, fromFloat8, isFloat8, toFloat8 } from "./conversions.ts";
import type { FunctionState, Values } from "./function-state.ts";
import { asVector, fromVector, Intrinsic, type IntrinsicCall, toVector } from "./intrinsic-call.ts";
import { emitMemoryIntrinsic } from "./memory-intrinsics.ts";
import { operandType, operandValues } from "./places.ts";
import { elementOf, escapeText, leavesOf, registerType, shaped } from "./types.ts";

export function emitIntrinsic(state: FunctionState, call: IntrinsicCall): Values {
  const info = intrinsicInfo(call.name);
  assert(info !== undefined, `the intrinsic ${call.name} is in the table`);
  assert(!info.compileTimeOnly, `the compile-time intrinsic ${call.name} does not reach code generation`);
  assert(info.operands === "any" || info.operands === call.operands.length, `${call.name} has the right number of operands`);
  const intrinsic = new Intrinsic(state, call);
  const handler = handlers[call.name];
  return handler === undefined ? emitMemoryIntrinsic(intrinsic) : handler(intrinsic);
}

type Handler = (call: Intrinsic) => Values;

const handlers: Readonly<Record<string, Handler>> = {
  add: (call) => arithmetic(call, "add", "fadd"),
  sub: (call) => arithmetic(call, "sub", "fsub"),
  mul: (call) => arithmetic(call, "mul", "fmul"),
  div: (call) => arithmetic(call, call.attributes.signed === true ? "sdiv" : "udiv", "fdiv"),
  rem: (call) => arithmetic(call, call.attributes.signed === true ? "srem" : "urem", "frem"),
  and: (call) => arithmetic(call, "and"),
  or: (call) => arithmetic(call, "or"),
  xor: (call) => arithmetic(call, "xor"),
  shl: (call) => arithmetic(call, "shl"),
  shr: (call) => arithmetic(call, call.attributes.signed === true ? "ashr" : "lshr"),
  not: (call) => [call.state.define(`xor ${registerType(call.type(0))} ${call.value(0)}, ${allOnes(call.type(0))}`)],
  neg: negate,
  eq: compare,
  ne: compare,
  lt: compare,
  le: compare,
  gt: compare,
  ge: compare,
  select,
  min: extremum,
  max: extremum,
  abs: absolute,
  fma: fusedMultiplyAdd,
  sqrt: floatFunction,
  floor: floatFunction,
  ceil: floatFunction,
  trunc: floatFunction,
  round: floatFunction,
  roundeven: floatFunction,
  copysign: floatFunction,
  popcount: (call) => bits(call, "llvm.ctpop"),
  clz: (call) => bits(call, "llvm.ctlz", "false"),
  ctz: (call) => bits(call, "llvm.cttz", "false"),
  byteswap: (call) => (registerType(elementOf(call.type(0))) === "i8" ? [call.value(0)] : bits(call, "llvm.bswap")),
  bitreverse: (call) => bits(call, "llvm.bitreverse"),
  add_overflow: (call) => overflowing(call, "add"),
  sub_overflow: (call) => overflowing(call, "sub"),
  mul_overflow: (call) => overflowing(call, "mul"),
  cast: emitCast,
  bitcast: emitBitcast,
  coroutine_resume: emitCoroutineOperation,
  coroutine_destroy: emitCoroutineOperation,
  coroutine_done: emitCoroutineOperation,
  coroutine_header: emitCoroutineOperation,
  pointer_to_int: (call) => [convert(call, "ptrtoint")],
  int_to_pointer: (call) => [convert(call, "inttoptr")],
  splat,
  extract,
  insert,
  shuffle,
  iota,
  reduce_add: (call) => reduce(call, "add"),
  reduce_mul: (call) => reduce(call, "mul"),
  reduce_min: (call) => reduce(call, "min"),
  reduce_max: (call) => reduce(call, "max"),
  reduce_and: (call) => reduce(call, "and"),
  reduce_or: (call) => reduce(call, "or"),
  reduce_xor: (call) => reduce(call, "xor"),
  llvm: llvmIntrinsic,
  assembly,
  likely: (call) => expectation(call, true),
  unlikely: (call) => expectation(call, false),
  assume: (call) => assumption(call.state, call.value(0)),
  unreachable_hint: (call) => assumption(call.state, "false"),
  trap: (call) => {
    call.state.line(`call void ${call.state.module.declare("llvm.trap", "void", "")}()`);
    return [];
  },
  time_ns: (call) => [call.state.define(`call i64 ${call.state.module.helper("salamander.time_ns", timeHelper(call.state))}()`)],
  interpreting: () => ["false"],
};

// Arithmetic

function isFloat(type: MirType): boolean {
  return elementOf(type).kind === "float";
}

/** Eight-bit floats compute in single precision; so wide a detour rounds no differently. */
function inSingle(
  call: Intrinsic,
  type: MirType,
  values: readonly string[],
  compute: (values: readonly string[], type: MirType, text: string) => string,
): string {
  const { state } = call;
  if (!isFloat8(type)) return compute(values, type, registerType(type));
  const wide = values.map((value) => fromFloat8(state, type, value));
  const single = singleLike(type);
  return toFloat8(state, type, compute(wide, single, registerType(single)), "f32");
}

function singleLike(type: MirType): MirType {
  const element: MirType = { kind: "float", id: -1, format: "f32" };
  return type.kind === "vector" ? { kind: "vector", id: -1, length: type.length, element } : element;
}

function arithmetic(call: Intrinsic, integer: string, float?: string): Values {
  const type = call.type(0);
  const values = [call.value(0), call.value(1)];
  if (!isFloat(type)) {
    const wrap = call.attributes.noWrap === true ? (call.attributes.signed === true ? "nsw " : "nuw ") : "";
    return [call.state.define(`${integer} ${wrap}${registerType(type)} ${values.join(", ")}`)];
  }
  assert(float !== undefined, `${call.name} is for integers`);
  return [inSingle(call, type, values, ([a, b], _, text) => call.state.define(`${float} ${call.fast}${text} ${a}, ${b}`))];
}

function allOnes(type: MirType): string {
  const element = elementOf(type);
  const one = element.kind === "int" && element.bits === 1 ? "true" : "-1";
  return type.kind === "vector" ? vectorConstant(type, () => one) : one;
}

function vectorConstant(type: MirType & { kind: "vector" }, lane: (index: number) => string): string {
  const text = registerType(type.element);
  return `<${Array.from({ length: type.length }, (_, i) => `${text} ${lane(i)}`).join(", ")}>`;
}

function negate(call: Intrinsic): Values {
  const type = call.type(0);
  const value = call.value(0);
  if (!isFloat(type)) return [call.state.define(`sub ${registerType(type)} ${type.kind === "vector" ? "zeroinitializer" : "0"}, ${value}`)];
  return [inSingle(call, type, [value], ([x], _, text) => call.state.define(`fneg ${call.fast}${text} ${x}`))];
}

const floatPredicates: Readonly<Record<string, string>> = { eq: "oeq", ne: "une", lt: "olt", le: "ole", gt: "ogt", ge: "oge" };

function compare(call: Intrinsic): Values {
  const type = call.type(0);
  let values = [call.value(0), call.value(1)];
  if (!isFloat(type)) {
    const isOrder = call.name !== "eq" && call.name !== "ne";
    const predicate = isOrder ? (call.attributes.signed === true ? "s" : "u") + call.name : call.name;
    return [call.state.define(`icmp ${predicate} ${registerType(type)} ${values.join(", ")}`)];
  }
  if (isFloat8(type)) values = values.map((value) => fromFloat8(call.state, type, value));
  const text = isFloat8(type) ? shaped(type, "float") : registerType(type);
  return [call.state.define(`fcmp ${call.fast}${floatPredicates[call.name] as string} ${text} ${values.join(", ")}`)];
}

function select(call: Intrinsic): Values {
  const condition = `${registerType(call.type(0))} ${call.value(0)}`;
  const whenTrue = operandValues(call.state, call.operand(1));
  const whenFalse = operandValues(call.state, call.operand(2));
  return leavesOf(call.result).map((leaf, i) =>
    call.state.define(`select ${condition}, ${leaf.text} ${whenTrue[i] as string}, ${leaf.text} ${whenFalse[i] as string}`),
  );
}

function extremum(call: Intrinsic): Values {
  const type = call.type(0);
  const values = [call.value(0), call.value(1)];
  if (!isFloat(type)) {
    const text = registerType(type);
    return [call.callOverloaded(`llvm.${call.attributes.signed === true ? "s" : "u"}${call.name}`, type, values, text, [text, text])];
  }
  return [
    inSingle(call, type, values, (both, wide, text) =>
      call.callOverloaded(`llvm.${call.name}num`, wide, both, text, [text, text], call.fast),
    ),
  ];
}

function absolute(call: Intrinsic): Values {
  const type = call.type(0);
  const value = call.value(0);
  const text = registerType(type);
  if (!isFloat(type)) return [call.callOverloaded("llvm.abs", type, [value, "false"], text, [text, "i1"])];
  return [inSingle(call, type, [value], (x, wide, wideText) => call.callOverloaded("llvm.fabs", wide, x, wideText, [wideText], call.fast))];
}

function fusedMultiplyAdd(call: Intrinsic): Values {
  const type = call.type(0);
  const values = [call.value(0), call.value(1), call.value(2)];
  if (!isFloat(type)) {
    const text = registerType(type);
    const product = call.state.define(`mul ${text} ${values[0] as string}, ${values[1] as string}`);
    return [call.state.define(`add ${text} ${product}, ${values[2] as string}`)];
  }
  return [
    inSingle(call, type, values, (all, wide, text) => call.callOverloaded("llvm.fma", wide, all, text, [text, text, text], call.fast)),
  ];
}

/** The LLVM intrinsic of the same name. */
function floatFunction(call: Intrinsic): Values {
  const type = call.type(0);
  const values = call.operands.map((_, i) => call.value(i));
  return [
    inSingle(call, type, values, (all, wide, text) =>
      call.callOverloaded(
        `llvm.${call.name}`,
        wide,
        all,
        text,
        all.map(() => text),
        call.fast,
      ),
    ),
  ];
}

function bits(call: Intrinsic, name: string, flag?: string): Values {
  const type = call.type(0);
  const text = registerType(type);
  const args = flag === undefined ? [call.value(0)] : [call.value(0), flag];
  return [call.callOverloaded(name, type, args, text, flag === undefined ? [text] : [text, "i1"])];
}

function overflowing(call: Intrinsic, operation: string): Values {
  const type = call.type(0);
  const text = registerType(type);
  const returns = `{ ${text}, ${shaped(type, "i1")} }`;
  const name = `llvm.${call.attributes.signed === true ? "s" : "u"}${operation}.with.overflow`;
  const both = call.callOverloaded(name, type, [call.value(0), call.value(1)], returns, [text, text]);
  return [call.state.define(`extractvalue ${returns} ${both}, 0`), call.state.define(`extractvalue ${returns} ${both}, 1`)];
}

function convert(call: Intrinsic, word: string): string {
  const from = registerType(call.type(0));
  const to = registerType(call.resultType);
  return from === to ? call.value(0) : call.state.define(`${word} ${from} ${call.value(0)} to ${to}`);
}

// Vectors

function splat(call: Intrinsic): Values {
  const type = call.resultType;
  const value = call.value(0);
  if (type.kind !== "vector") return [value];
  const text = registerType(type);
  const first = call.state.define(`insertelement ${text} poison, ${registerType(type.element)} ${value}, i64 0`);
  if (type.length === 1) return [first];
  return [call.state.define(`shufflevector ${text} ${first}, ${text} poison, <${type.length} x i32> zeroinitializer`)];
}

function extract(call: Intrinsic): Values {
  const type = call.type(0);
  if (type.kind !== "vector") return [call.value(0)];
  return [call.state.define(`extractelement ${registerType(type)} ${call.value(0)}, ${registerType(call.type(1))} ${call.value(1)}`)];
}

function insert(call: Intrinsic): Values {
  const type = call.type(0);
  if (type.kind !== "vector") return [call.value(2)];
  const element = `${registerType(type.element)} ${call.value(2)}`;
  return [
    call.state.define(`insertelement ${registerType(type)} ${call.value(0)}, ${element}, ${registerType(call.type(1))} ${call.value(1)}`),
  ];
}

function shuffle(call: Intrinsic): Values {
  const { state } = call;
  const mask = call.attributes.mask ?? unreachable("a shuffle has a mask");
  const type = call.type(0);
  const text = registerType(asVector(type));
  const first = toVector(state, type, call.value(0));
  const second = toVector(state, call.type(1), call.value(1));
  const lanes = mask.map((lane) => `i32 ${lane < 0 ? "poison" : lane}`).join(", ");
  const shuffled = state.define(`shufflevector ${text} ${first}, ${text} ${second}, <${mask.length} x i32> <${lanes}>`);
  return [fromVector(state, call.resultType, shuffled)];
}

function iota(call: Intrinsic): Values {
  const type = call.resultType;
  return [type.kind === "vector" ? vectorConstant(type, (i) => String(i)) : "0"];
}

function reduce(call: Intrinsic, operation: string): Values {
  const type = call.type(0);
  const value = call.value(0);
  if (type.kind !== "vector") return [value];
  if (!isFloat(type)) {
    const sign = operation === "min" || operation === "max" ? (call.attributes.signed === true ? "s" : "u") : "";
    const returns = registerType(type.element);
    return [call.callOverloaded(`llvm.vector.reduce.${sign}${operation}`, type, [value], returns, [registerType(type)])];
  }
  const wide = isFloat8(type) ? singleLike(type) : type;
  const source = isFloat8(type) ? fromFloat8(call.state, type, value) : value;
  const element = elementOf(wide);
  const name = `llvm.vector.reduce.f${operation}`;
  const text = registerType(element);
  // Starting from -0.0 keeps the sum of negative zeros.
  const start = operation === "add" ? ["-0.0"] : operation === "mul" ? ["1.0"] : [];
  const reduced = call.callOverloaded(name, wide, [...start, source], text, [...start.map(() => text), registerType(wide)], call.fast);
  return [isFloat8(type) ? toFloat8(call.state, type.element, reduced, "f32") : reduced];
}

// Escapes and hints

function llvmIntrinsic(call: Intrinsic): Values {
  const { types, args } = flattened(call);
  const returns = returnedType(call);
  const name = call.attributes.text ?? unreachable("an LLVM intrinsic has a name");
  const callee = call.state.module.declareIntrinsic(name, returns, types.join(", "));
  return returnedValues(call, returns, `call ${call.fast}${returns} ${callee}(${args.join(", ")})`);
}

function assembly(call: Intrinsic): Values {
  const { args } = flattened(call);
  const returns = returnedType(call);
  const sideEffects = call.attributes.sideEffects === false ? "" : "sideeffect ";
  const template = `asm ${sideEffects}"${escapeText(call.attributes.text ?? "")}", "${escapeText(call.attributes.constraints ?? "")}"`;
  return returnedValues(call, returns, `call ${returns} ${template}(${args.join(", ")})`);
}

function flattened(call: Intrinsic): { types: string[]; args: string[] } {
  const types: string[] = [];
  const args: string[] = [];
  for (const operand of call.operands) {
    const values = operandValues(call.state, operand);
    leavesOf(operandType(call.state, operand)).forEach((leaf, i) => {
      types.push(leaf.text);
      args.push(`${leaf.text} ${values[i] as string}`);
    });
  }
  return { types, args };
}

function returnedType(call: Intrinsic): string {
  const leaves = leavesOf(call.result);
  if (leaves.length === 0) return "void";
  return leaves.length === 1 ? (leaves[0] as (typeof leaves)[number]).text : `{ ${leaves.map((leaf) => leaf.text).join(", ")} }`;
}

function returnedValues(call: Intrinsic, returns: string, text: string): Values {
  const leaves = leavesOf(call.result);
  if (leaves.length === 0) {
    call.state.line(text);
    return [];
  }
  const value = call.state.define(text);
  return leaves.length === 1 ? [value] : leaves.map((_, i) => call.state.define(`extractvalue ${returns} ${value}, ${i}`));
}

function expectation(call: Intrinsic, expected: boolean): Values {
  const callee = call.state.module.declare("llvm.expect.i1", "i1", "i1, i1");
  return [call.state.define(`call i1 ${callee}(i1 ${call.value(0)}, i1 ${expected})`)];
}

function assumption(state: FunctionState, condition: string): Values {
  state.line(`call void ${state.module.declare("llvm.assume", "void", "i1")}(i1 ${condition})`);
  return [];
}

/** The monotonic clock in nanoseconds, by libc. */
function timeHelper(state: FunctionState): string {
  const { module } = state;
  const clock = module.target.operatingSystem === "macos" ? 6 : module.target.operatingSystem === "freebsd" ? 4 : 1;
  module.declareExternal("clock_gettime", "i32", "i32, ptr");
  return `define internal i64 @salamander.time_ns() ${module.attributes("nounwind")} {
  %spec = alloca { i64, i64 }
  %status = call i32 @clock_gettime(i32 ${clock}, ptr %spec)
  %seconds = load i64, ptr %spec
  %field = getelementptr inbounds i8, ptr %spec, i64 8
  %rest = load i64, ptr %field
  %scaled = mul i64 %seconds, 1000000000
  %sum = add i64 %scaled, %rest
  ret i64 %sum
}`;
}
