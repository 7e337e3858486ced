import assert from "node:assert/strict";
import { test } from "node:test";
import { parseDumpRequest } from "../../src/driver/options.ts";
import { renderStageTimes, Stages } from "../../src/driver/stages.ts";

test("the stage in which an exception came up is known, also inside another", () => {
  const stages = new Stages();
  assert.equal(stages.current, "start");
  assert.throws(() =>
    stages.run("outer", "salamander", () =>
      stages.run("inner", "llvm", () => {
        assert.equal(stages.current, "inner");
        throw new Error("broken");
      }),
    ),
  );
  assert.equal(stages.current, "inner");
});

test("time of an inner stage does not count for the outer one", () => {
  const stages = new Stages();
  stages.run("outer", "salamander", () => stages.add("inner", "llvm", 1000));
  const [inner, outer] = stages.all();
  assert.equal(inner?.timeMs, 1000);
  assert.ok((outer?.timeMs as number) < 0);
  assert.match(renderStageTimes([{ name: "a", owner: "llvm", timeMs: 30, runs: 1 }], 100), /llvm 30\.0 ms, system 70\.0 ms/);
});

test("dump requests", () => {
  assert.deepEqual(parseDumpRequest("mir"), { stage: "mir", function: undefined });
  assert.deepEqual(parseDumpRequest("llvm:main"), { stage: "llvm", function: "main" });
  assert.deepEqual(parseDumpRequest("after:simplify:List[Int].append"), { stage: "simplify", function: "List[Int].append" });
});
