/** What the compile cache knows of one compile: plain data, stored as JSON. */
import type { FileStamp } from "./file-stamp.ts";

export type Manifest = {
  /** Options, machine and compiler in full. */
  readonly key: string;
  readonly inputs: readonly ManifestInput[];
  /** Content hash and size of the artefact. */
  readonly artefact: string;
  readonly sizeBytes: number;
  /** Rendered warnings of the compile, shown again on every use. */
  readonly warnings?: { readonly plain: string; readonly colored: string; readonly json: string };
};

export type ManifestInput = {
  readonly path: string;
  readonly kind: "file" | "listing";
  /** `null`: there was no such file. */
  readonly hash: string | null;
  /** Absent: the file has to be read to know. */
  readonly stamp?: FileStamp;
};
