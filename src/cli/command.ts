/** What a command's file exports: `main.ts` loads it by name. */
export type CommandModule = {
  /** In: the words after the command's name. Out: the exit code. */
  readonly run: (words: readonly string[]) => Promise<number>;
};
