/**
 * Writes kernels of loops: `rows` (reductions within rows and whatever is computed of them) and `points` (reductions beside each other).
 *
 * A row is walked once for each reduction that needs another one's result, and once more for what is stored. A value that is dear and
 * is needed in several walks is kept in memory: in the place of a result of the same type where there is one.
 */
import { assert } from "../../base/assert.ts";
import { constantOf, type Dimension, isEqual, one, product, zero } from "../graph/dimension.ts";
import { type Axis, axisValue, type Expression, visit } from "../graph/expression.ts";
import type { Tensor } from "../graph/graph.ts";
import { costOf, loadedBy } from "../fusion/inline.ts";
import type { Kernel } from "../fusion/kernels.ts";
import { axisSymbol, strideOf } from "../fusion/places.ts";
import { type Member, type Space, spacesOf } from "../fusion/space.ts";
import { BodyWriter, nameFor, type Written, type WriterContext } from "./body-writer.ts";
import { FunctionWriter } from "./function-writer.ts";
import { dear, isDivisionBound, lanesFor } from "./kernel-work.ts";
import { bareIdentity, combiner, identity } from "./reducers.ts";
import { fromStorage, type Names, printPlace, storageType, toStorage, valueType } from "./spelling.ts";

/** Rows that lie in memory of the caller of a closure, one at a time, instead of in tensors. */
export type RowsAtHand = {
  /** What is in a row when the closure is called. */
  readonly source: Tensor;
  /** What is in it afterwards. */
  readonly result: Tensor;
};

/** A closure for rows at hand: it takes the number of a row, a pointer to its elements and one to room for as many. Out: its name. */
export function writeRowClosure(kernel: Kernel, atHand: RowsAtHand, to: FunctionWriter): string {
  return new LoopsWriter(kernel, spacesOf(kernel)[0] as Space, to, () => false, atHand).writeClosure();
}

/** `isFinal`: whether only the caller of the model reads a tensor, which the function is told then. */
export function writeLoops(kernel: Kernel, isFinal: (tensor: Tensor) => boolean): FunctionWriter {
  const to = new FunctionWriter();
  const writers = spacesOf(kernel).map((space) => new LoopsWriter(kernel, space, to, isFinal));
  const [first, ...others] = writers as [LoopsWriter, ...LoopsWriter[]];
  if (others.length > 0 && writers.every((each) => each.hasRowsOf(first))) first.writeWith(others);
  else for (const each of writers) each.write();
  return to;
}

class LoopsWriter {
  private readonly kernel: Kernel;
  private readonly space: Space;
  private readonly to: FunctionWriter;
  private readonly axes = new Map<Axis, string>();
  /** Scalars of rows, or vectors of points, that are computed. */
  private readonly values = new Map<Tensor, Written>();
  /** Tensors whose elements of the row are in memory. */
  private readonly kept = new Set<Tensor>();
  private readonly members: ReadonlyMap<Tensor, Member>;
  /** Where the elements of kept tensors are. */
  private readonly homes = new Map<Tensor, string>();
  /** Variables that say whether a result is written around the caches. */
  private readonly around = new Map<Tensor, string>();
  private readonly isFinal: (tensor: Tensor) => boolean;
  /** Of the closure that is being written. */
  private names: Names;
  /** Whether the loop that is written reads what was in the row at hand. */
  private readsSource = false;
  private readonly atHand: (RowsAtHand & { readonly elements: string; readonly room: string }) | undefined;
  /** Divisions go on beside other work: they are worth avoiding where they take longer than all of it. */
  private readonly avoidsDivisions: boolean;

  constructor(kernel: Kernel, space: Space, to: FunctionWriter, isFinal: (tensor: Tensor) => boolean, atHand?: RowsAtHand) {
    this.kernel = kernel;
    this.atHand = atHand && { ...atHand, elements: to.names.fresh("elements"), room: to.names.fresh("kept") };
    this.to = to;
    this.names = to.names;
    this.isFinal = isFinal;
    this.space = space;
    this.members = new Map(this.space.members.map((member) => [member.tensor, member]));
    const walked = this.space.members.filter(({ isOfRow, reducer }) => !isOfRow || reducer !== undefined);
    this.avoidsDivisions = isDivisionBound(walked.map(({ body }) => body));
  }

