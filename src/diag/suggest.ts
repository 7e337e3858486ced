/**
 * "Did you mean": the candidates nearest to a misspelt name.
 *
 * In: a name and the names that would have been right there. Out: at most a few, best first; none if all are far.
 * Distance is Damerau-Levenshtein (one adjacent swap is one step) with a limit that grows with the name's length.
 */

export function suggestName(name: string, candidates: Iterable<string>): string | undefined {
  return suggestNames(name, candidates, 1)[0];
}

export function suggestNames(name: string, candidates: Iterable<string>, atMost: number): string[] {
  const limit = distanceLimit(name);
  const found: { candidate: string; distance: number }[] = [];
  for (const candidate of new Set(candidates)) {
    if (candidate === name || candidate === "") continue;
    const distance = nameDistance(name, candidate, limit);
    if (distance <= limit) found.push({ candidate, distance });
  }
  found.sort((a, b) => a.distance - b.distance || (a.candidate < b.candidate ? -1 : 1));
  return found.slice(0, atMost).map((entry) => entry.candidate);
}

/** One mistake in three letters, but never so many that the names have nothing to do with each other. */
function distanceLimit(name: string): number {
  return name.length <= 2 ? 1 : Math.min(4, Math.max(1, Math.floor(name.length / 3)));
}

/** Names that differ in case or underscores only are nearly the same: `parse_int` and `parseInt`. */
function nameDistance(name: string, candidate: string, limit: number): number {
  const plainName = name.replaceAll("_", "").toLowerCase();
  const plainCandidate = candidate.replaceAll("_", "").toLowerCase();
  if (plainName !== "" && plainName === plainCandidate) return 0.5;
  if (name.length <= 2 && candidate.length <= 2) {
    // Two letters have everything within two steps of them: only a swap or a shared letter counts.
    const shares = [...name].some((letter) => candidate.includes(letter));
    if (!shares) return Infinity;
  }
  return editDistance(name, candidate, limit);
}

/** Optimal string alignment distance, or `Infinity` when it exceeds `limit`. */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return Infinity;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let best = i;
    for (let j = 1; j <= b.length; j++) {
      const substitution = (last[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let cost = Math.min((last[j] as number) + 1, (row[j - 1] as number) + 1, substitution);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, (beforeLast[j - 2] as number) + 1);
      row[j] = cost;
      best = Math.min(best, cost);
    }
    if (best > limit) return Infinity;
    beforeLast = last;
    last = row;
  }
  const distance = last[b.length] as number;
  return distance <= limit ? distance : Infinity;
}
