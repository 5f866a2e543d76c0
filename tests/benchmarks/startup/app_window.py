"""The app as its main program starts it, without a file.

Prints the seconds from the moment given as argument to the end of the first paint.
"""

import os
import sys
import time

import ui.__main__ as program


def tell(_start):
    print(f'{{"seconds": {time.time() - float(sys.argv[1])}}}', flush=True)
    os._exit(0)


if __name__ == "__main__":
    program.Start._load = tell
    program.main([])
