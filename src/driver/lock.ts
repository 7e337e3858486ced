/** One process at a time: a file that names its owner. What a process that is gone has left behind is taken over. */
import { setTimeout as sleep } from "node:timers/promises";
import { fs } from "./host.ts";

const pollMs = 50;
const unwrittenMs = 10_000;

export async function withLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  while (!take(path)) await sleep(pollMs);
  try {
    return await work();
  } finally {
    fs.rmSync(path, { force: true });
  }
}

function take(path: string): boolean {
  try {
    fs.writeFileSync(path, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  if (isAbandoned(path)) fs.rmSync(path, { force: true });
  return false;
}

function isAbandoned(path: string): boolean {
  try {
    const owner = Number(fs.readFileSync(path, "utf8"));
    // Made and not written: its owner is about to, unless it was ended in between.
    return owner === 0 ? Date.now() - fs.statSync(path).mtimeMs > unwrittenMs : !isAlive(owner);
  } catch {
    return false; // Given back meanwhile.
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
