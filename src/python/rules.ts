/**
 * What Python refuses after parsing: statements and expressions where they do not belong, and names that are declared in two ways.
 *
 * In: the tree of a module, before it is lowered. Out: diagnostics, with CPython's own words.
 */
import * as diagnostics from "../elaborate/diagnostics.ts";
import type { Program } from "../elaborate/context.ts";
import type { Span } from "../source/source-file.ts";
import type { ArgumentDeclaration, Expression, Identifier, Statement } from "../syntax/ast.ts";
import { assignedNames, targetNames } from "./names.ts";

/** Where a node stands. */
type Place = {
  readonly scope: "module" | "class" | "function";
  readonly isAsync: boolean;
  readonly isLoop: boolean;
  /** Variables of the functions around. */
  readonly outer: readonly ReadonlySet<string>[];
  /** Of the comprehensions around: their iteration variables. Undefined: there are none. */
  readonly iterated: ReadonlySet<string> | undefined;
  readonly isIterable?: boolean;
};

const top: Place = { scope: "module", isAsync: false, isLoop: false, outer: [], iterated: undefined };

export function checkRules(program: Program, statements: readonly Statement[]): void {
  new Rules(program).block(statements, top);
}

class Rules {
  private readonly program: Program;

  constructor(program: Program) {
    this.program = program;
  }

  private refuse(what: string, at: Span): void {
    this.program.report(diagnostics.pythonRule, { at, params: { what } });
  }

  block(statements: readonly Statement[], place: Place): void {
    for (const statement of statements) this.statement(statement, place);
  }

  private statement(node: Statement, place: Place): void {
    switch (node.kind) {
      case "return":
        if (place.scope !== "function") this.refuse("'return' outside function", node.span);
        break;
      case "break":
        if (!place.isLoop) this.refuse("'break' outside loop", node.span);
        return;
      case "continue":
        if (!place.isLoop) this.refuse("'continue' not properly in loop", node.span);
        return;
      case "nonlocal":
        for (const name of node.names) this.nonlocal(name, place);
        return;
      case "from-import":
        if (node.star && place.scope !== "module") this.refuse("import * only allowed at module level", node.span);
        return;
      case "function":
        return this.function(node, place);
      case "class":
        this.visit([node.decorators, node.arguments], place);
        return this.block(node.body, { ...place, scope: "class", isLoop: false, isAsync: false });
      case "for":
      case "while":
        if (node.kind === "for" && node.isAsync && !place.isAsync)
          this.refuse("'async for' outside async function", beginning(node.span, "async for"));
        if (node.kind === "for") this.visit([node.target, node.iterable], place);
        else this.visit(node.condition, place);
        this.block(node.body, { ...place, isLoop: true });
        return this.block(node.orElse, place);
      case "assign":
        for (const target of node.targets) this.stars(target);
        break;
      case "with":
        if (node.isAsync && !place.isAsync) this.refuse("'async with' outside async function", beginning(node.span, "async with"));
        break;
      case "try": {
        const last = node.handlers.at(-1);
        const bare = node.handlers.find(({ type, name }) => type === undefined && name === undefined);
        if (bare !== undefined && bare !== last) this.refuse("default 'except:' must be last", beginning(node.span, "try"));
        break;
      }
      case "struct":
      case "trait":
      case "alias":
        return;
      default:
        break;
    }
    this.visit(
      Object.entries(node).flatMap(([key, value]) => (key.toLowerCase().endsWith("span") ? [] : [value])),
      place,
    );
  }

  private stars(target: Expression): void {
    if (target.kind !== "tuple" && target.kind !== "list") return;
    if (target.elements.filter(({ kind }) => kind === "starred").length > 1)
      this.refuse("multiple starred expressions in assignment", target.span);
    for (const element of target.elements) this.stars(element);
  }

  private nonlocal(name: Identifier, { scope, outer }: Place): void {
    if (scope === "module") this.refuse("nonlocal declaration not allowed at module level", name.span);
    else if (name.text !== "__class__" && !outer.some((names) => names.has(name.text)))
      this.refuse(`no binding for nonlocal '${name.text}' found`, name.span);
  }

  private function(node: Extract<Statement, { kind: "function" }>, place: Place): void {
    const { arguments: list, returns, effects } = node.signature;
    this.visit([node.decorators, list.map((argument) => [argument.default, argument.type]), returns], place);
    this.duplicates(list);
    const parameters = new Set(list.map(({ name }) => name.text));
    const own = this.declarations(node.body, parameters);
    this.block(node.body, {
      scope: "function",
      isAsync: effects.isAsync,
      isLoop: false,
      iterated: undefined,
      outer: [...place.outer, own],
    });
  }

  private duplicates(list: readonly ArgumentDeclaration[]): void {
    const seen = new Set<string>();
    for (const { name } of list) {
      if (name.text !== "" && seen.has(name.text)) this.refuse(`duplicate argument '${name.text}' in function definition`, name.span);
      seen.add(name.text);
    }
  }

