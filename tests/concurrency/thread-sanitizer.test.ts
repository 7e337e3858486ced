/**
 * The pool, tasks, channels and locks under LLVM's thread sanitizer: no race is found, and a race that is there is.
 *
 * Where clang-19 and GCC's `libtsan` are installed: the optimised IR of a golden program is instrumented by clang and linked with that library.
 * By hand: `npm test -- thread-sanitizer`.
 */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import { root } from "../harness/repository.ts";

const folder = mkdtempSync(join(tmpdir(), "salamander-tsan-"));
after(() => rmSync(folder, { recursive: true, force: true }));

/** Both calls change `count` once both have begun, so on two threads. */
const racy = `from std.algorithm import sync_parallelize
from std.atomic import Atomic, Ordering

def main():
    var begun = Atomic[DType.int64](0)
    var count = 0

    @parameter
    def add(index: Int):
        _ = begun.fetch_add[ordering=Ordering.RELAXED](1)
        while begun.load[ordering=Ordering.RELAXED]() < 2:
            pass
        count += 1

    sync_parallelize[add](2)
    print(count)
`;

/** Instrumented code may call these; older libraries lack them. */
const missing = `#include <string.h>
void *__tsan_memset(void *d, int c, unsigned long n) { return memset(d, c, n); }
void *__tsan_memcpy(void *d, const void *s, unsigned long n) { return memcpy(d, s, n); }
void *__tsan_memmove(void *d, const void *s, unsigned long n) { return memmove(d, s, n); }
`;

const programs = ["channel", "channel_values", "condition", "mutex", "parallelize_error", "raising_task_group", "stress", "tasks"];

describe("thread sanitizer", { skip: reasonToSkip() }, () => {
  test("finds a race that is there", () => {
    const path = join(folder, "racy.mojo");
    writeFileSync(path, racy);
    assert.match(run(path, "racy"), /WARNING: ThreadSanitizer: data race/);
  });
  for (const name of programs)
    test(name, () => assert.doesNotMatch(run(join(root, "tests", "golden", "concurrency", `${name}.mojo`), name), /ThreadSanitizer/));
});

/** What the instrumented program writes. */
function run(source: string, name: string): string {
  const at = (ending: string): string => join(folder, `${name}.${ending}`);
  must(join(root, "mojo"), ["build", "-O1", "--target-cpu=x86-64-v3", "--emit=llvm", source, "-o", at("ll")]);
  writeFileSync(at("ll"), readFileSync(at("ll"), "utf8").replaceAll(/^(attributes #\d+ = \{)/gm, "$1 sanitize_thread"));
  writeFileSync(at("c"), missing);
  must("clang-19", ["-fsanitize=thread", "-O1", "-march=x86-64-v3", "-c", at("ll"), "-o", at("o")]);
  must("objcopy", ["--weaken-symbol=_start", at("o")]);
  must("gcc", [at("o"), at("c"), "-o", at("exe"), "-ltsan", "-lm", "-lpthread"]);
  const environment = { ...process.env, MOJO_NUM_THREADS: "4" };
  // The library wants addresses where they are without randomisation.
  const { stdout, stderr } = spawnSync("setarch", ["-R", at("exe")], { encoding: "utf8", env: environment, timeout: 120_000 });
  return stdout + stderr;
}

function must(command: string, list: readonly string[]): void {
  const { status, stderr } = spawnSync(command, list, { encoding: "utf8" });
  assert.equal(status, 0, `${command} ${list.join(" ")}\n${stderr}`);
}

function reasonToSkip(): string | false {
  if (process.arch !== "x64" || process.platform !== "linux") return "x86-64 Linux only";
  for (const tool of ["clang-19", "gcc", "objcopy", "setarch"])
    if (spawnSync(tool, ["--version"], { stdio: "ignore" }).error !== undefined) return `${tool} is not installed`;
  if (spawnSync("setarch", ["-R", "true"]).status !== 0) return "address randomisation cannot be switched off here";
  const library = spawnSync("gcc", ["-print-file-name=libtsan.so"], { encoding: "utf8" }).stdout.trim();
  return existsSync(library) && library.startsWith("/") ? false : "libtsan is not installed";
}
