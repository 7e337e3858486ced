/**
 * Answers how values of a type are copied, moved and destroyed, asking for the lifecycle of each struct once.
 *
 * In: types and, optionally, a callback that fills lifecycles on request. Out: operations; arrays answer by element.
 */
import type { Lifecycle, LifecycleOperation, MirType, StructType } from "../mir.ts";

export type LifecycleAction = "copy" | "move" | "destroy";

export class LifecycleTable {
  private readonly request: ((type: StructType) => Lifecycle) | undefined;
  private readonly known = new Map<StructType, Lifecycle>();
  private readonly empty = new Map<StructType, boolean>();

  constructor(request?: (type: StructType) => Lifecycle) {
    this.request = request;
  }

  of(type: StructType): Lifecycle {
    let lifecycle = this.known.get(type);
    if (lifecycle === undefined) {
      lifecycle = this.request === undefined ? type.lifecycle : this.request(type);
      this.known.set(type, lifecycle);
    }
    return lifecycle;
  }

  operation(type: MirType, action: LifecycleAction): LifecycleOperation {
    switch (type.kind) {
      case "struct":
        return this.of(type)[action];
      case "array":
        return type.length === 0 ? "trivial" : this.operation(type.element, action);
      default:
        return "trivial";
    }
  }

  needsDestroy(type: MirType): boolean {
    return this.operation(type, "destroy") !== "trivial";
  }

  /** Copied and moved as bits, destroyed by doing nothing. */
  isPlain(type: MirType): boolean {
    return !this.needsDestroy(type) && this.operation(type, "copy") === "trivial" && this.operation(type, "move") === "trivial";
  }

  /** The destructor does more than destroy the members, so the value cannot be destroyed member by member. */
  hasOwnDestructor(type: MirType): boolean {
    if (type.kind !== "struct") return false;
    const { destroy, memberwise } = this.of(type);
    if (destroy === "trivial") return false;
    // Explicitly destroyed by its own declaration, not because of a member.
    if (destroy === "none" && !type.fields.some((field) => this.operation(field, "destroy") === "none")) return true;
    return memberwise !== true;
  }

  /** Nothing to initialise: no bits, and no lifecycle that could tell. */
  isEmpty(type: MirType): boolean {
    if (type.kind === "array") return type.length === 0 || this.isEmpty(type.element);
    if (type.kind !== "struct") return false;
    let empty = this.empty.get(type);
    if (empty === undefined) {
      empty = this.isPlain(type) && type.fields.every((field) => this.isEmpty(field));
      this.empty.set(type, empty);
    }
    return empty;
  }
}
