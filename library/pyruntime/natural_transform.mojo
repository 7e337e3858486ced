from .natural_row import Digits
def transform_is_faster(a_count: Int, b_count: Int) -> Bool:
    return False
def multiply_by_transform(target: Digits, a: Digits, a_count: Int, b: Digits, b_count: Int):
    pass
