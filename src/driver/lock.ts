/** One process at a time: a file that names its owner. What a process that is gone has left behind is taken over. */
import { setTimeout as sleep } from "node:timers/promises";
import { fs } from "./host.ts";

const pollMs = 50;

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
  if (!isAlive(ownerOf(path))) fs.rmSync(path, { force: true });
  return false;
}

function ownerOf(path: string): number {
  try {
    return Number(fs.readFileSync(path, "utf8"));
  } catch {
    return 0;
  }
}

function isAlive(pid: number): boolean {
  // Not yet written, or removed meanwhile: look again.
  if (pid === 0) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
