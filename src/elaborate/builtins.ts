/**
 * Names that belong to the language rather than the library: `__type`, `type_of`, `origin_of`, `conforms_to`, packs.
 */
import type { Span } from "../source/source-file.ts";
import type * as ast from "../syntax/ast.ts";
import { type ParameterValue, printType, type Type } from "../types/type.ts";
import { boolConstant, signedInteger } from "./constants.ts";
import type { FunctionContext, Hint } from "./context.ts";
import { materializedType } from "./convert.ts";
import * as diagnostics from "./diagnostics.ts";
import { mentionedNames } from "./free-names.ts";
import { expression, lengthOf } from "./evaluation.ts";
import { operation } from "./intrinsics.ts";
import { conformanceProblem, lookupMember } from "./members.ts";
import { mlirOperation } from "./mlir.ts";
import { valueToParameter } from "./parameters.ts";
import { declarationValue } from "./resolve.ts";
import { errorValue, type RuntimeValue, type Value } from "./value.ts";

export function intrinsicCall(
  context: FunctionContext,
  builtin: Extract<Value, { kind: "builtin" }>,
  arguments_: readonly ast.CallArgument[],
  span: Span,
  hint: Hint,
): Value {
  const { program } = context;
  const { name } = builtin;
  if (name.startsWith("__op.")) return operation(context, builtin, arguments_, span, hint);
  if (name.startsWith("__mlir_op")) return mlirOperation(context, builtin, arguments_, span);
  if (name.startsWith("__type.")) return intrinsicType(context, name.slice(7), arguments_, span);
  const first = arguments_[0]?.value;
  switch (name) {
    case "type_of":
    case "__type_of": {
      if (first === undefined) break;
      const value = lookInto(context, first);
      if (value.kind === "runtime" || value.kind === "constant") return { kind: "type", type: materializedType(program, value.type) };
      if (value.kind === "functions" && value.set.candidates[0]?.closure !== undefined)
        return { kind: "type", type: program.types.closure(value.set.candidates[0].closure) };
      return value.kind === "type" ? value : errorValue;
    }
    case "origin_of":
    case "__origin_of":
    case "__lifetime_of": {
      const values = arguments_.map((a) => lookInto(context, a.value)).filter((v): v is RuntimeValue => v.kind === "runtime");
      return {
        kind: "origin",
        mutable: values.length > 0 && values.every((v) => v.mutable),
        roots: values.map((v) => v.place.local),
        context: program.activeContext,
        names: [],
      };
    }
    case "conforms_to": {
      const type = first === undefined ? program.types.error : program.services.evaluateType(program, context.scope, first);
      const bound =
        arguments_[1] === undefined ? program.types.error : program.services.evaluateType(program, context.scope, arguments_[1].value);
      if (type.kind === "error" || bound.kind !== "trait") {
        if (type.kind !== "error" && bound.kind !== "error")
          context.report(diagnostics.badArgument, { at: span, params: { callee: name, reason: `\`${printType(bound)}\` is not a trait` } });
        return errorValue;
      }
      return boolConstant(program, conformanceProblem(program, type, bound) === undefined);
    }
    case "__functions_in_module": {
      // All functions at file scope, in source order, for those who look for tests.
      const elements: ParameterValue[] = [];
      for (const declared of context.scope.module.declarations.values()) {
        if (declared.kind !== "functions" || declared.functions.length !== 1) continue;
        const parameter = valueToParameter(program, declarationValue(program, declared));
        if (parameter !== undefined) elements.push(parameter);
      }
      return { kind: "list", elements };
    }
    case "__disable_del":
      return errorValue;
    default:
      break;
  }
  if (name.startsWith("list __len__ "))
    return lengthOf(context, {
      kind: "list",
      elements: Array.from({ length: Number(name.slice(13)) }, () => ({ kind: "unbound" as const })),
    });
  if (name.startsWith("pack ")) return packMethod(context, builtin, arguments_, span);
  if (name.startsWith("class ")) {
    context.report(diagnostics.notYet, { at: span, params: { what: "`class`" }, notes: ["use a `struct`"] });
    return errorValue;
  }
  if (/Origin|Lifetime/.test(name)) return { kind: "origin", mutable: true, roots: [], context: undefined, names: [] };
  context.report(diagnostics.notCallable, { at: span, params: { what: name } });
  return errorValue;
}

/** The value of an expression of the run-time function around, without its code. */
function lookInto(context: FunctionContext, node: ast.Expression): Value {
  const { program } = context;
  const binding = mentionedNames(node)
    .map((name) => context.scope.lookup(name))
    .find((b) => b?.kind === "variable");
  const outer = binding?.kind === "variable" ? binding.context : context.isComptime ? program.activeContext : context;
  if (outer === undefined) return expression(context, node);
  const { result, failed, sink } = outer.attempt((fork) => fork.within(context.scope, () => fork.services.expression(fork, node)));
  if (failed) {
    for (const diagnostic of sink.diagnostics) program.sink.add(diagnostic);
    return errorValue;
  }
  return result;
}

