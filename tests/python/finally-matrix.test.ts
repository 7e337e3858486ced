/** Three levels of `try` and `finally` in loops, each left in every way: what runs, in which order, is what CPython does. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { besidePython, withoutPython } from "./beside-python.ts";

const ways = ["pass", "return", "break", "continue", "raise"] as const;
type Way = (typeof ways)[number];

test("every way out of three levels of `try` and `finally`", { skip: withoutPython }, () => {
  const { ours, theirs } = besidePython(matrix());
  assert.equal(theirs.status, 0, theirs.errors);
  const expected = theirs.output.split("\n");
  for (const [index, line] of ours.output.split("\n").entries()) assert.equal(line, expected[index], ours.errors);
  assert.equal(ours.output, theirs.output, ours.errors);
});

/** One function for each way out of the innermost body; what the `finally` blocks do is decided when it runs. */
function matrix(): string {
  const lines = ["def show(*values):", "    print(*values)", ""];
  for (const way of ways) lines.push(...functionOf(way), "");
  for (const way of ways) {
    lines.push("for a in range(5):", "    for b in range(5):", "        for c in range(5):", "            try:");
    lines.push(`                show("${way}", a, b, c, "gives", leave_by_${way}(a, b, c))`);
    lines.push("            except Exception as error:", `                names = []`, "                while error is not None:");
    lines.push("                    names.append(str(error))", "                    error = error.__context__");
    lines.push(`                show("${way}", a, b, c, "raises", names)`);
  }
  return `${lines.join("\n")}\n`;
}

function functionOf(way: Way): string[] {
  const body: string[] = [`def leave_by_${way}(a, b, c):`];
  const add = (depth: number, text: string): void => {
    body.push(`${"    ".repeat(depth)}${text}`);
  };
  const levels = ["a", "b", "c"];
  add(1, "trail = []");
  levels.forEach((level, index) => {
    add(1 + index * 2, `for ${level}_turn in range(2):`);
    add(2 + index * 2, "try:");
  });
  add(7, 'trail.append("body")');
  add(7, statement(way, '"body", trail'));
  for (const [index, level] of [...levels.entries()].reverse()) {
    const depth = 2 + index * 2;
    if (level === "b") {
      add(depth, "except KeyError as error:");
      add(depth + 1, "trail.append(str(error))");
    }
    add(depth, "finally:");
    add(depth + 1, `trail.append("${level}")`);
    ways.forEach((other, number) => {
      if (other === "pass") return;
      add(depth + 1, `if ${level} == ${number}:`);
      add(depth + 2, statement(other, `"${level}", trail`));
    });
    add(depth, `trail.append("after ${level}")`);
  }
  add(1, 'return "end", trail');
  return body;
}

function statement(way: Way, value: string): string {
  if (way === "return") return `return ${value}`;
  return way === "raise" ? `raise KeyError(${value.split(",")[0]})` : way;
}
