/**
 * What elaboration may say about a program: names, types and calls (E02xx), compile time (E04xx).
 */
import { defineDiagnostic } from "../diag/diagnostic.ts";

export const unknownName = defineDiagnostic({ code: "E0201", message: (p: { name: string }) => `unknown name \`${p.name}\`` });
export const unknownMember = defineDiagnostic({
  code: "E0202",
  message: (p: { type: string; name: string }) => `\`${p.type}\` has no member \`${p.name}\``,
});
export const typeMismatch = defineDiagnostic({
  code: "E0203",
  message: (p: { expected: string; found: string; what?: string }) => `${p.what ?? "expected"} \`${p.expected}\`, found \`${p.found}\``,
});
export const noMatchingOverload = defineDiagnostic({
  code: "E0204",
  message: (p: { callee: string; count: number }) => `no overload of \`${p.callee}\` fits this call (${p.count} candidates)`,
});
export const ambiguousCall = defineDiagnostic({
  code: "E0231",
  message: (p: { callee: string; count: number }) => `the call of \`${p.callee}\` is ambiguous: ${p.count} overloads fit it equally well`,
});
export const unsupportedOperator = defineDiagnostic({
  code: "E0205",
  message: (p: { operator: string; left: string; right?: string }) =>
    p.right === undefined
      ? `\`${p.operator}\` is not defined for \`${p.left}\``
      : `\`${p.operator}\` is not defined for \`${p.left}\` and \`${p.right}\``,
});
export const cannotInfer = defineDiagnostic({
  code: "E0206",
  message: (p: { name: string; callee: string }) => `cannot infer parameter \`${p.name}\` of \`${p.callee}\``,
});
export const wrongArgumentCount = defineDiagnostic({
  code: "E0207",
  message: (p: { callee: string; expected: string; found: number }) => `\`${p.callee}\` takes ${p.expected}, but the call gives ${p.found}`,
});
export const badArgument = defineDiagnostic({
  code: "E0208",
  message: (p: { callee: string; reason: string }) => `cannot call \`${p.callee}\`: ${p.reason}`,
});
export const notCallable = defineDiagnostic({ code: "E0209", message: (p: { what: string }) => `\`${p.what}\` cannot be called` });
export const notMutable = defineDiagnostic({ code: "E0210", message: (p: { what: string }) => `cannot change ${p.what}` });
export const notAType = defineDiagnostic({ code: "E0211", message: (p: { found: string }) => `expected a type, found ${p.found}` });
export const notAValue = defineDiagnostic({ code: "E0212", message: (p: { what: string }) => `${p.what} is not a value here` });
export const missingTraitMethod = defineDiagnostic({
  code: "E0213",
  message: (p: { type: string; trait: string; name: string }) => `\`${p.type}\` does not implement \`${p.name}\` of trait \`${p.trait}\``,
});
export const doesNotConform = defineDiagnostic({
  code: "E0214",
  message: (p: { type: string; trait: string }) => `\`${p.type}\` does not conform to trait \`${p.trait}\``,
});
export const raisesOutsideTry = defineDiagnostic({
  code: "E0215",
  message: (p: { what: string }) => `${p.what} may raise, but the function does not say \`raises\``,
});
export const unknownModule = defineDiagnostic({ code: "E0216", message: (p: { path: string }) => `no module named \`${p.path}\`` });
export const unknownImport = defineDiagnostic({
  code: "E0217",
  message: (p: { path: string; name: string }) => `module \`${p.path}\` has no \`${p.name}\``,
});
export const missingReturn = defineDiagnostic({
  code: "E0218",
  message: (p: { name: string; type: string }) => `\`${p.name}\` may end without returning a value of type \`${p.type}\``,
});
export const notYet = defineDiagnostic({ code: "E0219", message: (p: { what: string }) => `${p.what} is not supported yet` });
/** With CPython's words (`src/python/rules.ts`). */
export const pythonRule = defineDiagnostic({ code: "E0239", message: (p: { what: string }) => p.what });
export const outsideLoop = defineDiagnostic({ code: "E0220", message: (p: { what: string }) => `\`${p.what}\` outside a loop` });
export const notIterable = defineDiagnostic({ code: "E0221", message: (p: { type: string }) => `\`${p.type}\` cannot be iterated` });
export const unpackCount = defineDiagnostic({
  code: "E0222",
  message: (p: { expected: number; found: number; open?: boolean }) =>
    `cannot unpack ${p.found} value${p.found === 1 ? "" : "s"} into ${p.open === true ? "at least " : ""}${p.expected} target${p.expected === 1 ? "" : "s"}`,
});
export const redeclared = defineDiagnostic({
  code: "E0223",
  message: (p: { name: string }) => `\`${p.name}\` is declared twice in this scope`,
});
export const wrongParameters = defineDiagnostic({
  code: "E0224",
  message: (p: { callee: string; reason: string }) => `wrong parameters for \`${p.callee}\`: ${p.reason}`,
});
export const noContext = defineDiagnostic({
  code: "E0225",
  message: (p: { what: string }) => `the type of ${p.what} cannot be known here`,
});
export const recursiveType = defineDiagnostic({ code: "E0226", message: (p: { type: string }) => `\`${p.type}\` contains itself` });
export const badIntrinsic = defineDiagnostic({ code: "E0227", message: (p: { reason: string }) => p.reason });
export const noMain = defineDiagnostic({
  code: "E0228",
  message: (_: Record<never, never>) => "the program has no `main` function and no statements at file scope",
});
export const notCaptured = defineDiagnostic({
  code: "E0229",
  message: (p: { name: string }) => `\`${p.name}\` of the enclosing function is not captured`,
});
export const conflictingDefaults = defineDiagnostic({
  code: "E0230",
  message: (p: { name: string; first: string; second: string }) =>
    `\`${p.name}\` has a default in both \`${p.first}\` and \`${p.second}\`: implement it`,
});
export const unreachableHandler = defineDiagnostic({
  code: "E0232",
  message: (p: { what: string }) => `this \`except\` is never reached: an earlier one takes ${p.what}`,
});
export const badStar = defineDiagnostic({
  code: "E0233",
  message: (p: { problem: string }) => `a starred target cannot stand here: ${p.problem}`,
});
export const escapingReference = defineDiagnostic({
  code: "E0234",
  message: (p: { closure: string; name: string }) => `\`${p.closure}\` cannot escape: it captures \`${p.name}\` by reference`,
});
export const wrongLambda = defineDiagnostic({
  code: "E0235",
  message: (p: { expected: number; found: number }) =>
    `the lambda has ${p.found} argument${p.found === 1 ? "" : "s"}, but a function of ${p.expected} is wanted`,
});

