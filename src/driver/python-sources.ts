/**
 * Where a module comes from: one place decides, for each dotted name.
 *
 * In this order: ours in Mojo; beside the program and in `PYTHONPATH`; ours in Python; the user's installation. A submodule is looked for
 * where its package is and nowhere else. What has parts in C can only run in CPython itself: its kind is `foreign`, and the run time asks CPython for it, as for what is absent.
 */
import { fs, path } from "./host.ts";
import { libraryPath } from "./paths.ts";
import { installationOf, type PythonInstallation } from "./python-installation.ts";
import type { CompileSession } from "./session.ts";

export type SourceFileOfModule = {
  readonly isPackage: boolean;
  readonly path: string;
  readonly text: string;
};

export type ModuleSource =
  /** Ours in Mojo: the run time makes it. */
  | { readonly kind: "native" }
  | ({ readonly kind: "python"; readonly origin: "program" | "path" | "library" | "installation" } & SourceFileOfModule)
  /** CPython's own or a package with parts in C. */
  | { readonly kind: "foreign"; readonly file: string }
  | { readonly kind: "absent" };

export type Origin = Extract<ModuleSource, { kind: "python" }>["origin"];

export function moduleSources(session: CompileSession): (name: string) => ModuleSource {
  const known = new Map<string, ModuleSource>();
  const sources = new Sources(session);
  const sourceOf = (name: string): ModuleSource => {
    let source = known.get(name);
    if (source === undefined) {
      const dot = name.lastIndexOf(".");
      source = dot < 0 ? sources.top(name) : sources.inside(sourceOf(name.slice(0, dot)), name, name.slice(dot + 1));
      known.set(name, source);
    }
    return source;
  };
  return sourceOf;
}

class Sources {
  private readonly session: CompileSession;
  private installation: PythonInstallation | undefined;

  constructor(session: CompileSession) {
    this.session = session;
  }

  top(name: string): ModuleSource {
    const { mainPath, importPaths, python } = this.session.options;
    if (this.isNative(name)) return { kind: "native" };
    const places: [Origin, string][] = [
      ...[path.dirname(mainPath), ...importPaths].map((folder): [Origin, string] => ["program", folder]),
      ...(python?.folders ?? []).map((folder): [Origin, string] => ["path", folder]),
      ["library", `${libraryPath}/std/dynamic/python`],
    ];
    for (const [origin, folder] of places) {
      const source = this.within(folder, name, origin);
      if (source !== undefined) return source;
    }
    const installed = this.installed(name);
    if (installed.kind !== "absent") return installed;
    for (const [origin, folder] of places) {
      const source = this.folderOnly(folder, name, origin);
      if (source !== undefined) return source;
    }
    return installed;
  }

  inside(parent: ModuleSource, whole: string, name: string): ModuleSource {
    if (this.isNative(whole)) return { kind: "native" };
    if (parent.kind !== "python" || !parent.isPackage) return { kind: "absent" };
    const folder = path.dirname(parent.path);
    return this.within(folder, name, parent.origin) ?? this.folderOnly(folder, name, parent.origin) ?? { kind: "absent" };
  }

  private isNative(name: string): boolean {
    return this.session.reader.readFile(`${libraryPath}/std/dynamic/native/${name.replaceAll(".", "/")}.mojo`) !== undefined;
  }

  private within(folder: string, name: string, origin: Origin): ModuleSource | undefined {
    const { reader } = this.session;
    for (const [suffix, isPackage] of [
      ["/__init__.py", true],
      [".py", false],
    ] as const) {
      const file = `${folder}/${name}${suffix}`;
      const text = reader.readFile(file);
      if (text !== undefined) return { kind: "python", origin, isPackage, path: file, text };
    }
    return undefined;
  }

  /** A package that is a folder without `__init__.py`: it has nothing but submodules. */
  private folderOnly(folder: string, name: string, origin: Origin): ModuleSource | undefined {
    const own = `${folder}/${name}`;
    const files = this.session.reader.listDirectory(own);
    if (files === undefined || !files.some((file) => file.endsWith(".py"))) return undefined;
    return { kind: "python", origin, isPackage: true, path: `${own}/__init__.py`, text: "" };
  }

  private installed(name: string): ModuleSource {
    const { python } = this.session.options;
    this.installation ??= installationOf(python?.executable);
    const { folders, standard } = this.installation;
    for (const folder of folders) {
      const source = this.within(folder, name, "installation");
      if (source?.kind === "python" && source.isPackage && folder !== standard) {
        const part = extensionBelow(path.dirname(source.path));
        if (part !== undefined) return { kind: "foreign", file: part };
      }
      if (source !== undefined) return source;
      const extension = listed(folder).find((file) => isExtension(file) && file.startsWith(`${name}.`));
      if (extension !== undefined) return { kind: "foreign", file: `${folder}/${extension}` };
    }
    return { kind: "absent" };
  }
}

function isExtension(file: string): boolean {
  return file.endsWith(".so");
}

/** The first extension module in a folder or the folders in it. */
function extensionBelow(folder: string): string | undefined {
  for (const name of listed(folder)) {
    const file = `${folder}/${name}`;
    if (isExtension(name)) return file;
    const below = name.includes(".") ? undefined : extensionBelow(file);
    if (below !== undefined) return below;
  }
  return undefined;
}

const listings = new Map<string, readonly string[]>();

/** Names in a folder; none in what is no folder. */
function listed(folder: string): readonly string[] {
  let names = listings.get(folder);
  if (names === undefined) {
    try {
      names = fs.readdirSync(folder);
    } catch {
      names = [];
    }
    listings.set(folder, names);
  }
  return names;
}
