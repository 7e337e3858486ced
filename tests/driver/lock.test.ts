import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { withLock } from "../../src/driver/lock.ts";

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "salamander-lock-"));
  path = join(folder, "lock");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("one at a time, in any order", async () => {
  let inside = 0;
  const work = async (): Promise<void> => {
    assert.equal(++inside, 1);
    await sleep(20);
    inside--;
  };
  await Promise.all([withLock(path, work), withLock(path, work), withLock(path, work)]);
  assert.ok(!existsSync(path));
});

test("what a process that is gone has left behind is taken over", async () => {
  const gone = spawnSync(process.execPath, ["-e", ""]).pid;
  writeFileSync(path, String(gone));
  assert.equal(await withLock(path, async () => "done"), "done");
});

test("a file without an owner is taken over when it is old", async () => {
  writeFileSync(path, "");
  const old = Date.now() / 1000 - 60;
  utimesSync(path, old, old);
  assert.equal(await withLock(path, async () => "done"), "done");
});

test("work that fails gives the lock back", async () => {
  await assert.rejects(
    withLock(path, async () => {
      throw new Error("no");
    }),
  );
  assert.ok(!existsSync(path));
});
