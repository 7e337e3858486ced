"""`-D` definitions under their names of 2026."""
from .param_env import env_get_bool as get_defined_bool
from .param_env import env_get_dtype as get_defined_dtype
from .param_env import env_get_int as get_defined_int
from .param_env import env_get_string as get_defined_string
from .param_env import is_defined
