/**
 * Compiles models in a process of its own, so that the one that asks goes on, can stop it at any time, and gets its memory back.
 *
 * `compileElsewhere` asks, `serveCompile` answers in the other process (`mojo engine-service`). Not here: what is kept of it (`model-store.ts`).
 */
import { fork } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { HostError, InternalError } from "../base/assert.ts";
import { stampOf } from "../driver/file-stamp.ts";
import type { OptimizationLevel } from "../driver/options.ts";
import { compilerMain } from "../driver/paths.ts";
import { compileProgram, type OwnFile } from "./compile-program.ts";
import { noOperators, openOperators, type OperatorSet } from "./operator-set.ts";
import { describeModel, externalFiles, withSizes } from "./description.ts";
import { type Program, writeProgram } from "./emission/program-writer.ts";
import { checkFeeds, checkGiven, type Feeds, knownOf, type ProgramTensor } from "./feeds.ts";
import { constantOf, printDimension } from "./graph/dimension.ts";
import type { Graph, Tensor } from "./graph/graph.ts";
import { importModel, InputNeeded, type KnownInputs } from "./import-model.ts";
import { contentHash, libraryName, type Manifest, type ModelRecord, type ModelSource, profileName, weightsName } from "./model-store.ts";
import { type OnnxModel, parseModel, readModel } from "./onnx/model.ts";
import { OnnxError } from "./onnx/wire.ts";
import { ModelError, ValueNeeded } from "./operators/operator-node.ts";

export type CompileJob = {
  readonly source: ModelSource;
  readonly feeds: Feeds;
  /** Whether `feeds` has to have every input. */
  readonly isComplete: boolean;
  /** Names of sizes that are fixed. */
  readonly sizes: ReadonlyMap<string, number>;
  readonly optimization: OptimizationLevel;
  /** With a clock. */
  readonly isProfiled?: boolean;
  /** Files with operators of the user's own. */
  readonly operators?: readonly string[];
  /** Where library and weights are written. */
  readonly folder: string;
};

export type CompileAnswer = { readonly record: ModelRecord; readonly manifest?: Manifest };

type Message =
  | { readonly kind: "stage"; readonly text: string }
  | { readonly kind: "answer"; readonly answer: CompileAnswer }
  | { readonly kind: "failure"; readonly name: string; readonly message: string; readonly isOurs: boolean };

/** A model, or a file of one, that the engine cannot do anything with; the message says what and where. */
export class ModelProblem extends HostError {
  override readonly name: string;
  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}

/** Without `manifest` in the answer: inputs are needed that were not given. Throws `ModelProblem`. */
export function compileElsewhere(job: CompileJob, onStage: (text: string) => void, signal?: AbortSignal): Promise<CompileAnswer> {
  return new Promise((done, failed) => {
    signal?.throwIfAborted();
    const child = fork(compilerMain, ["engine-service"], {
      serialization: "advanced",
      execArgv: [],
      stdio: ["ignore", "ignore", "pipe", "ipc"],
    });
    let said = "";
    child.stderr?.setEncoding("utf8").on("data", (text: string) => (said = (said + text).slice(-4000)));
    const stop = (): void => void child.kill("SIGKILL");
    signal?.addEventListener("abort", stop);
    let outcome: (() => void) | undefined;
    child.on("message", (message: Message) => {
      switch (message.kind) {
        case "stage":
          return onStage(message.text);
        case "answer":
          outcome = () => done(message.answer);
          return;
        case "failure":
          outcome = () => failed(message.isOurs ? new InternalError(message.message) : new ModelProblem(message.name, message.message));
          return;
      }
    });
    child.on("error", (error) => (outcome ??= () => failed(new HostError(`the compiler cannot be started: ${error.message}`))));
    child.on("close", (status, ended) => {
      signal?.removeEventListener("abort", stop);
      if (signal?.aborted) return failed(signal.reason as Error);
      if (outcome !== undefined) return outcome();
      failed(new HostError(`compiling the model ended with ${ended ?? `exit code ${status}`}${said === "" ? "" : `: ${said.trim()}`}`));
    });
    // A process that ended at once is told by `close`
    child.send({ ...job, source: typeof job.source === "string" ? resolve(job.source) : job.source }, () => {});
  });
}

/** Answers the one job that comes from the parent process. */
export async function serveCompile(): Promise<void> {
  const job = await new Promise<CompileJob>((received) => process.once("message", (message) => received(message as CompileJob)));
  const tell = (message: Message): Promise<void> => new Promise((sent) => process.send?.(message, () => sent()));
  try {
    await tell({ kind: "answer", answer: await compileJob(job, (text) => tell({ kind: "stage", text })) });
  } catch (error) {
    const { name, message, stack } = error as Error;
    const isOurs = !isProblemOfModel(error);
    await tell({ kind: "failure", name, message: isOurs ? `${message}\n${stack ?? ""}` : message, isOurs });
  }
  if (process.connected) process.disconnect();
}

