/** `mojo engine compile MODEL`: a model compiled ahead of time, a shared library for other programs, or the program's text. */
import { copyFileSync, renameSync, rmSync, constants } from "node:fs";
import { basename, dirname, join } from "node:path";
import { HostError } from "../base/assert.ts";
import { writeHeader } from "../engine/c-header.ts";
import { importFolders, openOperators } from "../engine/operator-set.ts";
import { openModelFile, translate } from "../engine/compile-service.ts";
import { writeFileWhole } from "../engine/feed-files.ts";
import { graphText } from "../engine/graph-text.ts";
import { libraryName, weightsName } from "../engine/model-store.ts";
import { InputsMissing, type LoadedProgram, openModel } from "../engine/open-model.ts";
import { writeWeights } from "../engine/compile-program.ts";
import {
  type ArgumentTable,
  flag,
  helpOption,
  type ParsedArguments,
  parseArguments,
  renderHelp,
  UsageError,
  valueOf,
} from "./arguments.ts";
import { standardOutput, write } from "./console.ts";
import {
  givenFeeds,
  inputOptions,
  modelOf,
  operatorsOf,
  operatorsOption,
  optimizationOf,
  optimizationOption,
  shapesOf,
} from "./engine-arguments.ts";
import { seconds, withoutInterruption, withProgress } from "./engine-progress.ts";

const kinds = ["model", "mojo", "shared-lib", "graph", "fused-graph"] as const;

const table: ArgumentTable = {
  command: "engine compile",
  usage: ["mojo engine compile [OPTIONS] MODEL.onnx"],
  summary:
    "Compiles a model, so that `mojo engine run` and programs that load it start at once; or writes what --emit says. The result is for this machine's processor and for all sizes that the model leaves open.",
  options: [
    { names: ["-o", "--output"], value: "PATH", attached: true, help: "where to write; `-` is standard output, for the text of a program" },
    {
      names: ["--emit"],
      value: "KIND",
      choices: kinds,
      help: "model: compiled, among those that are kept; mojo: the program in Mojo (with -o, and its weights beside it); shared-lib: a library with its weights and a C header beside it; graph and fused-graph: the model's graph as text, as it is read and as it is compiled; seen from PATH when absent",
    },
    { names: ["--shape"], value: "SYMBOL=N", repeats: true, help: "fixes a named dimension" },
    ...inputOptions.map((option) => ({ ...option, help: `${option.help} (needed where the program depends on its value)` })),
    operatorsOption,
    optimizationOption,
    helpOption,
  ],
  examples: [
    "mojo engine compile resnet50.onnx",
    "mojo engine compile -o libresnet.so resnet50.onnx",
    "mojo engine compile --emit=mojo resnet50.onnx",
  ],
};

export async function run(words: readonly string[]): Promise<number> {
  const parsed = parseArguments(table, words);
  if (flag(parsed, "--help")) {
    write(standardOutput, renderHelp(table));
    return 0;
  }
  const file = modelOf(table, parsed);
  const output = valueOf(parsed, "-o");
  switch (emitOf(parsed, output)) {
    case "model":
      return compileModel(file, parsed);
    case "mojo":
      return emitMojo(file, output, parsed);
    case "graph":
      return emitGraph(file, output, parsed, false);
    case "fused-graph":
      return emitGraph(file, output, parsed, true);
    case "shared-lib":
      return emitLibrary(file, output ?? `lib${basename(file).replace(/\.onnx$/, "")}.so`, parsed);
  }
}

function emitOf(parsed: ParsedArguments, output: string | undefined): (typeof kinds)[number] {
  const given = valueOf(parsed, "--emit") as (typeof kinds)[number] | undefined;
  const emit = given ?? (output?.endsWith(".so") ? "shared-lib" : output?.endsWith(".mojo") || output === "-" ? "mojo" : "model");
  if (emit === "model" && output !== undefined)
    throw new UsageError("-o says where a library or a program goes: PATH ends in .so or .mojo, or --emit says what to make");
  if (emit === "shared-lib" && output !== undefined && !output.endsWith(".so"))
    throw new UsageError("the path of a shared library ends in .so");
  return emit;
}

function fixedSizes(parsed: ParsedArguments): ReadonlyMap<string, number> {
  return new Map(
    [...shapesOf(parsed)].map(([name, [size, more]]) => {
      if (more !== undefined) throw new UsageError(`--shape: \`${name}\` is one dimension, and has one size`);
      return [name, size as number];
    }),
  );
}

