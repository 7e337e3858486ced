/** Which Python the user has, as cheaply as it can be told: part of the options of a program in Python. */
import { fs, path } from "./host.ts";

export type PythonChoice = {
  /** The one that MOJO_PYTHON names, the interpreter of the virtual environment, or else the first on PATH. */
  readonly executable: string | undefined;
  /** Of `PYTHONPATH`. */
  readonly folders: readonly string[];
};

export function choosePython(environment: NodeJS.ProcessEnv = process.env): PythonChoice {
  const { MOJO_PYTHON, VIRTUAL_ENV, PATH, PYTHONPATH } = environment;
  const places = [...(VIRTUAL_ENV ? [`${VIRTUAL_ENV}/bin`] : []), ...listed(PATH)];
  const files = [...(MOJO_PYTHON ? [MOJO_PYTHON] : []), ...places.map((folder) => `${folder}/python3`)];
  return {
    executable: files.find((file) => fs.existsSync(file)),
    folders: listed(PYTHONPATH).map((folder) => path.resolve(folder)),
  };
}

function listed(variable: string | undefined): string[] {
  return (variable ?? "").split(":").filter((folder) => folder !== "");
}
