/**
 * A model that can be run: compiled when it is first needed, found in the folder of compiled models afterwards.
 *
 * In: a file or bytes, then tensors by name. Out: tensors by name. A model whose program depends on the values of inputs is compiled for each
 * of their values. Several runs may be under way at the same time. Not here: other engines' interfaces (`inference-session.ts`).
 */
import { rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join, resolve } from "node:path";
import type { OptimizationLevel } from "../driver/options.ts";
import { compileElsewhere, ModelProblem } from "./compile-service.ts";
import { operatorPaths, readOperatorText } from "./operator-set.ts";
import type { ModelDescription } from "./description.ts";
import { fromStoredBytes, storedBytes } from "./emission/weights-layout.ts";
import { storageBytes } from "./emission/spelling.ts";
import { checkFeeds, type Feeds, isSequence, programInputs } from "./feeds.ts";
import {
  contentHash,
  libraryName,
  type Manifest,
  type ModelRecord,
  type ModelSource,
  ModelStore,
  readProfile,
  weightsName,
} from "./model-store.ts";
import { type Clock, NativeLibrary, type NativeTensor, releaseOutputs, type Runner, RunError } from "./native/library.ts";
import { Recording } from "./profile/recording.ts";
import type { TensorData } from "./tensor-data.ts";
import { KnownTexts } from "./text-numbers.ts";

export type OpenOptions = {
  /** Of compiled models; beside the compiler's own cache if absent. */
  readonly folder?: string;
  /** Most threads of one run; as many as the machine has if absent. */
  readonly threads?: number;
  readonly optimization?: OptimizationLevel;
  /** Names of sizes that are fixed. */
  readonly sizes?: ReadonlyMap<string, number>;
  /** Files with operators of the user's own; the one beside the model if none is named. */
  readonly operators?: readonly string[];
  /** Values that the program may be made for, if it depends on them. */
  readonly feeds?: Feeds;
  /** `feeds` has to have every input: a model is not compiled for inputs that cannot run. */
  readonly isComplete?: boolean;
  /** Compiled with a clock: times of all steps are recorded. */
  readonly isProfiled?: boolean;
  readonly onStage?: (text: string) => void;
  /** Stops a compile; its reason is thrown. */
  readonly signal?: AbortSignal;
};

/** A compiled program that is loaded. */
export type LoadedProgram = {
  readonly manifest: Manifest;
  /** Where its library and weights are. */
  readonly folder: string;
  /** Whether it was compiled now. */
  readonly isNew: boolean;
  /** Of a program with a clock. */
  readonly recording?: Recording;
  /** In the order of the manifest. Runs side by side. */
  readonly run: (inputs: readonly TensorData[], signal?: AbortSignal) => Promise<readonly TensorData[]>;
  /** Blocks until it is done. */
  readonly runNow: (inputs: readonly TensorData[]) => readonly TensorData[];
  /** Gives the memory of outputs back at once; they must not be read afterwards. In a loop of `runNow` nothing else does. */
  readonly release: (outputs: readonly TensorData[]) => void;
  readonly close: () => void;
};

const nothing: Feeds = new Map();
/** As many calls leave the thread at once. */
const mostRunners = 4;

export async function openModel(source: ModelSource, options: OpenOptions = {}): Promise<OpenModel> {
  const store = new ModelStore(options.folder);
  const operators = operatorPaths(source, options.operators).map((path) => [path, contentHash(readOperatorText(path))]);
  const sizes = [...(options.sizes ?? [])].sort(([a], [b]) => (a < b ? -1 : 1));
  const key = await store.keyOf(source, [options.optimization ?? 3, sizes, operators, ...(options.isProfiled ? ["profiled"] : [])]);
  const model = new OpenModel(source, options, store, key);
  await model.describe();
  return model;
}

export class OpenModel {
  private readonly source: ModelSource;
  private readonly options: OpenOptions;
  private readonly store: ModelStore;
  private readonly key: string;
  private record: ModelRecord | undefined;
  /** By the values of the inputs that matter. */
  private readonly programs = new Map<string, Promise<LoadedProgram>>();
  /** Of programs with a clock. */
  readonly recordings: Recording[] = [];
  /** Most threads of one run. */
  readonly threads: number;
  private isClosed = false;

  constructor(source: ModelSource, options: OpenOptions, store: ModelStore, key: string) {
    this.source = source;
    this.options = options;
    this.threads = options.threads ?? availableParallelism();
    this.store = store;
    this.key = key;
  }

  get description(): ModelDescription {
    return (this.record as ModelRecord).description;
  }

  /** Inputs that have to be known before there is a program; the message says why. */
  get needs(): { readonly names: readonly string[]; readonly why: string } | undefined {
    const { needs, why } = this.record as ModelRecord;
    return needs.length === 0 ? undefined : { names: needs, why: why ?? "" };
  }

