/**
 * What the parts of the lowering call in each other without importing each other: each is a function of the module being lowered.
 */
import type { CallArgument, Expression, Statement } from "../syntax/ast.ts";
import type { BlockId, LocalId } from "../mir/mir.ts";
import type { Body, Value } from "./body.ts";
import type { PythonModule } from "./module.ts";

export type Lowering = {
  readonly expression: (module: PythonModule, body: Body, node: Expression) => Value;
  readonly condition: (module: PythonModule, body: Body, node: Expression, yes: BlockId, no: BlockId) => void;
  readonly assign: (module: PythonModule, body: Body, target: Expression, value: LocalId) => void;
  readonly arguments: (module: PythonModule, body: Body, list: readonly CallArgument[]) => Value[];
  readonly statements: (module: PythonModule, body: Body, statements: readonly Statement[]) => void;
};
