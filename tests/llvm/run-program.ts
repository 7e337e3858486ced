/**
 * Runs a program in the JIT of this process: `node run-program.ts FILE.mir [ARGUMENT…]`. Tests start it as a process of its own.
 */
import { readFileSync } from "node:fs";
import { Jit } from "../../src/llvm/backend.ts";
import { emitModule } from "../../src/llvm/emit.ts";
import { parseMir } from "../../src/mir/parse.ts";
import { target } from "./harness.ts";

const [path, ...rest] = process.argv.slice(2) as [string, ...string[]];
const module = parseMir(readFileSync(path, "utf8"));
using jit = Jit.create({ target, level: 1, verify: true });
const hooks = {
  ...(module.functions.has("start") ? { startSymbol: "start" } : {}),
  ...(module.functions.has("finish") ? { finishSymbol: "finish" } : {}),
};
process.exitCode = jit.runMain({ entrySymbol: "program", ...hooks }, [path, ...rest], emitModule(module, { target }));
