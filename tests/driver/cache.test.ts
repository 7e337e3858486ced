import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, mock, test } from "node:test";
import { CompileCache } from "../../src/driver/cache.ts";
import { pruneCache, reserveArtefact, storeArtefact } from "../../src/driver/cache-store.ts";
import { type CompileOptions, defaultCompileOptions } from "../../src/driver/options.ts";
import { SourceReader } from "../../src/driver/source-reader.ts";

let folder: string;
let options: CompileOptions;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "salamander-cache-test-"));
  options = { ...defaultCompileOptions, mainPath: join(folder, "main.mojo") };
  writeFileSync(options.mainPath, "main");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** As a compile does: reads the program and what it imports, stores what it built. */
function compile(cache: CompileCache, content: string, readAlso: readonly string[] = [], with_: CompileOptions = options): void {
  const reader = new SourceReader();
  reader.readFile(with_.mainPath);
  for (const name of readAlso) reader.readFile(join(folder, name));
  const built = reserveArtefact(cache);
  assert.ok(built !== undefined);
  writeFileSync(built, content);
  assert.ok(storeArtefact(cache, { options: with_, inputs: reader.inputs(), builtPath: built }));
}

test("what was stored is found, and is an executable file", async () => {
  const cache = new CompileCache(folder);
  assert.equal(await cache.find(options), undefined);
  compile(cache, "program");
  const found = await cache.find(options);
  assert.ok(found);
  assert.equal(readFileSync(found.path, "utf8"), "program");
  assert.deepEqual(readdirSync(join(folder, "compiled/building")), []);
});

test("a changed file, a new file where none was, and other options are a miss", async () => {
  const cache = new CompileCache(folder);
  writeFileSync(join(folder, "helper.mojo"), "one");
  compile(cache, "program", ["helper.mojo", "absent.mojo"]);
  assert.ok(await cache.find(options));
  assert.equal(await cache.find({ ...options, optimization: 0 }), undefined);
  assert.equal(await cache.find({ ...options, defines: new Map([["n", "1"]]) }), undefined);
  assert.equal(await cache.find({ ...options, target: { cpu: "x86-64" } }), undefined);

  writeFileSync(join(folder, "helper.mojo"), "two");
  assert.equal(await cache.find(options), undefined);
  writeFileSync(join(folder, "helper.mojo"), "one");
  assert.ok(await cache.find(options));

  writeFileSync(join(folder, "absent.mojo"), "now it is there");
  assert.equal(await cache.find(options), undefined);
});

test("a listing is an input too", async () => {
  const cache = new CompileCache(folder);
  const reader = new SourceReader();
  reader.readFile(options.mainPath);
  reader.listDirectory(folder);
  // The listing is of this very folder, so the cache's own folder must be there first.
  const built = reserveArtefact(cache) as string;
  const inputs = new SourceReader();
  inputs.listDirectory(folder);
  writeFileSync(built, "x");
  storeArtefact(cache, { options, inputs: inputs.inputs(), builtPath: built });
  assert.ok(await cache.find(options));
  writeFileSync(join(folder, "new.mojo"), "");
  assert.equal(await cache.find(options), undefined);
});

test("a damaged manifest or artefact is a miss, not a failure", async () => {
  const cache = new CompileCache(folder);
  compile(cache, "program");
  const path = (await cache.find(options))?.path as string;
  writeFileSync(path, "prog");
  assert.equal(await cache.find(options), undefined);
  compile(cache, "program");
  const manifests = join(folder, "compiled/manifests");
  for (const name of readdirSync(manifests, { recursive: true, encoding: "utf8" }))
    if (name.endsWith(".json")) writeFileSync(join(manifests, name), "{");
  assert.equal(await cache.find(options), undefined);
});

test("a folder that cannot be made is no cache", async () => {
  writeFileSync(join(folder, "file"), "");
  const cache = new CompileCache(join(folder, "file"));
  assert.equal(reserveArtefact(cache), undefined);
  assert.equal(await cache.find(options), undefined);
});

test("pruning removes what was not used for longest, and leaves the young", async () => {
  const cache = new CompileCache(folder);
  const programs: string[] = [];
  for (const [index, name] of ["a", "b", "c"].entries()) {
    const mainPath = join(folder, `${name}.mojo`);
    writeFileSync(mainPath, name);
    const with_ = { ...options, mainPath };
    compile(cache, name.repeat(1_000_000), [], with_);
    const path = (await cache.find(with_))?.path as string;
    const time = Date.now() / 1000 - 3600 * 24 * (3 - index);
    utimesSync(path, time, time);
    programs.push(path);
  }
  // Room for about two of the three, and for the manifests.
  pruneCache(cache, 10_000_000);
  assert.deepEqual(
    programs.map((path) => existsSync(path)),
    [true, true, true],
  );
  pruneCache(cache, 3_000_000, 1000);
  assert.deepEqual(
    programs.map((path) => existsSync(path)),
    [false, true, true],
  );
  pruneCache(cache, 0);
  assert.deepEqual(
    programs.map((path) => existsSync(path)),
    [false, false, false],
  );
  assert.equal(await cache.find({ ...options, mainPath: join(folder, "a.mojo") }), undefined);
});

test("a file whose stamp proves nothing is read", async () => {
  const cache = new CompileCache(folder);
  const long = new Date(Date.now() - 3_600_000);
  compile(cache, "program");
  // Same size and mtime, other content: the time of the change of the entry tells.
  const { mtime } = statSync(options.mainPath);
  writeFileSync(options.mainPath, "maim");
  utimesSync(options.mainPath, mtime, mtime);
  assert.equal(await cache.find(options), undefined);
  // Same content, other time: still the same program.
  writeFileSync(options.mainPath, "main");
  utimesSync(options.mainPath, long, long);
  assert.ok(await cache.find(options));
});

test("stamps that proved nothing are renewed once the hash did", async () => {
  const cache = new CompileCache(folder);
  compile(cache, "program");
  assert.equal((await cache.find(options))?.manifest.inputs[0]?.stamp, undefined);
  const settled = Date.now() + 3000;
  mock.timers.enable({ apis: ["Date"], now: settled });
  try {
    await cache.find(options);
    assert.ok((await cache.find(options))?.manifest.inputs[0]?.stamp);
  } finally {
    mock.timers.reset();
  }
});
