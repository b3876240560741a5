"""Names the files that Python does not parse."""

import ast
import sys

for name in sys.argv[1:]:
    with open(name, encoding="utf-8") as file:
        try:
            ast.parse(file.read())
        except SyntaxError as error:
            print(f"{name}:{error}")
