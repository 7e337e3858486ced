/** What is going on while a model is compiled, on a terminal; and Ctrl-C, which leaves nothing half done. */
import { isatty } from "node:tty";
import { HostError } from "../base/assert.ts";
import { standardError, write } from "./console.ts";

export type Progress = { readonly onStage: (text: string) => void; readonly signal: AbortSignal };

/** The process ends by the signal, as if nobody had waited for it, after what was begun is taken back. */
export async function withProgress<T>(work: (progress: Progress) => Promise<T>): Promise<T> {
  const isTerminal = isatty(standardError);
  const started = performance.now();
  let stage = "";
  const show = (): void => {
    if (stage !== "") write(standardError, `\r\x1b[K${stage} … ${seconds(performance.now() - started)}`);
  };
  const clock = isTerminal ? setInterval(show, 200) : undefined;
  const controller = new AbortController();
  const interrupt = (signal: NodeJS.Signals): void => controller.abort(new Interrupted(signal));
  process.on("SIGINT", interrupt).on("SIGTERM", interrupt);
  try {
    return await work({
      onStage: (text) => {
        stage = text;
        if (isTerminal) show();
      },
      signal: controller.signal,
    });
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    process.off("SIGINT", interrupt).off("SIGTERM", interrupt);
    if (isTerminal) write(standardError, "\r\x1b[K");
    process.kill(process.pid, error.signal);
    return await new Promise<never>(() => setInterval(() => {}, 1000));
  } finally {
    clearInterval(clock);
    if (isTerminal && stage !== "") write(standardError, "\r\x1b[K");
    process.off("SIGINT", interrupt).off("SIGTERM", interrupt);
  }
}

/** Files that are being written are finished first; nothing else runs meanwhile. */
export function withoutInterruption<T>(work: () => T): T {
  const wait = (): void => {};
  process.on("SIGINT", wait);
  try {
    return work();
  } finally {
    process.off("SIGINT", wait);
  }
}

class Interrupted extends HostError {
  readonly signal: NodeJS.Signals;
  constructor(signal: NodeJS.Signals) {
    super("interrupted");
    this.signal = signal;
  }
}

export function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