  write(): void {
    this.begin();
    if (this.kernel.kind === "points") this.writePoints();
    else this.writeRows();
  }

  /** Whether the pieces of a map can be written row by row, all pieces of a row after each other: so memory is written in its order. */
  hasRowsOf({ space: { outer } }: LoopsWriter): boolean {
    const [along] = this.space.inner;
    return (
      this.kernel.kind === "rows" &&
      along !== undefined &&
      this.space.inner.length === 1 &&
      outer.length > 0 &&
      outer.length === this.space.outer.length &&
      this.space.outer.every((axis, at) => isEqual(axis.extent, (outer[at] as Axis).extent)) &&
      this.acrossAxis(along) === undefined
    );
  }

  /** Pieces of the same map, with the same rows. */
  writeWith(others: readonly LoopsWriter[]): void {
    const all = [this, ...others];
    for (const each of all) each.begin();
    this.beginRow();
    for (const each of all) {
      each.space.outer.forEach((axis, at) => each.axes.set(axis, this.axes.get(this.space.outer[at] as Axis) as string));
      each.names = this.names;
      each.walkRow(each.space.members);
    }
    this.endRow(this.space.outer, all.map((each) => each.rowCost()).join(" + "));
  }

  private begin(): void {
    for (const tensor of this.kernel.members) if (this.kernel.stored.has(tensor)) this.homes.set(tensor, this.to.output(tensor));
    this.sendAround();
  }

  /** Whole results that nothing reads again soon are written around the caches, where they do not fit. */
  private sendAround(): void {
    for (const { tensor, reducer, isOfRow } of this.space.members) {
      if (!this.isFinal(tensor) || reducer !== undefined || isOfRow || this.kernel.kind !== "rows") continue;
      const home = this.homes.get(tensor);
      if (home === undefined) continue;
      const name = this.to.names.fresh("around");
      const row = this.space.inner.at(-1)?.extent;
      this.to.isOutput = true;
      this.to.lines.push(`    var ${name} = is_output and ${home}.goes_around(${row === undefined ? 1 : this.to.extent(row)}, width)`);
      this.around.set(tensor, name);
    }
  }

  private get isSimple(): boolean {
    return this.space.outer.length === 0 && this.space.members.every((member) => member.reducer === undefined && !member.isOfRow);
  }

  private writeRows(): void {
    const { inner, outer, members } = this.space;
    this.chooseHomes();
    if (this.atHand === undefined && this.isSimple && inner.length <= 1) {
      const [axis] = inner;
      if (axis === undefined) return this.writeSingle();
      this.writeElements(axis, "    ", members, (name) => {
        return `for_elements[${lanesFor(members)}, ${name}${this.again(members)}](${this.to.extent(axis.extent)}, threads, ${this.cost()})`;
      });
      return;
    }
    if (this.atHand === undefined && this.writeSquares()) return;
    this.beginRow();
    for (const member of members) {
      if (member.reducer !== undefined) this.reduceRow(member);
      else if (member.isOfRow) this.scalarOfRow(member);
    }
    const rest = members.filter(
      (member) => member.reducer === undefined && !member.isOfRow && this.homes.has(member.tensor) && !this.kept.has(member.tensor),
    );
    if (rest.length > 0) this.walkRow(rest);
    if (this.atHand === undefined) this.endRow(outer);
    else {
      this.names = this.to.names;
      this.to.lines.push("");
    }
  }

  private walkRow(members: readonly Member[]): void {
    const { inner } = this.space;
    const last = inner.at(-1) as Axis;
    const indent = this.nest(inner.slice(0, -1), "        ");
    this.writeElements(last, indent, members, (name) => {
      return `for_row[${lanesFor(members)}, ${name}${this.again(members)}](${this.size(last)})`;
    });
  }

