/**
 * What compile-time code may ask about the target (`__op.target_…`).
 */
import type { CacheSizes } from "./target.ts";

export type TargetFacts = {
  readonly triple: string;
  readonly cpu: string;
  readonly features: ReadonlySet<string>;
  /** Width of the widest fast vector register. */
  readonly simdBits: number;
  readonly os: string;
  readonly arch: string;
  readonly optimizationLevel: number;
  readonly caches: CacheSizes;
};
