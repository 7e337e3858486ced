import assert from "node:assert/strict";
import { test } from "node:test";
import { editDistance, suggestName, suggestNames } from "../../src/diag/suggest.ts";

test("one slip of the finger is found", () => {
  const names = ["print", "range", "input", "String", "parallelize", "len"];
  assert.equal(suggestName("pritn", names), "print");
  assert.equal(suggestName("prnt", names), "print");
  assert.equal(suggestName("ranges", names), "range");
  assert.equal(suggestName("parrallelise", names), "parallelize");
  assert.equal(suggestName("string", names), "String");
  assert.equal(suggestName("lne", names), "len");
});

test("what is far is not suggested", () => {
  assert.equal(suggestName("foo", ["print", "bar", "x"]), undefined);
  assert.equal(suggestName("a", ["b", "c"]), undefined);
  assert.equal(suggestName("zz", ["ab", "os"]), undefined);
});

test("spelling of words counts as nearly the same", () => {
  assert.equal(suggestName("parseInt", ["parse_int", "parse_float"]), "parse_int");
});

test("nearest first, then by name", () => {
  assert.deepEqual(suggestNames("count", ["counts", "mount", "county", "amount"], 3), ["counts", "county", "mount"]);
});

test("distance: insert, delete, replace, swap", () => {
  assert.equal(editDistance("ab", "ba", 3), 1);
  assert.equal(editDistance("kitten", "sitting", 5), 3);
  assert.equal(editDistance("kitten", "sitting", 2), Infinity);
  assert.equal(editDistance("", "abc", 3), 3);
});
