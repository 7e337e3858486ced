/**
 * Diagnostics of the lexer and the parser: E01xx. One page each in docs/diagnostics/.
 */
import { defineDiagnostic } from "../diag/diagnostic.ts";

type Nothing = Record<string, never>;

// Structure

export const missingColon = defineDiagnostic({
  code: "E0101",
  message: (p: { after: string }) => `expected \`:\` after ${p.after}`,
});

export const expectedIndentedBlock = defineDiagnostic({
  code: "E0102",
  message: (p: { after: string }) => `expected an indented block after ${p.after}`,
});

export const unexpectedIndent = defineDiagnostic({
  code: "E0103",
  message: (_: Nothing) => "unexpected indentation",
});

export const mismatchedDedent = defineDiagnostic({
  code: "E0104",
  message: (_: Nothing) => "this line's indentation matches no enclosing block",
});

export const mixedTabsAndSpaces = defineDiagnostic({
  code: "E0105",
  message: (_: Nothing) => "inconsistent use of tabs and spaces in indentation",
});

export const braceBlock = defineDiagnostic({
  code: "E0106",
  message: (_: Nothing) => "a block starts with `:` and is indented, it is not put in braces",
});

export const unclosedBracket = defineDiagnostic({
  code: "E0107",
  message: (p: { open: string }) => `\`${p.open}\` is never closed`,
});

export const unmatchedBracket = defineDiagnostic({
  code: "E0108",
  message: (p: { close: string }) => `unmatched \`${p.close}\``,
});

export const mismatchedBracket = defineDiagnostic({
  code: "E0109",
  message: (p: { open: string; close: string }) => `\`${p.close}\` does not close \`${p.open}\``,
});

// General

export const expectedToken = defineDiagnostic({
  code: "E0110",
  message: (p: { expected: string; found: string }) => `expected ${p.expected}, found ${p.found}`,
});

export const expectedExpression = defineDiagnostic({
  code: "E0111",
  message: (p: { found: string }) => `expected an expression, found ${p.found}`,
});

export const reservedName = defineDiagnostic({
  code: "E0112",
  message: (p: { word: string }) => `\`${p.word}\` is a reserved word and cannot be a name`,
});

export const adjacentExpressions = defineDiagnostic({
  code: "E0113",
  message: (p: { found: string }) => `expected the end of the statement, found ${p.found}`,
});

export const strayClause = defineDiagnostic({
  code: "E0114",
  message: (p: { clause: string; needs: string }) => `\`${p.clause}\` without ${p.needs} before it`,
});

export const decoratorWithoutDeclaration = defineDiagnostic({
  code: "E0115",
  message: (p: { found: string }) => `a decorator must stand before a declaration, found ${p.found}`,
});

export const tooDeeplyNested = defineDiagnostic({
  code: "E0116",
  message: (_: Nothing) => "the source is nested too deeply",
});

// Habits from other languages

export const foreignOperator = defineDiagnostic({
  code: "E0120",
  message: (p: { written: string; instead: string }) => `there is no operator \`${p.written}\`; use \`${p.instead}\``,
});

export const assignmentInCondition = defineDiagnostic({
  code: "E0121",
  message: (_: Nothing) => "`=` assigns and cannot stand in an expression; use `==` to compare",
});

export const elseIf = defineDiagnostic({
  code: "E0122",
  message: (_: Nothing) => "`else if` is written `elif`",
});

export const incrementOperator = defineDiagnostic({
  code: "E0123",
  message: (p: { operator: string }) => `there is no operator \`${p.operator}\`; use \`${p.operator.charAt(0)}= 1\``,
});

export const printStatement = defineDiagnostic({
  code: "E0124",
  message: (p: { name: string }) => `\`${p.name}\` is a function: its arguments need parentheses`,
});

export const conditionalOperator = defineDiagnostic({
  code: "E0125",
  message: (_: Nothing) => "there is no operator `? :`; write `value if condition else other`",
});

export const foreignKeyword = defineDiagnostic({
  code: "E0126",
  message: (p: { word: string; instead: string }) => `\`${p.word}\` is no keyword here; use ${p.instead}`,
});

export const foreignComment = defineDiagnostic({
  code: "E0127",
  message: (p: { written: string }) => `a comment starts with \`#\`, not with \`${p.written}\``,
});

// Tokens

export const unterminatedString = defineDiagnostic({
  code: "E0130",
  message: (p: { quote: string }) => `string is not closed: expected ${p.quote}`,
});

export const invalidCharacter = defineDiagnostic({
  code: "E0131",
  message: (p: { character: string }) => `unexpected character ${p.character}`,
});

export const invalidNumber = defineDiagnostic({
  code: "E0132",
  message: (p: { problem: string }) => p.problem,
});

export const invalidEscape = defineDiagnostic({
  code: "E0133",
  message: (p: { problem: string }) => p.problem,
});

export const invalidFormattedString = defineDiagnostic({
  code: "E0134",
  message: (p: { problem: string }) => p.problem,
});

export const mixedLiterals = defineDiagnostic({
  code: "E0135",
  message: (p: { first: string; second: string }) => `cannot join ${p.first} and ${p.second} literals`,
});

export const invalidContinuation = defineDiagnostic({
  code: "E0136",
  message: (_: Nothing) => "a line break must follow the backslash",
});

export const unterminatedEscapedName = defineDiagnostic({
  code: "E0137",
  message: (_: Nothing) => "escaped name is not closed: expected a backtick",
});

// Expressions and targets

export const invalidTarget = defineDiagnostic({
  code: "E0140",
  message: (p: { verb: string; what: string }) => `cannot ${p.verb} ${p.what}`,
});

export const argumentOrder = defineDiagnostic({
  code: "E0141",
  message: (p: { problem: string }) => p.problem,
});

export const invalidAnnotationTarget = defineDiagnostic({
  code: "E0142",
  message: (_: Nothing) => "only a single name, attribute or subscript can be annotated",
});

export const unparenthesizedGenerator = defineDiagnostic({
  code: "E0143",
  message: (_: Nothing) => "a generator expression beside other arguments needs parentheses",
});

export const mixedDisplay = defineDiagnostic({
  code: "E0144",
  message: (_: Nothing) => "a display in braces holds either values or `key: value` pairs, not both",
});

export const misplacedStar = defineDiagnostic({
  code: "E0145",
  message: (_: Nothing) => "a starred expression must stand in a list, a tuple or a call",
});

// Declarations

export const invalidDeclaration = defineDiagnostic({
  code: "E0150",
  message: (p: { problem: string }) => p.problem,
});

export const invalidMarker = defineDiagnostic({
  code: "E0151",
  message: (p: { problem: string }) => p.problem,
});

export const invalidPattern = defineDiagnostic({
  code: "E0152",
  message: (p: { problem: string }) => p.problem,
});

export const invalidImport = defineDiagnostic({
  code: "E0153",
  message: (p: { problem: string }) => p.problem,
});

export const invalidExcept = defineDiagnostic({
  code: "E0154",
  message: (p: { problem: string }) => p.problem,
});
