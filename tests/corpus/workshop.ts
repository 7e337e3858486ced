/** Where the programs of others lie, where results go, and how a program is run. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../harness/repository.ts";

export const corpusFolder: string = import.meta.dirname;
export const mojo: string = join(root, "mojo");

export type RunResult = {
  readonly output: string;
  readonly errors: string;
  readonly exitCode: number | undefined;
  readonly seconds: number;
  readonly timedOut: boolean;
};

export class Workshop {
  readonly data: string;
  private readonly folder: string = mkdtempSync(join(tmpdir(), "salamander-corpus-"));

  constructor(data: string) {
    this.data = data;
    process.on("exit", () => rmSync(this.folder, { recursive: true, force: true }));
  }

  dataPath(...names: readonly string[]): string {
    return join(this.data, ...names);
  }

  has(...names: readonly string[]): boolean {
    return existsSync(this.dataPath(...names));
  }

  /** A folder of the case's own, for generated programs and what they write. */
  newFolder(name: string): string {
    const path = join(this.folder, name.replaceAll(/[^A-Za-z0-9.]+/g, "-"));
    mkdirSync(path, { recursive: true });
    return path;
  }

  /** Packages for programs that use Python: those of the data folder, then our stand-ins. */
  pythonEnvironment(figures = ""): Record<string, string> {
    return {
      PYTHONPATH: [this.dataPath("python-packages"), join(corpusFolder, "python")].join(":"),
      PYTHONUNBUFFERED: "1",
      PYTHONWARNINGS: "ignore",
      MPLBACKEND: "module://corpus_backend",
      CORPUS_FIGURES: figures,
    };
  }
}

export function runCommand(
  command: string,
  arguments_: readonly string[],
  options: { cwd?: string; environment?: Record<string, string>; timeoutMs: number },
): RunResult {
  const start = process.hrtime.bigint();
  const result = spawnSync(command, arguments_, {
    cwd: options.cwd,
    encoding: "utf8",
    env: { ...process.env, ...options.environment },
    timeout: options.timeoutMs,
    killSignal: "SIGKILL",
    maxBuffer: 1 << 28,
  });
  return {
    output: result.stdout ?? "",
    errors: result.stderr ?? "",
    exitCode: result.status ?? undefined,
    seconds: Number(process.hrtime.bigint() - start) / 1e9,
    timedOut: result.signal === "SIGKILL",
  };
}