export const awaitOutside = defineDiagnostic({
  code: "E0238",
  message: (_: Record<never, never>) => "`await` outside an async function",
});
export const notAwaitable = defineDiagnostic({
  code: "E0236",
  message: (p: { type: string }) => `\`${p.type}\` cannot be awaited`,
});
export const asyncMain = defineDiagnostic({ code: "E0237", message: (_: Record<never, never>) => "`main` cannot be async" });

export const notComptime = defineDiagnostic({ code: "E0401", message: (p: { what: string }) => `${p.what} is not known at compile time` });
export const comptimeFailed = defineDiagnostic({
  code: "E0402",
  message: (p: { reason: string }) => `compile-time evaluation failed: ${p.reason}`,
});
export const constraintFailed = defineDiagnostic({ code: "E0403", message: (p: { message: string }) => p.message });
export const instantiationTooDeep = defineDiagnostic({
  code: "E0404",
  message: (p: { depth: number }) => `instantiation is nested more than ${p.depth} deep`,
});
export const circularDefinition = defineDiagnostic({
  code: "E0405",
  message: (p: { name: string }) => `\`${p.name}\` is defined by itself`,
});
export const integerOverflow = defineDiagnostic({
  code: "E0406",
  message: (p: { text: string; type: string }) => `\`${p.text}\` does not fit in \`${p.type}\``,
});

export const deprecated = defineDiagnostic({
  code: "W0201",
  message: (p: { name: string; message: string }) => `\`${p.name}\` is deprecated${p.message ? `: ${p.message}` : ""}`,
});
export const unusedValue = defineDiagnostic({ code: "W0202", message: (p: { type: string }) => `value of type \`${p.type}\` is not used` });
export const idleHandler = defineDiagnostic({
  code: "W0203",
  message: (p: { type: string }) => `nothing in this \`try\` raises \`${p.type}\``,
});
export const neverAwaited = defineDiagnostic({
  code: "W0204",
  message: (_: Record<never, never>) => "the coroutine is never awaited: its function does not run",
});
