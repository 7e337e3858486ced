/**
 * The typed part of a file in Python: functions whose arguments all have machine types, structs, and what is imported from `std`.
 *
 * It is compiled as Mojo, from the same text with everything else blanked out, so that lines and columns stay. For each function untyped code calls another
 * one, in text behind the file's, which converts words and checks them (`library/std/dynamic/boundary.mojo`). Annotations that are no machine types
 * stay what they are in Python.
 */
import { assert } from "../base/assert.ts";
import type { Program } from "../elaborate/context.ts";
import { moduleScope } from "../elaborate/members.ts";
import { Scope } from "../elaborate/scope.ts";
import type { ModuleScope } from "../names/declarations.ts";
import { lookupInModule } from "../names/loader.ts";
import { type Span, spanText } from "../source/source-file.ts";
import type { ArgumentDeclaration, Expression, FunctionDeclaration, Statement, StructDeclaration } from "../syntax/ast.ts";
import { builtins } from "./builtins.ts";
import { classFunction, structsOf, structText } from "./typed-structs.ts";
import { fromWord, type Structs, toWord } from "./typed-values.ts";

export type TypedPart = {
  /** Symbols of what untyped code calls: in place of a function, or for the class of a struct. */
  readonly entries: ReadonlyMap<Statement, string>;
  /** What is not for Python: it is skipped there. */
  readonly skipped: ReadonlySet<Statement>;
  /** Whether an annotation is a machine type, not a hint. */
  isMachine(type: Expression): boolean;
};

export const nothingTyped: TypedPart = { entries: new Map(), skipped: new Set(), isMachine: () => false };
/** A function of more arguments takes words in memory (`functions.ts`). */
const mostInRegisters = 5;

/** Of the statements of a module; `assigned`: the names that mean something else there. */
export function typedPart(
  program: Program,
  { ast, path, name }: ModuleScope,
  statements: readonly Statement[],
  assigned: ReadonlySet<string>,
): TypedPart {
  const declarations = statements.filter(isDeclaration);
  const imports = statements.filter(isStandardImport);
  const own = new Set(declarations.map((each) => each.name.text));
  const isMachineName = (text: string): boolean =>
    own.has(text) || (!assigned.has(text) && builtins[text] === undefined && isType(lookupInModule(program.loader, program.prelude, text)));
  const functions = statements.filter((each): each is FunctionDeclaration => each.kind === "function" && isTyped(each, isMachineName));
  const skipped = new Set<Statement>([...declarations, ...imports]);
  const entries = new Map<Statement, string>();
  const isMachine = (type: Expression): boolean => isMachineName(rootName(type));
  if (functions.length === 0 && skipped.size === 0) return { entries, skipped, isMachine };
  const kept = [...imports, ...declarations, ...functions];
  const structs = structsOf(declarations.filter((each) => each.kind === "struct"));
  const classes = declarations.filter((each): each is StructDeclaration => each.kind === "struct" && structs.has(each.name.text));
  const behind = [
    ...classes.map((each, index) => structText(each, structs, index)),
    ...functions.map((each) => wrapperText(each, structs)),
  ];
  const isOld = /^[ \t]*fn[ \t]/m.test(ast.file.text);
  const text = `${blankedBut(ast.file.text, kept.map(spanOf))}\n${head}${behind.join("\n")}`;
  const module = program.loader.loadText(path, isOld ? text.replaceAll(/^def __python_/gm, "fn __python_") : text, `${name}.typed`, {
    isSpelled: true,
  });
  const symbolOf = (name: string): string => {
    const found = lookupInModule(program.loader, module, name);
    assert(found?.kind === "functions" && found.functions[0] !== undefined, "the text behind the file has the function");
    const [declaration] = found.functions;
    const scope = moduleScope(program, declaration);
    return program.services.instance(program, { declaration, scope }, new Scope({ parent: scope, kind: "parameters" }), undefined).symbol;
  };
  for (const each of functions) entries.set(each, symbolOf(wrapperName(each)));
  for (const each of classes) entries.set(each, symbolOf(classFunction(each.name.text)));
  return { entries, skipped, isMachine };
}

function isType(found: ReturnType<typeof lookupInModule>): boolean {
  return found?.kind === "struct" || found?.kind === "alias";
}

function isDeclaration(statement: Statement): statement is Extract<Statement, { kind: "struct" | "trait" | "alias" }> {
  return statement.kind === "struct" || statement.kind === "trait" || (statement.kind === "alias" && statement.keyword !== "type");
}

