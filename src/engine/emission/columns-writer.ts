/**
 * Writes kernels of columns: reductions down columns that lie beside each other, and whatever is computed of them.
 *
 * Rows are walked one after the other, as they lie in memory, in blocks of columns: each reduction has its elements in its result, to which each row
 * adds. Those that do not need each other are made in one walk. A block is walked once more for what needs a result, while it is still near.
 */
import { product } from "../graph/dimension.ts";
import type { Axis, Expression } from "../graph/expression.ts";
import type { Tensor } from "../graph/graph.ts";
import { costOf, loadedBy } from "../fusion/inline.ts";
import type { Kernel } from "../fusion/kernels.ts";
import { type Member, type Space, spacesOf } from "../fusion/space.ts";
import { BodyWriter, type Written, type WriterContext } from "./body-writer.ts";
import { FunctionWriter } from "./function-writer.ts";
import { dear, isDivisionBound, lanesFor } from "./kernel-work.ts";
import { combiner, identity } from "./reducers.ts";
import { fromStorage, printPlace, toStorage, valueType } from "./spelling.ts";

export function writeColumns(kernel: Kernel): FunctionWriter {
  const to = new FunctionWriter();
  new ColumnsWriter(kernel, spacesOf(kernel)[0] as Space, to).write();
  return to;
}

/** One member in one walk: where its elements are put, or which reduction they are added to. */
type Walked = { readonly writer: BodyWriter; readonly values: Map<Tensor, Written> };

class ColumnsWriter {
  private readonly kernel: Kernel;
  private readonly space: Space;
  private readonly to: FunctionWriter;
  private readonly along: Axis;
  private readonly axes = new Map<Axis, string>();
  private readonly members: ReadonlyMap<Tensor, Member>;
  /** Where elements are kept. */
  private readonly homes = new Map<Tensor, string>();
  /** Tensors whose elements of the block are in memory. */
  private readonly done = new Set<Tensor>();
  private readonly avoidsDivisions: boolean;

  constructor(kernel: Kernel, space: Space, to: FunctionWriter) {
    this.kernel = kernel;
    this.space = space;
    this.to = to;
    this.along = space.outer.at(-1) as Axis;
    this.members = new Map(space.members.map((member) => [member.tensor, member]));
    this.avoidsDivisions = isDivisionBound(space.members.map(({ body }) => body));
  }

  write(): void {
    const { outer, inner, members } = this.space;
    // Reductions grow in memory, and what is dear and needed in several walks is kept
    for (const member of members) {
      const readers = members.filter(({ body }) => loadedBy(body).has(member.tensor));
      if (member.reducer !== undefined || member.isOfRow || (costOf(member.body) >= dear && readers.length > 1))
        this.kernel.stored.add(member.tensor);
      if (this.kernel.stored.has(member.tensor)) this.homes.set(member.tensor, this.to.output(member.tensor));
    }
    const block = this.to.names.fresh("one_block");
    const [first, columns] = [this.to.names.fresh("first"), this.to.names.fresh("columns")];
    this.line("    ", "@parameter");
    this.line("    ", `def ${block}(plane: Int, ${first}: Int, ${columns}: Int):`);
    const around = outer.slice(0, -1);
    around.forEach((axis, at) => {
      const name = this.to.names.fresh(axis.name);
      const quotient = `plane // (${this.print(product(around.slice(at + 1).map(({ extent }) => extent)))})`;
      this.line("        ", `var ${name} = ${at === 0 ? quotient : `(${quotient}) % (${this.print(axis.extent)})`}`);
      this.axes.set(axis, name);
    });
    if (around.length === 0) this.line("        ", "_ = plane");
    let walk: Member[] = [];
    let walks = 0;
    const endWalk = (): void => {
      if (walk.length > 0) {
        this.reduce(walk, first, columns);
        walks++;
      }
      walk = [];
    };
    for (const member of members) {
      if (member.reducer !== undefined) {
        if (this.needs(member, new Set(walk.map(({ tensor }) => tensor)))) endWalk();
        walk.push(member);
      } else if (member.isOfRow) {
        endWalk();
        this.loop("        ", [member], first, columns, (walked) => this.element(walked, member));
        this.done.add(member.tensor);
      }
    }
    endWalk();
    const rest = members.filter(
      ({ tensor, reducer, isOfRow }) => reducer === undefined && !isOfRow && this.homes.has(tensor) && !this.done.has(tensor),
    );
    if (rest.length > 0) {
      walks++;
      const inside = this.nest("        ");
      this.loop(inside, rest, first, columns, (walked) => rest.forEach((member) => this.element(walked, member)));
    }
    const streams = members.filter(({ reducer, isOfRow }) => reducer === undefined && !isOfRow).length + 1;
    const rows = this.print(product(inner.map(({ extent }) => extent)));
    const depth = walks === 1 ? "1" : `(${rows}) * ${streams}`;
    const cost = members.reduce((sum, { body }) => sum + costOf(body) + 1, 0);
    const planes = this.print(product(around.map(({ extent }) => extent)));
    this.to.lines.push("", `    for_blocks[${block}](${planes}, ${this.print(this.along.extent)}, ${depth}, threads, (${rows}) * ${cost})`);
  }

