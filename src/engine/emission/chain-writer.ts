/** Writes chains of two products with rows changed between them, as a call of `kernels.chained_matmul`. */
import type { Contraction } from "../fusion/contraction.ts";
import type { Links } from "../fusion/chains.ts";
import type { Kernel } from "../fusion/kernels.ts";
import type { Tensor } from "../graph/graph.ts";
import { FunctionWriter } from "./function-writer.ts";
import { inLines } from "./lines.ts";
import { writeRowClosure } from "./loops-writer.ts";
import { epilogueOf, MatrixWriter } from "./product-writer.ts";
import { valueType } from "./spelling.ts";

export function writeChain([first, rows, second]: Links): FunctionWriter {
  const to = new FunctionWriter();
  const source = first.members.at(-1) as Tensor;
  const result = second.members.at(-1) as Tensor;
  const [changed] = rows.stored as ReadonlySet<Tensor>;
  const before = new MatrixWriter(to, first.product as Contraction, source);
  const after = new MatrixWriter(to, second.product as Contraction, result);
  const matrices = [after.batch("result"), before.batch("left"), before.batch("right"), after.batch("right")];
  const parameters = [
    ...epilogueFor(to, first, "between"),
    `rows=${writeRowClosure(rows, { source, result: changed as Tensor }, to)}`,
    ...epilogueFor(to, second, "epilogue"),
  ];
  to.lines.push(inLines(`    chained_matmul[${parameters.join(", ")}](`, [...matrices, "threads=threads"], ")"));
  return to;
}

function epilogueFor(to: FunctionWriter, { members, product }: Kernel, name: string): readonly string[] {
  const [sums, epilogue] = members as [Tensor, Tensor | undefined];
  return epilogue === undefined
    ? []
    : [`${name}=${epilogueOf(to, sums, epilogue, product as Contraction, valueType(sums.elementType), true)}`];
}
