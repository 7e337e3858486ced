/**
 * `base.name` for every kind of base.
 */
import { suggestName as suggest } from "../diag/suggest.ts";
import { lookupInModule } from "../names/loader.ts";
import type { Span } from "../source/source-file.ts";
import { scalarTypeNames } from "../types/dtype.ts";
import { printType, type Type } from "../types/type.ts";
import { fieldPlace } from "./builder.ts";
import { boolConstant, intConstant, stringLiteral } from "./constants.ts";
import type { FunctionContext, Program } from "./context.ts";
import { materialize } from "./convert.ts";
import { describe } from "./describe.ts";
import { isKnownMissing } from "./declaration-checks.ts";
import * as diagnostics from "./diagnostics.ts";
import { globalPlace } from "./globals.ts";
import { lookupMember, type Member } from "./members.ts";
import { toPlace } from "./materialize.ts";
import { aliasUse, declarationValue } from "./resolve.ts";
import { errorValue, type Template, type Value } from "./value.ts";

export function attribute(context: FunctionContext, base: Value, name: string, span: Span, nameSpan: Span): Value {
  const { program } = context;
  switch (base.kind) {
    case "error":
      return base;
    case "module": {
      const declared = lookupInModule(program.loader, base.module, name);
      if (declared === undefined) {
        const inner = base.module.isPackage ? program.loader.resolveModule(base.module, 1, [name]) : undefined;
        if (inner !== undefined) return { kind: "module", module: inner };
        const near = suggest(name, [...base.module.declarations.keys()]);
        context.report(diagnostics.unknownImport, {
          at: nameSpan,
          params: { path: base.module.name, name },
          fixes:
            near === undefined ? [] : [{ title: `did you mean \`${near}\`?`, edits: [{ span: nameSpan, replacement: near }], safe: false }],
        });
        return errorValue;
      }
      return declared.kind === "global" ? globalPlace(context, declared, span) : declarationValue(program, declared);
    }
    case "type":
      return typeAttribute(context, base.type, name, nameSpan);
    case "template":
      return templateAttribute(context, base.template, name, nameSpan);
    case "runtime":
    case "constant":
      return memberOfValue(context, base, name, nameSpan);
    case "pack":
      if (name === "__len__" || name === "each" || name === "each_idx" || name === "get_element" || name === "element_types")
        return { kind: "builtin", name: `pack ${name} ${base.pack.name}`, parameters: undefined, scope: context.scope };
      break;
    case "list":
      if (name === "size") return materialize(context, intConstant(program, base.elements.length), span);
      if (name === "__len__")
        return { kind: "builtin", name: `list __len__ ${base.elements.length}`, parameters: undefined, scope: context.scope };
      break;
    case "origin":
      if (name === "mut" || name === "is_mutable") return boolConstant(program, base.mutable);
      return base;
    case "builtin":
      return builtinAttribute(context, base, name, span);
    case "functions":
      if (name === "__adaptive_set") return base;
      if (name === "__name__") return stringLiteral(program, base.set.name);
      break;
    default:
      break;
  }
  context.report(diagnostics.unknownMember, { at: nameSpan, params: { type: describe(program, base), name } });
  return errorValue;
}

function typeAttribute(context: FunctionContext, type: Type, name: string, span: Span): Value {
  const { program } = context;
  if (type.kind === "error") return errorValue;
  if (name === "__init__") {
    const candidates = type.kind === "struct" ? program.services.constructors(program, type) : [];
    return { kind: "functions", set: { name: printType(type), candidates, self: undefined, given: [] } };
  }
  const member = lookupMember(program, type, name);
  if (member !== undefined && member.kind !== "field") return staticMember(program, member, name);
  reportUnknown(context, type, name, span);
  return errorValue;
}

function staticMember(program: Program, member: Exclude<Member, { kind: "field" }>, name: string): Value {
  switch (member.kind) {
    case "functions":
      return { kind: "functions", set: { name, candidates: member.candidates, self: undefined, given: [] } };
    case "alias":
      return aliasUse(program, member.declaration, member.scope);
    case "parameter":
      return member.value;
  }
}

/** A member of a struct whose parameters are not (all) given: inferred from the call. */
function templateAttribute(context: FunctionContext, template: Template, name: string, span: Span): Value {
  const { program } = context;
  const opened = program.services.openTemplate(program, template);
  if (opened === undefined) return errorValue;
  if (opened.kind === "type") return typeAttribute(context, opened.type, name, span);
  const { declaration } = opened.template;
  if (declaration.kind === "struct") {
    if (name === "__init__")
      return {
        kind: "functions",
        set: {
          name: template.name,
          candidates: program.services.templateConstructors(program, opened.template),
          self: undefined,
          given: [],
        },
      };
    const member = declaration.members.get(name);
    if (member?.kind === "functions") {
      const candidates = member.functions.map((f) => ({ declaration: f, scope: opened.template.scope, template: opened.template }));
      return { kind: "functions", set: { name, candidates, self: undefined, given: [] } };
    }
    if (member?.kind === "alias" && member.ast.value !== undefined) {
      // An alias that does not depend on the parameters may be used without them.
      const complete = program.services.evaluateValue(program, opened.template.scope, member.ast.value);
      if (complete.kind !== "error") return complete;
      return errorValue;
    }
  }
  context.report(diagnostics.unknownMember, { at: span, params: { type: template.name, name } });
  return errorValue;
}

