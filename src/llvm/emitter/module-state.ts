/**
 * What the functions of a module share while they are emitted: declarations, attribute groups, constants, helpers.
 */
import { assert } from "../../base/assert.ts";
import type { Callee, MirModule } from "../../mir/mir.ts";
import type { TargetMachineDescription } from "../../target/target.ts";
import { type LoweredSignature, lowerSignature, signatureOf } from "./abi.ts";
import type { DebugInfo } from "./debug-info.ts";
import { quoted } from "./types.ts";

/** What `runtime-entry.ts` defines around a `main`. Libraries and objects have none: there it does nothing. */
const entryOnly: ReadonlySet<string> = new Set(["__mojo_thread_start"]);

export class ModuleState {
  readonly module: MirModule;
  readonly target: TargetMachineDescription;
  /** Set when line tables are wanted. */
  debug: DebugInfo | undefined;
  /** What every function of ours has. */
  readonly codeAttributes: string;
  private readonly roots: ReadonlySet<string>;
  private readonly declarations = new Map<string, string>();
  private readonly attributeGroups = new Map<string, number>();
  private readonly constants = new Map<string, string>();
  private readonly helpers = new Map<string, string>();
  private readonly metadata = new Map<string, string>();
  private readonly signatures = new Map<string, LoweredSignature>();
  /** First full name under which an overloaded LLVM intrinsic was declared for one list of types. */
  private readonly intrinsics = new Map<string, Map<string, string>>();

  constructor(module: MirModule, target: TargetMachineDescription) {
    this.module = module;
    this.target = target;
    this.codeAttributes = codeAttributes(target);
    this.roots = new Set(module.roots);
  }

  isRoot(symbol: string): boolean {
    return this.roots.has(symbol);
  }

  calleeSignature(callee: Callee): LoweredSignature {
    return callee.kind === "function" ? this.functionSignature(callee.symbol) : lowerSignature(callee.signature, this.target);
  }

  functionSignature(symbol: string): LoweredSignature {
    let signature = this.signatures.get(symbol);
    if (signature === undefined) {
      const func = this.module.functions.get(symbol);
      assert(func !== undefined, `the called function ${symbol} is in the module`);
      signature = lowerSignature(signatureOf(func), this.target);
      this.signatures.set(symbol, signature);
    }
    return signature;
  }

  /** Name of a declared LLVM intrinsic or run-time function; `name` is complete. */
  declare(name: string, returns: string, parameters: string): string {
    if (!this.declarations.has(name)) this.declarations.set(name, `declare ${returns} @${name}(${parameters})`);
    return `@${name}`;
  }

  /** A function of ours that is defined elsewhere. */
  declareFunction(symbol: string, returns: string, parameters: string): void {
    this.declarations.set(symbol, `declare ${returns} ${quoted(symbol)}(${parameters}) nounwind`);
  }

  /** The first declaration of a C function wins; calls give their own type. A function of this module needs none. */
  declareExternal(symbol: string, returns: string, parameters: string): void {
    if (this.module.functions.has(symbol) || this.declarations.has(symbol)) return;
    if (entryOnly.has(symbol)) {
      this.declarations.set(symbol, `define weak hidden ${returns} ${quoted(symbol)}(${parameters}) nounwind {\n  ret ${returns}\n}`);
      return;
    }
    this.declarations.set(symbol, `declare ${returns} ${quoted(symbol)}(${parameters}) nounwind`);
  }

  /**
   * An LLVM intrinsic by a name that may lack its type suffix: LLVM's reader corrects the suffix of an overloaded one by
   * its types, so every further list of types only needs a name of its own.
   */
  declareIntrinsic(name: string, returns: string, parameters: string): string {
    const key = `${returns} (${parameters})`;
    let byTypes = this.intrinsics.get(name);
    if (byTypes === undefined) this.intrinsics.set(name, (byTypes = new Map()));
    let full = byTypes.get(key);
    if (full === undefined) {
      full = byTypes.size === 0 && !this.declarations.has(name) ? name : `${name}.overload${byTypes.size}`;
      byTypes.set(key, full);
    }
    return this.declare(full, returns, parameters);
  }

  attributes(list: string): string {
    let number = this.attributeGroups.get(list);
    if (number === undefined) {
      number = this.attributeGroups.size;
      this.attributeGroups.set(list, number);
    }
    return `#${number}`;
  }

  /** A private constant with these contents. */
  constant(image: string, alignment: number): string {
    const key = `${image}, align ${alignment}`;
    let name = this.constants.get(key);
    if (name === undefined) {
      name = `@.constant.${this.constants.size}`;
      this.constants.set(key, name);
    }
    return name;
  }

  /** A function of ours, emitted once. */
  helper(name: string, text: string): string {
    this.helpers.set(name, text);
    return `@${name}`;
  }

  /** A named metadata node: `!empty`, branch weights. */
  node(text: string): string {
    let name = this.metadata.get(text);
    if (name === undefined) {
      name = `!${this.metadata.size}`;
      this.metadata.set(text, name);
    }
    return name;
  }

  /** Everything collected while functions were emitted. */
  finish(lines: string[]): void {
    for (const [image, name] of this.constants) lines.push(`${name} = private unnamed_addr constant ${image}`);
    lines.push(...this.helpers.values(), ...this.declarations.values());
    for (const [list, number] of this.attributeGroups) lines.push(`attributes #${number} = { ${list} }`);
    for (const [text, name] of this.metadata) lines.push(`${name} = ${text}`);
  }
}

function codeAttributes(target: TargetMachineDescription): string {
  const attributes = [`nounwind "target-cpu"="${target.cpu}"`];
  if (target.features !== "") attributes.push(`"target-features"="${target.features}"`);
  if (target.preferVectorWidth !== undefined) attributes.push(`"prefer-vector-width"="${target.preferVectorWidth}"`);
  // Large frames touch every page, so that running out of stack always meets the guard page.
  if (target.architecture === "x86_64") attributes.push(`"probe-stack"="inline-asm"`);
  return attributes.join(" ");
}
