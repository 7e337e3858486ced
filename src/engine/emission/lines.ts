/** Lines of emitted programs that are not too long to read: what does not fit in one has its items in lines of their own. */

export const longestLine = 160;

/** `start`, items and `end`; items go between them into lines that are indented further, as many in each as fit. */
export function inLines(start: string, items: readonly string[], end: string): string {
  const one = `${start}${items.join(", ")}${end}`;
  if (one.length <= longestLine || items.length === 0) return one;
  const indent = /^ */.exec(start)?.[0] ?? "";
  return [start, filled(items, `${indent}    `), `${indent}${end}`].join("\n");
}

/** A function's text with its name, which texts that may be equal leave out. */
export function withName(text: string, name: string): string {
  const [head = "", ...rest] = text.split("\n");
  const parts = /^def (\[.*?\])?\((.*)\)(.*)$/.exec(head);
  if (parts === null) return text.replace("def ", `def ${name}`);
  const [, settings = "", parameters = "", end = ""] = parts;
  return [inLines(`def ${name}${settings}(`, parameters.split(/, (?=\w+: )/), `)${end}`), ...rest].join("\n");
}

function filled(items: readonly string[], indent: string): string {
  const lines: string[] = [];
  for (const item of items) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + item.length + 3 <= longestLine) lines[lines.length - 1] = `${last} ${item},`;
    else lines.push(`${indent}${item},`);
  }
  return lines.join("\n");
}