  writeClosure(): string {
    const { elements, result } = this.atHand as { elements: string; result: Tensor };
    this.homes.set(result, elements);
    this.writeRows();
    return this.row;
  }

  /**
   * Maps that read something across: squares of as many rows as a vector has lanes, which are read as vectors along the other axis and
   * turned. False if there is nothing of the kind.
   */
  private writeSquares(): boolean {
    const { inner, outer, members, places } = this.space;
    const [along] = inner;
    const across = along === undefined ? undefined : this.acrossAxis(along);
    if (
      along === undefined ||
      across === undefined ||
      inner.length > 1 ||
      members.some((member) => member.reducer !== undefined || member.isOfRow)
    )
      return false;
    const steps = new Map<string, { load: Expression & { kind: "load" }; step: Dimension }>();
    this.visitAcross(along, (load, offset, step) => {
      if (constantOf(strideOf(offset, axisSymbol(across)) ?? zero) === 1) steps.set(`${load.tensor.id} ${offset.key}`, { load, step });
    });
    const around = outer.filter((axis) => axis !== across);
    const rows = this.size(across);
    const closure = this.row;
    this.names = this.names.inside();
    const number = this.names.fresh("number");
    this.to.lines.push("    @parameter", `    def ${closure}(${number}: Int):`);
    const block = this.names.fresh("first");
    const blocks = `((${rows} + width - 1) // width)`;
    this.splitNumber(around, around.length === 0 ? number : `(${number} // ${blocks})`, "        ");
    // The last block begins earlier, so that it is whole
    this.to.lines.push(
      `        var ${block} = min(${around.length === 0 ? number : `${number} % ${blocks}`} * width, max(${rows} - width, 0))`,
    );
    const element = this.names.fresh("element");
    const place = this.names.fresh(along.name);
    const row = this.names.fresh(across.name);
    this.axes.set(along, place);
    this.axes.set(across, block);
    this.to.lines.push("        @parameter", `        def ${element}[lanes: Int](${place}: Int):`);
    this.to.lines.push("            comptime if lanes == width:", `                if ${block} + width <= ${rows}:`);
    const head = new BodyWriter(this.context(undefined), "                    ", this.to.lines);
    const squares = new Map<string, string>();
    for (const [key, { load, step }] of steps) {
      const square = this.names.fresh("square");
      const offset = head.place(places.offset(load.index, load.tensor.shape));
      head.line(`var ${square} = load_transposed[width=width](${this.to.pointer(load.tensor)} + (${offset}), ${this.print(step)})`);
      squares.set(key, square);
    }
    // What all rows of a square share is put together once
    const shared = new Map<string, Written>();
    const whole = new BodyWriter(this.context(along), "                    ", this.to.lines);
    this.visitAcross(along, (load, offset) => {
      const isShared = constantOf(strideOf(offset, axisSymbol(across)) ?? one) === 0;
      if (isShared) shared.set(`${load.tensor.id} ${offset.key}`, whole.named(whole.write(load), "shared"));
    });
    const turn = this.names.fresh("turn");
    head.line(`for ${turn} in range(width):`);
    head.line(`    var ${row} = ${block} + ${turn}`);
    this.axes.set(across, row);
    const turned = (load: Expression & { kind: "load" }): Written | undefined => {
      const key = `${load.tensor.id} ${places.offset(load.index, load.tensor.shape).key}`;
      const square = squares.get(key);
      return square === undefined ? shared.get(key) : { text: `${square}[${turn}]`, isVector: true, isSimple: true };
    };
    const fast = new BodyWriter({ ...this.context(along), loaded: turned }, "                        ", this.to.lines);
    for (const member of members) if (this.homes.has(member.tensor)) this.element(fast, member);
    this.to.lines.push("                    return");
    this.pendingKept.clear();
    this.to.lines.push(`            for ${row} in range(${block}, min(${block} + width, ${rows})):`);
    const plain = new BodyWriter(this.context(along), "                ", this.to.lines);
    for (const member of members) if (this.homes.has(member.tensor)) this.element(plain, member);
    this.to.lines.push("", `        for_row[width, ${element}, True](${this.size(along)})`);
    this.names = this.to.names;
    const count = around.length === 0 ? blocks : `(${this.print(product(around.map((axis) => axis.extent)))}) * ${blocks}`;
    this.to.lines.push("", `    for_rows[${this.row}](${count}, threads, width * ${this.rowCost()})`);
    return true;
  }

