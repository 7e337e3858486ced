/**
 * What can be wrong with the lives of values: E03xx. One page each in docs/diagnostics.
 */
import { defineDiagnostic } from "../../diag/diagnostic.ts";

export const usedBeforeValue = defineDiagnostic({
  code: "E0301",
  message: (p: { name: string; field?: string; somePaths: boolean }) =>
    `${p.name} ${p.somePaths ? "may be used" : "is used"} before ${p.field === undefined ? "it" : `its field \`${p.field}\``} has a value`,
});

export const usedAfterMove = defineDiagnostic({
  code: "E0302",
  message: (p: { name: string; field?: string; somePaths: boolean }) =>
    p.field === undefined
      ? `${p.name} ${p.somePaths ? "may be used after it was" : "is used after it was"} moved`
      : `${p.name} ${p.somePaths ? "may be used" : "is used"} after its field \`${p.field}\` was moved`,
});

export const fieldsWithoutValue = defineDiagnostic({
  code: "E0303",
  message: (p: { name: string; fields: readonly string[]; somePaths: boolean }) => {
    const fields = p.fields.map((field) => `\`${field}\``).join(", ");
    const verb = p.somePaths ? (p.fields.length === 1 ? "may have" : "may have") : p.fields.length === 1 ? "has" : "have";
    return `${p.fields.length === 1 ? "field" : "fields"} ${fields} of ${p.name} ${verb} no value when the function returns`;
  },
});

export const noResult = defineDiagnostic({
  code: "E0304",
  message: (p: { callee: string; somePaths: boolean }) =>
    p.somePaths ? `\`${p.callee}\` does not return a value on every path` : `\`${p.callee}\` ends without returning a value`,
});

export const movedOutOfReference = defineDiagnostic({
  code: "E0305",
  message: (p: { name: string; convention: "read" | "ref" }) =>
    `cannot transfer out of ${p.name}: it is ${p.convention === "read" ? "an immutable reference" : "a reference"} to a value that the caller owns`,
});

export const mutLeftWithoutValue = defineDiagnostic({
  code: "E0306",
  message: (p: { name: string; field?: string; exit: "returns" | "raises" }) =>
    `${p.name} must have a value when the function ${p.exit}, but ${p.field === undefined ? "it" : `its field \`${p.field}\``} was moved`,
});

export const cannotCopy = defineDiagnostic({
  code: "E0307",
  message: (p: { type: string }) => `value of type \`${p.type}\` cannot be copied`,
});

export const implicitCopy = defineDiagnostic({
  code: "E0314",
  message: (p: { type: string }) => `\`${p.type}\` is not implicitly copyable`,
});

export const cannotMove = defineDiagnostic({
  code: "E0308",
  message: (p: { type: string }) => `value of type \`${p.type}\` cannot be moved`,
});

export const abandoned = defineDiagnostic({
  code: "E0309",
  message: (p: { name: string; type: string; advice?: string }) =>
    `${p.name} of type \`${p.type}\` is abandoned without being destroyed explicitly${p.advice === undefined ? "" : `: ${p.advice}`}`,
});

export const fieldOfDestructorMoved = defineDiagnostic({
  code: "E0310",
  message: (p: { field: string; type: string }) =>
    `field \`${p.field}\` cannot be moved out and left without a value: \`${p.type}\` has a destructor, which needs the whole value`,
});

export const builtWithoutConstructor = defineDiagnostic({
  code: "E0311",
  message: (p: { name: string; type: string }) => `${p.name} has a value in every field, but no constructor of \`${p.type}\` made it`,
});

export const keptOnSomePaths = defineDiagnostic({
  code: "E0312",
  message: (p: { name: string }) => `${p.name} is still referred to here, but it has a value on some paths only`,
});

export const lentAndGiven = defineDiagnostic({
  code: "E0313",
  message: (p: { name: string }) => `${p.name} is given away and lent in the same call`,
});