/** `from std.math import sqrt`: Python has no such module. */
export function isStandardImport(statement: Statement): boolean {
  if (statement.kind === "import") return statement.names.every(({ path }) => path[0]?.text === "std");
  return statement.kind === "from-import" && statement.level === 0 && statement.path[0]?.text === "std";
}

/** `fn`, or all arguments and the result have machine types, as far as they have one at all. */
function isTyped(node: FunctionDeclaration, isMachineName: (name: string) => boolean): boolean {
  const { arguments: list, returns, keyword, effects } = node.signature;
  if (keyword === "fn") return true;
  if (effects.isAsync || list.some(({ stars, type }) => stars !== 0 || type === undefined)) return false;
  const types = [...list.map(({ type }) => type as Expression), ...(returns === undefined ? [] : [returns])];
  return (
    types.length > 0 &&
    types.every((type) => type.kind === "none" || isMachineName(rootName(type))) &&
    types.some(({ kind }) => kind !== "none")
  );
}

function rootName(type: Expression): string {
  if (type.kind === "subscript") return rootName(type.base);
  if (type.kind === "attribute") return rootName(type.base);
  return type.kind === "name" ? type.name : "";
}

function spanOf(statement: Statement): Span {
  const { span, headerSpan } = statement as { readonly span: Span; readonly headerSpan?: Span };
  return headerSpan === undefined ? span : { file: span.file, start: Math.min(span.start, headerSpan.start), end: span.end };
}

/** The same text with spaces for whatever is outside of some places. */
function blankedBut(text: string, spans: readonly Span[]): string {
  let result = "";
  let at = 0;
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    result += blank(text.slice(at, start)) + text.slice(start, end);
    at = end;
  }
  return result + blank(text.slice(at));
}

function blank(text: string): string {
  return text.replaceAll(/[^\n]/g, " ");
}

// What untyped code calls

const head = `
from std.dynamic import boundary as __boundary, native_classes as __natives, typed_structs as __structs
from std.dynamic.arguments import Arguments as __Arguments
from std.dynamic.errors import Raised as __Raised
from std.dynamic.word import Word as __Word, counted as __counted
`;

function wrapperName({ name }: FunctionDeclaration): string {
  return `__python_${name.text}`;
}

function wrapperText(node: FunctionDeclaration, structs: Structs): string {
  const { arguments: list, returns, effects, keyword } = node.signature;
  const name = node.name.text;
  const inMemory = list.length > mostInRegisters;
  const words = list.map((_, index) => (inMemory ? `__op.load(__op.offset(words, Int(${index}).value))` : `w${index}`));
  const parameters = inMemory ? ", words: __type.pointer[__Word]" : list.map((_, index) => `, w${index}: __Word`).join("");
  const lines = [`def ${wrapperName(node)}(function: __Word${parameters}) raises __Raised -> __Word:`];
  const refused = (type: Expression): string =>
    [...lines, `    raise __boundary.no_words("${name}", "${spanText(type.span).replaceAll('"', "'")}")`, ""].join("\n");
  const conversions: string[] = [];
  for (const [index, { type, name: argument, convention }] of list.entries()) {
    assert(type !== undefined, "all arguments of a typed function have types");
    const convert = fromWord(spanText(type.span), structs, convention === "owned");
    if (convert === undefined) return refused(type);
    const place = `__boundary.Place("${name}", "${argument.text}")`;
    conversions.push(`${convert.isReference ? "ref" : "var"} a${index} = ${convert.text}(${words[index]}, ${place})`);
  }
  const call = `${name}(${list.map((argument, index) => passed(argument, index)).join(", ")})`;
  const isVoid = returns === undefined || returns.kind === "none";
  const convert = isVoid ? undefined : toWord(spanText(returns.span), structs);
  if (!isVoid && convert === undefined) return refused(returns);
  const body = convert === undefined ? [call, "return __Word(2)"] : [`return ${convert}(${call})`];
  const raises = effects.raises || (keyword === "def" && /^[ \t]*fn[ \t]/m.test(node.span.file.text));
  const caught = ["try:", ...body.map((line) => `    ${line}`), "except error:", "    raise __boundary.error_from(error)"];
  lines.push(...[...conversions, ...(raises ? caught : body)].map((line) => `    ${line}`));
  return [...lines, ""].join("\n");
}

function passed({ convention, passing, name }: ArgumentDeclaration, index: number): string {
  const keyword = passing === "keyword-only" ? `${name.text}=` : "";
  return keyword + (convention === "owned" ? `a${index}^` : `a${index}`);
}
