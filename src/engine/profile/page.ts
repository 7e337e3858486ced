/**
 * The profile as one page of HTML that needs nothing else: where the time went, as a table and as pictures of the model before and after it was fused.
 *
 * In: a description and runs. Out: the page. What it does when it is open is in `page.js`, how it looks in `page.css`; both become parts of it.
 */
import { readFileSync } from "node:fs";
import type { ProfileDescription } from "./description.ts";
import { escape, kindClass, pictureOfNodes, pictureOfSteps } from "./picture.ts";
import type { RecordedRun } from "./recording.ts";
import { summarize } from "./summary.ts";

export type PageHead = {
  readonly model: string;
  readonly threads: number;
  /** Tensors that the last run was given: `x float32[1, 3]`. */
  readonly inputs: readonly string[];
};

export function writePage(head: PageHead, description: ProfileDescription, runs: readonly RecordedRun[]): string {
  const summary = summarize(description, runs);
  const codes = [...new Set(description.steps.flatMap(({ code }) => code ?? []))];
  const data = {
    ...head,
    ...summary,
    nodes: description.nodes,
    codes,
    steps: summary.steps.map((step, at) => {
      const { code } = description.steps[at] as ProfileDescription["steps"][number];
      return { ...step, class: kindClass(step.kind), code: code === undefined ? null : codes.indexOf(code) };
    }),
  };
  const pictures = {
    steps: pictureOfSteps(description, summary),
    nodes: pictureOfNodes(description, false),
    all: pictureOfNodes(description, true),
  };
  return [
    "<!doctype html>",
    `<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escape(head.model)}: profile</title>`,
    `<style>\n${part("page.css")}</style></head>`,
    `<body>${part("page.html")}`,
    ...Object.entries(pictures).map(([name, svg]) => `<template id="picture-${name}">${svg}</template>`),
    `<script type="application/json" id="data">${JSON.stringify(data).replaceAll("<", "\\u003c")}</script>`,
    `<script>\n${part("page.js")}</script></body></html>\n`,
  ].join("\n");
}

function part(name: string): string {
  return readFileSync(new URL(name, import.meta.url), "utf8");
}
