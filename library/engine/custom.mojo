"""Decorators of files with operators of the user's own (`MODEL.ops.mojo`): the engine reads them, and a program does not see them.

Not here: what they mean (docs/manual/engine-operators.md).
"""


def operator(domain: StringLiteral, name: StringLiteral):
    """What stands below computes the operator of that name in a model.

    Args:
        domain: Domain of the operator; empty for ONNX's own.
        name: Name of the operator.
    """
    pass


def reduction(reducer: StringLiteral):
    """What the method gives is brought together along an axis, and later methods take the result by the method's name.

    Args:
        reducer: How it is brought together: sum, product, maximum or minimum.
    """
    pass


def replaces(name: StringLiteral):
    """The function stands for one of the library's in compiled models.

    Args:
        name: Name of the library's function.
    """
    pass
