"""`asyncio` without sockets, subprocesses and threads: one loop, its tasks, and what they wait for."""

from .events import *
from .events import _get_running_loop
from .exceptions import *
from .futures import *
from .locks import *
from .queues import *
from .runners import *
from .taskgroups import *
from .tasks import *
from .timeouts import *

SelectorEventLoop = BaseEventLoop
