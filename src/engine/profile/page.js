/**
 * What the page of a profile does in a browser: the table, the pictures, the search, and what is told of the chosen step.
 *
 * In: the data that `page.ts` puts beside it. It asks no server, and keeps nothing.
 */
"use strict";

const data = JSON.parse(document.getElementById("data").textContent);
const byId = (id) => document.getElementById(id);
const state = { view: "table", chosen: undefined, sort: "time", isUp: false, open: new Set(), zoom: 1, query: "", place: -1 };

const kinds = {
  "k-product": "products of matrices",
  "k-chain": "chains of products (attention)",
  "k-convolution": "convolutions",
  "k-rows": "along rows: elements, sums, softmax, …",
  "k-points": "over neighbours: pooling, sums of columns, …",
  "k-other": "others",
};

function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "onclick") made.addEventListener("click", value);
    else if (value !== undefined && value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== undefined));
  return made;
}

function time(ns) {
  if (ns >= 1e9) return `${(ns / 1e9).toPrecision(3)} s`;
  if (ns >= 1e6) return `${(ns / 1e6).toPrecision(3)} ms`;
  return ns >= 1e3 ? `${(ns / 1e3).toPrecision(3)} µs` : `${Math.round(ns)} ns`;
}

function short(number) {
  return number >= 1000 ? number.toFixed(0) : number.toPrecision(3);
}

function rate(amount, ns, unit) {
  return amount === undefined || !(ns > 0) ? "" : `${short(amount / ns)} ${unit}`;
}

function count(number) {
  return Number.isInteger(number) ? String(number) : number.toFixed(1);
}

function percent(share) {
  return `${(share * 100).toFixed(share < 0.0995 ? 2 : 1)} %`;
}

// Totals

const inSteps = data.steps.reduce((sum, step) => sum + step.meanNs, 0);
const whole = Math.max(data.meanNs, inSteps);

/** Steps that call the same function, the longest first. */
function groupsOf(steps) {
  const groups = new Map();
  for (const at of steps) {
    const step = data.steps[at];
    const key = `${step.name} ${step.code}`;
    if (!groups.has(key)) groups.set(key, { key, name: step.name, class: step.class, members: [] });
    groups.get(key).members.push(at);
  }
  return [...groups.values()].map((group) => ({ ...group, ...total(group.members) }));
}

function total(members) {
  const sum = (pick) => members.reduce((all, at) => all + (pick(data.steps[at]) ?? 0), 0);
  const known = (name) => (members.every((at) => data.steps[at][name] !== undefined) ? sum((step) => step[name]) : undefined);
  return { time: sum((step) => step.meanNs), calls: sum((step) => step.calls), bytes: known("bytes"), operations: known("operations") };
}

function showHead() {
  byId("model").textContent = data.model;
  const facts = [
    [count(data.runs), data.runs === 1 ? "run, the first after loading" : "runs"],
    [time(data.medianNs), data.runs === 1 ? "" : `median, best ${time(data.bestNs)}`],
    [count(data.steps.reduce((sum, step) => sum + step.calls, 0)), `kernel calls of ${data.steps.length} steps`],
    [count(data.nodes.length), "nodes in the model"],
    [count(data.threads), data.threads === 1 ? "thread" : "threads"],
  ];
  byId("facts").replaceChildren(...facts.flatMap(([number, text], at) => [at === 0 ? "" : " · ", element("b", {}, number), ` ${text}`]));
  if (data.inputs.length > 0) byId("facts").append(` · with ${data.inputs.join(", ")}`);
  if (data.leftOut > 0) byId("facts").append(` · ${data.leftOut} calls were too many to be recorded`);
  const groups = groupsOf(data.steps.keys()).sort((a, b) => b.time - a.time);
  const bar = groups.slice(0, 40).map((group) => {
    const label = `${group.name}${group.members.length > 1 ? ` ×${group.members.length}` : ""}`;
    const words = `${label}: ${percent(group.time / whole)}, ${time(group.time)}`;
    const width = `flex: ${group.time / whole} 1 0`;
    return element(
      "button",
      { class: group.class, style: width, title: words, onclick: () => choose(group.members[0], true) },
      group.time / whole > 0.06 ? label : "",
    );
  });
  const rest = whole - groups.slice(0, 40).reduce((sum, group) => sum + group.time, 0);
  const between = element("button", {
    class: "k-between",
    style: `flex: ${Math.max(0, rest / whole)} 1 0`,
    title: `between kernels: ${percent(rest / whole)}, ${time(rest)}`,
  });
  byId("bar").replaceChildren(...bar, between);
  const used = Object.keys(kinds).map((kind) => [
    kind,
    data.steps.filter((step) => step.class === kind).reduce((sum, step) => sum + step.meanNs, 0),
  ]);
  byId("legend").replaceChildren(
    ...used
      .filter(([, ns]) => ns > 0)
      .map(([kind, ns]) => element("li", { class: kind }, element("i"), `${kinds[kind]} ${percent(ns / whole)}`)),
    element("li", { class: "k-between" }, element("i"), `between kernels ${percent((whole - inSteps) / whole)}`),
  );
}

