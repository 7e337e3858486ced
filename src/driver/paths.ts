/**
 * Where things are: this installation, its library, the cache folder, the program's files. No other module looks at the environment for these.
 */
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder that holds package.json, `src` and `library`. */
export const installationRoot: string = resolve(dirname(fileURLToPath(import.meta.url)), "..", "..");

/** `std` and `compat` live here. */
export const libraryPath: string = `${installationRoot}/library`;

/** Undefined when there is nowhere to write (no HOME): then nothing is cached. */
export function cacheFolder(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  if (environment["SALAMANDER_CACHE"]) return resolve(environment["SALAMANDER_CACHE"]);
  if (environment["XDG_CACHE_HOME"]) return `${resolve(environment["XDG_CACHE_HOME"])}/salamander`;
  if (environment["HOME"]) return `${resolve(environment["HOME"])}/.cache/salamander`;
  return undefined;
}
