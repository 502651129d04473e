"""Front-end parts that come from installed packages, pinned by hash, and never from another host."""

from __future__ import annotations

import shutil
from importlib.resources import as_file, files
from pathlib import Path

MATHJAX_PARTS = ("tex-chtml.js", "input/tex/extensions", "output/chtml/fonts/woff-v2")
"""One output format, its fonts, and the extensions that a rare macro asks for."""


def copy_mathjax(target: Path) -> None:
    """Copy MathJax into a built site."""
    with as_file(files("mathjax") / "static" / "mathjax" / "es5") as source:
        for part in MATHJAX_PARTS:
            destination = target / part
            if (source / part).is_dir():
                shutil.copytree(source / part, destination, dirs_exist_ok=True)
            else:
                destination.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(source / part, destination)
