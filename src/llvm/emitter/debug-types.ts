/**
 * Types for debuggers. A struct around one scalar is shown as that scalar, under the struct's name: `Int`, not `{value}`.
 */
import type { MirType } from "../../mir/mir.ts";
import { alignmentOf, fieldOffsets, sizeOf } from "../../mir/types.ts";
import type { ModuleState } from "./module-state.ts";
import { escapeText, layoutOf } from "./types.ts";

export class DebugTypes {
  private readonly state: ModuleState;
  private readonly nodes = new Map<MirType, string>();

  constructor(state: ModuleState) {
    this.state = state;
  }

  node(type: MirType): string {
    let node = this.nodes.get(type);
    if (node === undefined) {
      node = this.make(type);
      this.nodes.set(type, node);
    }
    return node;
  }

  private make(type: MirType): string {
    switch (type.kind) {
      case "int":
        return this.scalar(type, type.bits === 1 ? "Bool" : `Int${type.bits}`, true);
      case "float":
        return this.scalar(type, `Float${sizeOf(type) * 8}`, true);
      case "pointer":
        return this.state.node("!DIDerivedType(tag: DW_TAG_pointer_type, baseType: null, size: 64)");
      case "vector":
        return this.sequence(type.element, type.length, sizeOf(type), ", flags: DIFlagVector");
      case "array":
        return this.sequence(type.element, type.length, sizeOf(type), "");
      case "struct":
        return this.struct(type);
      case "literal-integer":
      case "literal-float":
        return "null";
    }
  }

  private scalar(type: MirType, name: string, signed: boolean): string {
    const isBool = type.kind === "int" && type.bits === 1;
    const encoding = type.kind === "float" ? "DW_ATE_float" : isBool ? "DW_ATE_boolean" : signed ? "DW_ATE_signed" : "DW_ATE_unsigned";
    return this.state.node(`!DIBasicType(name: "${escapeText(name)}", size: ${sizeOf(type) * 8}, encoding: ${encoding})`);
  }

  /** Masks are shown as bytes would be: their bits have no addresses. */
  private sequence(element: MirType, length: number, size: number, flags: string): string {
    const count = this.state.node(`!{${this.state.node(`!DISubrange(count: ${length})`)}}`);
    return this.state.node(
      `!DICompositeType(tag: DW_TAG_array_type, baseType: ${this.node(element)}, size: ${size * 8}${flags}, elements: ${count})`,
    );
  }

  private struct(type: MirType & { kind: "struct" }): string {
    const name = plainName(type.name);
    const { leaves } = layoutOf(type);
    const only = leaves?.length === 1 ? leaves[0]?.type : undefined;
    if (only !== undefined && (only.kind === "int" || only.kind === "float")) {
      const shown = only.kind === "float" && name.startsWith("SIMD") ? `Float${sizeOf(only) * 8}` : name;
      return this.scalar(only, shown, !isUnsigned(type.name));
    }
    const { offsets, size } = fieldOffsets(type);
    const members = type.fields.map((field, i) => {
      const label = escapeText(type.fieldNames[i] ?? String(i));
      return this.state.node(
        `!DIDerivedType(tag: DW_TAG_member, name: "${label}", baseType: ${this.node(field)}, size: ${sizeOf(field) * 8}, offset: ${(offsets[i] as number) * 8})`,
      );
    });
    const list = this.state.node(`!{${members.join(", ")}}`);
    return this.state.node(
      `!DICompositeType(tag: DW_TAG_structure_type, name: "${escapeText(name)}", size: ${size * 8}, align: ${alignmentOf(type) * 8}, elements: ${list})`,
    );
  }
}

/** `List#12[Int#5]` → `List[Int]`: without the marks that keep names apart. */
function plainName(name: string): string {
  return name.replace(/#\d+/g, "");
}

/** `UInt`, and SIMD types whose dtype's code is that of an unsigned integer. */
function isUnsigned(name: string): boolean {
  const code = /^SIMD(?:#\d+)?\[DType(?:#\d+)?=\{(\d+)\}/.exec(name)?.[1];
  return code === undefined ? name.startsWith("UInt") : ["3", "5", "7", "9", "11", "19", "21"].includes(code);
}