  /** The axis along which neighbours lie of most of what is read across. */
  private acrossAxis(along: Axis): Axis | undefined {
    const counts = new Map<Axis, number>();
    this.visitAcross(along, (_, offset) => {
      for (const axis of this.space.outer)
        if (constantOf(strideOf(offset, axisSymbol(axis)) ?? zero) === 1) counts.set(axis, (counts.get(axis) ?? 0) + 1);
    });
    return [...counts].reduce<Axis | undefined>(
      (best, [axis, count]) => (count > (counts.get(best as Axis) ?? 0) ? axis : best),
      undefined,
    );
  }

  /** What is read of other tensors with neighbours in the loop lying apart in memory. */
  private visitAcross(along: Axis, see: (load: Expression & { kind: "load" }, offset: Dimension, step: Dimension) => void): void {
    const { members, places } = this.space;
    for (const member of members) {
      visit(member.body, (part) => {
        if (part.kind !== "load" || this.members.has(part.tensor) || part.tensor.elementType === "bool") return;
        const offset = places.offset(part.index, part.tensor.shape);
        const step = strideOf(offset, axisSymbol(along));
        if (step === undefined || constantOf(step) === 0 || constantOf(step) === 1) return;
        if (places.isInside(part.index, part.tensor.shape)) see(part, offset, step);
      });
    }
  }

  /** No loop at all. */
  private writeSingle(): void {
    const writer = new BodyWriter(this.context(undefined), "    ", this.to.lines);
    for (const member of this.space.members) {
      const value = writer.named(writer.write(member.body), "value");
      this.values.set(member.tensor, value);
      this.store(writer, member, value);
    }
  }

  private rowName: string | undefined;

  private get row(): string {
    this.rowName ??= this.to.names.fresh("one_row");
    return this.rowName;
  }

  private beginRow(): void {
    const { outer } = this.space;
    const type = this.atHand && `UnsafePointer[Scalar[${storageType(this.atHand.source.elementType)}]]`;
    const pointers = this.atHand === undefined ? "" : `, ${this.atHand.elements}: ${type}, ${this.atHand.room}: ${type}`;
    this.openRow(outer, pointers);
    if (outer.length === 0) this.to.lines.push("        _ = number");
  }

  /** The head of the closure for a row, and its place in the loops around it. */
  private openRow(outer: readonly Axis[], pointers = ""): void {
    const name = this.row;
    this.names = this.names.inside();
    const [only, ...others] = outer;
    const number = this.names.fresh(only !== undefined && others.length === 0 ? "row" : "number");
    this.to.lines.push("    @parameter", `    def ${name}(${number}: Int${pointers}):`);
    if (only !== undefined && others.length === 0) this.axes.set(only, number);
    else this.splitNumber(outer, number, "        ");
  }

  private endRow(outer: readonly Axis[], cost = this.rowCost()): void {
    const rows = outer.length === 0 ? "1" : this.to.extent(product(outer.map((axis) => axis.extent)));
    this.names = this.to.names;
    this.to.lines.push("", `    for_rows[${this.row}](${rows}, threads, ${cost})`);
  }

  /** Variables of axes from the number of a row. */
  private splitNumber(axes: readonly Axis[], number: string, indent: string): void {
    axes.forEach((axis, at) => {
      const name = this.names.fresh(axis.name);
      const after = product(axes.slice(at + 1).map((each) => each.extent));
      const quotient = constantOf(after) === 1 ? number : `${number} // (${this.print(after)})`;
      this.to.lines.push(
        `${indent}var ${name} = ${at === 0 ? quotient : `${constantOf(after) === 1 ? number : `(${quotient})`} % (${this.print(axis.extent)})`}`,
      );
      this.axes.set(axis, name);
    });
  }