  /** The variables of a function; what its declarations contradict. */
  private declarations(body: readonly Statement[], parameters: ReadonlySet<string>): ReadonlySet<string> {
    const kinds = new Map<string, "global" | "nonlocal">();
    const visit = (statements: readonly Statement[]): void => {
      for (const statement of statements) {
        if (statement.kind === "global" || statement.kind === "nonlocal")
          for (const { text, span } of statement.names) {
            if (parameters.has(text)) this.refuse(`name '${text}' is parameter and ${statement.kind}`, span);
            else if ((kinds.get(text) ?? statement.kind) !== statement.kind) this.refuse(`name '${text}' is nonlocal and global`, span);
            kinds.set(text, statement.kind);
          }
        if (statement.kind === "function" || statement.kind === "class") continue;
        for (const inner of blocksOf(statement)) visit(inner);
      }
    };
    visit(body);
    return new Set([...parameters, ...assignedNames(body)].filter((name) => !kinds.has(name)));
  }

  private visit(node: unknown, place: Place): void {
    if (Array.isArray(node)) return node.forEach((each) => this.visit(each, place));
    if (node === null || typeof node !== "object") return;
    if (isStatement(node)) return this.statement(node, place);
    const { kind } = node as { readonly kind?: string };
    const expression = node as Expression;
    if (kind === "lambda" && expression.kind === "lambda") {
      this.visit(
        expression.arguments.map((argument) => argument.default),
        place,
      );
      this.duplicates(expression.arguments);
      const names = new Set(expression.arguments.map(({ name }) => name.text));
      return this.visit(expression.body, {
        scope: "function",
        isAsync: false,
        isLoop: false,
        iterated: undefined,
        outer: [...place.outer, names],
      });
    }
    if (expression.kind === "yield") {
      if (place.iterated !== undefined) this.refuse("'yield' inside comprehension", expression.span);
      else if (place.scope !== "function") this.refuse("'yield' outside function", expression.span);
      else if (place.isAsync && expression.from) this.refuse("'yield from' inside async function", expression.span);
    } else if (expression.kind === "await" && !place.isAsync)
      this.refuse(place.scope === "function" ? "'await' outside async function" : "'await' outside function", expression.span);
    else if (expression.kind === "comprehension") {
      const isAsync = expression.clauses.some((clause) => clause.kind === "for" && clause.isAsync);
      if (isAsync && !place.isAsync && expression.form !== "generator")
        this.refuse("asynchronous comprehension outside of an asynchronous function", expression.span);
      return this.comprehension(expression, place);
    } else if (expression.kind === "walrus" && place.isIterable === true)
      this.refuse("assignment expression cannot be used in a comprehension iterable expression", expression.span);
    else if (expression.kind === "walrus" && place.iterated?.has(expression.name.text) === true)
      this.refuse(`assignment expression cannot rebind comprehension iteration variable '${expression.name.text}'`, expression.span);
    for (const [key, value] of Object.entries(node)) if (!key.toLowerCase().endsWith("span")) this.visit(value, place);
  }

  private comprehension(node: Extract<Expression, { kind: "comprehension" }>, place: Place): void {
    const names = node.clauses.flatMap((clause) => (clause.kind === "for" ? targetNames(clause.target) : []));
    const iterated = new Set([...(place.iterated ?? []), ...names]);
    const inner = { ...place, iterated, isAsync: place.isAsync || node.form === "generator" };
    for (const [index, clause] of node.clauses.entries()) {
      if (clause.kind === "if") this.visit(clause.condition, inner);
      else this.visit(clause.iterable, { ...(index === 0 ? place : inner), isIterable: true });
    }
    this.visit([node.key, node.element], inner);
  }
}

function beginning({ file, start }: Span, words: string): Span {
  return { file, start, end: start + words.length };
}

const statementKinds: ReadonlySet<string> = new Set<Statement["kind"]>([
  "function",
  "class",
  "return",
  "break",
  "continue",
  "nonlocal",
  "from-import",
  "for",
  "while",
  "assign",
  "with",
  "try",
  "struct",
  "trait",
  "alias",
]);

/** Of those that matter here; clauses of comprehensions and patterns are none. */
function isStatement(node: object): node is Statement {
  const { kind, body } = node as { readonly kind?: string; readonly body?: unknown };
  if (kind === undefined || !statementKinds.has(kind)) return false;
  return (kind !== "for" && kind !== "class") || Array.isArray(body);
}

function blocksOf(statement: Statement): readonly (readonly Statement[])[] {
  const { body, orElse, finally: last, handlers, cases } = statement as unknown as Record<string, readonly Statement[] | undefined>;
  const inner = [...(handlers ?? []), ...(cases ?? [])] as unknown as readonly { readonly body: readonly Statement[] }[];
  return [body, orElse, last, ...inner.map((each) => each.body)].filter((list) => Array.isArray(list));
}
