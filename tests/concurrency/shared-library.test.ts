/** A shared library has no entry of ours, and uses the pool all the same, on threads of its host. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { root } from "../harness/repository.ts";

const folder = mkdtempSync(join(tmpdir(), "salamander-shared-"));
after(() => rmSync(folder, { recursive: true, force: true }));

const library = `from std.algorithm import parallelize

@export
def total(count: Int) -> Int:
    var cells = List[Int](length=count, fill=0)
    var data = cells.unsafe_ptr()

    @parameter
    def fill(index: Int):
        data[index] = index

    parallelize[fill](count)
    var sum = 0
    for i in range(count):
        sum += cells[i]
    return sum
`;

const host = (path: string): string => `
import ctypes, threading
total = ctypes.CDLL(${JSON.stringify(path)}).total
total.restype, total.argtypes = ctypes.c_long, [ctypes.c_long]
results = [total(1000)]
threads = [threading.Thread(target=lambda: results.append(total(1000))) for _ in range(4)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(results)
`;

const hasPython = spawnSync("python3", ["--version"]).status === 0;

test("parallelize in a library, called from several threads", { skip: hasPython ? false : "python3 is not installed" }, () => {
  const source = join(folder, "library.mojo");
  const built = join(folder, "library.so");
  writeFileSync(source, library);
  const build = spawnSync(join(root, "mojo"), ["build", "--emit=shared-lib", source, "-o", built], { encoding: "utf8" });
  assert.equal(build.status, 0, build.stderr);
  const run = spawnSync("python3", ["-c", host(built)], { encoding: "utf8", timeout: 60_000 });
  assert.equal(run.stdout, "[499500, 499500, 499500, 499500, 499500]\n", run.stderr);
});

/** Threads that used the pool go on after the library was given back: its code is still there when they end. */
const closingHost = (path: string): string => `
import _ctypes, ctypes, threading
library = ctypes.CDLL(${JSON.stringify(path)})
library.total.restype, library.total.argtypes = ctypes.c_long, [ctypes.c_long]
used, closed, results = threading.Event(), threading.Event(), []
def work():
    results.append(library.total(1000))
    used.set()
    closed.wait()
thread = threading.Thread(target=work)
thread.start()
used.wait()
_ctypes.dlclose(library._handle)
closed.set()
thread.join()
print(results)
`;

test("a library that is closed while threads of its host are alive", { skip: hasPython ? false : "python3 is not installed" }, () => {
  const source = join(folder, "closing.mojo");
  const built = join(folder, "closing.so");
  writeFileSync(source, library);
  const build = spawnSync(join(root, "mojo"), ["build", "--emit=shared-lib", source, "-o", built], { encoding: "utf8" });
  assert.equal(build.status, 0, build.stderr);
  const run = spawnSync("python3", ["-c", closingHost(built)], { encoding: "utf8", timeout: 60_000 });
  assert.deepEqual([run.stdout, run.signal], ["[499500]\n", null]);
});