  private nest(axes: readonly Axis[], indent: string): string {
    let inside = indent;
    for (const axis of axes) {
      const name = this.names.fresh(axis.name);
      this.axes.set(axis, name);
      this.to.lines.push(`${inside}for ${name} in range(${this.size(axis)}):`);
      inside += "    ";
    }
    return inside;
  }

  /** A closure that computes elements of a row and stores them, and the call that walks. */
  private writeElements(axis: Axis, indent: string, members: readonly Member[], call: (closure: string) => string): void {
    const name = this.names.fresh("element");
    const around = this.names;
    this.names = around.inside();
    const place = this.names.fresh(this.nameAlong(axis));
    this.to.lines.push(`${indent}@parameter`, `${indent}def ${name}[lanes: Int](${place}: Int):`);
    this.axes.set(axis, place);
    this.readsSource = false;
    const writer = this.writerFor(
      axis,
      `${indent}    `,
      members.filter((member) => this.homes.has(member.tensor)),
    );
    for (const member of members) if (this.homes.has(member.tensor)) this.element(writer, member);
    this.names = around;
    this.to.lines.push("", `${indent}${call(name)}`);
    for (const member of members) this.kept.add(member.tensor);
  }

  /** The place in a row, or among all elements. */
  private nameAlong(axis: Axis): string {
    if (this.space.inner.length > 1) return axis.name;
    return this.space.outer.length === 0 ? "i" : "column";
  }

  /** For elements of members, and of what they are made of. */
  private writerFor(axis: Axis | undefined, indent: string, members: readonly Member[]): BodyWriter {
    const writer = new BodyWriter(this.context(axis), indent, this.to.lines);
    const reads = new Set<Tensor>();
    const bodies = new Set<Expression>();
    const see = ({ body }: Member): void => {
      if (bodies.has(body)) return;
      bodies.add(body);
      for (const tensor of loadedBy(body)) {
        reads.add(tensor);
        const member = this.members.get(tensor);
        if (member !== undefined && !this.values.has(tensor) && !this.kept.has(tensor)) see(member);
      }
    };
    members.forEach(see);
    writer.expect(bodies);
    this.readIn.set(writer, reads);
    return writer;
  }

  private readonly readIn = new WeakMap<BodyWriter, ReadonlySet<Tensor>>();

  /** Computes and stores an element of a member, once for each writer. */
  private element(writer: BodyWriter, member: Member): Written {
    const written = writer.write(member.body);
    const value = this.readIn.get(writer)?.has(member.tensor) === false ? written : writer.named(written, this.nameOf(member));
    this.inWriter.set(writer, new Map(this.inWriter.get(writer)).set(member.tensor, value));
    this.store(writer, member, value);
    this.pendingKept.add(member.tensor);
    return value;
  }

  private readonly inWriter = new WeakMap<BodyWriter, Map<Tensor, Written>>();
  private readonly pendingKept = new Set<Tensor>();

  private store(writer: BodyWriter, member: Member, value: Written): void {
    const home = this.homes.get(member.tensor);
    if (home === undefined) return;
    const place = this.placeOf(member);
    const offset = writer.place(place);
    const vector = writer.spread(value, member.tensor.elementType);
    const stored = toStorage(member.tensor.elementType, vector);
    const { vectorAxis } = writer.context;
    // Pieces of a tensor may be one element wide: then neighbours in the loop are none in memory
    const step = vectorAxis === undefined ? one : strideOf(place, axisSymbol(vectorAxis));
    assert(step !== undefined, "results lie evenly along the vector");
    if (constantOf(step) !== 1) {
      writer.line(`store_across(${home}.data + (${offset}), ${stored}, ${writer.place(step)})`);
      return;
    }
    const around = this.around.get(member.tensor);
    if (around !== undefined && writer.context.vectorAxis !== undefined)
      writer.line(`${home}.store[is_output](${offset}, ${stored}, ${around})`);
    else writer.line(`${home}.store(${offset}, ${stored})`);
  }

