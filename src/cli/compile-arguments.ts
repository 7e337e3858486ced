/**
 * The options that every compiling command has, and what they mean for the driver.
 */
import { path } from "../driver/host.ts";
import type { CompileOptions, EmitKind, OptimizationLevel, TuneMode } from "../driver/options.ts";
import { defaultCompileOptions } from "../driver/options.ts";
import { choosePython } from "../driver/python-choice.ts";
import type { Dialect } from "../syntax/ast.ts";
import { flag, helpOption, type OptionSpec, type ParsedArguments, UsageError, valueOf, valuesOf } from "./arguments.ts";
import type { DiagnosticStyle } from "./console.ts";

export const dialects: readonly Dialect[] = ["2023", "24", "26", "1.0", "python"];

/** Spelling on the command line of each kind of output. */
export const emitKinds: Readonly<Record<string, EmitKind>> = {
  exe: "executable",
  object: "object",
  "shared-lib": "shared-library",
  "python-extension": "python-extension",
  asm: "assembly",
  llvm: "llvm",
  bitcode: "bitcode",
  mir: "mir",
};

export const languageOptions: readonly OptionSpec[] = [
  {
    names: ["-D"],
    value: "NAME[=VALUE]",
    attached: true,
    repeats: true,
    help: "defines a name that compile-time code can read (`sys.defines`); without a value it is `True`",
  },
  { names: ["-I"], value: "PATH", attached: true, repeats: true, help: "also looks for imported modules in this folder" },
  {
    names: ["--dialect"],
    value: "LEVEL",
    choices: dialects,
    help: `era of the language: ${dialects.join(", ")}; otherwise it is seen from the file`,
  },
  { names: ["--strict"], help: "will make every extension of the language an error; not there yet" },
];

export const targetOptions: readonly OptionSpec[] = [
  { names: ["-O"], value: "0..3", attached: true, choices: ["0", "1", "2", "3"], help: "how much to optimise; 3 when absent" },
  {
    names: ["--target-cpu"],
    value: "CPU",
    help: "processor to compile for; this machine's when absent; of several, separated by commas, the program has a version each, and the last that runs is chosen at its start: `x86-64-v2,x86-64-v3,x86-64-v4+avx512vnni`",
  },
  { names: ["--target-features"], value: "LIST", help: "processor features to switch on or off: `+avx2,-avx512f`" },
  { names: ["--target-triple"], value: "TRIPLE", help: "system to compile for: `aarch64-linux-gnu`" },
  {
    names: ["--tune"],
    value: "MODE",
    choices: ["off", "cached", "full"],
    help: "what `search` does: off takes first candidates, cached what was measured before, full measures; full when absent",
  },
  { names: ["-g"], help: "adds debug information" },
];

export const diagnosticOptions: readonly OptionSpec[] = [
  { names: ["--json"], help: "writes errors and warnings as JSON, one object per line" },
  { names: ["--color"], value: "WHEN", choices: ["auto", "always", "never"], help: "colours: auto, always or never; auto when absent" },
  helpOption,
];

export const developerOptions: readonly OptionSpec[] = [
  {
    names: ["--dump-ir"],
    value: "STAGE[:FUNCTION]",
    repeats: true,
    help: "prints the program after a stage: ast, mir, llvm, llvm-optimized, asm; only functions whose name contains FUNCTION",
  },
  { names: ["--time-passes"], help: "prints where compile time went" },
  { names: ["--explain-python"], help: "prints what of a program in Python is decided only when it runs, and why" },
];

export function diagnosticStyle(parsed: ParsedArguments): DiagnosticStyle {
  return { json: flag(parsed, "--json"), color: (valueOf(parsed, "--color") ?? "auto") as DiagnosticStyle["color"] };
}

export function compileOptions(parsed: ParsedArguments, file: string, overrides: Partial<CompileOptions> = {}): CompileOptions {
  const level = valueOf(parsed, "-O");
  if (flag(parsed, "--strict")) throw new UsageError("`--strict` is not there yet; docs/roadmap.md has the state of what is planned");
  return {
    ...defaultCompileOptions,
    mainPath: file === "-" ? path.resolve("stdin.mojo") : path.resolve(file),
    optimization: level === undefined ? defaultCompileOptions.optimization : (Number(level) as OptimizationLevel),
    target: {
      triple: valueOf(parsed, "--target-triple"),
      cpu: valueOf(parsed, "--target-cpu"),
      features: valueOf(parsed, "--target-features"),
    },
    defines: readDefines(valuesOf(parsed, "-D")),
    importPaths: valuesOf(parsed, "-I").map((folder) => path.resolve(folder)),
    dialect: valueOf(parsed, "--dialect") as Dialect | undefined,
    strict: flag(parsed, "--strict"),
    debugInfo: flag(parsed, "-g"),
    python: isPythonFile(file, parsed) ? choosePython() : undefined,
    tune: (valueOf(parsed, "--tune") ?? defaultCompileOptions.tune) as TuneMode,
    ...overrides,
  };
}

function isPythonFile(file: string, parsed: ParsedArguments): boolean {
  return file.endsWith(".py") || valueOf(parsed, "--dialect") === "python";
}

function readDefines(words: readonly string[]): Map<string, string> {
  const defines = new Map<string, string>();
  for (const word of words) {
    const equals = word.indexOf("=");
    const name = equals < 0 ? word : word.slice(0, equals);
    if (name === "") throw new UsageError(`-D needs a name: -D NAME or -D NAME=VALUE, not \`${word}\``);
    defines.set(name, equals < 0 ? "True" : word.slice(equals + 1));
  }
  return defines;
}
