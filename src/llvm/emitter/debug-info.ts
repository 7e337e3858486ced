/**
 * Line tables: which source line every instruction comes from, and the functions' names for debuggers.
 *
 * In: functions and spans. Out: metadata nodes, and the `, !dbg !N` that goes behind an instruction.
 */
import type { MirFunction } from "../../mir/mir.ts";
import type { SourceFile, Span } from "../../source/source-file.ts";
import type { ModuleState } from "./module-state.ts";
import { escapeText } from "./types.ts";

export class DebugInfo {
  private readonly state: ModuleState;
  private readonly files = new Map<SourceFile, string>();
  private unit: string | undefined;

  constructor(state: ModuleState) {
    this.state = state;
  }

  /** Node of a function; goes behind its header and is the scope of its lines. */
  subprogram(func: MirFunction): string {
    const { file, start } = func.span;
    const fileNode = this.file(file);
    this.unit ??= this.state.node(
      `distinct !DICompileUnit(language: DW_LANG_C_plus_plus_14, file: ${fileNode}, producer: "salamander", isOptimized: true, runtimeVersion: 0, emissionKind: LineTablesOnly, nameTableKind: None)`,
    );
    const { line } = file.position(start);
    const type = this.state.node(`!DISubroutineType(types: ${this.state.node("!{}")})`);
    const names = `name: "${escapeText(func.displayName)}", linkageName: "${escapeText(func.symbol)}"`;
    return this.state.node(
      `distinct !DISubprogram(${names}, scope: ${fileNode}, file: ${fileNode}, line: ${line}, type: ${type}, scopeLine: ${line}, spFlags: DISPFlagDefinition | DISPFlagOptimized, unit: ${this.unit})`,
    );
  }

  location(span: Span, subprogram: string, func: MirFunction): string {
    // Inlined bodies from other files keep the function's own file: lines are relative to it.
    const at = span.file === func.span.file ? span : func.span;
    const { line, column } = at.file.position(at.start);
    return `, !dbg ${this.state.node(`!DILocation(line: ${line}, column: ${column}, scope: ${subprogram})`)}`;
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