/** Whether an error says what is wrong with a model or its inputs, and not with the engine. */
export function isProblemOfModel(error: unknown): error is Error {
  return error instanceof ModelError || error instanceof HostError;
}

async function compileJob(job: CompileJob, onStage: (text: string) => Promise<void>): Promise<CompileAnswer> {
  const started = performance.now();
  await onStage("reading the model");
  const model = openModelFile(job.source, job.sizes);
  (job.isComplete ? checkFeeds : checkGiven)(describeModel(model), job.feeds);
  const { program, known, needed } = translate(model, job.feeds, openOperators(job.source, job.operators), job.isProfiled);
  const record = (ownFiles: readonly OwnFile[]): ModelRecord => ({
    description: describeModel(model),
    needs: needed?.names ?? [...known.keys()].sort(),
    ...(needed !== undefined && { why: needed.why }),
    externals: [...externalFiles(model).map((name) => resolve(model.folder ?? "", name)), ...ownFiles.map(({ path }) => path)].map(
      (path) => ({
        path,
        stamp: stampOf(path) ?? null,
      }),
    ),
    ...(ownFiles.length > 0 && { operators: contentHash(JSON.stringify(ownFiles.map(({ path, text }) => [path, text]))) }),
  });
  if (program === undefined) return { record: record([]) };
  await onStage(`compiling ${program.kernels.length} kernels`);
  const ownFiles = await compileProgram({
    program,
    libraryPath: join(job.folder, libraryName),
    weightsPath: join(job.folder, weightsName),
    optimization: job.optimization,
  });
  if (program.profile !== undefined) writeFileSync(join(job.folder, profileName), JSON.stringify(program.profile));
  return { record: record(ownFiles), manifest: { ...tensorsOfProgram(program), compileMs: Math.round(performance.now() - started) } };
}

/** Throws `OnnxError` for what is no model, with the file's name, and `HostError`. */
export function openModelFile(source: ModelSource, sizes: ReadonlyMap<string, number>): OnnxModel {
  try {
    return withSizes(typeof source === "string" ? readModel(source) : parseModel(source), sizes);
  } catch (error) {
    if (!(error instanceof OnnxError) || typeof source !== "string") throw error;
    throw new OnnxError(`${source} is no ONNX model, or damaged: ${error.message}`);
  }
}

export type Translation = ImportedModel & { readonly program?: Program };

/** A program, made for the values of those inputs that have to be known. Throws `ModelError`. */
export function translate(model: OnnxModel, feeds: Feeds, operators: OperatorSet = noOperators, isProfiled = false): Translation {
  const imported = importWith(model, feeds, operators);
  const { graph } = imported;
  return graph === undefined ? imported : { ...imported, program: notTooDeep(() => writeProgram(graph, operators, isProfiled)) };
}

export type ImportedModel = {
  readonly graph?: Graph;
  /** Inputs whose values the graph was made for. */
  readonly known: KnownInputs;
  /** Without a graph: what would have to be given. */
  readonly needed?: { readonly names: readonly string[]; readonly why: string };
};

/** A graph, made for the values of those inputs that have to be known. Throws `ModelError`. */
export function importWith(model: OnnxModel, feeds: Feeds, operators: OperatorSet = noOperators): ImportedModel {
  const description = describeModel(model);
  const fromStart = description.inputs.flatMap(({ name, hasDefault }) => (hasDefault && feeds.has(name) ? [name] : []));
  let known = knownOf(description, feeds, fromStart);
  for (;;) {
    try {
      const values = known;
      return { graph: notTooDeep(() => importModel(model, values, operators)), known };
    } catch (error) {
      if (!(error instanceof InputNeeded || error instanceof ValueNeeded)) throw error;
      const names = error instanceof InputNeeded ? [error.input] : error.inputs();
      const more = knownOf(
        description,
        feeds,
        names.filter((name) => !known.has(name)),
      );
      // Optional inputs are known to be absent where nothing is given at all
      if (more.size === 0 || feeds.size === 0) {
        if (names.every((name) => known.has(name))) throw error;
        return { known, needed: { names: [...new Set([...known.keys(), ...names])].sort(), why: error.message } };
      }
      known = new Map([...known, ...more]);
    }
  }
}

function notTooDeep<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof RangeError) || !error.message.includes("call stack")) throw error;
    throw new ModelError("the model is too deep: its operators form a chain, or graphs within graphs, that the engine cannot follow");
  }
}

function tensorsOfProgram({ inputs, outputs, kernels, texts }: Program): Omit<Manifest, "compileMs"> {
  return {
    inputs: inputs.map((tensor) => describeTensor(tensor.name, tensor)),
    outputs: outputs.map(({ name, tensor }) => describeTensor(name, tensor)),
    kernelCount: kernels.length,
    texts,
  };
}

function describeTensor(name: string, { elementType, shape }: Tensor): ProgramTensor {
  return { name, elementType, shape: shape.map((size) => constantOf(size) ?? printDimension(size)) };
}
