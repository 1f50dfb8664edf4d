"""SVG text made safe to stand inside a page, with colours that follow light and dark."""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree import ElementTree

__all__ = ["PALETTE", "inline", "palette_css", "standalone"]

#: Colours of the charts: the name of the variable, and the colour in dark mode. A series colour
#: reaches 3:1 against the light and, in its dark form, against the dark paper.
PALETTE: dict[str, tuple[str, str]] = {
    "#1b1f24": ("ink", "#e4e8ed"),
    "#5b6470": ("muted", "#a3adb9"),
    "#d9dee5": ("grid", "#363f4a"),
    "#ffffff": ("paper", "#14181d"),
    "#1f5fa8": ("series-a", "#77b0f0"),
    "#c2571a": ("series-b", "#f29463"),
    "#2c7a4b": ("series-c", "#6cc38d"),
    "#7b4fa3": ("series-d", "#c3a0e6"),
    "#0f7c80": ("series-e", "#4fc0c5"),
    "#a8293d": ("series-f", "#f0808f"),
}

_SVG = "http://www.w3.org/2000/svg"
_ELEMENTS = frozenset(
    [
        "svg",
        "g",
        "defs",
        "path",
        "use",
        "clipPath",
        "rect",
        "text",
        "tspan",
        "line",
        "polyline",
        "polygon",
        "circle",
        "ellipse",
        "image",
        "linearGradient",
        "radialGradient",
        "stop",
        "pattern",
        "mask",
        "marker",
        "symbol",
        "title",
        "desc",
    ]
)
_DOCTYPE = re.compile(r"<!DOCTYPE[^>\[]*(\[[^\]]*\])?[^>]*>|<\?xml[^>]*\?>")
_LOCAL = re.compile(r"url\(\s*['\"]?#([^'\")\s]+)['\"]?\s*\)")
_FOREIGN = re.compile(r"url\(\s*['\"]?(?!#)", re.IGNORECASE)
_HEX = re.compile(r"#[0-9a-fA-F]{6}\b")


def palette_css() -> tuple[str, str]:
    """Return the declarations of the chart colours, for light and for dark pages.

    Returns
    -------
    tuple of str
        Two lists of CSS declarations.
    """
    light = "".join(f"--{name}:{colour};" for colour, (name, _) in PALETTE.items())
    dark = "".join(f"--{name}:{colour};" for name, colour in PALETTE.values())
    return light, dark


def inline(svg: str, prefix: str, alt: str) -> str:
    """Return a picture that can stand in a page beside others.

    Parameters
    ----------
    svg : str
        A whole SVG document.
    prefix : str
        Goes before every id, so that two pictures in one page do not clash.
    alt : str
        What a reader who does not see it is told.

    Returns
    -------
    str
        An ``svg`` element without scripts, styles of the page or addresses outside it.
    """
    root = _clean(svg, prefix, _variable)
    root.set("role", "img")
    root.set("aria-label", alt)
    return ElementTree.tostring(root, encoding="unicode", short_empty_elements=True)


def standalone(svg: str) -> str:
    """Return a picture as a file of its own, as safe as an inline one, in its own colours.

    Parameters
    ----------
    svg : str
        A whole SVG document.

    Returns
    -------
    str
    """
    return ElementTree.tostring(_clean(svg, "", lambda found: found[0]), encoding="unicode")


def _variable(found: re.Match[str]) -> str:
    colour = found[0].lower()
    return f"var(--{PALETTE[colour][0]},{colour})" if colour in PALETTE else found[0]


def _clean(svg: str, prefix: str, colour: Callable[[re.Match[str]], str]) -> ElementTree.Element:
    root = ElementTree.fromstring(_DOCTYPE.sub("", svg).strip())
    _strip(root, prefix, colour)
    root.set("xmlns", _SVG)
    # matplotlib says this once for the whole document, in a style that would reach the page
    style = root.get("style", "")
    root.set("style", f"stroke-linejoin:round;stroke-linecap:butt;{style}".rstrip(";"))
    return root


def _strip(
    element: ElementTree.Element, prefix: str, colour: Callable[[re.Match[str]], str]
) -> None:
    element.tag = _name(element.tag)
    attributes = dict(element.attrib)
    element.attrib.clear()
    for key, value in attributes.items():
        name = _name(key)
        if name.lower().startswith("on") or _FOREIGN.search(value) or name == "base":
            continue
        if name == "id":
            value = prefix + value
        elif name == "href":
            if value.startswith("#"):
                value = f"#{prefix}{value[1:]}"
            elif not value.startswith("data:image/png;base64,"):
                continue
        elif "#" in value:
            value = _LOCAL.sub(rf"url(#{prefix}\1)", value)
            value = _HEX.sub(colour, value)
        element.set(name, value)
    for child in list(element):
        if not isinstance(child.tag, str) or _name(child.tag) not in _ELEMENTS:
            element.remove(child)
        else:
            _strip(child, prefix, colour)
            if _name(child.tag) == "defs" and not len(child):
                element.remove(child)
    if element.text is not None and not element.text.strip():
        element.text = None
    if element.tail is not None and not element.tail.strip():
        element.tail = None


def _name(tag: str) -> str:
    return tag.rpartition("}")[2]