  private reduceRow(member: Member): void {
    const { inner } = this.space;
    const type = member.body.type;
    const last = inner.at(-1);
    const combine = combiner(member.reducer as "sum");
    let result: Written;
    if (last === undefined) result = new BodyWriter(this.context(undefined), "        ", this.to.lines).write(member.body);
    else {
      const total = inner.length > 1 ? this.names.fresh(member.reducer as string) : undefined;
      if (total !== undefined) this.to.lines.push(`        var ${total} = ${identity(member.reducer as "sum", type)}`);
      const indent = this.nest(inner.slice(0, -1), "        ");
      const closure = this.names.fresh("term");
      const around = this.names;
      this.names = around.inside();
      const place = this.names.fresh(this.nameAlong(last));
      this.to.lines.push(`${indent}@parameter`, `${indent}def ${closure}[lanes: Int](${place}: Int) -> SIMD[${valueType(type)}, lanes]:`);
      this.axes.set(last, place);
      const writer = this.writerFor(last, `${indent}    `, [member]);
      const value = writer.write(member.body);
      writer.line(`return ${writer.spread(value, type)}`);
      this.names = around;
      for (const tensor of this.pendingKept) this.kept.add(tensor);
      this.pendingKept.clear();
      const start = bareIdentity(member.reducer as "sum", type);
      const walk = `reduce_row[${valueType(type)}, width, ${closure}, ${combine}](${this.size(last)}, ${start})`;
      this.to.lines.push("");
      if (total !== undefined) this.to.lines.push(`${indent}${total} = ${combine}(${total}, ${walk})`);
      result = { text: total ?? walk, isVector: false, isSimple: true };
    }
    const writer = new BodyWriter(this.context(undefined), "        ", this.to.lines);
    if (!this.isReadNext(member)) result = writer.named(result, this.nameOf(member));
    this.values.set(member.tensor, result);
    this.store(writer, member, result);
  }

  /** Whether only the value of the row that is computed next reads a reduction, and once. */
  private isReadNext(member: Member): boolean {
    const { members } = this.space;
    const next = members[members.indexOf(member) + 1];
    const readers = members.filter((other) => loadedBy(other.body).has(member.tensor));
    if (
      this.homes.has(member.tensor) ||
      next?.isOfRow !== true ||
      next.reducer !== undefined ||
      readers.length !== 1 ||
      readers[0] !== next
    )
      return false;
    let count = 0;
    visit(next.body, (part) => {
      if (part.kind === "load" && part.tensor === member.tensor) count++;
    });
    return count === 1;
  }

  /** What a value is called: a sum over its number is a mean. */
  private nameOf({ reducer, body }: Member): string {
    if (reducer !== undefined) return reducer;
    const summed = body.kind === "apply" && body.operation === "divide" ? body.operands[0] : undefined;
    if (summed?.kind === "load" && this.members.get(summed.tensor)?.reducer === "sum" && loadedBy(body).size === 1) return "mean";
    return nameFor(body);
  }

  private scalarOfRow(member: Member): void {
    const writer = new BodyWriter(this.context(undefined), "        ", this.to.lines);
    const value = writer.named(writer.write(member.body), this.nameOf(member));
    this.values.set(member.tensor, value);
    this.store(writer, member, value);
  }

