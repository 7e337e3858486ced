/**
 * The slow way of `mojo run`: compile, keep the executable, run it.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import type { CompileCache } from "../driver/cache.ts";
import type { Manifest } from "../driver/manifest.ts";
import { reserveArtefact, storeArtefact } from "../driver/cache-store.ts";
import { buildProgram } from "../driver/compile.ts";
import { executeProgram, runAsChild, type ProgramArguments } from "../driver/execute.ts";
import type { CompileSession } from "../driver/session.ts";
import { renderJson } from "../diag/render-json.ts";
import { flag } from "./arguments.ts";
import { diagnosticStyle } from "./compile-arguments.ts";
import { renderDiagnostics, writeDiagnostics } from "./console.ts";
import { type SessionRequest, withSession, writeTimes } from "./session.ts";

export async function compileAndRun(request: SessionRequest, cache: CompileCache | undefined, program: ProgramArguments): Promise<number> {
  return withSession({ ...request, writesTimes: true }, async (session) => {
    const reserved = cache === undefined ? undefined : reserveArtefact(cache);
    const path = reserved ?? `${mkdtempSync(`${tmpdir()}/salamander-`)}/program`;
    const isBuilt = await buildProgram(session, path);
    await writeDiagnostics(session.sink.diagnostics, diagnosticStyle(request.parsed));
    if (!isBuilt) {
      rmSync(path, { force: true });
      return 1;
    }
    if (flag(request.parsed, "--time-passes")) await writeTimes(session);
    if (cache !== undefined && reserved !== undefined && !session.isProvisional) {
      const inputs = session.reader.inputs();
      const stored = storeArtefact(cache, {
        options: session.options,
        inputs,
        more: session.prebuiltInputs,
        builtPath: path,
        warnings: await keptWarnings(session),
      });
      return executeProgram(stored?.path ?? path, program);
    }
    return executeTemporary(path, program);
  });
}

async function keptWarnings(session: CompileSession): Promise<Manifest["warnings"]> {
  const { diagnostics } = session.sink;
  if (diagnostics.length === 0) return undefined;
  return {
    plain: await renderDiagnostics(diagnostics, false),
    colored: await renderDiagnostics(diagnostics, true),
    json: diagnostics.map((diagnostic) => `${renderJson(diagnostic)}\n`).join(""),
  };
}

/** Nobody could delete the file after this process was replaced, so the program runs as a child. */
async function executeTemporary(path: string, program: ProgramArguments): Promise<number> {
  try {
    return await runAsChild(path, program);
  } finally {
    rmSync(path.slice(0, path.lastIndexOf("/")), { recursive: true, force: true });
  }
}
