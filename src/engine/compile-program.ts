/** Compiles the program of a model into a library, and writes its weights beside it. */
import { closeSync, ftruncateSync, openSync, writeSync } from "node:fs";
import { InternalError } from "../base/assert.ts";
import { renderText } from "../diag/render-text.ts";
import { buildProgram } from "../driver/compile.ts";
import { libraryPath as sharedLibraryPath } from "../driver/paths.ts";
import { defaultCompileOptions, type OptimizationLevel } from "../driver/options.ts";
import { CompileSession } from "../driver/session.ts";
import { importFolders, OperatorFileError } from "./operator-set.ts";
import type { Program } from "./emission/program-writer.ts";

export type CompileRequest = {
  readonly program: Program;
  readonly libraryPath: string;
  readonly weightsPath: string;
  readonly optimization: OptimizationLevel;
};

export type OwnFile = { readonly path: string; readonly text: string };

/**
 * Out: the user's own files that the program was made of. Throws `OperatorFileError` for what is wrong with them; that a program without them does
 * not compile is an internal error.
 */
export async function compileProgram({ program, libraryPath, weightsPath, optimization }: CompileRequest): Promise<readonly OwnFile[]> {
  const importPaths = importFolders(program.operators);
  const session = new CompileSession(
    {
      ...defaultCompileOptions,
      mainPath: libraryPath.replace(/\.so$/, ".mojo"),
      mainText: program.text,
      emit: "shared-library",
      entry: "library",
      optimization,
      ...sharedKernels(program.text),
      importPaths,
    },
    {},
  );
  if (!(await buildProgram(session, libraryPath))) {
    const found = session.sink.diagnostics.map((each) => renderText(each)).join("\n");
    if (importPaths.length === 0) throw new InternalError(`the program of a model does not compile:\n${found}`);
    const paths = program.operators.files.map(({ path }) => path).join(" and ");
    throw new OperatorFileError(`the model's program does not compile with the operators of ${paths}\n${found}`.trimEnd());
  }
  writeWeights(program, weightsPath);
  return session.reader.files().filter(({ path }) => importPaths.some((folder) => path.startsWith(`${folder}/`)));
}

/** What models share is compiled once: those without convolutions do not wait for the kernels of these. */
function sharedKernels(text: string): { readonly prebuiltPath?: string } {
  const which = /\bconvolve(_depthwise|_winograd)?\b/.test(text) ? "convolutions" : /matmul\b/.test(text) ? "products" : undefined;
  return which === undefined ? {} : { prebuiltPath: `${sharedLibraryPath}/engine/prebuilt_${which}.mojo` };
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
