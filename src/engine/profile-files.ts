/** Writes a recording as two files: `BASE.json` is a trace, `BASE.html` a page. */
import { writeFileWhole } from "./feed-files.ts";
import { writePage } from "./profile/page.ts";
import type { Recording } from "./profile/recording.ts";
import { writeTrace } from "./profile/trace.ts";

export type ProfileFiles = { readonly trace: string; readonly page: string };

/** `path` may end in the name of either. */
export function profileFiles(path: string): ProfileFiles {
  const base = path.replace(/\.(json|html)$/, "");
  return { trace: `${base}.json`, page: `${base}.html` };
}

/** Nothing is written if nothing has run. Throws `HostError` where files cannot be written. */
export function writeProfile(files: ProfileFiles, head: { readonly model: string; readonly threads: number }, recording: Recording): void {
  const { description } = recording;
  const runs = recording.runs();
  const shapes = runs.at(-1)?.shapes;
  if (shapes === undefined) return;
  const inputs = description.inputs.map(({ name, elementType }, at) => `${name} ${elementType}[${(shapes[at] ?? []).join(", ")}]`);
  writeFileWhole(files.trace, writeTrace(head.model, description, runs));
  writeFileWhole(files.page, writePage({ ...head, inputs }, description, runs));
}
