/** String and bytes literals as source text that decodes to the same value. */

/** Text inside a literal delimited by `"`. `braces`: doubled, as formatted strings need; `specification`: escaped. */
export function escapeText(value: string, braces: "plain" | "doubled" | "specification" = "plain"): string {
  let text = "";
  for (let i = 0; i < value.length; i++) {
    const c = value.charCodeAt(i);
    if (c === 0x22) text += '\\"';
    else if (c === 0x5c) text += "\\\\";
    else if (c === 10) text += "\\n";
    else if (c === 13) text += "\\r";
    else if (c === 9) text += "\\t";
    else if (c < 32 || c === 127) text += `\\x${c.toString(16).padStart(2, "0")}`;
    else if (braces === "doubled" && (c === 0x7b || c === 0x7d)) text += value.charAt(i).repeat(2);
    else if (braces === "specification" && (c === 0x7b || c === 0x7d)) text += `\\x${c.toString(16)}`;
    else if (isLoneSurrogate(value, i)) text += `\\u${c.toString(16)}`;
    else text += value.charAt(i);
  }
  return text;
}

export function printString(value: string): string {
  return `"${escapeText(value)}"`;
}

/** A docstring keeps its lines, tabs and single quotation marks. */
export function printDocstring(value: string): string {
  let text = "";
  let from = 0;
  for (let i = 0; i < value.length; i++) {
    const c = value.charCodeAt(i);
    const kept = c === 10 || c === 9 || (c === 0x22 && value.charCodeAt(i + 1) !== 0x22 && i + 1 < value.length);
    if (!kept) continue;
    text += escapeText(value.slice(from, i)) + value.charAt(i);
    from = i + 1;
  }
  return `"""${text}${escapeText(value.slice(from))}"""`;
}

export function printBytes(value: Uint8Array): string {
  let text = "";
  for (const byte of value) {
    if (byte === 0x22) text += '\\"';
    else if (byte === 0x5c) text += "\\\\";
    else if (byte === 10) text += "\\n";
    else if (byte < 32 || byte > 126) text += `\\x${byte.toString(16).padStart(2, "0")}`;
    else text += String.fromCharCode(byte);
  }
  return `b"${text}"`;
}

function isLoneSurrogate(value: string, index: number): boolean {
  const c = value.charCodeAt(index);
  if (c >= 0xd800 && c <= 0xdbff) {
    const next = value.charCodeAt(index + 1);
    return !(next >= 0xdc00 && next <= 0xdfff);
  }
  if (c < 0xdc00 || c > 0xdfff) return false;
  const before = value.charCodeAt(index - 1);
  return !(before >= 0xd800 && before <= 0xdbff);
}
