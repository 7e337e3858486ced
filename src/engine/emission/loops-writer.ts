/**
 * Writes kernels of loops: `rows` (reductions within rows and whatever is computed of them) and `points` (reductions beside each other).
 *
 * A row is walked once for each reduction that needs another one's result, and once more for what is stored. A value that is dear and
 * is needed in several walks is kept in memory: in the place of a result of the same type where there is one.
 */
import { assert } from "../../base/assert.ts";
import { constantOf, type Dimension, isEqual, one, product, printDimension, zero } from "../graph/dimension.ts";
import { type Axis, axisValue, type Expression, visit } from "../graph/expression.ts";
import type { Tensor } from "../graph/graph.ts";
import { costOf, loadedBy } from "../fusion/inline.ts";
import type { Kernel } from "../fusion/kernels.ts";
import { axisSymbol, strideOf } from "../fusion/places.ts";
import { type Member, type Space, spacesOf } from "../fusion/space.ts";
import { BodyWriter, type Written, type WriterContext } from "./body-writer.ts";
import { FunctionWriter } from "./function-writer.ts";
import { dear, isDivisionBound, lanesFor } from "./kernel-work.ts";
import { combiner, identity } from "./reducers.ts";
import { fromStorage, storageType, toStorage, valueType } from "./spelling.ts";

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

