"""Names the files that are no AWS config file: read as botocore reads it."""

import configparser
import sys

for name in sys.argv[1:]:
    parser = configparser.RawConfigParser(default_section=None)
    with open(name, encoding="utf-8") as file:
        try:
            parser.read_file(file)
            if not parser.sections():
                print(f"{name}:no section in it")
        except configparser.Error as error:
            print(f"{name}:" + str(error).replace("\n", " "))