  /** Which of the dear values that several walks need are kept, and where. */
  private chooseHomes(): void {
    const { members } = this.space;
    for (const member of members) {
      if (member.reducer !== undefined || member.isOfRow || this.homes.has(member.tensor) || costOf(member.body) < dear) continue;
      const readers = members.filter((other) => loadedBy(other.body).has(member.tensor));
      if (readers.length < 2) continue;
      if (this.atHand !== undefined) {
        const { room, source } = this.atHand;
        if (![...this.homes.values()].includes(room) && member.tensor.elementType === source.elementType)
          this.homes.set(member.tensor, room);
        continue;
      }
      const free = members.find(
        (other) =>
          other.reducer === undefined &&
          !other.isOfRow &&
          this.kernel.stored.has(other.tensor) &&
          other.tensor.elementType === member.tensor.elementType &&
          ![...this.homes].some(([tensor, home]) => tensor !== other.tensor && home === this.homes.get(other.tensor)) &&
          !members.some((reader) => loadedBy(reader.body).has(other.tensor)),
      );
      this.homes.set(member.tensor, free === undefined ? this.to.output(member.tensor) : (this.homes.get(free.tensor) as string));
      if (free === undefined) this.kernel.stored.add(member.tensor);
    }
  }

  private writePoints(): void {
    const { outer } = this.space;
    const axis = outer.at(-1);
    const around = outer.slice(0, -1);
    if (axis === undefined) {
      const writer = new BodyWriter(this.context(undefined), "    ", this.to.lines);
      for (const member of this.space.members) this.point(writer, member, "    ");
      return;
    }
    const isByOne = this.space.members.some((member) => member.reducer?.includes("_") === true);
    const width = isByOne ? "1" : "width";
    const inner = around.length > 0 ? "        " : "    ";
    if (around.length > 0) this.openRow(around);
    const name = this.names.fresh("element");
    const outside = this.names;
    this.names = outside.inside();
    const place = this.names.fresh(around.length > 0 ? "column" : "i");
    this.to.lines.push(`${inner}@parameter`, `${inner}def ${name}[lanes: Int](${place}: Int):`);
    this.axes.set(axis, place);
    const writer = new BodyWriter(this.context(isByOne ? undefined : axis), `${inner}    `, this.to.lines);
    for (const member of this.space.members) this.point(writer, member, `${inner}    `, isByOne);
    this.names = outside;
    if (around.length > 0) {
      this.to.lines.push("", `        for_row[${width}, ${name}, True](${this.size(axis)})`);
      this.endRow(around);
    } else {
      this.to.lines.push("", `    for_elements[${width}, ${name}, True](${this.size(axis)}, threads, ${this.cost()})`);
    }
  }

  private point(writer: BodyWriter, member: Member, indent: string, isByOne = false): void {
    const value =
      member.reducer === undefined
        ? writer.named(writer.write(member.body), this.nameOf(member))
        : this.reducePoint(member, indent, isByOne);
    this.values.set(member.tensor, value);
    this.store(writer, member, value);
  }

  private reducePoint(member: Member, indent: string, isByOne: boolean): Written {
    const type = member.body.type;
    const reducer = member.reducer as "sum";
    const isPlace = member.reducer?.includes("_") === true;
    const name = this.names.fresh(reducer);
    const axis = isByOne ? undefined : this.space.outer.at(-1);
    const isVector = axis !== undefined;
    const start = identity(reducer, type);
    this.to.lines.push(`${indent}var ${name} = ${isVector ? `SIMD[${valueType(type)}, lanes](${start})` : start}`);
    const best = isPlace ? this.names.fresh("best") : "";
    if (isPlace) this.to.lines.push(`${indent}var ${best} = Int64(0)`);
    const inside = this.nest(member.reduced, indent);
    const writer = new BodyWriter(this.context(axis), inside, this.to.lines);
    const value = writer.write(member.body);
    if (isPlace) {
      const [along] = member.reduced;
      const place = along === undefined ? "0" : (this.axes.get(along) as string);
      const candidate = writer.named(value, "candidate");
      const test = { first_greatest: "gt", last_greatest: "ge", first_least: "lt", last_least: "le" }[member.reducer as "first_greatest"];
      writer.line(`if ${candidate.text}.${test}(${name}) or ${place} == 0:`);
      writer.line(`    ${name} = ${candidate.text}`);
      writer.line(`    ${best} = Int64(${place})`);
      return { text: best, isVector: false, isSimple: true };
    }
    const combine = combiner(reducer);
    writer.line(`${name} = ${combine}(${name}, ${writer.spread(value, type)})`);
    return { text: name, isVector, isSimple: true };
  }

