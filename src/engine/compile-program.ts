/** Compiles the program of a model into a library, and writes its weights beside it. */
import { closeSync, ftruncateSync, openSync, writeSync } from "node:fs";
import { InternalError } from "../base/assert.ts";
import { renderText } from "../diag/render-text.ts";
import { buildProgram } from "../driver/compile.ts";
import { libraryPath as sharedLibraryPath } from "../driver/paths.ts";
import { defaultCompileOptions, type OptimizationLevel } from "../driver/options.ts";
import { CompileSession } from "../driver/session.ts";
import type { Program } from "./emission/program-writer.ts";

export type CompileRequest = {
  readonly program: Program;
  readonly libraryPath: string;
  readonly weightsPath: string;
  readonly optimization: OptimizationLevel;
};

export async function compileProgram({ program, libraryPath, weightsPath, optimization }: CompileRequest): Promise<void> {
  const session = new CompileSession(
    {
      ...defaultCompileOptions,
      mainPath: libraryPath.replace(/\.so$/, ".mojo"),
      mainText: program.text,
      emit: "shared-library",
      entry: "library",
      optimization,
      prebuiltPath: `${sharedLibraryPath}/engine/prebuilt.mojo`,
    },
    {},
  );
  if (!(await buildProgram(session, libraryPath))) {
    throw new InternalError(
      `the program of a model does not compile:\n${session.sink.diagnostics.map((each) => renderText(each)).join("\n")}`,
    );
  }
  writeWeights(program, weightsPath);
}

export function writeWeights(program: Program, path: string): void {
  const file = openSync(path, "w");
  try {
    for (const { offset, bytes } of program.weights.parts) {
      for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done, bytes.length - done, offset + done);
    }
    ftruncateSync(file, program.weights.size);
  } finally {
    closeSync(file);
  }
}
