"""`Memory`: blocks that tensors of a model take and give back while it runs, kept from run to run."""

from ffi import external_call
from memory import UnsafePointer, alloc

comptime _alignment = 64
"""A line of the cache, and the widest vector."""


struct Memory(Movable):
    """Memory of one run at a time. A run that needs what one before it needed allocates nothing.

    A tensor gives its block back after its last use, so that the next tensors of the same run lie in the same places: in the cache, mostly.
    """

    var free: List[Block]
    """Blocks that nobody uses."""
    var held: Int
    """Bytes of all blocks, free or not."""
    var threads: Int
    """Most threads that kernels may use."""
    var limit: Int
    """Bytes of the machine's memory: no tensor is larger."""
    var fault: Int
    """The number of the tensor that a kernel was to read outside of; -1 for none."""
    var fault_place: Int
    """Where that was."""
    var fault_size: Int
    """The size of the dimension there."""
    var is_stopped: Int
    """Not 0 if the run is to end: another thread says so."""

    def __init__(out self, threads: Int):
        """Nothing yet.

        Args:
            threads: Most threads that kernels may use.
        """
        self.free = List[Block]()
        self.held = 0
        self.threads = threads
        # _SC_PHYS_PAGES and _SC_PAGESIZE
        self.limit = external_call["sysconf", Int](Int32(85)) * external_call["sysconf", Int](Int32(30))
        self.fault = -1
        self.fault_place = 0
        self.fault_size = 0
        self.is_stopped = 0

    @no_inline
    def note_place(mut self, place: Int, size: Int, which: Int):
        """Remembers a place outside of a tensor. Of several threads at once, any of their places.

        Args:
            place: Where a kernel was to read.
            size: Of the dimension.
            which: The number of the tensor among those that the kernel names.
        """
        self.fault_place = place
        self.fault_size = size
        self.fault = which

    @no_inline
    def go_on(self) raises:
        """Raises if the run is to end."""
        if self.is_stopped != 0:
            raise Error("the run was stopped")

    def check_places(mut self, *names: StaticString) raises:
        """Raises if the kernel that ran last was to read outside of a tensor.

        Args:
            names: Of the tensors that it reads at places which tensors give.
        """
        if self.fault >= 0:
            var which = self.fault
            self.fault = -1
            raise Error(names[which], ": place ", self.fault_place, " is outside of a dimension of size ", self.fault_size)

    def take(mut self, bytes: Int) -> Block:
        """A block of at least so many bytes: the smallest free one that fits and is not more than twice too large, else a new one.

        Args:
            bytes: Its size.
        """
        var best = -1
        for i in range(len(self.free)):
            var size = self.free[i].bytes
            if size >= bytes and size <= 2 * bytes + 4096 and (best < 0 or size < self.free[best].bytes):
                best = i
        if best >= 0:
            var block = self.free[best]
            self.free[best] = self.free[len(self.free) - 1]
            _ = self.free.pop()
            return block
        var rounded = _rounded(bytes)
        self.held += rounded
        return Block(alloc[UInt8](rounded, alignment=_alignment), rounded)

    def give(mut self, block: Block):
        """Takes a block back.

        Args:
            block: What `take` gave.
        """
        self.free.append(block)

    def __deinit__(deinit self):
        """Frees what is not in use."""
        for block in self.free:
            block.data.free()


@fieldwise_init
struct Block(ImplicitlyCopyable, TrivialRegisterPassable):
    """Memory of some size."""

    var data: UnsafePointer[UInt8, MutAnyOrigin]
    """Its first byte."""
    var bytes: Int
    """Its size."""


def _rounded(bytes: Int) -> Int:
    """Up to one of eight sizes for each power of two, so that blocks of similar sizes can replace each other."""
    var step = _alignment
    while step * 16 < bytes:
        step *= 2
    return max(step, (bytes + step - 1) // step * step)
