/** Words of other languages that people write at the start of a statement, and what is written here instead. */

export type Habit = {
  readonly instead: string;
  /** The word alone can be exchanged. */
  readonly replaceable: boolean;
};

const habits = new Map<string, Habit>([
  ["func", { instead: "def", replaceable: true }],
  ["function", { instead: "def", replaceable: true }],
  ["fun", { instead: "def", replaceable: true }],
  ["sub", { instead: "def", replaceable: false }],
  ["proc", { instead: "def", replaceable: true }],
  ["foreach", { instead: "for", replaceable: true }],
  ["switch", { instead: "match", replaceable: true }],
  ["default", { instead: "case _", replaceable: true }],
  ["throw", { instead: "raise", replaceable: true }],
  ["throws", { instead: "raises", replaceable: true }],
  ["const", { instead: "var", replaceable: true }],
  ["auto", { instead: "var", replaceable: true }],
  ["val", { instead: "var", replaceable: true }],
  ["elseif", { instead: "elif", replaceable: true }],
  ["elsif", { instead: "elif", replaceable: true }],
  ["catch", { instead: "except", replaceable: true }],
  ["interface", { instead: "trait", replaceable: true }],
  ["protocol", { instead: "trait", replaceable: true }],
  ["impl", { instead: "a struct with conformances", replaceable: false }],
  ["enum", { instead: "a struct with `comptime` members", replaceable: false }],
  ["namespace", { instead: "a module", replaceable: false }],
  ["using", { instead: "import", replaceable: false }],
  ["include", { instead: "import", replaceable: false }],
  ["typedef", { instead: "comptime", replaceable: false }],
  ["unless", { instead: "if not", replaceable: true }],
  ["until", { instead: "while not", replaceable: true }],
  ["delete", { instead: "del", replaceable: true }],
]);

export function habitOf(word: string): Habit | undefined {
  return habits.get(word);
}
