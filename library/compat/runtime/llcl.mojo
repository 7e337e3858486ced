"""`Runtime` and `num_cores` of 2023. Threads need no set-up any more: `Runtime` holds nothing."""

from sys.cores import num_logical_cores, num_physical_cores


def num_cores() -> Int:
    """Number of cores."""
    return num_physical_cores()


struct Runtime(ImplicitlyCopyable, TrivialRegisterPassable):
    """What `parallelize` took as its first argument: `with Runtime() as rt:`."""

    var threads: Int
    """Number of threads that were asked for."""

    def __init__(out self):
        """One thread for each core."""
        self.threads = num_logical_cores()

    def __init__(out self, threads: Int):
        """So many threads.

        Args:
            threads: How many.
        """
        self.threads = threads

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(self):
        """Nothing."""
        pass

    def parallelism_level(self) -> Int:
        """Number of threads."""
        return self.threads
