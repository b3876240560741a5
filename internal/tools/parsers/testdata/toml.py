"""Names the files that are no TOML."""

import sys
import tomllib

for name in sys.argv[1:]:
    with open(name, "rb") as file:
        try:
            tomllib.load(file)
        except tomllib.TOMLDecodeError as error:
            print(f"{name}:{error}")
