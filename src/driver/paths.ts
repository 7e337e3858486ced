/**
 * Where things are: this installation, its library, the cache folder. No other module looks at the environment for these.
 */
import { path } from "./host.ts";

/** The folder that holds package.json, `src` and `library`. */
export const installationRoot: string = path.resolve(import.meta.dirname, "..", "..");

/** The `mojo` command's own file. */
export const compilerMain: string = path.resolve(import.meta.dirname, "..", "cli", `main${path.extname(import.meta.filename)}`);

/** `std` and `compat` live here. */
export const libraryPath: string = `${installationRoot}/library`;

/** Undefined when there is nowhere to write (no HOME): then nothing is cached. */
export function cacheFolder(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  if (environment["SALAMANDER_CACHE"]) return path.resolve(environment["SALAMANDER_CACHE"]);
  if (environment["XDG_CACHE_HOME"]) return `${path.resolve(environment["XDG_CACHE_HOME"])}/salamander`;
  if (environment["HOME"]) return `${path.resolve(environment["HOME"])}/.cache/salamander`;
  return undefined;
}

/** What was measured while compiling. */
export function tuningFolder(): string | undefined {
  const folder = cacheFolder();
  return folder && `${folder}/tuned`;
}

/** For work on the run time of Python: `SALAMANDER_RUNTIME_LEVEL=0` compiles it in a third of the time. */
export function runtimeLevel(environment: NodeJS.ProcessEnv = process.env): 0 | 3 {
  return environment["SALAMANDER_RUNTIME_LEVEL"] === "0" ? 0 : 3;
}
