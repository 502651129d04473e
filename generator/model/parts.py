"""What every part of the atlas is made of: places, texts in all languages, figures, citations."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Annotated, Any, NamedTuple, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    GetCoreSchemaHandler,
    ModelWrapValidatorHandler,
    PrivateAttr,
    RootModel,
    StringConstraints,
    ValidationInfo,
    model_validator,
)
from pydantic_core import CoreSchema, core_schema

from generator.diagnostics import Span
from generator.quantity import Quantity, QuantityError, parse_quantity
from generator.yaml_nodes import MappingNode, Node, Scalar, key_span, node_at


class UnknownField(NamedTuple):
    """A key that the part it stands in does not have, and the keys it has."""

    node: MappingNode
    key: str
    known: frozenset[str]


@dataclass
class Reading:
    """The context of one validation: collects what does not keep the part from being read."""

    unknown: list[UnknownField] = field(default_factory=list)


NOWHERE = Span.of_file("<built in memory>")


class Located:
    """Gives a model the place where it is written. Mixed into `Part` and `Text`."""

    _node: Node | None

    def node(self, *path: str | int) -> Node | None:
        """The YAML node at a path of fields and indices, as far as it leads."""
        return node_at(self._node, path) if self._node is not None else None

    def span(self, *path: str | int) -> Span:
        """Where the value at a path is written; without a path, where this part begins."""
        node = self.node(*path)
        return node.span if node is not None else NOWHERE

    def key_span(self, *path: str | int) -> Span:
        """Where the key that ends a path is written."""
        return key_span(self._node, path) if self._node is not None else NOWHERE


class Part(Located, BaseModel):
    """A piece of the atlas: immutable, strict about its fields, and aware of where it is written."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True, defer_build=True)
    _node: Node | None = PrivateAttr(default=None)
    _walk: Any = PrivateAttr(default=None)
    """What `generator.model.walk` found below this part."""

    @model_validator(mode="wrap")
    @classmethod
    def _keep_node(cls, value: Any, handler: ModelWrapValidatorHandler[Self], info: ValidationInfo) -> Self:
        """Remember the node; report unknown fields by name, and go on without them."""
        if not isinstance(value, MappingNode):
            return handler(value)
        known = {field.alias or name for name, field in cls.model_fields.items()}
        unknown = [key for key in value if key not in known]
        if isinstance(info.context, Reading):
            info.context.unknown += [UnknownField(value, key, frozenset(known)) for key in unknown]
            part = handler({key: entry for key, entry in value.items() if key in known})
        else:
            part = handler(value)
        part._node = value
        return part


class Text(Located, RootModel[dict[str, str]]):
    """A text in every language of the atlas: `{zh: …, en: …}`."""

    model_config = ConfigDict(frozen=True, defer_build=True)
    _node: Node | None = PrivateAttr(default=None)

    @model_validator(mode="wrap")
    @classmethod
    def _keep_node(cls, value: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        if not isinstance(value, dict):
            raise ValueError("a text needs one entry per language, such as {zh: …, en: …}")
        text = handler({key: entry or "" for key, entry in value.items()})
        if isinstance(value, MappingNode):
            text._node = value
        return text

    def __getitem__(self, language: str) -> str:
        """The wording in a language; "" when it is missing (a finding says so)."""
        return self.root.get(language, "")

    def entries(self) -> Iterator[tuple[str, str]]:
        """Every (language, wording) that is given."""
        return iter(self.root.items())

    def span_within(self, language: str, start: int, end: int) -> Span:
        """Where wording[start:end] is written, also inside a block string."""
        node = self.node(language)
        return node.span_within(start, end) if isinstance(node, Scalar) else self.span()


NEUTRAL = "*"
"""The pseudo-language of a label that reads the same everywhere (`GPT-4, Claude 3.5`)."""


class Label(Text):
    """A text, or a plain string that reads the same in every language."""

    @model_validator(mode="wrap")
    @classmethod
    def _keep_node(cls, value: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        if isinstance(value, str):
            return cls._neutral(value, handler)
        if not isinstance(value, dict):
            raise ValueError("write a plain string, or one entry per language")
        label = handler({key: entry or "" for key, entry in value.items()})
        if isinstance(value, MappingNode):
            label._node = value
        return label

    @classmethod
    def _neutral(cls, value: str, handler: ModelWrapValidatorHandler[Self]) -> Self:
        return handler({NEUTRAL: value})

    def __getitem__(self, language: str) -> str:
        """The wording in a language, or the neutral one."""
        return self.root.get(language, self.root.get(NEUTRAL, ""))

    @property
    def is_neutral(self) -> bool:
        """Whether one wording serves all languages."""
        return NEUTRAL in self.root


_WIDE = re.compile("[０-９．％：，－]")


def _half_width(value: Any) -> str:
    """A value that is read as figures; full-width ones would go on as they are, into every page."""
    text = str(value)
    if _WIDE.search(text):
        raise ValueError(f"{text!r} has full-width figures or signs")
    return text


def _figure(value: Any) -> Quantity:
    if isinstance(value, Quantity):
        return value
    try:
        return parse_quantity(_half_width(value))
    except QuantityError as error:
        raise ValueError(str(error)) from None


def _decimal(value: Any) -> Decimal:
    if isinstance(value, Decimal):
        return value
    if not isinstance(value, str) or not re.fullmatch(r"-?\d+(\.\d+)?", _half_width(value)):
        raise ValueError(f"{value!r} is not a decimal number such as 0.60")
    return Decimal(value)


@dataclass(frozen=True, slots=True)
class Written:
    """Marks a value that one function reads as it is written.

    Pydantic's own `PlainValidator` describes the type it stands beside as well, for every field anew.
    """

    read: Callable[[Any], Any]

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self.read)


Figure = Annotated[Quantity, Written(_figure)]
"""A figure as written (see `generator.quantity`)."""

Number = Annotated[Decimal, Written(_decimal)]
"""An exact decimal number, as written."""

Identifier = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$")]
"""An ASCII id, in kebab-case; it becomes an anchor and part of an address."""


@dataclass(frozen=True, slots=True)
class Place:
    """Lines of a source document: `L2:126` or `L2:87-93`."""

    document: str
    first: int
    last: int

    def __str__(self) -> str:
        lines = f"{self.first}" if self.first == self.last else f"{self.first}-{self.last}"
        return f"{self.document}:{lines}"


_PLACE = re.compile(r"([A-Za-z0-9-]+):(\d+)(?:-(\d+))?")


def parse_citation(value: Any) -> tuple[Place, ...]:
    """Read `L2:126, L2:87-93` as places; raise `ValueError` that names the word that is none."""
    places = []
    for word in _half_width(value).split(","):
        match = _PLACE.fullmatch(word.strip())
        if not match:
            raise ValueError(f"{word.strip()!r} is not a citation such as L2:126 or L2:87-93")
        first = int(match[2])
        places.append(Place(match[1], first, int(match[3] or first)))
    return tuple(places)


Citation = Annotated[tuple[Place, ...], Written(parse_citation)]
"""Where a figure or statement comes from: places in the source documents, comma-separated."""


def _once(values: tuple[str, ...]) -> tuple[str, ...]:
    repeated = sorted({value for value in values if values.count(value) > 1})
    if repeated:
        raise ValueError(f"listed twice: {', '.join(repeated)}")
    return values


Identifiers = Annotated[tuple[Identifier, ...], AfterValidator(_once)]
"""A list of ids without repetition."""
