"""The shape of the program: imports run one way only, and the core stays pure."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "generator"

LAYERS = (
    {"diagnostics"},
    {"source", "alongside", "crash", "rule", "numerals", "hover", "patterns"},
    {"quantity", "yaml_nodes", "yaml_slips", "yaml_style", "yaml_indents", "markup", "shares", "tex"},
    {"markdown", "formula", "model", "tables"},
    {"values"},
    {"load", "scores", "uncertainty", "audit"},
    {"ageing", "history", "exploration", "relations", "citation", "feed", "export_schema"},
    {"figures", "diagrams"},
    {"exports"},
    {"plan", "formats"},
    {"writing"},
    {"checks", "render", "pages", "schema", "schema_files"},
    {"catalogue", "recall"},
    {"project"},
    {
        "explain",
        "new",
        "mending",
        "difference",
        "frontend",
        "finish",
        "navigation",
        "search",
    },
    {"serving"},
    {"cli", "plugin", "__main__"},
)
"""Each layer may import from itself and from those above it in this list, never from those below."""

PURE = {
    "diagnostics",
    "quantity",
    "model",
    "tables",
    "values",
    "scores",
    "load",
    "markup",
    "figures",
    "relations",
    "citation",
    "exports",
    "feed",
    "formula",
    "markdown",
}
"""Modules that must not read files, print, look at the clock or at the environment."""

FORBIDDEN_IN_PURE = {"os", "pathlib", "subprocess", "time", "datetime", "random", "locale", "socket", "sys"}


def modules() -> dict[str, list[Path]]:
    """Every top-level module or package of the generator, with its files."""
    found: dict[str, list[Path]] = {}
    for file in sorted(PACKAGE.rglob("*.py")):
        name = file.relative_to(PACKAGE).parts[0].removesuffix(".py")
        if name != "__init__":
            found.setdefault(name, []).append(file)
    return found


def imports(file: Path) -> set[str]:
    """The modules that a file imports at run time, dotted; imports for types only do not count."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    typing_only = {
        id(node)
        for block in ast.walk(tree)
        if isinstance(block, ast.If) and "TYPE_CHECKING" in ast.dump(block.test)
        for node in ast.walk(block)
    }
    found: set[str] = set()
    for node in ast.walk(tree):
        if id(node) in typing_only:
            continue
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            if node.module == "generator":
                found |= {f"generator.{alias.name}" for alias in node.names}
    return found


@pytest.mark.parametrize("name", modules())
def test_every_module_has_a_layer(name: str) -> None:
    """A new module is given its place before it is used."""
    assert any(name in layer for layer in LAYERS), f"give generator/{name} a layer in {Path(__file__).name}"


@pytest.mark.parametrize("name", modules())
def test_imports_run_one_way(name: str) -> None:
    """No module imports from a layer that builds on it."""
    rank = {module: index for index, layer in enumerate(LAYERS) for module in layer}
    for file in modules()[name]:
        for imported in imports(file):
            parts = imported.split(".")
            if parts[0] == "generator" and len(parts) > 1:
                assert rank[parts[1]] <= rank[name], (
                    f"{file.name} imports generator.{parts[1]}, which builds on it"
                )


@pytest.mark.parametrize("name", sorted(PURE))
def test_the_core_is_pure(name: str) -> None:
    """Pure modules import nothing that touches the world."""
    for file in modules()[name]:
        touched = {imported.split(".")[0] for imported in imports(file)} & FORBIDDEN_IN_PURE
        assert not touched, f"{file} imports {touched}"


def test_only_render_imports_jinja() -> None:
    """The templates have one door."""
    users = {name for name, files in modules().items() for file in files if "jinja2" in imports(file)}
    assert users == {"render"}


def test_only_the_plugin_side_knows_mkdocs() -> None:
    """The generator runs without MkDocs."""
    users = {
        name
        for name, files in modules().items()
        for file in files
        if any(imported.split(".")[0] == "mkdocs" for imported in imports(file))
    }
    assert users <= {"plugin", "navigation", "serving"}


def test_the_audit_needs_only_the_standard_library() -> None:
    """Anyone can run the audit: it loads no YAML, no templates, no site builder."""
    third_party = {"yaml", "jinja2", "pydantic", "mkdocs", "markdown", "pymdownx"}
    for name in ("audit", "formula", "markdown", "quantity", "source", "diagnostics", "rule"):
        for file in modules()[name]:
            assert not {imported.split(".")[0] for imported in imports(file)} & third_party, file
