/**
 * Debug information: which source line every instruction comes from, functions' names, named locals and their types.
 *
 * In: functions and spans. Out: metadata nodes, and the `, !dbg !N` that goes behind an instruction.
 */
import type { MirFunction, MirLocal } from "../../mir/mir.ts";
import type { SourceFile, Span } from "../../source/source-file.ts";
import { DebugTypes } from "./debug-types.ts";
import type { ModuleState } from "./module-state.ts";
import { escapeText } from "./types.ts";

export class DebugInfo {
  private readonly state: ModuleState;
  private readonly files = new Map<SourceFile, string>();
  private readonly types: DebugTypes;
  private unit: string | undefined;

  constructor(state: ModuleState) {
    this.state = state;
    this.types = new DebugTypes(state);
  }

  /** Node of a function; goes behind its header and is the scope of its lines. */
  subprogram(func: MirFunction): string {
    const { file, start } = func.span;
    const fileNode = this.file(file);
    this.unit ??= this.state.node(
      `distinct !DICompileUnit(language: DW_LANG_C_plus_plus_14, file: ${fileNode}, producer: "salamander", isOptimized: false, runtimeVersion: 0, emissionKind: FullDebug, nameTableKind: None)`,
    );
    const { line } = file.position(start);
    const type = this.state.node(`!DISubroutineType(types: ${this.state.node("!{}")})`);
    const names = `name: "${escapeText(func.displayName)}", linkageName: "${escapeText(func.symbol)}"`;
    return this.state.node(
      `distinct !DISubprogram(${names}, scope: ${fileNode}, file: ${fileNode}, line: ${line}, type: ${type}, scopeLine: ${line}, spFlags: DISPFlagDefinition, unit: ${this.unit})`,
    );
  }

  /** `, !dbg !N`, to go behind an instruction. */
  location(span: Span, subprogram: string, func: MirFunction): string {
    return `, !dbg ${this.locationNode(span, subprogram, func)}`;
  }

  /** Says that a local is in memory at `address`. `position`: of a parameter, from 1; 0: no parameter. */
  variable(local: MirLocal, address: string, position: number, subprogram: string, func: MirFunction): string {
    const { line } = this.positionOf(local.span, func);
    const argument = position === 0 ? "" : `arg: ${position}, `;
    const node = this.state.node(
      `!DILocalVariable(name: "${escapeText(local.name ?? "")}", ${argument}scope: ${subprogram}, file: ${this.file(func.span.file)}, line: ${line}, type: ${this.types.node(local.type)})`,
    );
    return `#dbg_declare(ptr ${address}, ${node}, !DIExpression(), ${this.locationNode(local.span, subprogram, func)})`;
  }

  private locationNode(span: Span, subprogram: string, func: MirFunction): string {
    const { line, column } = this.positionOf(span, func);
    return this.state.node(`!DILocation(line: ${line}, column: ${column}, scope: ${subprogram})`);
  }

  /** Inlined bodies from other files count as where the function begins: lines are relative to its file. */
  private positionOf(span: Span, func: MirFunction): { readonly line: number; readonly column: number } {
    const at = span.file === func.span.file ? span : func.span;
    return at.file.position(at.start);
  }

  /** Named metadata that makes the rest count. */
  finish(lines: string[]): void {
    if (this.unit === undefined) return;
    const flags = [`!{i32 2, !"Debug Info Version", i32 3}`, `!{i32 7, !"Dwarf Version", i32 5}`].map((text) => this.state.node(text));
    lines.push(`!llvm.dbg.cu = !{${this.unit}}`, `!llvm.module.flags = !{${flags.join(", ")}}`);
  }

  private file(file: SourceFile): string {
    let node = this.files.get(file);
    if (node === undefined) {
      const slash = file.path.lastIndexOf("/");
      const name = escapeText(file.path.slice(slash + 1));
      node = this.state.node(`!DIFile(filename: "${name}", directory: "${escapeText(slash < 0 ? "." : file.path.slice(0, slash))}")`);
      this.files.set(file, node);
    }
    return node;
  }
}
