/**
 * A model that is ready to run: compiled once, for all shapes.
 *
 * In: a model and a folder for what is compiled. Not here: the shape of other engines' interfaces (`inference-session.ts`), the command line.
 */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import type { OptimizationLevel } from "../driver/options.ts";
import { engineFingerprint } from "./fingerprint.ts";
import { compileProgram } from "./compile-program.ts";
import type { OperatorSet } from "./operator-set.ts";
import { fromStoredBytes, storedBytes } from "./emission/weights-layout.ts";
import { type Program, writeProgram } from "./emission/program-writer.ts";
import { storageBytes } from "./emission/spelling.ts";
import { importModel, type KnownInputs } from "./import-model.ts";
import { NativeLibrary, type NativeTensor, releaseOutputs, type Runner } from "./native/library.ts";
import type { OnnxModel } from "./onnx/model.ts";
import type { TensorData } from "./tensor-data.ts";
import { KnownTexts } from "./text-numbers.ts";

export type SessionOptions = {
  readonly folder: string;
  readonly threads?: number;
  readonly optimization?: OptimizationLevel;
  /** Inputs whose values are fixed. */
  readonly known?: KnownInputs;
  readonly operators?: OperatorSet;
};

export type Session = {
  readonly program: Program;
  /** Tensors in the order of the program's inputs. */
  readonly run: (inputs: readonly TensorData[]) => readonly TensorData[];
  readonly runAsync: (inputs: readonly TensorData[]) => Promise<readonly TensorData[]>;
  /** Gives the memory of outputs back at once; they must not be read afterwards. */
  readonly release: (outputs: readonly TensorData[]) => void;
  readonly close: () => void;
};

export async function openSession(model: OnnxModel, options: SessionOptions): Promise<Session> {
  const program = writeProgram(importModel(model, options.known, options.operators), options.operators);
  const { libraryPath, weightsPath } = await compiled(program, options);
  const library = new NativeLibrary(libraryPath, weightsPath);
  const runner = library.runner(
    program.outputs.map(({ tensor }) => storageBytes(tensor.elementType)),
    options.threads ?? 1,
  );
  return sessionOf(program, library, runner);
}

function sessionOf(program: Program, library: NativeLibrary, runner: Runner): Session {
  const given = (inputs: readonly TensorData[]): readonly NativeTensor[] =>
    inputs.map((data) => ({ shape: data.shape, bytes: storedBytes(data) as Uint8Array<ArrayBuffer> }));
  const taken = (outputs: readonly NativeTensor[], texts: KnownTexts): readonly TensorData[] =>
    outputs.map(({ shape, bytes }, at) =>
      fromStoredBytes((program.outputs[at] as Program["outputs"][number]).tensor.elementType, shape, bytes, texts),
    );
  return {
    program,
    run: (inputs) => taken(runner.run(given(inputs)), new KnownTexts(program.texts, inputs)),
    runAsync: async (inputs) => taken(await runner.runAsync(given(inputs)), new KnownTexts(program.texts, inputs)),
    release: releaseOutputs,
    close: () => {
      runner.close();
      library.close();
    },
  };
}

/** Kept by the program's text and the content of its weights. */
async function compiled(program: Program, options: SessionOptions): Promise<{ libraryPath: string; weightsPath: string }> {
  const optimization = options.optimization ?? 3;
  const hash = createHash("sha256").update(program.text).update(`${engineFingerprint()}:${optimization}`);
  for (const { path, text } of program.operators.files) hash.update(JSON.stringify([path, text]));
  for (const { bytes } of program.weights.parts) hash.update(bytes);
  const base = join(options.folder, hash.digest("hex").slice(0, 32));
  const libraryPath = `${base}.so`;
  const weightsPath = `${base}.weights`;
  if (!existsSync(libraryPath) || !existsSync(weightsPath)) {
    mkdirSync(options.folder, { recursive: true });
    const own = `${base}.${process.pid}`;
    await compileProgram({ program, libraryPath: `${own}.so`, weightsPath: `${own}.weights`, optimization });
    renameSync(`${own}.weights`, weightsPath);
    renameSync(`${own}.so`, libraryPath);
  }
  return { libraryPath, weightsPath };
}
