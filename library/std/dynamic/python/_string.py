"""How format texts are taken apart, for `string.Formatter`."""


def formatter_parser(text, /):
    """Gives `(literal, field, specification, conversion)` for each field; the last three are `None` after the last one."""
    if not isinstance(text, str):
        raise TypeError(f"expected str, got {type(text).__name__}")
    return _fields(text)


def _fields(text):
    at = 0
    size = len(text)
    while at < size:
        start = at
        while at < size and text[at] not in "{}":
            at += 1
        if at == size:
            yield text[start:], None, None, None
            return
        mark = text[at]
        if at + 1 < size and text[at + 1] == mark:
            # A doubled brace ends a piece.
            yield text[start : at + 1], None, None, None
            at += 2
            continue
        if mark == "}":
            raise ValueError("Single '}' encountered in format string")
        if at + 1 == size:
            raise ValueError("Single '{' encountered in format string")
        literal = text[start:at]
        end = _end_of_field(text, at + 1)
        yield literal, *_field(text[at + 1 : end], end + 1 == size)
        at = end + 1


def _end_of_field(text, at):
    depth = 1
    while at < len(text):
        if text[at] == "{":
            depth += 1
        elif text[at] == "}":
            depth -= 1
            if depth == 0:
                return at
        at += 1
    raise ValueError("expected '}' before end of string")


def _field(text, is_last):
    at = 0
    in_index = False
    while at < len(text):
        if text[at] == "[":
            in_index = True
        elif text[at] == "]":
            in_index = False
        elif text[at] == "{":
            raise ValueError("unexpected '{' in field name")
        elif text[at] in "!:" and not in_index:
            break
        at += 1
    name = text[:at]
    if at == len(text):
        return name, "", None
    if text[at] == ":":
        return name, text[at + 1 :], None
    if at + 1 == len(text):
        raise ValueError("unmatched '{' in format spec" if is_last else "expected ':' after conversion specifier")
    conversion = text[at + 1]
    if at + 2 == len(text):
        return name, "", conversion
    if text[at + 2] != ":":
        raise ValueError("expected ':' after conversion specifier")
    return name, text[at + 3 :], conversion


def formatter_field_name_split(name, /):
    """The first part of a field's name, and `(is_attribute, part)` for each of the others."""
    if not isinstance(name, str):
        raise TypeError(f"expected str, got {type(name).__name__}")
    at = 0
    while at < len(name) and name[at] not in ".[":
        at += 1
    return _number_or_text(name[:at]), _parts(name, at)


def _parts(name, at):
    while at < len(name):
        if name[at] == ".":
            start = at = at + 1
            while at < len(name) and name[at] not in ".[":
                at += 1
            if at == start:
                raise ValueError("Empty attribute in format string")
            yield True, name[start:at]
        elif name[at] == "[":
            end = name.find("]", at)
            if end < 0:
                raise ValueError("Missing ']' in format string")
            if end == at + 1:
                raise ValueError("Empty attribute in format string")
            yield False, _number_or_text(name[at + 1 : end])
            at = end + 1
        else:
            raise ValueError("Only '.' or '[' may follow ']' in format field specifier")


def _number_or_text(text):
    return int(text) if text.isdigit() else text
