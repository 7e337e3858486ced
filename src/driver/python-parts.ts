/**
 * A Python program in parts: each function and class of its main module is an object of its own, kept by the text of its IR. Who edits one
 * function compiles only that one again, and what the module itself does.
 */
import type { MirFunction } from "../mir/mir.ts";
import type { IrPart } from "../llvm/backend.ts";
import { splitModule } from "../mir/split.ts";
import { CompileCache } from "./cache.ts";
import { contentHash, temporaryPath } from "./cache-inputs.ts";
import type { ElaboratedProgram } from "./compile.ts";
import { fs } from "./host.ts";
import { cacheFolder } from "./paths.ts";
import type { CompileSession } from "./session.ts";
import { compilerFingerprint } from "./version.ts";

const main = "module";
/** Parts with fewer statements of MIR go together with others. */
const fewStatements = 400;
const smallParts = 8;

/** Undefined: it is better compiled as a whole. */
export async function partObjects(
  session: CompileSession,
  program: ElaboratedProgram,
  emit: (part: ElaboratedProgram, isMain: boolean) => Promise<readonly IrPart[]>,
  compile: (ir: readonly IrPart[]) => Uint8Array,
): Promise<readonly Uint8Array[] | undefined> {
  const folder = cacheFolder();
  if (folder === undefined || session.options.debugInfo) return undefined;
  const nameOf = partNames(program.module.functions.values());
  const parts = splitModule(program.module, main, nameOf);
  if (parts === undefined || parts.length < 2) return undefined;
  const cache = new CompileCache(folder);
  const objects: Uint8Array[] = [];
  for (const { name, module } of parts) {
    const ir = await emit({ ...program, module }, name === main);
    const key = contentHash(JSON.stringify([compilerFingerprint(), session.options.optimization, program.target, ir]));
    const path = `${cache.folder}/parts/${key.slice(0, 2)}/${key.slice(2)}`;
    objects.push(kept(path) ?? keep(cache, path, compile(ir)));
  }
  return objects;
}

function partNames(functions: Iterable<MirFunction>): (fn: MirFunction) => string | undefined {
  const sizes = new Map<string, number>();
  const nameOf = ({ symbol, displayName }: MirFunction): string | undefined =>
    symbol.startsWith("python.") ? (displayName.split(".")[0] as string) : undefined;
  for (const fn of functions) {
    const name = nameOf(fn);
    if (name === undefined) continue;
    const size = fn.blocks.reduce((sum, block) => sum + block.statements.length + 1, 0);
    sizes.set(name, (sizes.get(name) ?? 0) + size);
  }
  return (fn) => {
    const name = nameOf(fn);
    if (name === undefined || name === main || (sizes.get(name) as number) >= fewStatements) return name;
    return `small ${Number.parseInt(contentHash(name).slice(0, 4), 16) % smallParts}`;
  };
}

function kept(path: string): Uint8Array | undefined {
  try {
    const object = fs.readFileSync(path);
    const now = new Date();
    fs.utimesSync(path, now, now);
    return object;
  } catch {
    return undefined;
  }
}

function keep({ folder }: CompileCache, path: string, object: Uint8Array): Uint8Array {
  try {
    const unfinished = temporaryPath(folder);
    if (unfinished === undefined) return object;
    fs.writeFileSync(unfinished, object);
    fs.mkdirSync(path.slice(0, path.lastIndexOf("/")), { recursive: true });
    fs.renameSync(unfinished, path);
  } catch {
    // A cache that cannot be written saves nothing.
  }
  return object;
}
