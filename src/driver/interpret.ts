/**
 * Runs a whole program in the MIR interpreter: `mojo run --interpret`, and the oracle of the golden tests.
 *
 * In: an elaborated program, its arguments and standard input. Out: exit code; output goes to a callback, or is collected.
 * The program sees what a native one sees.
 */
import type { Span } from "../source/source-file.ts";
import { SourceFile } from "../source/source-file.ts";
import { Interpreter } from "../mir/interpreter.ts";
import type { Argument, Constant, MirBlock, MirData, MirFunction, MirGlobal, MirLocal, MirType } from "../mir/mir.ts";
import type { ElaboratedProgram } from "./compile.ts";

export type InterpretRequest = {
  /** What the program sees as its own name. */
  readonly name: string;
  readonly words: readonly string[];
  /** Bytes of standard input; absent: this process's. */
  readonly stdin?: Uint8Array;
  readonly read?: (fd: number, count: number) => Uint8Array;
  readonly write: (fd: number, bytes: Uint8Array) => void;
  readonly isTerminal?: (fd: number) => boolean;
};

export type InterpretResult = {
  readonly exitCode: number;
  /** Why it did not come to its end: for people. */
  readonly problem?: string;
};

const mainSymbol = "salamander.interpreted";
const argvSymbol = "salamander.arguments";
/** Evaluating while compiling has a much lower limit; here only a loop without end should reach it. */
const stepLimit = 2e9;
/** The stack ends first: `--stack-size` of the launcher and of the test workers. */
const depthLimit = 1e6;

export function interpretProgram(program: ElaboratedProgram, request: InterpretRequest): InterpretResult {
  const { module, types } = program;
  const words = [request.name, ...request.words];
  const main = mainFunction(program, words.length);
  const data = argumentData(words, types.pointer);
  const interpreter = new Interpreter({
    types,
    resolveFunction: (symbol) => (symbol === mainSymbol ? main : module.functions.get(symbol)),
    resolveGlobal: (symbol): MirGlobal | MirData | undefined => data.get(symbol) ?? module.globals.get(symbol) ?? module.data.get(symbol),
    onOutput: request.write,
    hostAccess: {
      clock: () => process.hrtime.bigint(),
      environment: (name) => process.env[name],
      read: request.stdin === undefined ? request.read : readerOf(request.stdin),
      isTerminal: request.isTerminal ?? (() => false),
    },
    stepLimit,
    depthLimit,
  });
  const evaluation = interpreter.run(mainSymbol, []);
  switch (evaluation.kind) {
    case "value":
      return { exitCode: evaluation.value.kind === "int" ? Number(BigInt.asUintN(8, evaluation.value.value)) : 0 };
    case "error":
      return { exitCode: 1, problem: "an error left the program's entry" };
    case "failure": {
      const { reason, message, stack, exitStatus } = evaluation.failure;
      if (reason === "exit") return { exitCode: (exitStatus ?? 0) & 255 };
      const ending = endings.get(reason);
      if (ending !== undefined) {
        request.write(2, Buffer.from(`fatal error: ${ending.text}\n`));
        return { exitCode: ending.exitCode };
      }
      const calls = stack.slice(0, 8).map((frame) => `  in ${frame.displayName} at ${placeOf(frame.span)}`);
      return { exitCode: 1, problem: [`interpreter: ${message}`, ...calls].join("\n") };
    }
  }
}

/** Failures that a native program has as well, with its words and exit codes (`llvm/runtime-entry.ts`). */
const endings: ReadonlyMap<string, { readonly text: string; readonly exitCode: number }> = new Map([
  ["trap", { text: "the program trapped (illegal instruction)", exitCode: 132 }],
  ["division-by-zero", { text: "arithmetic exception (integer division by zero?)", exitCode: 136 }],
  ["recursion-limit", { text: "stack overflow (recursion without an end?)", exitCode: 139 }],
]);

function placeOf(span: Span): string {
  const { line, column } = span.file.position(span.start);
  return `${span.file.path}:${line}:${column}`;
}

function readerOf(bytes: Uint8Array): (fd: number, count: number) => Uint8Array {
  let at = 0;
  return (fd, count) => {
    if (fd !== 0) return new Uint8Array();
    const piece = bytes.subarray(at, at + count);
    at += piece.length;
    return piece;
  };
}

// The function around the entry, and the arguments as C sees them

function mainFunction({ module, types, entrySymbol }: ElaboratedProgram, argumentCount: number): MirFunction {
  const entry = module.functions.get(entrySymbol as string) as MirFunction;
  const file = new SourceFile("start-up", "");
  const span: Span = { file, start: 0, end: 0 };
  const [count, vector, result] = [0, 1, 2];
  const locals: MirLocal[] = [types.i32, types.pointer, types.i32].map((type) => ({ type, span, keeps: [], unmanaged: true }));
  const value = (local: number): Argument => ({ kind: "value", operand: { kind: "read", place: { local, path: [] } } });
  const call = (symbol: string, target: number, args: Argument[]): MirBlock["statements"][number] => ({
    kind: "call",
    callee: { kind: "function", symbol },
    target: { local: target, path: [] },
    arguments: args,
    span,
  });
  const statements: MirBlock["statements"] = [];
  const assign = (local: number, constant: Constant): void => {
    statements.push({ kind: "assign", target: { local, path: [] }, value: { kind: "use", operand: { kind: "constant", constant } }, span });
  };
  assign(count, { kind: "int", type: types.i32, value: BigInt(argumentCount) });
  assign(vector, { kind: "global", type: types.pointer, symbol: argvSymbol, offset: 0 });
  statements.push(call(entry.symbol, result, [value(count), value(vector)]));
  return {
    symbol: mainSymbol,
    displayName: "start-up",
    span,
    parameters: [],
    resultLocal: result,
    resultPassing: "value",
    locals,
    blocks: [{ statements, terminator: { kind: "return", span } }],
    inline: "never",
    linkage: "exported",
    abi: "c",
    stage: "lowered",
  };
}

function argumentData(words: readonly string[], pointer: MirType): Map<string, MirData> {
  const data = new Map<string, MirData>();
  const relocations = words.map((word, index) => {
    const symbol = `${argvSymbol}.${index}`;
    data.set(symbol, { symbol, bytes: Buffer.from(`${word}\0`), relocations: [], alignment: 1, isConstant: true });
    return { offset: 8 * index, target: { kind: "global", type: pointer, symbol, offset: 0 } as Constant };
  });
  data.set(argvSymbol, { symbol: argvSymbol, bytes: new Uint8Array(8 * (words.length + 1)), relocations, alignment: 8, isConstant: false });
  return data;
}
