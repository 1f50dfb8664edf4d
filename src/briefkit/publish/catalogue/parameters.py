"""Parameters of a notebook: one cell of commented literals, read and checked before anything runs.

Each line of the cell tagged ``parameters`` is ``name = literal  # type: what it does``. The type is
one of

- ``text``; ``yes or no``; ``integer`` or ``number``, or a range: ``from 1 to 5``, ``number 0..1``;
- ``day or month``: a day, month or year as :func:`briefkit.dates.last_day` reads it, kept as text;
- ``one of a, b, c``; or the name of a closed list of :mod:`briefkit.vocab` in small letters, such
  as ``level``; or ``attribute``;
- ``state``, ``dyad``, ``route`` (``RUS>PRK``), ``commodity``: names of the data;
- a list of any of these, as ``list of state`` or ``states``.

An empty text or list means that nothing is chosen; it is allowed wherever it is the default.
"""

from __future__ import annotations

import ast
import io
import tokenize
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from briefkit.errors import DateError, ParameterError, nearest
from briefkit.publish.catalogue.types import Terms, Type, parse_type

__all__ = ["Parameter", "assignments", "chosen", "parameters_of"]


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a notebook.

    Parameters
    ----------
    name : str
        As it stands in the cell.
    type : Type
        What it may be.
    default : object
        The literal in the cell.
    help : str
        What it does, in one sentence.
    """

    name: str
    type: Type
    default: Any
    help: str

    def to_json(self, terms: Terms | None = None) -> dict[str, Any]:
        """Return name, type, default, allowed (None where anything of the type is) and help."""
        return {
            "name": self.name,
            "type": self.type.name,
            "default": self.default,
            "allowed": self.type.allowed(terms),
            "help": self.help,
        }

    def read(self, value: Any, where: str, terms: Terms | None = None) -> Any:
        """Return a value as the notebook takes it.

        Parameters
        ----------
        value : object
            A text from the command line (a list as ``a,b``), or a value.
        where : str
            The notebook, for the message.
        terms : Terms, optional
            Names of the data; without them such names are only checked for their form.

        Returns
        -------
        object
            Text, number, truth value or list of texts.

        Raises
        ------
        ParameterError
            If it is not of the type; the message says what is allowed and the nearest choice.
        """
        if value in ("", [], ()) and self.default in ("", []):
            return self.default
        try:
            return self.type.read(value, terms)
        except ValueError as error:
            raise ParameterError(f"{where}, parameter '{self.name}': {error}") from None


def parameters_of(notebook: Any, where: str) -> tuple[Parameter, ...]:
    """Read the parameters of a notebook.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
        A notebook.
    where : str
        Its file name, for messages.

    Returns
    -------
    tuple of Parameter
        In the order of the cell; empty if no cell is tagged ``parameters``.

    Raises
    ------
    ParameterError
        If a line of the cell is no literal, or its comment names no type.
    """
    found: list[Parameter] = []
    for cell in notebook.cells:
        if cell.cell_type == "code" and "parameters" in cell.metadata.get("tags", ()):
            found += _read_cell(cell.source, where)
    return tuple(found)


def _read_cell(source: str, where: str) -> Iterable[Parameter]:
    try:
        tree = ast.parse(source)
        comments = {
            token.start[0]: token.string.lstrip("# ").strip()
            for token in tokenize.generate_tokens(io.StringIO(source).readline)
            if token.type == tokenize.COMMENT
        }
    except (SyntaxError, tokenize.TokenError) as error:
        raise ParameterError(f"{where}: the parameters cell is no Python ({error}).") from None
    for node in tree.body:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                pass
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                pass
            case _:
                raise ParameterError(
                    f"{where}, line {node.lineno} of the parameters cell: no 'name = literal'. "
                    "Only such lines may stand there; compute in the next cell."
                )
        try:
            default = ast.literal_eval(value)
        except ValueError:
            raise ParameterError(
                f"{where}, parameter '{name}': its default is no literal. "
                "Write a text, number, truth value or list."
            ) from None
        comment = comments.get(node.end_lineno or node.lineno, "")
        yield _parameter(name, default, comment, where)


def _parameter(name: str, default: Any, comment: str, where: str) -> Parameter:
    head, colon, rest = comment.partition(":")
    try:
        type_ = parse_type(head.strip() if colon else "", default)
    except ValueError as error:
        raise ParameterError(f"{where}, parameter '{name}': {error}") from None
    parameter = Parameter(name, type_, default, rest.strip() if colon else comment)
    parameter.read(default, where)
    return parameter


def assignments(pairs: Iterable[str]) -> dict[str, str]:
    """Read ``name=value`` texts as they come from a command line.

    Parameters
    ----------
    pairs : iterable of str
        ``name=value``; what is behind the first ``=`` is the value, as it stands.

    Returns
    -------
    dict of str to str

    Raises
    ------
    ParameterError
        If a text has no ``=``, or one name is given twice.

    Examples
    --------
    >>> assignments(["states=PRK,RUS"])
    {'states': 'PRK,RUS'}
    """
    found: dict[str, str] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        name = name.strip()
        if not equals or not name:
            raise ParameterError(f"'{pair}' is no parameter. Write name=value, such as as_of=2023.")
        if name in found:
            raise ParameterError(f"parameter '{name}' is given twice. Write a list as {name}=a,b.")
        found[name] = value.strip()
    return found


def chosen(
    parameters: Mapping[str, Sequence[Parameter]],
    given: Mapping[str, Any],
    terms: Terms | None = None,
) -> dict[str, dict[str, Any]]:
    """Give each brief the values that it has a parameter for.

    Parameters
    ----------
    parameters : mapping of str to sequence of Parameter
        Parameters by name of the brief.
    given : mapping of str to object
        Values, or texts from a command line, by name of the parameter.
    terms : Terms, optional
        Names of the data.

    Returns
    -------
    dict of str to dict
        By brief: the values given, read by their types, without those that equal the default.

    Raises
    ------
    ParameterError
        If no brief has a parameter of the name, a value is not of its type, or ``since`` is after
        ``until``.
    """
    known = {parameter.name for of_brief in parameters.values() for parameter in of_brief}
    for name in given:
        if name not in known:
            files = _either([f"{brief}.ipynb" for brief in parameters])
            near = nearest(name, known)
            hint = (
                f"; did you mean '{near[0]}'?" if near else f". It has: {', '.join(sorted(known))}."
            )
            raise ParameterError(f"no parameter '{name}' in {files}{hint}")
    found: dict[str, dict[str, Any]] = {}
    for brief, of_brief in parameters.items():
        values = {
            parameter.name: parameter.read(given[parameter.name], f"{brief}.ipynb", terms)
            for parameter in of_brief
            if parameter.name in given
        }
        default = {parameter.name: parameter.default for parameter in of_brief}
        _check_order({**default, **values}, f"{brief}.ipynb")
        found[brief] = {name: value for name, value in values.items() if value != default[name]}
    return found


def _check_order(values: Mapping[str, Any], where: str) -> None:
    from briefkit.analysis.wanted import between

    try:
        between(values.get("since"), values.get("until"))
    except DateError as error:
        raise ParameterError(f"{where}: {error}") from None


def _either(names: Sequence[str]) -> str:
    return " or ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
