/** `mojo engine inspect MODEL`: what is in a model, as text or JSON. */
import { printValueType, type ValueDescription } from "../engine/description.ts";
import { type Inspection, inspectModel } from "../engine/inspection.ts";
import { type ArgumentTable, flag, helpOption, parseArguments, renderHelp } from "./arguments.ts";
import { standardOutput, write } from "./console.ts";
import { modelOf, operatorsOf, operatorsOption } from "./engine-arguments.ts";

const table: ArgumentTable = {
  command: "engine inspect",
  usage: ["mojo engine inspect [OPTIONS] MODEL.onnx"],
  summary:
    "Shows a model's inputs, outputs and operators, which of them the engine supports, and the kernels that they become. Nothing is compiled.",
  options: [
    { names: ["--kernels"], help: "lists the kernels" },
    { names: ["--json"], help: "writes one object of JSON" },
    operatorsOption,
    helpOption,
  ],
  examples: ["mojo engine inspect resnet50.onnx", "mojo engine inspect --json --kernels gpt2.onnx"],
};

export async function run(words: readonly string[]): Promise<number> {
  const parsed = parseArguments(table, words);
  if (flag(parsed, "--help")) {
    write(standardOutput, renderHelp(table));
    return 0;
  }
  const inspection = inspectModel(modelOf(table, parsed), operatorsOf(parsed).operators);
  const kernelCounts = countKinds(inspection);
  const withKernels = flag(parsed, "--kernels");
  if (flag(parsed, "--json")) {
    const { kernels, ...rest } = inspection;
    write(
      standardOutput,
      `${JSON.stringify({ ...rest, ...(kernels && { kernelCounts }), ...(withKernels && { kernels }) }, undefined, 2)}\n`,
    );
  } else write(standardOutput, render(inspection, kernelCounts, withKernels));
  return 0;
}

function countKinds({ kernels = [] }: Inspection): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { kind } of kernels) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

function render(inspection: Inspection, kernelCounts: Readonly<Record<string, number>>, withKernels: boolean): string {
  const { description, operators, kernels, needs, problems } = inspection;
  const opsets = Object.entries(inspection.opsets).map(([domain, version]) => `${domain} ${version}`);
  const lines = [
    `model       ${inspection.name || "(no name)"}, IR version ${inspection.irVersion}, opset ${opsets.join(", ")}`,
    `producer    ${inspection.producer || "(not said)"}`,
    `parameters  ${grouped(inspection.parameterCount)} (${grouped(inspection.parameterBytes)} bytes)`,
    ...values("inputs", description.inputs),
    ...values("outputs", description.outputs),
    "",
    `operators   ${inspection.nodeCount} nodes, ${operators.length} operators`,
  ];
  const width = Math.max(0, ...operators.map(({ name }) => name.length));
  for (const { name, count, isSupported } of operators)
    lines.push(`  ${name.padEnd(width)}  ${String(count).padStart(5)}${isSupported ? "" : "  not supported"}`);
  if (kernels !== undefined) {
    const kinds = Object.entries(kernelCounts).map(([kind, count]) => `${count} ${kindNames[kind as keyof typeof kindNames]}`);
    lines.push("", `kernels     ${kernels.length}${kinds.length === 0 ? "" : `: ${kinds.join(", ")}`}`);
    if (withKernels)
      for (const [at, { kind, tensors, stored }] of kernels.entries())
        lines.push(`  ${at}  ${kind}  ${tensors.join(", ")} -> ${stored.join(", ")}`);
  }
  if (needs !== undefined)
    lines.push("", `needs       the value of ${needs.names.map((name) => `"${name}"`).join(", ")} when it is compiled: ${needs.why}`);
  for (const problem of problems) lines.push("", `problem     ${problem}`);
  return `${lines.join("\n")}\n`;
}

/** Of kernels, for people. */
const kindNames = {
  product: "matrix products",
  rows: "over rows",
  points: "over points",
  call: "calls",
} as const;

function values(title: string, described: readonly ValueDescription[]): readonly string[] {
  const width = Math.max(0, ...described.map(({ name }) => name.length));
  return [
    `${title.padEnd(11)} ${described.length}`,
    ...described.map((each) => `  ${each.name.padEnd(width)}  ${printValueType(each)}${each.hasDefault ? ", may be left out" : ""}`),
  ];
}

function grouped(number: number): string {
  return String(number).replace(/\B(?=(\d{3})+$)/g, " ");
}