  /** Reads what the model says of itself; compiles it if it has not been and does not depend on inputs. */
  async describe(): Promise<void> {
    this.record = this.store.record(this.key);
    if (this.record === undefined) {
      const feeds = this.options.feeds ?? nothing;
      this.programs.set("", this.compile(feeds, true));
      try {
        await this.programs.get("");
      } catch (error) {
        if (!(error instanceof InputsMissing)) throw error;
      }
      const record = this.record as ModelRecord | undefined;
      // The key was not known before the model was read
      const made = this.programs.get("") as Promise<LoadedProgram>;
      this.programs.clear();
      if (record !== undefined && (record.needs.length === 0 || feeds !== nothing)) this.programs.set(this.variantOf(feeds), made);
    }
  }

  /** The program for these inputs. */
  async program(feeds: Feeds = this.options.feeds ?? nothing): Promise<LoadedProgram> {
    if (this.isClosed) throw new RunError("the model is closed");
    for (let tries = 0; ; tries++) {
      const variant = this.variantOf(feeds);
      let program = this.programs.get(variant);
      if (program === undefined) {
        program = this.load(variant, feeds);
        this.programs.set(variant, program);
      }
      try {
        return await program;
      } catch (error) {
        this.programs.delete(variant);
        // Other values may need further inputs to be known
        if (tries > 0 || !(error instanceof InputsMissing) || variant === this.variantOf(feeds)) throw error;
      }
    }
  }

  /** Throws `RunError` for inputs that do not fit. The signal ends the run between two kernels, and its reason is thrown. */
  async run(feeds: Feeds, signal?: AbortSignal): Promise<ReadonlyMap<string, TensorData>> {
    checkFeeds(this.description, feeds);
    const { manifest, run } = await this.program(feeds);
    const outputs = await run(programInputs(manifest.inputs, feeds), signal);
    return new Map(manifest.outputs.map(({ name }, at) => [name, outputs[at] as TensorData]));
  }

  /** Not while runs are under way. */
  async close(): Promise<void> {
    this.isClosed = true;
    const programs = [...this.programs.values()];
    this.programs.clear();
    for (const program of programs) {
      try {
        (await program).close();
      } catch {
        // It has been told to whoever asked for it.
      }
    }
  }

  /** Tells the inputs apart that programs are made for. */
  private variantOf(feeds: Feeds): string {
    const { needs, description } = this.record as ModelRecord;
    const names = new Set([
      ...needs,
      ...description.inputs.flatMap(({ name, hasDefault }) => (hasDefault && feeds.has(name) ? [name] : [])),
    ]);
    if (names.size === 0) return "";
    return contentHash(
      [...names]
        .sort()
        .map((name) => `${name}:${hashOfFeed(feeds, name)}`)
        .join("\n"),
    );
  }

  private programKey(variant: string): string {
    // Another library never takes the place of one that is loaded: the loader would find the old one
    const { operators = "" } = this.record as ModelRecord;
    return variant === "" && operators === "" ? this.key : contentHash(`${this.key}:${variant}:${operators}`);
  }

  private async load(variant: string, feeds: Feeds): Promise<LoadedProgram> {
    const found = this.store.find(this.programKey(variant));
    if (found !== undefined) {
      try {
        return this.open(found.folder, found.manifest, false);
      } catch {
        // Damaged: made again below
      }
    }
    return this.compile(feeds, found !== undefined);
  }