// The table

const columns = [
  { id: "name", title: "kernel", value: (row) => row.name },
  { id: "time", title: "time", value: (row) => row.time, isNumber: true },
  { id: "share", title: "share", value: (row) => row.time },
  { id: "calls", title: "calls", value: (row) => row.calls, isNumber: true },
  { id: "operations", title: "operations", value: (row) => (row.operations ?? 0) / (row.time || 1), isNumber: true },
  { id: "bytes", title: "memory", value: (row) => (row.bytes ?? 0) / (row.time || 1), isNumber: true },
  { id: "made", title: "made of", value: (row) => data.steps[row.members[0]].madeOf },
  { id: "shape", title: "gives", value: (row) => data.steps[row.members[0]].outputs.join(", ") },
];

function sorted(rows) {
  const { value } = columns.find(({ id }) => id === state.sort);
  return [...rows].sort((a, b) => {
    const [left, right] = [value(a), value(b)];
    const order = left < right ? -1 : left > right ? 1 : a.members[0] - b.members[0];
    return state.isUp ? order : -order;
  });
}

function row(entry, isInner) {
  const step = data.steps[entry.members[0]];
  const isGroup = entry.members.length > 1;
  const isOpen = state.open.has(entry.key);
  const twist = isGroup
    ? element(
        "button",
        { class: "twist", "aria-expanded": String(isOpen), "aria-label": "shows each", onclick: (event) => toggle(event, entry.key) },
        isOpen ? "▾" : "▸",
      )
    : undefined;
  const share = entry.time / whole;
  const found = entry.members.some((at) => matches.steps.has(at));
  const chosen = entry.members.includes(state.chosen);
  return element(
    "tr",
    {
      class: [isInner && "inner", found && "found", chosen && "chosen", step.class].filter(Boolean).join(" "),
      onclick: () => choose(entry.members[0], false),
    },
    element("td", {}, twist, element("i"), isGroup ? `${entry.name} ×${entry.members.length}` : entry.name),
    element("td", { class: "n" }, time(entry.time)),
    element("td", { class: "share" }, percent(share), element("span", { class: "meter", style: `width: ${Math.max(0.5, share * 100)}%` })),
    element("td", { class: "n" }, count(entry.calls)),
    element("td", { class: "n" }, rate(entry.operations, entry.time, "GFLOP/s")),
    element("td", { class: "n" }, rate(entry.bytes, entry.time, "GB/s")),
    element("td", { class: "made", title: step.madeOf }, step.madeOf || "–"),
    element(
      "td",
      { class: "shape", title: step.outputs.join("\n") },
      step.outputs.map((text) => text.slice(text.indexOf(" ") + 1)).join(", "),
    ),
  );
}

function toggle(event, key) {
  event.stopPropagation();
  if (!state.open.delete(key)) state.open.add(key);
  show();
}

function table() {
  const head = columns.map(({ id, title, isNumber }) =>
    element(
      "th",
      {
        class: isNumber ? "n" : "",
        "aria-sort": state.sort === id ? (state.isUp ? "ascending" : "descending") : undefined,
        onclick: () => sortBy(id),
      },
      title,
    ),
  );
  const single = (at) => ({ key: `#${at}`, name: data.steps[at].name, members: [at], ...total([at]) });
  const isFound = (at) => state.query === "" || matches.steps.has(at);
  const all = [...data.steps.keys()].filter(isFound);
  const rows = sorted(byId("group").checked ? groupsOf(all) : all.map(single)).flatMap((entry) => [
    row(entry, false),
    ...(entry.members.length > 1 && state.open.has(entry.key) ? sorted(entry.members.map(single)).map((each) => row(each, true)) : []),
  ]);
  if (rows.length === 0) return element("p", { class: "empty" }, "Nothing has these words.");
  return element("table", {}, element("thead", {}, element("tr", {}, ...head)), element("tbody", {}, ...rows));
}

function sortBy(id) {
  state.isUp = state.sort === id ? !state.isUp : id === "name" || id === "made";
  state.sort = id;
  show();
}

// Pictures

function picture() {
  const name = state.view === "nodes" && byId("all").checked ? "all" : state.view;
  const svg = byId(`picture-${name}`).content.firstElementChild.cloneNode(true);
  svg.addEventListener("click", (event) => {
    const box = event.target.closest(".box");
    if (box?.dataset.step !== undefined) choose(Number(box.dataset.step), false);
    if (box?.dataset.node !== undefined) chooseNode(Number(box.dataset.node));
  });
  return svg;
}

