/**
 * `mojo code-service OPTIONS`: what programs start that use `exec` or `eval` (`driver/code-service.ts`). Not for people.
 */
import { serveCode, type ServiceOptions } from "../driver/code-service.ts";

export async function run([options]: readonly string[]): Promise<number> {
  // Ctrl-C is for the program, which ends the service by ending.
  process.on("SIGINT", () => {});
  await serveCode(JSON.parse(options ?? "{}") as ServiceOptions);
  return 0;
}
