/**
 * Runs programs, reads the numbers they print, and turns them into a table.
 *
 * A measured program prints lines `name value`; `seconds` is its time without start-up. Peers run in turn, one repetition
 * after the other, so that whatever else the machine does hits all of them alike.
 */
import { spawnSync } from "node:child_process";

export type Peer = {
  readonly name: string;
  readonly command: string;
  readonly arguments: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly folder?: string;
  /** Reads the measure from what was printed; the `seconds` line when absent. */
  readonly read?: (output: string) => number;
  /** Run this many times at most: for peers that are slow. */
  readonly repetitions?: number;
};

export type Measurement = {
  readonly peer: Peer;
  readonly values: readonly number[];
  /** Standard output of the last run, without the lines that are times. */
  readonly output: string;
};

export class MeasureError extends Error {}

export function runOnce(peer: Pick<Peer, "command" | "arguments" | "environment" | "folder">): string {
  const result = spawnSync(peer.command, peer.arguments, {
    cwd: peer.folder,
    encoding: "utf8",
    env: { ...process.env, ...peer.environment },
    maxBuffer: 1 << 28,
  });
  if (result.error !== undefined) throw new MeasureError(`cannot run ${peer.command}: ${result.error.message}`);
  if (result.status !== 0)
    throw new MeasureError(`${[peer.command, ...peer.arguments].join(" ")} ended with ${result.status ?? result.signal}\n${result.stderr}`);
  return result.stdout + result.stderr;
}

/** One run of each peer after the other, `repetitions` times. */
export function measureInTurn(peers: readonly Peer[], repetitions: number): Measurement[] {
  const values = peers.map((): number[] => []);
  const outputs = peers.map(() => "");
  for (let repetition = 0; repetition < repetitions; repetition++)
    peers.forEach((peer, index) => {
      if (repetition >= (peer.repetitions ?? repetitions)) return;
      const output = runOnce(peer);
      (values[index] as number[]).push((peer.read ?? readSeconds)(output));
      outputs[index] = output
        .split("\n")
        .filter((line) => !/^(seconds|baseline) /.test(line))
        .join("\n")
        .trim();
    });
  return peers.map((peer, index) => ({ peer, values: values[index] as number[], output: outputs[index] as string }));
}

export function readSeconds(output: string): number {
  return readNumber(output, "seconds");
}

export function readNumber(output: string, name: string): number {
  const match = new RegExp(`^${name}\\s+([-+.\\deE]+)\\s*$`, "m").exec(output);
  if (match === null) throw new MeasureError(`no line \`${name} …\` in\n${output}`);
  return Number(match[1]);
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[middle] as number) : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}

export function least(values: readonly number[]): number {
  return Math.min(...values);
}

export function showSeconds(seconds: number): string {
  return seconds < 1 ? `${(seconds * 1000).toFixed(2)} ms` : `${seconds.toFixed(3)} s`;
}

/** Columns as wide as they need; the first one to the left, the others to the right. */
export function renderTable(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] as readonly string[]).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? "").length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] as number) : cell.padStart(widths[column] as number)))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