function zoom(factor) {
  const svg = byId("view").querySelector("svg");
  if (svg === null) return;
  const width = svg.viewBox.baseVal.width;
  const view = byId("view");
  const before = state.zoom;
  const middle = [(view.scrollLeft + view.clientWidth / 2) / before, (view.scrollTop + view.clientHeight / 2) / before];
  state.zoom =
    factor === "fit" ? Math.min(1.5, (view.clientWidth - 4) / width) : factor === 1 ? 1 : Math.min(3, Math.max(0.05, before * factor));
  resize(svg);
  view.scrollTo(middle[0] * state.zoom - view.clientWidth / 2, middle[1] * state.zoom - view.clientHeight / 2);
}

function resize(svg) {
  svg.setAttribute("width", svg.viewBox.baseVal.width * state.zoom);
  svg.setAttribute("height", svg.viewBox.baseVal.height * state.zoom);
}

function mark() {
  for (const box of byId("view").querySelectorAll(".box")) {
    const node = box.dataset.node === undefined ? undefined : Number(box.dataset.node);
    const step = box.dataset.step === undefined ? undefined : Number(box.dataset.step);
    const steps = step === undefined ? (box.dataset.of ?? "").split(" ").filter(Boolean).map(Number) : [step];
    box.classList.toggle(
      "chosen",
      node === undefined ? step !== undefined && step === state.chosen : state.node === node || steps.includes(state.chosen),
    );
    box.classList.toggle("found", node === undefined ? matches.own.has(step) : matches.nodes.has(node));
  }
}

function scrollToChosen() {
  const box = byId("view").querySelector(".chosen");
  box?.scrollIntoView({ block: "center", inline: "center" });
}

// Search

let matches = { nodes: new Set(), steps: new Set(), own: new Set() };

function search() {
  const query = state.query.toLowerCase();
  matches = { nodes: new Set(), steps: new Set(), own: new Set() };
  if (query !== "") {
    data.nodes.forEach((node, at) => {
      if (`${node.operator} ${node.name} ${node.outputs.map(({ name }) => name).join(" ")}`.toLowerCase().includes(query))
        matches.nodes.add(at);
    });
    data.steps.forEach((step, at) => {
      const isOwn = `${step.name} ${step.kind} ${step.outputs.join(" ")}`.toLowerCase().includes(query);
      const hasNode = step.nodes.some((node) => matches.nodes.has(node));
      if (isOwn || hasNode) matches.steps.add(at);
      if (isOwn || hasNode) matches.own.add(at);
    });
  }
  byId("found").textContent = query === "" ? "" : `${matches.nodes.size} nodes, ${matches.steps.size} steps`;
  state.place = -1;
}

/** Enter goes from one that was found to the next. */
function nextFound() {
  const boxes = [...byId("view").querySelectorAll(".found")];
  if (boxes.length === 0) return;
  state.place = (state.place + 1) % boxes.length;
  boxes[state.place].scrollIntoView({ block: "center", inline: "center" });
}

// What is told of the chosen step

function choose(at, isShown) {
  state.chosen = at;
  state.node = undefined;
  const key = groupsOf(data.steps.keys()).find(({ members }) => members.includes(at))?.key;
  if (isShown && key !== undefined) state.open.add(key);
  if (state.view === "table") show();
  else mark();
  if (isShown) scrollToChosen();
  details();
}

function chooseNode(node) {
  state.node = node;
  state.chosen = [...data.steps.keys()].find((at) => data.steps[at].nodes.includes(node));
  mark();
  details();
}

function details() {
  const parts = [];
  if (state.node !== undefined) parts.push(...nodeDetails(state.node));
  if (state.chosen !== undefined) parts.push(...stepDetails(state.chosen));
  if (parts.length === 0) parts.push(element("p", { class: "empty" }, "A click on a kernel tells what it is made of, and shows its code."));
  byId("details").replaceChildren(...parts);
  byId("details").scrollTop = 0;
}

function nodeDetails(at) {
  const node = data.nodes[at];
  const steps = [...data.steps.keys()].filter((step) => data.steps[step].nodes.includes(at));
  const where =
    steps.length === 0
      ? "No kernel computes it: it gives a size, a constant or another name to something."
      : steps.length === 1
        ? "Computed in this kernel:"
        : `Computed in ${steps.length} kernels, where each needs it; the first:`;
  return [
    element("h2", {}, node.operator),
    element(
      "ul",
      {},
      ...[node.name, ...node.outputs.map(({ name, type }) => `${name} ${type}`)].map((text) =>
        element("li", {}, element("code", {}, text)),
      ),
    ),
    element("p", {}, where),
  ];
}