/** `isFinal`: whether only the caller of the model reads a tensor. */
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
  /** Whether the loop that is written reads what was in the row at hand. */
  private readsSource = false;
  private readonly atHand: (RowsAtHand & { readonly elements: string; readonly room: string }) | undefined;
  /** Divisions go on beside other work: they are worth avoiding where they take longer than all of it. */
  private readonly avoidsDivisions: boolean;

  constructor(kernel: Kernel, space: Space, to: FunctionWriter, isFinal: (tensor: Tensor) => boolean, atHand?: RowsAtHand) {
    this.kernel = kernel;
    this.atHand = atHand && { ...atHand, elements: to.names.fresh("elements"), room: to.names.fresh("kept") };
    this.to = to;
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
      this.to.lines.push(
        `    var ${name} = goes_around(${home}, ${this.print(product(tensor.shape))}, ${row === undefined ? 1 : this.print(row)}, width)`,
      );
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
        return `for_elements[${lanesFor(members)}, ${name}${this.again(members)}](${this.size(axis)}, threads, ${this.cost()})`;
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
    else this.to.lines.push("");
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
    this.to.lines.push("    @parameter", `    def ${this.row}(number: Int):`);
    const block = this.to.names.fresh("first");
    const blocks = `((${rows} + width - 1) // width)`;
    this.splitNumber(around, around.length === 0 ? "number" : `(number // ${blocks})`, "        ");
    // The last block begins earlier, so that it is whole
    this.to.lines.push(
      `        var ${block} = min(${around.length === 0 ? "number" : `number % ${blocks}`} * width, max(${rows} - width, 0))`,
    );
    const element = this.to.names.fresh("element");
    const place = this.to.names.fresh(along.name);
    const row = this.to.names.fresh(across.name);
    this.axes.set(along, place);
    this.axes.set(across, block);
    this.to.lines.push("        @parameter", `        def ${element}[lanes: Int](${place}: Int):`);
    this.to.lines.push("            comptime if lanes == width:", `                if ${block} + width <= ${rows}:`);
    const head = new BodyWriter(this.context(undefined), "                    ", this.to.lines);
    const squares = new Map<string, string>();
    for (const [key, { load, step }] of steps) {
      const square = this.to.names.fresh("square");
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
    const turn = this.to.names.fresh("turn");
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
    this.to.lines.push("    @parameter", `    def ${this.row}(number: Int${pointers}):`);
    this.splitNumber(outer, "number", "        ");
    if (outer.length === 0) this.to.lines.push("        _ = number");
  }

  private endRow(outer: readonly Axis[], cost = this.rowCost()): void {
    const rows = outer.length === 0 ? "1" : this.print(product(outer.map((axis) => axis.extent)));
    this.to.lines.push("", `    for_rows[${this.row}](${rows}, threads, ${cost})`);
  }

  /** Variables of axes from the number of a row. */
  private splitNumber(axes: readonly Axis[], number: string, indent: string): void {
    axes.forEach((axis, at) => {
      const name = this.to.names.fresh(axis.name);
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
      const name = this.to.names.fresh(axis.name);
      this.axes.set(axis, name);
      this.to.lines.push(`${inside}for ${name} in range(${this.size(axis)}):`);
      inside += "    ";
    }
    return inside;
  }

  /** A closure that computes elements of a row and stores them, and the call that walks. */
  private writeElements(axis: Axis, indent: string, members: readonly Member[], call: (closure: string) => string): void {
    const name = this.to.names.fresh("element");
    const place = this.to.names.fresh(axis.name);
    this.to.lines.push(`${indent}@parameter`, `${indent}def ${name}[lanes: Int](${place}: Int):`);
    this.axes.set(axis, place);
    this.readsSource = false;
    const writer = new BodyWriter(this.context(axis), `${indent}    `, this.to.lines);
    for (const member of members) if (this.homes.has(member.tensor)) this.element(writer, member);
    this.to.lines.push("", `${indent}${call(name)}`);
    for (const member of members) this.kept.add(member.tensor);
  }

  /** Computes and stores an element of a member, once for each writer. */
  private element(writer: BodyWriter, member: Member): Written {
    const value = writer.named(writer.write(member.body), "value");
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
      writer.line(`store_across(${home} + (${offset}), ${stored}, ${writer.place(step)})`);
      return;
    }
    const around = this.around.get(member.tensor);
    if (around !== undefined && writer.context.vectorAxis !== undefined)
      writer.line(`store_result(${home} + (${offset}), ${stored}, ${around})`);
    else writer.line(`${home}.store(${offset}, ${stored})`);
  }

  private reduceRow(member: Member): void {
    const { inner } = this.space;
    const type = member.body.type;
    const last = inner.at(-1);
    const name = this.to.names.fresh(member.reducer as string);
    const combine = combiner(member.reducer as "sum");
    if (last === undefined) {
      const writer = new BodyWriter(this.context(undefined), "        ", this.to.lines);
      writer.line(`var ${name} = ${writer.write(member.body).text}`);
    } else {
      if (inner.length > 1) this.to.lines.push(`        var ${name} = ${identity(member.reducer as "sum", type)}`);
      const indent = this.nest(inner.slice(0, -1), "        ");
      const closure = this.to.names.fresh("term");
      const place = this.to.names.fresh(last.name);
      this.to.lines.push(`${indent}@parameter`, `${indent}def ${closure}[lanes: Int](${place}: Int) -> SIMD[${valueType(type)}, lanes]:`);
      this.axes.set(last, place);
      const writer = new BodyWriter(this.context(last), `${indent}    `, this.to.lines);
      const value = writer.write(member.body);
      writer.line(`return ${writer.spread(value, type)}`);
      for (const tensor of this.pendingKept) this.kept.add(tensor);
      this.pendingKept.clear();
      const walk = `reduce_row[${valueType(type)}, width, ${closure}, ${combine}](${this.size(last)}, ${identity(member.reducer as "sum", type)})`;
      this.to.lines.push("", inner.length > 1 ? `${indent}${name} = ${combine}(${name}, ${walk})` : `${indent}var ${name} = ${walk}`);
    }
    const result: Written = { text: name, isVector: false, isSimple: true };
    this.values.set(member.tensor, result);
    this.store(new BodyWriter(this.context(undefined), "        ", this.to.lines), member, result);
  }

  private scalarOfRow(member: Member): void {
    const writer = new BodyWriter(this.context(undefined), "        ", this.to.lines);
    const value = writer.named(writer.write(member.body), "value");
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
    if (around.length > 0) {
      this.to.lines.push("    @parameter", `    def ${this.row}(number: Int):`);
      this.splitNumber(around, "number", "        ");
    }
    const name = this.to.names.fresh("element");
    const place = this.to.names.fresh(axis.name);
    this.to.lines.push(`${inner}@parameter`, `${inner}def ${name}[lanes: Int](${place}: Int):`);
    this.axes.set(axis, place);
    const writer = new BodyWriter(this.context(isByOne ? undefined : axis), `${inner}    `, this.to.lines);
    for (const member of this.space.members) this.point(writer, member, `${inner}    `, isByOne);
    if (around.length > 0) {
      this.to.lines.push("", `        for_row[${width}, ${name}, True](${this.size(axis)})`);
      this.endRow(around);
    } else {
      this.to.lines.push("", `    for_elements[${width}, ${name}, True](${this.size(axis)}, threads, ${this.cost()})`);
    }
  }

  private point(writer: BodyWriter, member: Member, indent: string, isByOne = false): void {
    const value =
      member.reducer === undefined ? writer.named(writer.write(member.body), "value") : this.reducePoint(member, indent, isByOne);
    this.values.set(member.tensor, value);
    this.store(writer, member, value);
  }

  private reducePoint(member: Member, indent: string, isByOne: boolean): Written {
    const type = member.body.type;
    const reducer = member.reducer as "sum";
    const isPlace = member.reducer?.includes("_") === true;
    const name = this.to.names.fresh(reducer);
    const axis = isByOne ? undefined : this.space.outer.at(-1);
    const isVector = axis !== undefined;
    const start = identity(reducer, type);
    this.to.lines.push(`${indent}var ${name} = ${isVector ? `SIMD[${valueType(type)}, lanes](${start})` : start}`);
    const best = isPlace ? this.to.names.fresh("best") : "";
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
      names: this.to.names,
      axes: this.axes,
      vectorAxis,
      pointer: (tensor) => this.to.pointer(tensor),
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
    return home !== undefined && writer.context.vectorAxis !== undefined ? this.element(writer, member) : writer.write(member.body);
  }

  private elementAt(writer: BodyWriter, { elementType }: Tensor, home: string, place: Dimension, wanted: string): Written {
    const isVector = writer.context.vectorAxis !== undefined;
    const raw = isVector ? `${home}.load[width=lanes](${writer.place(place)})` : `${home}[${writer.place(place)}]`;
    return writer.named({ text: fromStorage(elementType, raw), isVector, isSimple: true }, wanted);
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
    return printDimension(dimension, (symbol) => this.to.size(symbol));
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
    return `(${this.print(product(along.map((axis) => axis.extent)))}) * ${this.cost()}`;
  }
}
