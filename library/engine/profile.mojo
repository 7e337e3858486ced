"""`Profile`: when each step of a model's run began and ended, written to memory of the caller. Only programs that are compiled with a clock have it.

The memory is named by the argument after the outputs: the address of the words, and how many there are. The first words are: words that are used, records
that did not fit, when the run began, when it ended. Then for each step: its number, when it began, when it ended, how many sizes follow, and these. Times
are nanoseconds of a clock that never goes back.
"""

from memory import UnsafePointer
from time import perf_counter_ns

from .interface import Arguments, words_of_argument

comptime _header = 4
comptime _record = 4


struct Profile(Movable):
    """A clock, and where its times are written."""

    var words: UnsafePointer[Int64, MutAnyOrigin]
    """The first word."""
    var capacity: Int
    """How many there are."""
    var begun: Int
    """When the step that is measured began."""
    var last: Int
    """The word of the last record; 0 if it did not fit."""

    def __init__(out self, outputs: Arguments, count: Int):
        """Begins a run.

        Args:
            outputs: The outputs of the model; where to write is named by the argument after them.
            count: How many there are.
        """
        var argument = outputs.words + count * words_of_argument
        self.words = UnsafePointer[Int64, MutAnyOrigin](unsafe_from_address=Int(argument[0]))
        self.capacity = Int(argument[1])
        self.last = 0
        self.words[0] = _header
        self.words[1] = 0
        self.begun = perf_counter_ns()
        self.words[2] = Int64(self.begun)
        self.words[3] = Int64(self.begun)

    @no_inline
    def begin(mut self):
        """Begins a step."""
        self.begun = perf_counter_ns()

    @no_inline
    def end(mut self, step: Int):
        """Ends the step that began last.

        Args:
            step: Its number.
        """
        var ended = perf_counter_ns()
        var used = Int(self.words[0])
        self.last = 0
        if used + _record > self.capacity:
            self.words[1] += 1
            return
        self.last = used
        var record = self.words + used
        record[0] = Int64(step)
        record[1] = Int64(self.begun)
        record[2] = Int64(ended)
        record[3] = 0
        self.words[0] = Int64(used + _record)

    @no_inline
    def sizes(mut self, *sizes: Int):
        """Adds sizes to the record of the step that ended last; takes the record back where they do not fit.

        Args:
            sizes: What only the run knows of the step's tensors.
        """
        if self.last == 0:
            return
        var used = Int(self.words[0])
        if used + len(sizes) > self.capacity:
            self.words[0] = Int64(self.last)
            self.words[1] += 1
            return
        for i in range(len(sizes)):
            self.words[used + i] = Int64(sizes[i])
        self.words[self.last + 3] = Int64(len(sizes))
        self.words[0] = Int64(used + len(sizes))

    @no_inline
    def finish(mut self):
        """Ends the run."""
        self.words[3] = Int64(perf_counter_ns())
