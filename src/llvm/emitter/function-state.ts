/**
 * One function while it is emitted: its lines, temporaries, stack slots, and where every local lives.
 *
 * Temporaries are numbered in the order of the text, as LLVM wants it; so every line goes out at once, except stack
 * slots, which have names and are put into the entry block at the end.
 */
import { assert } from "../../base/assert.ts";
import type { LocalId, MirFunction, MirType } from "../../mir/mir.ts";
import type { ModuleState } from "./module-state.ts";
import { alignmentOf, sizeOf } from "../../mir/types.ts";
import { memoryType } from "./types.ts";

export type Values = readonly string[];

export type Storage = { readonly kind: "register"; values: Values | undefined } | MemoryStorage;

/** Without an address yet: a stack slot, made at its first use. */
export type MemoryStorage = { readonly kind: "memory"; address: string | undefined };

export type Exit = { readonly flag: string; readonly slots: readonly string[]; readonly types: readonly string[] };

export class FunctionState {
  readonly module: ModuleState;
  readonly func: MirFunction;
  readonly storage: Storage[] = [];
  readonly body: string[] = [];
  exit: Exit | undefined;
  private readonly slots: string[] = [];
  private temporaries = 0;
  private scratchSlots = 0;
  private extraBlocks = 0;
  /** `, !dbg !7`, or nothing. */
  location = "";

  constructor(module: ModuleState, func: MirFunction) {
    this.module = module;
    this.func = func;
  }

  /** An instruction without a result. */
  line(text: string): void {
    this.body.push(`  ${text}${this.location}`);
  }

  /** An instruction with a result, which gets the next number. */
  define(text: string): string {
    const name = `%${this.temporaries++}`;
    this.body.push(`  ${name} = ${text}${this.location}`);
    return name;
  }

  label(name: string): void {
    this.body.push(`${name}:`);
  }

  /** Label of a block that MIR does not have. */
  newLabel(): string {
    return `x${this.extraBlocks++}`;
  }

  typeOfLocal(local: LocalId): MirType {
    const found = this.func.locals[local];
    assert(found !== undefined, "a place names a local of its function");
    return found.type;
  }

  /** Address of a local that is in memory. */
  addressOfLocal(local: LocalId, storage: MemoryStorage): string {
    if (storage.address === undefined) {
      const type = this.typeOfLocal(local);
      storage.address = this.slot(`%l${local}`, slotType(type), alignmentOf(type));
    }
    return storage.address;
  }

  /** Where a raising function puts its flag and its result before it leaves. */
  exitSlots(types: readonly string[]): Exit {
    this.exit ??= {
      flag: this.slot("%failed", "i1", 1),
      slots: types.map((type, i) => this.slot(`%result${i}`, type)),
      types,
    };
    return this.exit;
  }

  /** Stack slot for passing something by address. */
  scratch(size: number, alignment: number): string {
    return this.slot(`%s${this.scratchSlots++}`, `[${size} x i8]`, alignment);
  }

  private slot(name: string, type: string, alignment?: number): string {
    this.slots.push(`  ${name} = alloca ${type}${alignment === undefined ? "" : `, align ${alignment}`}`);
    return name;
  }

  lines(): readonly string[] {
    return [...this.slots, ...this.body];
  }
}

/** Scalars keep their type for the reader's sake; everything else is bytes. */
function slotType(type: MirType): string {
  return type.kind === "struct" || type.kind === "array" ? `[${sizeOf(type)} x i8]` : memoryType(type);
}
