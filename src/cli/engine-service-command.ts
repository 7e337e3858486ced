/** `mojo engine-service`: what the engine starts to compile a model (`engine/compile-service.ts`). Not for people. */
import { serveCompile } from "../engine/compile-service.ts";

export async function run(): Promise<number> {
  await serveCompile();
  return 0;
}
