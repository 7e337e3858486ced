/** Terminal colours of a rendered diagnostic; without colour every paint returns its text. */

export type Paint = (text: string) => string;

export type Paints = {
  readonly error: Paint;
  readonly warning: Paint;
  readonly note: Paint;
  readonly help: Paint;
  /** Line numbers, bars, arrows. */
  readonly frame: Paint;
  readonly strong: Paint;
};

export function paintsFor(color: boolean): Paints {
  return color ? colored : plain;
}

const escape =
  (codes: string): Paint =>
  (text) =>
    text === "" ? "" : `\u001b[${codes}m${text}\u001b[0m`;

const colored: Paints = {
  error: escape("1;31"),
  warning: escape("1;33"),
  note: escape("1;36"),
  help: escape("1;32"),
  frame: escape("34"),
  strong: escape("1"),
};

const same: Paint = (text) => text;
const plain: Paints = { error: same, warning: same, note: same, help: same, frame: same, strong: same };
