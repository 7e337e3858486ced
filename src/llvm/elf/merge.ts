/**
 * Several objects as one: their sections one after the other, and each name that one uses and another defines as one symbol.
 */
import { bindings, type ObjectFile, type ObjectSymbol, type Section } from "./object-file.ts";

export function mergeObjects(objects: readonly ObjectFile[]): ObjectFile {
  const [only, second] = objects;
  if (only !== undefined && second === undefined) return only;
  const sections: Section[] = [];
  const symbols: ObjectSymbol[] = [];
  for (const object of objects) for (const symbol of object.symbols) symbols.push(shifted(symbol, sectionsBefore(objects, object)));
  const chosen = chooseDefinitions(symbols);
  let firstSymbol = 0;
  for (const object of objects) {
    const firstSection = sections.length;
    for (const section of object.sections) {
      const relocations = section.relocations.map((relocation) => {
        const symbol = firstSymbol + relocation.symbol;
        return { ...relocation, symbol: chosen[symbol] as number };
      });
      sections.push({ ...section, index: firstSection + section.index, relocations });
    }
    firstSymbol += object.symbols.length;
  }
  return { sections, symbols };
}

function sectionsBefore(objects: readonly ObjectFile[], object: ObjectFile): number {
  let count = 0;
  for (const other of objects) {
    if (other === object) break;
    count += other.sections.length;
  }
  return count;
}

function shifted(symbol: ObjectSymbol, sectionBase: number): ObjectSymbol {
  return symbol.section === 0 || sectionBase === 0 ? symbol : { ...symbol, section: symbol.section + sectionBase };
}

/** For every symbol the one that stands for its name: a definition, a strong one before a weak one; else the first use. */
function chooseDefinitions(symbols: readonly ObjectSymbol[]): number[] {
  const best = new Map<string, number>();
  const rank = ({ section, binding }: ObjectSymbol): number => (section === 0 ? 0 : binding === bindings.weak ? 1 : 2);
  symbols.forEach((symbol, index) => {
    if (symbol.binding === bindings.local || symbol.name === "") return;
    const known = best.get(symbol.name);
    if (known === undefined || rank(symbol) > rank(symbols[known] as ObjectSymbol)) best.set(symbol.name, index);
  });
  return symbols.map((symbol, index) => (symbol.binding === bindings.local ? index : (best.get(symbol.name) ?? index)));
}
