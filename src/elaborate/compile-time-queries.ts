/**
 * Operations that are answered while compiling: sizes, names, triviality, the target, `-D` defines, reflection.
 */
import { alignmentOf, lifecycleOf, sizeOf } from "../mir/types.ts";
import { boolCode, indexCode } from "../types/dtype.ts";
import { printType } from "../types/type.ts";
import { reportIfUnfinished } from "./lower-type.ts";
import { scalarConstant, stringLiteral } from "./constants.ts";
import type { IntrinsicUse } from "./intrinsics.ts";
import { lookupMember } from "./members.ts";
import { errorValue, type Value } from "./value.ts";
import { isWidthGeneric } from "./width-generic.ts";

export function compileTimeQuery(use: IntrinsicUse): Value | undefined {
  const { context } = use;
  const { program } = context;
  const index = (value: number) => scalarConstant(program, indexCode, BigInt(value));
  const truth = (value: boolean) => scalarConstant(program, boolCode, value ? 1n : 0n);
  const text = (value: string) => stringLiteral(program, value);
  switch (use.name) {
    case "size_of": {
      const type = use.type(0);
      if (type.kind === "error") return errorValue;
      if (reportIfUnfinished(program, type)) return errorValue;
      const mir = context.lower(type);
      return index(Math.ceil(sizeOf(mir) / alignmentOf(mir)) * alignmentOf(mir));
    }
    case "align_of": {
      const type = use.type(0);
      return type.kind === "error" || reportIfUnfinished(program, type) ? errorValue : index(alignmentOf(context.lower(type)));
    }
    case "type_name":
      return text(printType(use.type(0)));
    case "is_trivial_copy":
      return truth(lifecycleOf(context.lower(use.type(0)), "copy") === "trivial");
    case "is_trivial_move":
      return truth(lifecycleOf(context.lower(use.type(0)), "move") === "trivial");
    case "is_trivial_destroy":
      return truth(lifecycleOf(context.lower(use.type(0)), "destroy") === "trivial");
    case "same_type":
      return truth(use.type(0) === use.type(1));
    case "has_member": {
      const name = use.text(1);
      return name === undefined ? use.fail("it needs a type and a name") : truth(lookupMember(program, use.type(0), name) !== undefined);
    }
    case "field_count": {
      const type = use.type(0);
      return index(type.kind === "struct" ? type.declaration.fields.length : 0);
    }
    case "field_name": {
      const type = use.type(0);
      const field = type.kind === "struct" ? type.declaration.fields[use.integer(1) ?? -1] : undefined;
      return field === undefined ? use.fail("there is no such field") : text(field.name);
    }
    case "function_name": {
      const value = use.parameter(0);
      return value?.kind === "functions" ? text(value.set.name) : use.fail("it needs a function");
    }
    case "is_width_generic": {
      const declaration = use.functionDeclaration(0);
      return declaration === undefined ? use.fail("it needs a function") : truth(isWidthGeneric(declaration));
    }
    case "target_triple":
      return text(program.target.triple);
    case "target_cpu":
      return text(program.target.cpu);
    case "target_has_feature":
      return truth(program.target.features.has(use.text(0) ?? ""));
    case "target_simd_bits":
      return index(program.target.simdBits);
    case "target_cache_bytes": {
      const { line, level1Data, level2, level3 } = program.target.caches;
      return index([line, level1Data, level2, level3][use.integer(0) ?? 0] ?? 0);
    }
    case "target_is_os":
      return truth(program.target.os === use.text(0));
    case "target_is_arch":
      return truth(program.target.arch === use.text(0));
    case "is_defined":
      return truth(program.defines.has(use.text(0) ?? ""));
    case "define":
      return text(program.defines.get(use.text(0) ?? "") ?? "");
    case "optimization_level":
      return index(program.target.optimizationLevel);
    case "is_debug":
      return truth(program.target.optimizationLevel === 0);
    case "source_line":
    case "source_column": {
      const { file, start } = context.callSite ?? use.span;
      const { line, column } = file.position(start);
      return index(use.name === "source_line" ? line : column);
    }
    case "source_file":
      return text((context.callSite ?? use.span).file.path);
    case "function_context":
      return text(context.instance?.displayName ?? "");
    default:
      return undefined;
  }
}
