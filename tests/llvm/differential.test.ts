/**
 * Random programs give the same results in the interpreter, at O0 and at O3, as they are and simplified.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Jit, type OptimizationLevel } from "../../src/llvm/backend.ts";
import { emitModule } from "../../src/llvm/emit.ts";
import { Interpreter } from "../../src/mir/interpreter.ts";
import type {
  Argument,
  Constant,
  MirFunction,
  MirLocal,
  MirModule,
  MirStatement,
  MirTerminator,
  MirType,
  Place,
} from "../../src/mir/mir.ts";
import { printModule } from "../../src/mir/print.ts";
import { simplifyModule } from "../../src/mir/simplify.ts";
import { fieldOffsets, MirTypeTable, sizeOf } from "../../src/mir/types.ts";
import { type RandomProgram, randomProgram } from "../mir/programs.ts";
import { show } from "../mir/run-mir.ts";
import { decodeValue, target, type Value } from "./harness.ts";

const seeds = Number(process.env["SALAMANDER_SEEDS"] ?? 120);

test(`${seeds} random programs`, () => {
  const types = new MirTypeTable();
  for (let seed = 1000; seed < 1000 + seeds; seed++) {
    const program = randomProgram(types, seed, { portable: true });
    const interpreter = new Interpreter({
      types,
      resolveFunction: (symbol) => program.module.functions.get(symbol),
      resolveGlobal: () => undefined,
    });
    const expected = show(interpreter.run(program.symbol, program.arguments));
    assert(!expected.startsWith("failed"), `seed ${seed}: ${expected}`);
    for (const level of [0, 3] as const) {
      assert.equal(runNative(types, program, level), expected, `seed ${seed} at O${level}\n${printModule(program.module)}`);
    }
    const simplified = { ...program, module: simplifyModule(program.module, types, { native: true }) };
    assert.equal(runNative(types, simplified, 0), expected, `seed ${seed} simplified\n${printModule(simplified.module)}`);
  }
});

/** Result as the interpreter shows it. */
function runNative(types: MirTypeTable, program: RandomProgram, level: OptimizationLevel): string {
  const callee = program.module.functions.get(program.symbol) as MirFunction;
  const typeOf = (local: number): MirType => (callee.locals[local] as MirLocal).type;
  const resultType = typeOf(callee.resultLocal);
  const errorType = callee.errorLocal === undefined ? undefined : typeOf(callee.errorLocal);
  const functions = new Map(program.module.functions);
  functions.set("run", wrapper(types, program, callee));
  const module: MirModule = { ...program.module, functions, roots: [...program.module.roots, "run"] };
  using jit = Jit.create({ target, level, verify: true });
  jit.addIr(emitModule(module, { target }));
  const result = new DataView(new ArrayBuffer(256));
  const error = new DataView(new ArrayBuffer(256));
  const raised = jit.call("run", "int", ["void *", "void *"], [new Uint8Array(result.buffer), new Uint8Array(error.buffer)]) as number;
  if (raised === 0) return show({ kind: "value", value: readConstant(resultType, result, 0) });
  return show({ kind: "error", value: readConstant(errorType as MirType, error, 0) });
}

/** `run(result: ptr, error: ptr) -> i32`: calls the program with its arguments; 1: it raised. */
function wrapper(types: MirTypeTable, program: RandomProgram, callee: MirFunction): MirFunction {
  const { span } = callee;
  const locals: MirLocal[] = [];
  const local = (type: MirType): number => locals.push({ type, span, keeps: [] }) - 1;
  const [out, errorOut, status] = [local(types.pointer), local(types.pointer), local(types.i32)];
  const statements: MirStatement[] = [];
  const whole = (id: number): Place => ({ local: id, path: [] });
  const list = program.arguments.map((value, i): Argument => {
    const parameter = callee.parameters[i];
    const id = local(value.type);
    statements.push({ kind: "assign", target: whole(id), value: { kind: "use", operand: { kind: "constant", constant: value } }, span });
    if (parameter?.passing === "value") return { kind: "value", operand: { kind: "read", place: whole(id) } };
    const mode = parameter?.convention === "mut" ? "mut" : parameter?.convention === "read" ? "read" : "consume";
    return { kind: "reference", mode, place: whole(id) };
  });
  const behind = (pointer: number, type: MirType): Place => ({ local: pointer, path: [{ kind: "deref", type }] });
  const resultType = (callee.locals[callee.resultLocal] as MirLocal).type;
  const call = { callee: { kind: "function", symbol: callee.symbol }, arguments: list, target: behind(out, resultType), span } as const;
  const setStatus = (value: bigint): MirStatement => {
    const constant: Constant = { kind: "int", type: types.i32, value };
    return { kind: "assign", target: whole(status), value: { kind: "use", operand: { kind: "constant", constant } }, span };
  };
  const done: MirTerminator = { kind: "return", span };
  const errorType = callee.errorLocal === undefined ? undefined : (callee.locals[callee.errorLocal] as MirLocal).type;
  const blocks =
    errorType === undefined
      ? [{ statements: [...statements, { kind: "call", ...call } as const, setStatus(0n)], terminator: done }]
      : [
          { statements, terminator: { kind: "try-call", ...call, errorTarget: behind(errorOut, errorType), normal: 1, error: 2 } as const },
          { statements: [setStatus(0n)], terminator: done },
          { statements: [setStatus(1n)], terminator: done },
        ];
  return {
    symbol: "run",
    displayName: "run",
    span,
    parameters: [out, errorOut].map((id) => ({ local: id, convention: "owned", passing: "value" })),
    resultLocal: status,
    resultPassing: "value",
    locals,
    blocks,
    inline: "auto",
    linkage: "exported",
    abi: "c",
    stage: "lowered",
  };
}

/** The constant that these bytes are. */
function readConstant(type: MirType, bytes: DataView, offset: number): Constant {
  switch (type.kind) {
    case "struct":
      return {
        kind: "aggregate",
        type,
        elements: type.fields.map((field, i) => readConstant(field, bytes, offset + (fieldOffsets(type).offsets[i] as number))),
      };
    case "array":
      return {
        kind: "aggregate",
        type,
        elements: Array.from({ length: type.length }, (_, i) => readConstant(type.element, bytes, offset + i * sizeOf(type.element))),
      };
    case "vector":
      return {
        kind: "aggregate",
        type,
        elements: (decodeValue(type, bytes, offset) as readonly Value[]).map((lane) => scalar(type.element, lane)),
      };
    default:
      return scalar(type, decodeValue(type, bytes, offset));
  }
}

function scalar(type: MirType, value: Value): Constant {
  const bits = type.kind === "int" ? BigInt(value as number | bigint | boolean) : 0n;
  if (type.kind === "int") return { kind: "int", type, value: type.bits === 1 ? bits : BigInt.asIntN(type.bits, bits) };
  assert(type.kind === "float", "programs give numbers");
  return { kind: "float", type, value: Number(value) };
}