  private async compile(feeds: Feeds, replaces: boolean): Promise<LoadedProgram> {
    const { optimization = 3, sizes = new Map(), operators = [], isComplete = false, onStage = () => {}, signal } = this.options;
    const folder = this.store.reserve();
    try {
      const job = {
        source: this.source,
        feeds,
        isComplete,
        sizes,
        operators: operators.map((path) => resolve(path)),
        optimization,
        isProfiled: this.options.isProfiled === true,
        folder,
      };
      const { record, manifest } = await compileElsewhere(job, onStage, signal);
      const needs = [...new Set([...(this.record?.needs ?? []), ...withoutDefaults(record)])].sort();
      this.record = { ...record, needs, ...(this.record?.why !== undefined && { why: this.record.why }) };
      this.store.writeRecord(this.key, this.record);
      if (manifest === undefined) throw new InputsMissing(record.why ?? "", needs);
      const made = this.store.add(this.programKey(this.variantOf(feeds)), folder, manifest, replaces);
      return this.open(made, manifest, true);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  private open(folder: string, manifest: Manifest, isNew: boolean): LoadedProgram {
    const loaded = loadProgram(folder, manifest, isNew, this.threads);
    if (loaded.recording !== undefined) this.recordings.push(loaded.recording);
    return loaded;
  }
}

/** The program depends on the values of inputs that were not given. */
export class InputsMissing extends ModelProblem {
  readonly inputs: readonly string[];
  constructor(why: string, inputs: readonly string[]) {
    super("InputsMissing", `${why}; give ${inputs.map((name) => `"${name}"`).join(", ")} when the model is compiled`);
    this.inputs = inputs;
  }
}

/** Inputs that may be left out matter only where they are given. */
function withoutDefaults({ needs, description }: ModelRecord): readonly string[] {
  return needs.filter((name) => !description.inputs.some((input) => input.name === name && input.hasDefault));
}

function hashOfFeed(feeds: Feeds, name: string): string {
  const feed = feeds.get(name);
  if (feed === undefined) return "none";
  const parts = isSequence(feed) ? feed : [feed];
  const texts = parts.map(({ elementType, shape, elements }) => {
    const content = elements.kind === "strings" ? JSON.stringify(elements.strings) : elements.bytes;
    return `${elementType}[${shape.join()}]${contentHash(content)}`;
  });
  return `${isSequence(feed) ? "sequence" : "tensor"} ${texts.join()}`;
}

function loadProgram(folder: string, manifest: Manifest, isNew: boolean, threads: number): LoadedProgram {
  const library = new NativeLibrary(join(folder, libraryName), join(folder, weightsName));
  const description = readProfile(folder);
  const recording = description && new Recording(description);
  const runners = new RunnerPool((lane) =>
    library.runner(
      manifest.outputs.map(({ elementType }) => storageBytes(elementType)),
      threads,
      recording && clockOf(recording, lane),
    ),
  );
  const taken = (outputs: readonly NativeTensor[], texts: KnownTexts): readonly TensorData[] =>
    outputs.map(({ shape, bytes }, at) =>
      fromStoredBytes((manifest.outputs[at] as Manifest["outputs"][number]).elementType, shape, bytes, texts),
    );
  return {
    manifest,
    folder,
    isNew,
    ...(recording !== undefined && { recording }),
    run: async (inputs, signal) => {
      const given = inputs.map(nativeTensor);
      return taken(await runners.use((runner) => runner.runAsync(given, signal), signal), new KnownTexts(manifest.texts, inputs));
    },
    runNow: (inputs) =>
      taken(
        runners.useNow((runner) => runner.run(inputs.map(nativeTensor))),
        new KnownTexts(manifest.texts, inputs),
      ),
    release: releaseOutputs,
    close: () => {
      runners.close();
      library.close();
    },
  };
}

function clockOf(recording: Recording, lane: number): Clock {
  const words = recording.room();
  return {
    words,
    onRun: (inputs) =>
      recording.keep(
        lane,
        words,
        inputs.map(({ shape }) => shape),
      ),
  };
}

function nativeTensor(tensor: TensorData): NativeTensor {
  const bytes = storedBytes(tensor) as Uint8Array<ArrayBuffer>;
  // Views of files may begin anywhere; elements in memory do not
  return { shape: tensor.shape, bytes: bytes.byteOffset % 16 === 0 ? bytes : new Uint8Array(bytes) };
}

/** Runners, each for one run at a time; made when they are needed. */
class RunnerPool {
  private readonly make: (number: number) => Runner;
  private readonly all: Runner[] = [];
  private readonly free: Runner[] = [];
  private readonly waiting: ((runner: Runner) => void)[] = [];

  constructor(make: (number: number) => Runner) {
    this.make = make;
  }

  async use<T>(action: (runner: Runner) => Promise<T>, signal?: AbortSignal): Promise<T> {
    signal?.throwIfAborted();
    const runner = this.take() ?? (await this.wait(signal));
    try {
      return await action(runner);
    } finally {
      const next = this.waiting.shift();
      if (next === undefined) this.free.push(runner);
      else next(runner);
    }
  }

  private wait(signal: AbortSignal | undefined): Promise<Runner> {
    return new Promise((given, failed) => {
      const giveUp = (): void => {
        this.waiting.splice(this.waiting.indexOf(next), 1);
        failed(signal?.reason as Error);
      };
      const next = (runner: Runner): void => {
        signal?.removeEventListener("abort", giveUp);
        given(runner);
      };
      this.waiting.push(next);
      signal?.addEventListener("abort", giveUp, { once: true });
    });
  }

  useNow<T>(action: (runner: Runner) => T): T {
    const runner = this.take();
    if (runner === undefined) throw new RunError("too many runs are under way");
    try {
      return action(runner);
    } finally {
      this.free.push(runner);
    }
  }

  close(): void {
    for (const runner of this.all) runner.close();
  }

  private take(): Runner | undefined {
    const runner = this.free.pop();
    if (runner !== undefined || this.all.length >= mostRunners) return runner;
    const made = this.make(this.all.length);
    this.all.push(made);
    return made;
  }
}
