/**
 * Writing to the terminal: whole texts at once, colours only where they are wanted, paths as people typed them.
 */
import type { Diagnostic } from "../diag/diagnostic.ts";
import { fs, path } from "../driver/host.ts";

export type ColorChoice = "auto" | "always" | "never";

export const standardOutput = 1;
export const standardError = 2;

/** Writes all of a text; a reader that went away is not an error. */
export function write(descriptor: number, text: string | Uint8Array): void {
  let bytes = typeof text === "string" ? Buffer.from(text) : text;
  while (bytes.length > 0) {
    try {
      bytes = bytes.subarray(fs.writeSync(descriptor, bytes));
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      if (code === "EPIPE") return;
      if (code !== "EAGAIN") throw error;
      // A pipe whose reader is slow: wait a moment instead of spinning.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2);
    }
  }
}

export async function wantsColor(choice: ColorChoice, descriptor: number): Promise<boolean> {
  if (choice !== "auto") return choice === "always";
  const { NO_COLOR, FORCE_COLOR, CLICOLOR_FORCE, TERM } = process.env;
  if (NO_COLOR) return false;
  if ((FORCE_COLOR && FORCE_COLOR !== "0") || (CLICOLOR_FORCE && CLICOLOR_FORCE !== "0")) return true;
  if (TERM === "dumb") return false;
  const { isatty } = await import("node:tty");
  return isatty(descriptor);
}

/** Files at or below the current folder are shown relative to it. */
export function displayPath(file: string): string {
  const shown = path.relative(process.cwd(), file);
  return shown === "" || shown.startsWith("..") ? file : shown;
}

export type DiagnosticStyle = { readonly json: boolean; readonly color: ColorChoice };

const shownAtMost = 50;

/** Errors first come first served, then a count. JSON goes to `jsonDescriptor`, one object per line. */
export async function writeDiagnostics(
  diagnostics: readonly Diagnostic[],
  style: DiagnosticStyle,
  jsonDescriptor = standardError,
): Promise<void> {
  if (diagnostics.length === 0) return;
  if (style.json) {
    const { renderJson } = await import("../diag/render-json.ts");
    write(jsonDescriptor, `${diagnostics.map(renderJson).join("\n")}\n`);
    return;
  }
  write(standardError, await renderDiagnostics(diagnostics, await wantsColor(style.color, standardError)));
}

export async function renderDiagnostics(diagnostics: readonly Diagnostic[], color: boolean): Promise<string> {
  const { renderText } = await import("../diag/render-text.ts");
  const width = process.stderr.isTTY ? Math.max(60, process.stderr.columns) : 140;
  const shown = diagnostics.slice(0, shownAtMost);
  const texts = shown.map((diagnostic) => renderText(diagnostic, { color, width, displayPath }));
  const summary = countLine(diagnostics, diagnostics.length - shown.length);
  return `${texts.join("\n")}${summary === "" ? "" : `\n${summary}\n`}`;
}

function countLine(diagnostics: readonly Diagnostic[], notShown: number): string {
  const errors = diagnostics.filter((diagnostic) => diagnostic.severity === "error").length;
  const warnings = diagnostics.filter((diagnostic) => diagnostic.severity === "warning").length;
  const parts: string[] = [];
  if (errors > 0) parts.push(`${errors} error${errors === 1 ? "" : "s"}`);
  if (warnings > 0) parts.push(`${warnings} warning${warnings === 1 ? "" : "s"}`);
  if (notShown > 0) parts.push(`${notShown} not shown`);
  return diagnostics.length > 1 ? parts.join(", ") : "";
}
