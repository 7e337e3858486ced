"""Assembly text in the middle of a function."""


@always_inline("nodebug")
def inlined_assembly[
    asm: StringLiteral, result_type: AnyType, *types: AnyType, constraints: StringLiteral, has_side_effect: Bool = True
](*arguments: *types) -> result_type:
    """Puts assembly text here.

    Parameters:
        asm: The text, operands as `$0`, `$1`.
        result_type: Type of the result.
        types: Types of the arguments.
        constraints: Where operands live, as LLVM writes it: `=r,r`.
        has_side_effect: Whether it must stay although nobody uses its result.

    Args:
        arguments: The inputs.
    """
    return __op.assembly[asm, constraints, result_type, side_effects=has_side_effect](*arguments)
