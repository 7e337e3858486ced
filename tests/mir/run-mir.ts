/** Runs MIR text in the interpreter, for tests. */
import assert from "node:assert/strict";
import { type Evaluation, Interpreter } from "../../src/mir/interpreter.ts";
import type { InterpreterOptions } from "../../src/mir/interpreter/machine.ts";
import type { Constant, MirData, MirModule } from "../../src/mir/mir.ts";
import { parseMir } from "../../src/mir/parse.ts";
import { printConstant } from "../../src/mir/print.ts";
import { MirTypeTable } from "../../src/mir/types.ts";
import { verifyModule } from "../../src/mir/verify.ts";

export type Program = {
  readonly types: MirTypeTable;
  readonly module: MirModule;
  readonly interpreter: Interpreter;
  /** What was written, by file descriptor. */
  readonly output: Map<number, string>;
};

export function load(text: string, options: Partial<InterpreterOptions> = {}): Program {
  const types = options.types ?? new MirTypeTable();
  const module = parseMir(text, types);
  assert.deepEqual(verifyModule(module), []);
  const output = new Map<number, string>();
  const interpreter = new Interpreter({
    types,
    resolveFunction: (symbol) => module.functions.get(symbol),
    resolveGlobal: (symbol) => module.globals.get(symbol) ?? module.data.get(symbol),
    internData: (data: MirData) => {
      module.data.set(data.symbol, data);
      return data.symbol;
    },
    onOutput: (fd, bytes) => output.set(fd, (output.get(fd) ?? "") + new TextDecoder().decode(bytes)),
    ...options,
  });
  return { types, module, interpreter, output };
}

/** A constant from its text. */
export function constant(types: MirTypeTable, text: string): Constant {
  const module = parseMir(`global @it: ${text.startsWith("()") ? "()" : "i8"} = ${text}`, types);
  return module.globals.get("it")?.initial as Constant;
}

/** `i64 5`; `raised i64 5`; `failed: division by zero`. */
export function show(evaluation: Evaluation): string {
  switch (evaluation.kind) {
    case "value":
      return printConstant(evaluation.value);
    case "error":
      return `raised ${printConstant(evaluation.value)}`;
    case "failure":
      return `failed: ${evaluation.failure.message}`;
  }
}

export function run(program: Program, symbol: string, args: readonly string[] = []): string {
  return show(
    program.interpreter.run(
      symbol,
      args.map((text) => constant(program.types, text)),
    ),
  );
}
