/**
 * Prints a test run: one line per file, failures in full, skips with their reason, and the runner's own closing lines.
 */
import { relative } from "node:path";
import type { run } from "node:test";

type FileState = { passed: number; failed: number; skipped: number; names: string[] };

/** Out: whether anything failed. */
export async function reportEvents(stream: ReturnType<typeof run>, root: string): Promise<boolean> {
  const files = new Map<string, FileState>();
  const failures: string[] = [];
  const skips: string[] = [];
  const closing: string[] = [];
  let failed = false;
  const stateOf = (file: string): FileState => {
    let state = files.get(file);
    if (state === undefined) files.set(file, (state = { passed: 0, failed: 0, skipped: 0, names: [] }));
    return state;
  };
  for await (const event of stream) {
    switch (event.type) {
      case "test:start":
        stateOf(event.data.file ?? "").names[event.data.nesting] = event.data.name;
        break;
      case "test:pass": {
        if (event.data.details.type === "suite") break;
        const state = stateOf(event.data.file ?? "");
        if (event.data.skip === undefined || event.data.skip === false) state.passed++;
        else {
          state.skipped++;
          skips.push(`${event.data.name}: ${event.data.skip === true ? "no reason given" : event.data.skip}`);
        }
        break;
      }
      case "test:fail": {
        failed = true;
        const error = event.data.details.error as (Error & { cause?: unknown; failureType?: string }) | undefined;
        // A suite or a file fails because something inside it did, which was reported already.
        if (error?.failureType === "subtestsFailed") break;
        stateOf(event.data.file ?? "").failed++;
        const file = event.data.file === undefined ? "" : relative(root, event.data.file);
        failures.push(`✖ ${file}: ${event.data.name}\n${indent(describeFailure(error), "    ")}`);
        console.log(failures.at(-1));
        break;
      }
      case "test:stdout":
      case "test:stderr":
        process.stdout.write(event.data.message);
        break;
      case "test:diagnostic":
        if (event.data.nesting === 0 && /^(tests|suites|pass|fail|cancelled|skipped|todo|duration_ms) /.test(event.data.message))
          closing.push(event.data.message);
        break;
      case "test:summary":
        if (event.data.file !== undefined) {
          const state = stateOf(event.data.file);
          const parts = [`${state.passed} passed`];
          if (state.failed > 0) parts.push(`${state.failed} failed`);
          if (state.skipped > 0) parts.push(`${state.skipped} skipped`);
          console.log(
            `${state.failed > 0 ? "✖" : "✔"} ${relative(root, event.data.file)} (${parts.join(", ")}, ${(event.data.duration_ms / 1000).toFixed(1)} s)`,
          );
        } else if (!event.data.success) failed = true;
        break;
    }
  }
  if (skips.length > 0) console.log(`\nskipped:\n${skips.map((skip) => `  ${skip}`).join("\n")}`);
  if (failures.length > 1)
    console.log(`\n${failures.length} failures:\n${failures.map((failure) => `  ${failure.split("\n", 1)[0]}`).join("\n")}`);
  console.log(`\n${closing.map((line) => `ℹ ${line}`).join("\n")}`);
  return failed;
}

function describeFailure(error: (Error & { cause?: unknown }) | undefined): string {
  const cause = error?.cause ?? error;
  if (cause instanceof Error) return cause.name === "GoldenMismatch" ? cause.message : (cause.stack ?? cause.message);
  if (typeof cause === "object" && cause !== null && "stack" in cause) {
    const { name, message, stack } = cause as { name?: string; message?: string; stack?: string };
    return name === "GoldenMismatch" ? String(message) : String(stack ?? message);
  }
  return String(cause);
}

function indent(text: string, by: string): string {
  return text
    .split("\n")
    .map((line) => (line === "" ? "" : by + line))
    .join("\n");
}
