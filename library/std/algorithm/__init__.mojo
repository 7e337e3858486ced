"""Loops and reductions over ranges, vectors and threads."""

from .functional import (
    Dynamic1DTileUnitFunc,
    Static1DTileUnitFunc,
    Static2DTileUnitFunc,
    SwitchedFunction,
    async_parallelize,
    elementwise,
    map,
    tile,
    tile_and_unswitch,
    unroll,
    unswitch,
    vectorize,
    vectorize_unroll,
)
from .memory import parallel_memcpy
from .parallel import parallelize, sync_parallelize
from .reduction import (
    all_true,
    any_true,
    argmax,
    argmin,
    cumsum,
    map_reduce,
    max,
    mean,
    min,
    none_true,
    product,
    reduce,
    reduce_boolean,
    sum,
    variance,
)
from ..runtime.pool import parallelism_level
from ..builtin.sort import partition, sort
from ..builtin.swap import swap