function stepDetails(at) {
  const step = data.steps[at];
  const list = (title, items) => (items.length === 0 ? [] : [element("h3", {}, title), element("ul", {}, ...items)]);
  const facts = [
    ["time of a run", `${time(step.meanNs)} (${percent(step.meanNs / whole)})`],
    ...(data.runs > 1 ? [["median, best", `${time(step.medianNs)}, ${time(step.bestNs)}`]] : []),
    ["calls", count(step.calls)],
    ...(step.operations === undefined
      ? []
      : [["operations", `${short(step.operations / 1e6)} M, ${rate(step.operations, step.meanNs, "GFLOP/s")}`]]),
    ...(step.bytes === undefined ? [] : [["memory", `${short(step.bytes / 1e6)} MB, ${rate(step.bytes, step.meanNs, "GB/s")}`]]),
  ];
  const code = step.code === null ? undefined : data.codes[step.code];
  const go = (other, text) => element("button", { class: "link", onclick: () => choose(other, true) }, text);
  const readers = [...data.steps.keys()].filter((other) => data.steps[other].reads.includes(at));
  return [
    element("h2", { class: step.class }, step.name),
    element("div", {}, `step ${at} of ${data.steps.length}, ${step.kind}`),
    element("dl", {}, ...facts.flatMap(([name, text]) => [element("dt", {}, name), element("dd", {}, text)])),
    ...list(
      `Made of ${step.nodes.length} node${step.nodes.length === 1 ? "" : "s"}`,
      step.nodes.map((node) => element("li", {}, `${data.nodes[node].operator} `, element("small", {}, data.nodes[node].name))),
    ),
    ...list(
      "Reads",
      step.inputs.map((text) => element("li", {}, element("code", {}, text))),
    ),
    ...list(
      "Gives",
      step.outputs.map((text) => element("li", {}, element("code", {}, text))),
    ),
    ...list(
      "After",
      step.reads.map((other) => element("li", {}, go(other, data.steps[other].name))),
    ),
    ...list(
      "Before",
      readers.map((other) => element("li", {}, go(other, data.steps[other].name))),
    ),
    element(
      "h3",
      {},
      "Code",
      code === undefined ? "" : element("button", { class: "copy", onclick: () => navigator.clipboard?.writeText(code) }, "copy"),
    ),
    code === undefined ? element("p", {}, "A function of the engine's library.") : coloured(code),
  ];
}

const words =
  /("(?:[^"\\\n]|\\.)*")|(#[^\n]*)|\b(def|var|ref|return|comptime|for|in|if|elif|else|while|raises|capturing|unified|struct|import|from|and|or|not|True|False)\b/g;

function coloured(code) {
  const pre = element("pre");
  let last = 0;
  for (const match of code.matchAll(words)) {
    pre.append(code.slice(last, match.index), element("span", { class: match[1] ? "s" : match[2] ? "c" : "w" }, match[0]));
    last = match.index + match[0].length;
  }
  pre.append(code.slice(last));
  return pre;
}

// Everything

function show() {
  const view = byId("view");
  const isTable = state.view === "table";
  for (const tab of document.querySelectorAll("[data-view]")) tab.setAttribute("aria-selected", String(tab.dataset.view === state.view));
  for (const part of document.querySelectorAll("[data-for]"))
    part.hidden = !(part.dataset.for === state.view || (part.dataset.for === "picture" && !isTable));
  const content = isTable ? table() : picture();
  if (!isTable) resize(content);
  view.replaceChildren(content);
  mark();
}

function open(view) {
  state.view = view;
  show();
  byId("view").scrollTo(0, 0);
  if (view !== "table") {
    const { width } = byId("view").querySelector("svg").viewBox.baseVal;
    // Wide pictures begin in their middle
    byId("view").scrollLeft = (width * state.zoom - byId("view").clientWidth) / 2;
    if (state.chosen !== undefined) scrollToChosen();
  }
}

for (const tab of document.querySelectorAll("[data-view]")) tab.addEventListener("click", () => open(tab.dataset.view));
for (const button of document.querySelectorAll("[data-zoom]"))
  button.addEventListener("click", () => zoom(button.dataset.zoom === "fit" ? "fit" : Number(button.dataset.zoom)));
byId("view").addEventListener(
  "wheel",
  (event) => {
    if (!event.ctrlKey || state.view === "table") return;
    event.preventDefault();
    zoom(event.deltaY > 0 ? 0.9 : 1 / 0.9);
  },
  { passive: false },
);
byId("group").addEventListener("change", show);
byId("all").addEventListener("change", () => open("nodes"));
byId("search").addEventListener("input", (event) => {
  state.query = event.target.value.trim();
  search();
  show();
});
byId("search").addEventListener("keydown", (event) => {
  if (event.key === "Enter") nextFound();
});
showHead();
open("table");
details();