/** What is made of it, closed again: loading shows that it works. */
async function compiled(file: string, parsed: ParsedArguments): Promise<Pick<LoadedProgram, "folder" | "isNew" | "manifest">> {
  const feeds = await givenFeeds(parsed, file);
  const options = { feeds, sizes: fixedSizes(parsed), optimization: optimizationOf(parsed), ...operatorsOf(parsed) };
  return withProgress(async (progress) => {
    const model = await openModel(file, { ...options, ...progress });
    try {
      const { folder, isNew, manifest } = await model.program(feeds);
      return { folder, isNew, manifest };
    } finally {
      await model.close();
    }
  });
}

async function compileModel(file: string, parsed: ParsedArguments): Promise<number> {
  const { folder, isNew, manifest } = await compiled(file, parsed);
  const kernels = `${manifest.kernelCount} kernel${manifest.kernelCount === 1 ? "" : "s"}`;
  const done = isNew ? `compiled ${file} in ${seconds(manifest.compileMs)}` : `${file} has been compiled before`;
  write(standardOutput, `${done} (${kernels}): ${folder}\n`);
  return 0;
}

async function emitLibrary(file: string, output: string, parsed: ParsedArguments): Promise<number> {
  const { folder, manifest } = await compiled(file, parsed);
  const base = output.slice(0, -".so".length);
  const name = basename(base).replace(/^lib/, "");
  withoutInterruption(() => {
    copyWhole(join(folder, weightsName), `${base}.weights`);
    copyWhole(join(folder, libraryName), output);
    writeFileWhole(`${base}.h`, writeHeader(name, manifest));
  });
  write(standardOutput, `written: ${output}, ${base}.weights, ${base}.h\n`);
  return 0;
}

async function emitMojo(file: string, output: string | undefined, parsed: ParsedArguments): Promise<number> {
  const { program, needed } = translate(
    openModelFile(file, fixedSizes(parsed)),
    await givenFeeds(parsed, file),
    openOperators(file, operatorsOf(parsed).operators),
  );
  if (program === undefined) throw new InputsMissing(needed?.why ?? "", needed?.names ?? []);
  if (output === undefined || output === "-") {
    write(standardOutput, program.textWithMain(basename(file).replace(/\.onnx$/, ".weights")));
    return 0;
  }
  const weights = output.endsWith(".mojo") ? `${output.slice(0, -".mojo".length)}.weights` : `${output}.weights`;
  withoutInterruption(() => {
    writeFileWhole(output, program.textWithMain(weights));
    const partial = temporary(weights);
    try {
      writeWeights(program, partial);
      renameSync(partial, weights);
    } catch (error) {
      rmSync(partial, { force: true });
      throw new HostError(`cannot write ${weights}: ${(error as Error).message}`);
    }
  });
  const inputs = program.inputs.map(({ name }) => ` ${name}=FILE.npy`).join("");
  const folders = importFolders(program.operators).map((folder) => `-I ${folder} `);
  write(standardOutput, `written: ${output}, ${weights}\nrun it: mojo run ${folders.join("")}${output}${inputs} --output FOLDER\n`);
  return 0;
}

async function emitGraph(file: string, output: string | undefined, parsed: ParsedArguments, isFused: boolean): Promise<number> {
  const operators = openOperators(file, operatorsOf(parsed).operators);
  const { text, needed } = graphText(openModelFile(file, fixedSizes(parsed)), await givenFeeds(parsed, file), operators, isFused);
  if (text === undefined) throw new InputsMissing(needed?.why ?? "", needed?.names ?? []);
  if (output === undefined || output === "-") write(standardOutput, text);
  else {
    withoutInterruption(() => writeFileWhole(output, text));
    write(standardOutput, `written: ${output}\n`);
  }
  return 0;
}

function copyWhole(from: string, to: string): void {
  const partial = temporary(to);
  try {
    copyFileSync(from, partial, constants.COPYFILE_FICLONE);
    renameSync(partial, to);
  } catch (error) {
    rmSync(partial, { force: true });
    throw new HostError(`cannot write ${to}: ${(error as Error).message}`);
  }
}

function temporary(path: string): string {
  return join(dirname(path), `.${basename(path)}.${process.pid}.partial`);
}