  /** Reductions of one walk down the block. */
  private reduce(walk: readonly Member[], first: string, columns: string): void {
    this.loop("        ", [], first, columns, ({ writer }) => {
      for (const member of walk)
        this.put(writer, member, `SIMD[${valueType(member.body.type)}, lanes](${identity(member.reducer as "sum", member.body.type)})`);
    });
    const inside = this.nest("        ");
    const written: Tensor[] = [];
    const seen = this.to.names.fresh("seen");
    this.loop(
      inside,
      walk,
      first,
      columns,
      (walked) => {
        for (const member of walk) {
          const value = walked.writer.write(member.body);
          const term = walked.writer.spread(value, member.body.type);
          this.put(
            walked.writer,
            member,
            `added_once[${combiner(member.reducer as "sum")}](${term}, ${this.at(walked.writer, member)}, ${seen})`,
          );
        }
        written.push(...walked.values.keys());
      },
      seen,
    );
    for (const tensor of [...walk.map((member) => member.tensor), ...written]) this.done.add(tensor);
  }

  /** A walk along a row of the block; `seen` is a variable for how many lanes are computed once more. */
  private loop(
    indent: string,
    members: readonly Member[],
    first: string,
    columns: string,
    write: (walked: Walked) => void,
    seen?: string,
  ): void {
    const name = this.to.names.fresh("element");
    const place = this.to.names.fresh("column");
    this.line(indent, "@parameter");
    this.line(indent, `def ${name}[lanes: Int](${place}: Int${seen === undefined ? "" : `, ${seen}: Int`}):`);
    this.axes.set(this.along, this.to.names.fresh(this.along.name));
    this.line(indent, `    var ${this.axes.get(this.along)} = ${first} + ${place}`);
    const values = new Map<Tensor, Written>();
    const writer: BodyWriter = new BodyWriter(this.context(values), `${indent}    `, this.to.lines);
    this.expect(writer, members);
    write({ writer, values });
    const lanes = lanesFor(members);
    this.to.lines.push(
      "",
      `${indent}${seen === undefined ? `for_row[${lanes}, ${name}, True]` : `for_row_once[${lanes}, ${name}]`}(${columns})`,
    );
  }

  /** Says what a walk computes: elements of members, and what they are made of. */
  private expect(writer: BodyWriter, members: readonly Member[]): void {
    const bodies = new Set<Expression>();
    const see = ({ body }: Member): void => {
      if (bodies.has(body)) return;
      bodies.add(body);
      for (const tensor of loadedBy(body)) {
        const member = this.members.get(tensor);
        if (member !== undefined && !this.done.has(tensor)) see(member);
      }
    };
    members.forEach(see);
    writer.expect(bodies);
  }

  /** Loops over rows; their indentation. */
  private nest(indent: string): string {
    let inside = indent;
    for (const axis of this.space.inner) {
      const name = this.to.names.fresh(axis.name);
      this.axes.set(axis, name);
      this.line(inside, `for ${name} in range(${this.print(axis.extent)}):`);
      inside += "    ";
    }
    return inside;
  }

  /** Computes an element, and stores it if it has a place. */
  private element({ writer, values }: Walked, member: Member): Written {
    const known = values.get(member.tensor);
    if (known !== undefined) return known;
    const value = writer.named(writer.write(member.body), "value");
    if (!this.homes.has(member.tensor)) return value;
    values.set(member.tensor, value);
    this.put(writer, member, writer.spread(value, member.tensor.elementType));
    return value;
  }

  private put(writer: BodyWriter, member: Member, vector: string): void {
    const home = this.homes.get(member.tensor) as string;
    writer.line(`${home}.store(${this.offset(writer, member)}, ${toStorage(member.tensor.elementType, vector)})`);
  }

  private at(writer: BodyWriter, member: Member): string {
    const home = this.homes.get(member.tensor) as string;
    return fromStorage(member.tensor.elementType, `${home}.load[lanes](${this.offset(writer, member)})`);
  }

  private offset(writer: BodyWriter, member: Member): string {
    return writer.place(this.space.places.offset(member.index, member.tensor.shape));
  }

  /** Whether a member is made of some of the kernel's tensors, directly or not. */
  private needs(member: Member, tensors: ReadonlySet<Tensor>): boolean {
    return [...loadedBy(member.body)].some((read) => {
      const other = this.members.get(read);
      return other !== undefined && !this.done.has(read) && (tensors.has(read) || this.needs(other, tensors));
    });
  }

  private context(values: Map<Tensor, Written>): WriterContext {
    return {
      places: this.space.places,
      names: this.to.names,
      axes: this.axes,
      vectorAxis: this.along,
      view: (tensor) => this.to.view(tensor),
      size: (symbol) => this.to.size(symbol),
      placeWithin: (tensor, place, size) => this.to.placeWithin(tensor, place, size),
      local: (tensor, writer) => {
        const member = this.members.get(tensor);
        if (member === undefined) return undefined;
        if (this.done.has(tensor)) return writer.named({ text: this.at(writer, member), isVector: true, isSimple: true }, "kept");
        return this.element({ writer, values }, member);
      },
      avoidsDivisions: this.avoidsDivisions,
    };
  }

  private line(indent: string, text: string): void {
    this.to.lines.push(indent + text);
  }

  private print(extent: Axis["extent"]): string {
    return printPlace(extent, (symbol) => this.to.size(symbol));
  }
}