function memberOfValue(context: FunctionContext, base: Extract<Value, { kind: "runtime" | "constant" }>, name: string, span: Span): Value {
  const { program } = context;
  if (base.type.kind === "error") return errorValue;
  const member =
    lookupMember(program, base.type, name) ?? (name === "__del__" ? lookupMember(program, base.type, "__deinit__") : undefined);
  if (member === undefined) {
    for (const getter of ["__getattr__", "__getattribute__"]) {
      const found = lookupMember(program, base.type, getter);
      if (found?.kind !== "functions") continue;
      const text = stringLiteral(program, name);
      const set = { name: getter, candidates: found.candidates, self: base, given: [] };
      const byArgument = program.services.tryCall(
        context,
        set,
        [{ keyword: undefined, stars: 0, expression: undefined, value: text, span }],
        span,
      );
      if (byArgument !== undefined) return byArgument;
      const byParameter = { ...set, given: [{ keyword: undefined, value: text, span }] };
      // A `where` clause may say which names there are.
      if (context.services.fits(context, byParameter, [], 3)) return program.services.call(context, byParameter, [], span);
    }
    // What a literal cannot do itself, its run-time type may.
    const atRunTime = materialize(context, base, span);
    if (atRunTime.type !== base.type && lookupMember(program, atRunTime.type, name) !== undefined)
      return memberOfValue(context, atRunTime, name, span);
    reportUnknown(context, base.type, name, span);
    return errorValue;
  }
  switch (member.kind) {
    case "field": {
      if (name === "value" && isVector(base.type) && context.dialect === "2023" && !context.scope.module.isLibrary) return base;
      if (base.kind === "constant") {
        const element = base.constant.kind === "aggregate" ? base.constant.elements[member.index] : undefined;
        if (element !== undefined) return { kind: "constant", type: member.type, constant: element };
      }
      const whole = toPlace(context, base);
      return { ...whole, type: member.type, place: fieldPlace(whole.place, member.index), category: whole.category };
    }
    case "functions": {
      const set = { name, candidates: member.candidates, self: base, given: [] };
      // A method that reads like a field: what was one in an older library.
      if (member.candidates[0]?.declaration.decorators.has("property")) return program.services.call(context, set, [], span);
      return { kind: "functions", set };
    }
    case "alias":
      return aliasUse(program, member.declaration, member.scope);
    case "parameter":
      return member.value;
  }
}

/** What was inside of a vector in 2023 became one again wherever it was used. */
function isVector(type: Type): boolean {
  return type.kind === "struct" && type.declaration.name === "SIMD" && type.declaration.module.isLibrary;
}

function reportUnknown(context: FunctionContext, type: Type, name: string, span: Span): void {
  if (type.kind === "struct" && isKnownMissing(context.program, type.declaration, name)) {
    context.program.sink.addSilentError();
    return;
  }
  const names = type.kind === "struct" ? [...type.declaration.fields.map((f) => f.name), ...type.declaration.members.keys()] : [];
  const near = suggest(name, names);
  context.report(diagnostics.unknownMember, {
    at: span,
    params: { type: printType(type), name },
    fixes: near === undefined ? [] : [{ title: `did you mean \`${near}\`?`, edits: [{ span, replacement: near }], safe: false }],
  });
}

function builtinAttribute(context: FunctionContext, base: Extract<Value, { kind: "builtin" }>, name: string, span: Span): Value {
  const { program } = context;
  if (base.name === "__type") {
    const scalar = scalarTypeNames.get(name);
    if (scalar !== undefined) return { kind: "type", type: program.types.simd(scalar, 1) };
    if (name === "int_literal") return { kind: "type", type: program.types.intLiteral };
    if (name === "float_literal") return { kind: "type", type: program.types.floatLiteral };
    if (name === "none") return { kind: "type", type: program.types.tuple([]) };
    if (name === "never") return { kind: "type", type: program.types.never };
    return { kind: "builtin", name: `__type.${name}`, parameters: undefined, scope: context.scope };
  }
  if (base.name === "__op") return { kind: "builtin", name: `__op.${name}`, parameters: undefined, scope: context.scope };
  if (base.name === "__mlir_type" || base.name === "__mlir_op" || base.name === "__mlir_attr")
    return program.services.mlir(context, base.name, name, span);
  if (base.name.startsWith("__mlir_")) return { ...base, name: `${base.name}.${name}` };
  context.report(diagnostics.unknownMember, { at: span, params: { type: base.name, name } });
  return errorValue;
}
