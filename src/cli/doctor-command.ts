/**
 * `mojo doctor`: whether this machine has what the compiler needs, and what to do about what is missing.
 */
import { spawnSync } from "node:child_process";
import { HostError } from "../base/assert.ts";
import { fs } from "../driver/host.ts";
import { cacheFolder, installationRoot, libraryPath } from "../driver/paths.ts";
import { compilerVersion } from "../driver/version.ts";
import { type ArgumentTable, flag, helpOption, parseArguments, renderHelp } from "./arguments.ts";
import { standardOutput, wantsColor, write } from "./console.ts";

const table: ArgumentTable = {
  command: "doctor",
  usage: ["mojo doctor"],
  summary: "Says whether this machine has what is needed, and what to do where it has not.",
  options: [helpOption],
};

/** `optional`: most programs do without. */
type Finding = { readonly what: string; readonly state: "ok" | "missing" | "optional"; readonly detail: string };

export async function run(words: readonly string[]): Promise<number> {
  const parsed = parseArguments(table, words);
  if (flag(parsed, "--help")) {
    write(standardOutput, renderHelp(table));
    return 0;
  }
  const findings = [checkCompiler(), checkNode(), await checkLlvm(), await checkLinker(), checkLibrary(), checkPython(), checkCache()];
  const color = await wantsColor("auto", standardOutput);
  const paints = { ok: "32", missing: "31", optional: "33" } as const;
  for (const { what, state, detail } of findings) {
    const shown = state.padEnd(8);
    write(standardOutput, `${color ? `\u001b[${paints[state]}m${shown}\u001b[0m` : shown}  ${what.padEnd(16)}  ${detail}\n`);
  }
  return findings.some((finding) => finding.state === "missing") ? 1 : 0;
}

function checkCompiler(): Finding {
  return { what: "salamander", state: "ok", detail: `${compilerVersion()} in ${installationRoot}` };
}

function checkNode(): Finding {
  const major = Number(process.versions.node.split(".")[0]);
  const detail = `${process.versions.node} (${process.execPath})`;
  return major >= 24
    ? { what: "Node.js", state: "ok", detail }
    : { what: "Node.js", state: "missing", detail: `${detail}; 24 or later is needed: run ./setup` };
}

async function checkLlvm(): Promise<Finding> {
  try {
    const { hostProcessor } = await import("../llvm/backend.ts");
    const { triple, cpu } = hostProcessor();
    return { what: "LLVM 19", state: "ok", detail: `${triple}, ${cpu}` };
  } catch (error) {
    if (!(error instanceof HostError) && !(error instanceof Error)) throw error;
    return { what: "LLVM 19", state: "missing", detail: error.message };
  }
}

async function checkLinker(): Promise<Finding> {
  const { systemLinkHost } = await import("../llvm/link-host.ts");
  const host = systemLinkHost();
  for (const name of ["ld.lld-19", "ld.lld", "ld.mold", "ld", "clang", "gcc", "cc"]) {
    const path = host.findProgram(name);
    if (path !== undefined) return { what: "linker", state: "ok", detail: path };
  }
  return { what: "linker", state: "missing", detail: "install lld-19 or binutils; ./setup does it on Debian and Ubuntu" };
}

function checkLibrary(): Finding {
  const prelude = `${libraryPath}/std/prelude.mojo`;
  if (fs.existsSync(prelude)) return { what: "library", state: "ok", detail: libraryPath };
  return { what: "library", state: "missing", detail: `${prelude} is not there: the installation is damaged` };
}

/** Programs that import Python modules open the user's own libpython. */
function checkPython(): Finding {
  const program =
    "import sys, sysconfig; print(sys.version.split()[0], sysconfig.get_config_var('INSTSONAME') or '', sysconfig.get_config_var('LIBDIR') or '')";
  const { status, stdout } = spawnSync("python3", ["-c", program], { encoding: "utf8" });
  if (status !== 0) return { what: "Python", state: "optional", detail: "no python3: programs that import Python modules cannot run" };
  const [version, library, folder] = stdout.trim().split(" ");
  return { what: "Python", state: "ok", detail: `${version}, ${library} in ${folder}` };
}

function checkCache(): Finding {
  const folder = cacheFolder();
  if (folder === undefined)
    return { what: "cache", state: "optional", detail: "no HOME: nothing is cached; SALAMANDER_CACHE may name a folder" };
  try {
    fs.mkdirSync(folder, { recursive: true });
    fs.accessSync(folder, fs.constants.W_OK);
    return { what: "cache", state: "ok", detail: folder };
  } catch {
    return { what: "cache", state: "optional", detail: `${folder} cannot be written: nothing is cached` };
  }
}