/** `args.__len__()`, `args.each[f]()`, `args.each_idx[f]()`, `args.get_element[i]()`. */
function packMethod(
  context: FunctionContext,
  builtin: Extract<Value, { kind: "builtin" }>,
  arguments_: readonly ast.CallArgument[],
  span: Span,
): Value {
  const [, method, packName] = builtin.name.split(" ") as [string, string, string];
  const binding = builtin.scope.lookup(packName);
  if (binding?.kind !== "value" || binding.value.kind !== "pack") return errorValue;
  const { pack } = binding.value;
  if (method === "__len__") return lengthOf(context, binding.value);
  const parameter = builtin.parameters?.[0];
  if (parameter === undefined) return errorValue;
  const value = context.program.services.evaluateValue(context.program, builtin.scope, parameter.value);
  if (method === "get_element") return pack.elements[signedInteger(value) ?? -1] ?? errorValue;
  if (value.kind !== "functions") return errorValue;
  pack.elements.forEach((element, index) => {
    const given =
      method === "each_idx"
        ? [
            {
              keyword: undefined,
              value: context.services.evaluateValue(context.program, builtin.scope, {
                kind: "integer",
                value: BigInt(index),
                text: String(index),
                span,
              }),
              span,
            },
          ]
        : [];
    context.services.call(
      context,
      { ...value.set, given: [...value.set.given, ...given] },
      [{ keyword: undefined, stars: 0, expression: undefined, value: element, span }],
      span,
    );
  });
  void arguments_;
  return {
    kind: "constant",
    type: context.program.libraryType("NoneType") as Type,
    constant: { kind: "zero", type: context.program.mirTypes.unit },
  };
}

/** `__type.name[...]`. */
export function intrinsicType(context: FunctionContext, name: string, arguments_: readonly ast.CallArgument[], span: Span): Value {
  const { program } = context;
  const { types } = program;
  const fail = (reason: string): Value => {
    context.report(diagnostics.badIntrinsic, { at: span, params: { reason: `\`__type.${name}\`: ${reason}` } });
    return errorValue;
  };
  const integer = (index: number): number | undefined => {
    const node = arguments_[index];
    if (node === undefined) return undefined;
    const value = program.services.evaluateValue(program, context.scope, node.value);
    return signedInteger(value);
  };
  const type = (index: number): Type => {
    const node = arguments_[index];
    return node === undefined ? types.error : program.services.evaluateType(program, context.scope, node.value);
  };
  const made = (result: Type): Value => ({ kind: "type", type: result });
  switch (name) {
    case "simd":
    case "scalar": {
      const dtype = integer(0);
      const size = name === "scalar" ? 1 : integer(1);
      if (dtype === undefined || size === undefined) return fail("it needs a dtype and a size known at compile time");
      if (size < 1 || size > 65536) return fail(`a vector cannot have ${size} lanes`);
      if ((size & (size - 1)) !== 0) {
        program.reportDeclaration(diagnostics.constraintFailed, {
          at: span,
          params: { message: `the size of a SIMD vector is a power of two, not ${size}` },
        });
        return errorValue;
      }
      return made(types.simd(dtype, size));
    }
    case "pointer":
      return made(types.pointer(type(0)));
    case "array": {
      const length = integer(1);
      if (length === undefined || length < 0) return fail("it needs an element type and a length");
      const element = type(0);
      return element.kind === "error" ? errorValue : made(types.array(element, length));
    }
    case "tuple": {
      const elements: Type[] = [];
      for (const [index, argument] of arguments_.entries()) {
        const starred = argument.stars === 1 || argument.value.kind === "starred";
        if (!starred) {
          elements.push(type(index));
          continue;
        }
        const inner = argument.value.kind === "starred" ? argument.value.value : argument.value;
        const list = program.services.evaluateValue(program, context.scope, inner);
        if (list.kind === "list") for (const element of list.elements) elements.push(element.kind === "type" ? element.type : types.error);
      }
      return elements.some((e) => e.kind === "error") ? errorValue : made(types.tuple(elements));
    }
    case "bytes": {
      const size = integer(0);
      const alignment = integer(1) ?? 1;
      return size === undefined ? fail("it needs a size") : made(types.bytes(size, alignment));
    }
    case "field_type": {
      const owner = type(0);
      const index = integer(1);
      const field = owner.kind === "struct" && index !== undefined ? owner.declaration.fields[index] : undefined;
      const member = field === undefined ? undefined : lookupMember(program, owner, field.name);
      return member?.kind === "field" ? made(member.type) : fail("there is no such field");
    }
    default:
      return fail("there is no such type");
  }
}
