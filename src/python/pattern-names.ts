/**
 * Names that the patterns of `match` bind, and what Python does not allow patterns to be.
 */
import type { Span } from "../source/source-file.ts";
import type { MatchCase, Pattern } from "../syntax/ast.ts";

/** What a pattern binds, in the order in which it stands there. */
export function boundNames(pattern: Pattern): readonly string[] {
  switch (pattern.kind) {
    case "value":
      return [];
    case "capture":
      return [...(pattern.pattern === undefined ? [] : boundNames(pattern.pattern)), ...nameOf(pattern.name)];
    case "star":
      return nameOf(pattern.name);
    case "sequence":
      return pattern.elements.flatMap(boundNames);
    case "mapping":
      return [...pattern.entries.flatMap((entry) => boundNames(entry.pattern)), ...nameOf(pattern.rest)];
    case "class":
      return [...pattern.positional, ...pattern.keywords.map((keyword) => keyword.pattern)].flatMap(boundNames);
    case "or":
      return [...new Set(pattern.alternatives.flatMap(boundNames))];
  }
}

function nameOf(name: { readonly text: string } | undefined): readonly string[] {
  return name === undefined ? [] : [name.text];
}

export type Problem = { readonly problem: string; readonly span: Span };

/** CPython's errors of syntax in the cases of a `match`. */
export function patternProblems(cases: readonly MatchCase[]): readonly Problem[] {
  const problems: Problem[] = [];
  cases.forEach(({ pattern, guard }, index) => {
    check(pattern, problems);
    const names = boundNames(pattern);
    const twice = names.find((name, at) => names.indexOf(name) !== at);
    if (twice !== undefined) problems.push({ problem: `multiple assignments to name '${twice}' in pattern`, span: pattern.span });
    if (guard === undefined && index < cases.length - 1) unreachable(pattern, problems);
  });
  return problems;
}

function unreachable(pattern: Pattern, problems: Problem[]): void {
  if (pattern.kind !== "capture" || pattern.pattern !== undefined) return;
  const what = pattern.name === undefined ? "wildcard" : `name capture '${pattern.name.text}'`;
  problems.push({ problem: `${what} makes remaining patterns unreachable`, span: pattern.span });
}

function check(pattern: Pattern, problems: Problem[]): void {
  switch (pattern.kind) {
    case "value":
      if (pattern.value.kind === "formatted")
        problems.push({ problem: "patterns may only match literals and attribute lookups", span: pattern.span });
      return;
    case "star":
      return;
    case "capture":
      if (pattern.pattern !== undefined) check(pattern.pattern, problems);
      return;
    case "sequence":
      if (pattern.elements.filter((element) => element.kind === "star").length > 1)
        problems.push({ problem: "multiple starred expressions in sequence pattern", span: pattern.span });
      return pattern.elements.forEach((element) => check(element, problems));
    case "mapping":
      return pattern.entries.forEach((entry) => check(entry.pattern, problems));
    case "class": {
      const names = pattern.keywords.map((keyword) => keyword.name.text);
      const twice = names.find((name, at) => names.indexOf(name) !== at);
      if (twice !== undefined) problems.push({ problem: `attribute name repeated in class pattern: ${twice}`, span: pattern.span });
      return [...pattern.positional, ...pattern.keywords.map((keyword) => keyword.pattern)].forEach((inner) => check(inner, problems));
    }
    case "or": {
      const [first, ...others] = pattern.alternatives.map((inner) => [...boundNames(inner)].sort().join(" "));
      if (others.some((names) => names !== first))
        problems.push({ problem: "alternative patterns bind different names", span: pattern.span });
      pattern.alternatives.slice(0, -1).forEach((inner) => unreachable(inner, problems));
      return pattern.alternatives.forEach((inner) => check(inner, problems));
    }
  }
}
