/**
 * Ways through statements that meet again.
 */
import type { Body } from "./body.ts";

/** Which variables have values after all ways that meet in a block. */
export class Ends {
  assigned: Set<string> | undefined;
  private readonly body: Body;

  constructor(body: Body) {
    this.body = body;
  }

  add(): void {
    if (!this.body.builder.isReachable) return;
    const here = this.body.assigned;
    this.assigned = this.assigned === undefined ? here : new Set([...this.assigned].filter((name) => here.has(name)));
  }
}
