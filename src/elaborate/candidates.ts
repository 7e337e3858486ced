/**
 * Candidates of an adaptive function: all ways to choose in it that hold together.
 *
 * Functions are adaptive if they are marked `@adaptive` or mention `autotune`. Overloads of one name are candidates side by
 * side; an adaptive function that one calls multiplies them, and its own candidates are found once. In order of the
 * source, first value first. In: a set of functions with the parameters given. Out: the set of each candidate.
 */
import type { ModuleScope } from "../names/declarations.ts";
import type * as ast from "../syntax/ast.ts";
import type { Type } from "../types/type.ts";
import { parameterKey } from "../types/type.ts";
import { Choices } from "./choices.ts";
import type { Program } from "./context.ts";
import { mentionedNames } from "./free-names.ts";
import { valueToParameter } from "./parameters.ts";
import { emitConstantGlobals } from "./reachable.ts";
import { Scope } from "./scope.ts";
import type { CallableSet, Candidate, GivenParameter } from "./value.ts";

/** More than this is a mistake: a choice inside a recursion, say. */
export const maximumCandidates = 20_000;

/** What a nested function chooses belongs to the function around it. */
export function isAdaptive({ declaration, closure }: Candidate): boolean {
  if (!mentionsTuning(declaration.module)) return false;
  const { ast: node, decorators, module } = declaration;
  if (closure !== undefined) return false;
  return decorators.has("adaptive") || (!module.isLibrary && mentionedNames(node.body).some((name) => tuningNames.has(name)));
}

const tuningNames: ReadonlySet<string> = new Set(["autotune", "autotune_fork"]);
const mentioning = new WeakMap<ModuleScope, boolean>();

/** Most modules have nothing to do with this. */
function mentionsTuning(module: ModuleScope): boolean {
  let answer = mentioning.get(module);
  if (answer === undefined) {
    answer = /autotune|@adaptive/.test(module.ast.file.text);
    mentioning.set(module, answer);
  }
  return answer;
}

/** All candidates, at most `maximumCandidates`; the first only, if that is enough. */
export function candidatesOf(program: Program, set: CallableSet, types: readonly Type[], onlyFirst = false): readonly CallableSet[] {
  const key = `${set.candidates.map((c) => `${c.declaration.id} ${c.scope.selfType?.key ?? ""} ${c.closure?.key ?? ""}`).join("|")} ${givenKey(program, set.given)} ${types.map((t) => t.key).join(",")}`;
  const known = program.cache<readonly CallableSet[]>("candidates").get(key);
  if (known !== undefined) return onlyFirst ? known.slice(0, 1) : known;
  const active = program.cache<boolean>("candidates being found");
  // A function that leads to itself with the same parameters has no end.
  if (active.has(key)) return [];
  active.set(key, true);
  const found = findCandidates(program, set, types, key, onlyFirst ? 1 : maximumCandidates);
  active.delete(key);
  if (!onlyFirst) program.cache<readonly CallableSet[]>("candidates").set(key, found);
  return found;
}

function findCandidates(program: Program, set: CallableSet, types: readonly Type[], key: string, limit: number): CallableSet[] {
  const found: CallableSet[] = [];
  let number = 0;
  for (const candidate of set.candidates) {
    for (let plan: number[] | undefined = []; plan !== undefined; ) {
      const choices: Choices = new Choices(`${key}#${number++}`, plan);
      const tried: Candidate = { ...candidate, choices };
      if (holdsTogether(program, tried, set.given, types)) found.push({ ...set, candidates: [tried] });
      if (found.length >= limit) return found;
      plan = choices.nextPlan();
    }
  }
  return found;
}

function givenKey(program: Program, given: readonly GivenParameter[]): string {
  return given
    .map(({ keyword, value }) => {
      const parameter = valueToParameter(program, value);
      return `${keyword ?? ""}=${parameter === undefined ? "?" : parameterKey(parameter)}`;
    })
    .join(",");
}

/** Elaborates a candidate and all that it reaches, which makes its choices; false if something in it is wrong. */
function holdsTogether(program: Program, candidate: Candidate, given: readonly GivenParameter[], types: readonly Type[]): boolean {
  const saved = { instance: program.currentInstance, context: program.activeContext, sink: program.trialSink };
  const { result, failed } = program.quietly(() => {
    program.trialSink = program.sink;
    const scope = new Scope({ parent: candidate.scope, kind: "parameters" });
    if (!program.services.bindForTypes(program, candidate, scope, given, types)) return false;
    const instance = program.services.instance(program, candidate, scope, undefined);
    return reachesAll(program, instance.symbol);
  });
  program.trialSink = saved.sink;
  program.currentInstance = saved.instance;
  program.activeContext = saved.context;
  return result && !failed;
}

function reachesAll(program: Program, root: string): boolean {
  const whole = program.cache<boolean>("symbols that reach all");
  const seen = new Set<string>();
  const work = [root];
  for (let symbol = work.pop(); symbol !== undefined; symbol = work.pop()) {
    if (seen.has(symbol) || whole.has(symbol)) continue;
    seen.add(symbol);
    const fn = program.services.loweredFunction(program, symbol);
    if (fn !== undefined) work.push(...emitConstantGlobals(program, fn, seen));
    else if (program.symbols.has(symbol)) return false;
  }
  for (const symbol of seen) whole.set(symbol, true);
  return true;
}

const asserting = new WeakMap<ast.FunctionDeclaration, boolean>();

/** Whether a function checks something at compile time: while candidates are tried it is elaborated at once. */
export function asserts(declaration: ast.FunctionDeclaration): boolean {
  let answer = asserting.get(declaration);
  if (answer === undefined) {
    answer = declaration.body.some((statement) => statement.kind === "assert" && statement.isComptime);
    asserting.set(declaration, answer);
  }
  return answer;
}
