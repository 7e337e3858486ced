import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { CompileCache } from "../../src/driver/cache.ts";
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
  const built = cache.reserve();
  assert.ok(built !== undefined);
  writeFileSync(built, content);
  assert.ok(cache.store(with_, reader.inputs(), built));
}

test("what was stored is found, and is an executable file", () => {
  const cache = new CompileCache(folder);
  assert.equal(cache.find(options), undefined);
  compile(cache, "program");
  const found = cache.find(options);
  assert.ok(found);
  assert.equal(readFileSync(found.path, "utf8"), "program");
  assert.deepEqual(readdirSync(join(folder, "compiled/building")), []);
});

test("a changed file, a new file where none was, and other options are a miss", () => {
  const cache = new CompileCache(folder);
  writeFileSync(join(folder, "helper.mojo"), "one");
  compile(cache, "program", ["helper.mojo", "absent.mojo"]);
  assert.ok(cache.find(options));
  assert.equal(cache.find({ ...options, optimization: 0 }), undefined);
  assert.equal(cache.find({ ...options, defines: new Map([["n", "1"]]) }), undefined);
  assert.equal(cache.find({ ...options, target: { cpu: "x86-64" } }), undefined);

  writeFileSync(join(folder, "helper.mojo"), "two");
  assert.equal(cache.find(options), undefined);
  writeFileSync(join(folder, "helper.mojo"), "one");
  assert.ok(cache.find(options));

  writeFileSync(join(folder, "absent.mojo"), "now it is there");
  assert.equal(cache.find(options), undefined);
});

test("a listing is an input too", () => {
  const cache = new CompileCache(folder);
  const reader = new SourceReader();
  reader.readFile(options.mainPath);
  reader.listDirectory(folder);
  // The listing is of this very folder, so the cache's own folder must be there first.
  const built = cache.reserve() as string;
  const inputs = new SourceReader();
  inputs.listDirectory(folder);
  writeFileSync(built, "x");
  cache.store(options, inputs.inputs(), built);
  assert.ok(cache.find(options));
  writeFileSync(join(folder, "new.mojo"), "");
  assert.equal(cache.find(options), undefined);
});

test("a damaged manifest or artefact is a miss, not a failure", () => {
  const cache = new CompileCache(folder);
  compile(cache, "program");
  const path = cache.find(options)?.path as string;
  writeFileSync(path, "prog");
  assert.equal(cache.find(options), undefined);
  compile(cache, "program");
  const manifests = join(folder, "compiled/manifests");
  for (const name of readdirSync(manifests, { recursive: true, encoding: "utf8" }))
    if (name.endsWith(".json")) writeFileSync(join(manifests, name), "{");
  assert.equal(cache.find(options), undefined);
});

test("a folder that cannot be made is no cache", () => {
  writeFileSync(join(folder, "file"), "");
  const cache = new CompileCache(join(folder, "file"));
  assert.equal(cache.reserve(), undefined);
  assert.equal(cache.find(options), undefined);
});

test("pruning removes what was not used for longest, and leaves the young", () => {
  const cache = new CompileCache(folder);
  const programs = ["a", "b", "c"].map((name, index) => {
    const mainPath = join(folder, `${name}.mojo`);
    writeFileSync(mainPath, name);
    const with_ = { ...options, mainPath };
    compile(cache, name.repeat(1000), [], with_);
    const path = cache.find(with_)?.path as string;
    const time = Date.now() / 1000 - 3600 * 24 * (3 - index);
    utimesSync(path, time, time);
    return path;
  });
  // Room for about two of the three, and for the manifests.
  cache.prune(10_000);
  assert.deepEqual(programs.map(existsSync), [true, true, true]);
  cache.prune(3400, 1000);
  assert.deepEqual(programs.map(existsSync), [false, true, true]);
  cache.prune(0);
  assert.deepEqual(programs.map(existsSync), [false, false, false]);
  assert.equal(cache.find({ ...options, mainPath: join(folder, "a.mojo") }), undefined);
});
