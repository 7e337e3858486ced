/**
 * How fast source becomes a tree: our lexer and parser, and CPython's `ast.parse` on the same files.
 *
 * `node bench/parser.ts [--repetitions=N]`. The files are CPython's own library; reading them is not counted. Without
 * `python3` there is no peer, and our own library is parsed instead.
 */
import { spawnSync } from "node:child_process";
import { globSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { DiagnosticSink } from "../src/diag/diagnostic.ts";
import { SourceFile } from "../src/source/source-file.ts";
import { lex } from "../src/syntax/lexer.ts";
import { parseModule } from "../src/syntax/parser.ts";

const repetitions = Number(process.argv.find((word) => word.startsWith("--repetitions="))?.split("=")[1] ?? 5);

/** Parses the files named on standard input and prints the best of N times in seconds. */
const peerScript = `
import ast, sys, time
texts = [open(path, encoding="utf-8").read() for path in sys.stdin.read().split("\\n")]
best = 1e9
for _ in range(int(sys.argv[1])):
    start = time.process_time()
    for text in texts:
        ast.parse(text)
    best = min(best, time.process_time() - start)
print(best)
`;

function libraryPaths(): string[] {
  const found = spawnSync("python3", ["-c", "import sysconfig; print(sysconfig.get_paths()['stdlib'])"], { encoding: "utf8" });
  const folder = found.status === 0 ? found.stdout.trim() : undefined;
  if (folder === undefined) return globSync("library/**/*.mojo").map((path) => resolve(path));
  return globSync("**/*.py", { cwd: folder })
    .filter((path) => !/site-packages|(^|\/)(test|tests|idlelib|lib2to3)\//.test(path))
    .map((path) => resolve(folder, path));
}

function bestSeconds(work: () => void): number {
  let best = Infinity;
  for (let i = 0; i < repetitions; i++) {
    const before = process.cpuUsage();
    work();
    const { user } = process.cpuUsage(before);
    best = Math.min(best, user / 1e6);
  }
  return best;
}

const paths = libraryPaths();
const files = paths.map((path) => new SourceFile(path, readFileSync(path, "utf8")));
const lines = files.reduce((sum, file) => sum + file.lineCount, 0);
const perSecond = (seconds: number): string => `${Math.round(lines / seconds / 1000)}k lines/s`;
const lexSeconds = bestSeconds(() => files.forEach((file) => void lex(file, new DiagnosticSink())));
const parseSeconds = bestSeconds(() => files.forEach((file) => void parseModule(file, new DiagnosticSink())));
console.log(`${files.length} files, ${lines} lines, best of ${repetitions}`);
console.log(`lex    ${perSecond(lexSeconds)}`);
console.log(`parse  ${perSecond(parseSeconds)}`);
if (paths[0]?.endsWith(".py")) {
  const peer = spawnSync("python3", ["-c", peerScript, String(repetitions)], { input: paths.join("\n"), encoding: "utf8" });
  if (peer.status === 0) {
    const seconds = Number(peer.stdout);
    console.log(`CPython's ast.parse  ${perSecond(seconds)}: ${(seconds / parseSeconds).toFixed(1)} times our time`);
  } else console.log(`CPython's ast.parse  not measured: ${peer.stderr.trim().split("\n").at(-1)}`);
}
