"""What a type is made of, at compile time: `reflect[T]()`."""
from .reflect import Reflected, reflect
from .functions import (
    get_base_type_name,
    get_function_name,
    get_linkage_name,
    get_type_name,
    is_struct_type,
    struct_field_count,
    struct_field_names,
    struct_field_ref,
)