  private context(vectorAxis: Axis | undefined): WriterContext {
    return {
      places: this.space.places,
      names: this.names,
      axes: this.axes,
      vectorAxis,
      view: (tensor) => this.to.view(tensor),
      size: (symbol) => this.to.size(symbol),
      placeWithin: (tensor, place, size) => this.to.placeWithin(tensor, place, size),
      local: (tensor, writer) => this.local(tensor, writer),
      avoidsDivisions: this.avoidsDivisions,
    };
  }

  /** The value of one of the kernel's own tensors: computed already, or now. */
  private local(tensor: Tensor, writer: BodyWriter): Written | undefined {
    const member = this.members.get(tensor);
    if (tensor === this.atHand?.source) {
      this.readsSource = true;
      return this.elementAt(writer, tensor, this.atHand.elements, this.placeInRow(), "sum");
    }
    if (member === undefined) return undefined;
    const value = this.values.get(tensor) ?? this.inWriter.get(writer)?.get(tensor);
    if (value !== undefined) return value;
    const home = this.homes.get(tensor);
    if (home !== undefined && this.kept.has(tensor)) return this.elementAt(writer, tensor, home, this.placeOf(member), "kept");
    // Not walked yet: computed here, and stored on the way if it has a place
    const written =
      home !== undefined && writer.context.vectorAxis !== undefined ? this.element(writer, member) : writer.write(member.body);
    return { ...written, wanted: this.nameOf(member) };
  }

  private elementAt(writer: BodyWriter, { elementType }: Tensor, home: string, place: Dimension, wanted: string): Written {
    const isVector = writer.context.vectorAxis !== undefined;
    const raw = isVector ? `${home}.load[lanes](${writer.place(place)})` : `${home}[${writer.place(place)}]`;
    return { text: fromStorage(elementType, raw), isVector, isSimple: true, wanted };
  }

  /** Where a member's element is stored. */
  private placeOf(member: Member): Dimension {
    return this.atHand === undefined ? this.space.places.offset(member.index, member.tensor.shape) : this.placeInRow();
  }

  /** Of the element that the inner loops are at. */
  private placeInRow(): Dimension {
    const { inner, places } = this.space;
    return places.offset(
      inner.map((axis) => axisValue(axis)),
      inner.map((axis) => axis.extent),
    );
  }

  private size(axis: Axis): string {
    return this.print(axis.extent);
  }

  private print(dimension: Axis["extent"]): string {
    return printPlace(dimension, (symbol) => this.to.size(symbol));
  }

  /** Elements may be computed twice, unless they are put in the place of something that they are computed of. */
  private again(members: readonly Member[]): string {
    const written = new Set(members.map(({ tensor }) => this.homes.get(tensor)));
    if (this.readsSource) return "";
    const isRead = [...this.kept].some((tensor) => written.has(this.homes.get(tensor)) && !members.some((each) => each.tensor === tensor));
    return isRead ? "" : ", True";
  }

  /** Work for an element, in additions. */
  private cost(): number {
    const own = this.space.members.reduce((sum, member) => sum + costOf(member.body) + 1, 0);
    const rounds = this.space.members.flatMap((member) => member.reduced).reduce((all, axis) => all * (constantOf(axis.extent) ?? 16), 1);
    return Math.min(1_000_000, own * rounds);
  }

  private rowCost(): string {
    const along = this.kernel.kind === "points" ? this.space.outer.slice(-1) : this.space.inner;
    const length = product(along.map((axis) => axis.extent));
    const known = constantOf(length);
    if (known !== undefined) return String(known * this.cost());
    const text = this.to.extent(length);
    return `${/^\w+$/.test(text) ? text : `(${text})`} * ${this.cost()}`;
  }
}
