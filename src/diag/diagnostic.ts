/**
 * Diagnostics as data: a code, a message made from typed parameters, labels, notes and fixes.
 *
 * In: stages report to a `DiagnosticSink`. Out: plain `Diagnostic` values for the renderers (`diag/render-*.ts`).
 * Each definition is made once with `defineDiagnostic`, in the room that reports it; `mojo explain CODE` reads
 * docs/diagnostics/CODE.md, and a tidy test checks that every code has its page.
 */
import type { Span } from "../source/source-file.ts";

export type Severity = "error" | "warning" | "note";

export type Label = { readonly span: Span; readonly text: string };

export type Edit = { readonly span: Span; readonly replacement: string };

/** `safe`: may be applied unseen (the meaning is certain). */
export type Fix = { readonly title: string; readonly edits: readonly Edit[]; readonly safe: boolean };

export type Note = { readonly text: string; readonly span?: Span };

export type Diagnostic = {
  readonly severity: Severity;
  readonly code: string;
  readonly message: string;
  readonly at: Span;
  /** Text beside the caret of the main span. */
  readonly label?: string;
  readonly labels: readonly Label[];
  readonly notes: readonly Note[];
  readonly fixes: readonly Fix[];
};

export type DiagnosticDefinition<P> = {
  readonly code: string;
  readonly severity: Severity;
  readonly message: (parameters: P) => string;
};

export type ReportOptions<P> = {
  readonly at: Span;
  readonly params: P;
  readonly label?: string;
  readonly labels?: readonly Label[];
  readonly notes?: readonly (string | Note)[];
  readonly fixes?: readonly Fix[];
};

const definitions = new Map<string, DiagnosticDefinition<never>>();

/** Codes: E01xx syntax, E02xx names and types, E03xx ownership, E04xx compile time, E05xx target and link, E06xx models; W… warnings. */
export function defineDiagnostic<P>(definition: {
  code: string;
  severity?: Severity;
  message: (parameters: P) => string;
}): DiagnosticDefinition<P> {
  const severity = definition.severity ?? (definition.code.startsWith("W") ? "warning" : "error");
  const full = { ...definition, severity };
  definitions.set(definition.code, full as DiagnosticDefinition<never>);
  return full;
}

export function definedDiagnosticCodes(): string[] {
  return [...definitions.keys()].sort();
}

export class DiagnosticSink {
  readonly diagnostics: Diagnostic[] = [];
  private readonly seen = new Set<string>();
  private errors = 0;

  report<P>(definition: DiagnosticDefinition<P>, options: ReportOptions<P>): void {
    this.add(makeDiagnostic(definition, options));
  }

  /** The same message at the same place is reported once. */
  add(diagnostic: Diagnostic): void {
    const key = `${diagnostic.code}:${diagnostic.at.file.path}:${diagnostic.at.start}:${diagnostic.message}`;
    if (diagnostic.severity === "error") this.errors += 1;
    if (this.seen.has(key)) return;
    this.seen.add(key);
    this.diagnostics.push(diagnostic);
  }

  /** Counts an error that needs no words of its own, because another tells of its cause. */
  addSilentError(): void {
    this.errors += 1;
  }

  /** Errors so far, those told only once counted each time: whether something went wrong between two moments. */
  get errorCount(): number {
    return this.errors;
  }
}

export function makeDiagnostic<P>(definition: DiagnosticDefinition<P>, options: ReportOptions<P>): Diagnostic {
  return {
    severity: definition.severity,
    code: definition.code,
    message: definition.message(options.params),
    at: options.at,
    label: options.label,
    labels: options.labels ?? [],
    notes: (options.notes ?? []).map((note) => (typeof note === "string" ? { text: note } : note)),
    fixes: options.fixes ?? [],
  };
}
