"""What the frozen program begins with; the rest is the installed package."""

import sys

from simexit.__main__ import main

sys.exit(main())
