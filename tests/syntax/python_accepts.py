"""Says for each source, one JSON string a line, whether it parses: `yes`, or the message."""

import ast
import json
import sys
import warnings

warnings.simplefilter("ignore")
for line in sys.stdin:
    try:
        ast.parse(json.loads(line))
        print("yes")
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        print(str(error).split("\n")[0])
