"""The style sheet of the Word papers: a council's plain house style.

Arial 11, black, headings that Word knows as headings, British English
throughout. Lengths are in twentieths of a point, Word's own unit (567 to the
centimetre); font sizes in half points.
"""

from __future__ import annotations

from docx.oxml.ns import nsdecls

TEXT_WIDTH = 9412
"""Between the margins of an A4 page."""
NUMBER_WIDTH = 850
"""The room for a minute number: in the margin of its text, or in a column of its own."""
_NAME_WIDTH = 3686
_LABEL_WIDTH = 567

PAGE = f"""
<w:sectPr {nsdecls("w")}>
  <w:pgSz w:w="11906" w:h="16838"/>
  <w:pgMar w:top="1418" w:right="1247" w:bottom="1644" w:left="1247"
           w:header="680" w:footer="680" w:gutter="0"/>
</w:sectPr>
"""

LANDSCAPE_WIDTH = 15138
"""Between the margins of an A4 page on its side."""
LANDSCAPE = f"""
<w:sectPr {nsdecls("w")}>
  <w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>
  <w:pgMar w:top="1134" w:right="850" w:bottom="1134" w:left="850"
           w:header="567" w:footer="567" w:gutter="0"/>
</w:sectPr>
"""

COMPATIBILITY = f"""
<w:compat {nsdecls("w")}>
  <w:compatSetting w:name="compatibilityMode" w:val="15"
                   w:uri="http://schemas.microsoft.com/office/word"/>
</w:compat>
"""

_DEFAULTS = """
<w:docDefaults>
  <w:rPrDefault><w:rPr>
    <w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/>
    <w:sz w:val="22"/><w:szCs w:val="22"/>
    <w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/>
  </w:rPr></w:rPrDefault>
  <w:pPrDefault><w:pPr>
    <w:widowControl/><w:spacing w:after="120" w:line="264" w:lineRule="auto"/>
  </w:pPr></w:pPrDefault>
</w:docDefaults>
"""

_TABLE = """
<w:style w:type="table" w:default="1" w:styleId="TableNormal">
  <w:name w:val="Normal Table"/>
  <w:tblPr><w:tblCellMar>
    <w:left w:w="108" w:type="dxa"/><w:right w:w="108" w:type="dxa"/>
  </w:tblCellMar></w:tblPr>
</w:style>
<w:style w:type="table" w:customStyle="1" w:styleId="GridTable">
  <w:name w:val="Grid table"/><w:basedOn w:val="TableNormal"/>
  <w:tblPr>
    <w:tblBorders>
      <w:top w:val="single" w:sz="4" w:space="0" w:color="808080"/>
      <w:left w:val="single" w:sz="4" w:space="0" w:color="808080"/>
      <w:bottom w:val="single" w:sz="4" w:space="0" w:color="808080"/>
      <w:right w:val="single" w:sz="4" w:space="0" w:color="808080"/>
      <w:insideH w:val="single" w:sz="4" w:space="0" w:color="808080"/>
      <w:insideV w:val="single" w:sz="4" w:space="0" w:color="808080"/>
    </w:tblBorders>
    <w:tblCellMar>
      <w:top w:w="57" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>
      <w:bottom w:w="28" w:type="dxa"/><w:right w:w="85" w:type="dxa"/>
    </w:tblCellMar>
  </w:tblPr>
</w:style>
<w:style w:type="table" w:customStyle="1" w:styleId="MinutesTable">
  <w:name w:val="Minutes table"/><w:basedOn w:val="TableNormal"/>
  <w:tblPr>
    <w:tblBorders>
      <w:top w:val="single" w:sz="8" w:space="0" w:color="auto"/>
      <w:bottom w:val="single" w:sz="8" w:space="0" w:color="auto"/>
      <w:insideH w:val="single" w:sz="4" w:space="0" w:color="auto"/>
    </w:tblBorders>
    <w:tblCellMar>
      <w:top w:w="85" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>
      <w:bottom w:w="28" w:type="dxa"/><w:right w:w="108" w:type="dxa"/>
    </w:tblCellMar>
  </w:tblPr>
  <w:tblStylePr w:type="firstRow">
    <w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="E7E6E6"/></w:tcPr>
  </w:tblStylePr>
</w:style>
"""

_BUILT_IN = ("heading 1", "heading 2", "heading 3", "header", "footer")
"""Names that Word knows; it spells them small in the file."""
_BOLD, _ITALIC = "<w:b/><w:bCs/>", "<w:i/><w:iCs/>"
_KEEP = "<w:keepNext/><w:keepLines/>"


def style_sheet(indent: int) -> str:
    """The styles of a paper whose text stands `indent` in from its numbers, as XML."""
    clause = indent + _LABEL_WIDTH
    paragraphs = (
        _style("Normal"),
        _style("Council", _spacing(0, 60), _size(24)),
        _style(
            "heading 1",
            _KEEP + _rule("bottom") + _spacing(240, 240) + '<w:outlineLvl w:val="0"/>',
            _BOLD + _size(32),
        ),
        _style(
            "heading 2",
            _KEEP + _tab(indent) + _spacing(280, 100) + _hang(indent, indent)
            + '<w:outlineLvl w:val="1"/>',
            _BOLD + _size(24 if indent else 22),
        ),
        _style(
            "heading 3",
            _KEEP + _spacing(120, 60) + '<w:outlineLvl w:val="2"/>',
            _BOLD,
        ),
        _style("Cell", _spacing(0, 30), _size(16)),
        _style("Cell heading", _spacing(0, 30), _BOLD + _size(16)),
        _style("Attendee", _spacing(0, 60) + _hang(_NAME_WIDTH, _NAME_WIDTH)),
        _style("Detail", _spacing(0, 40) + _hang(1701, 1701)),
        _style("Item detail", _spacing(0, 40) + _hang(indent, 0)),
        _style("Minute number", "", _BOLD),
        _style("Minute text", _hang(indent, 0)),
        _style("Numbered text", _hang(NUMBER_WIDTH, NUMBER_WIDTH)),
        _style("Resolution", _KEEP + _spacing(160, 100) + _hang(indent, 0), _BOLD),
        _style("Clause", _hang(clause, _LABEL_WIDTH)),
        _style("Action", _rule("left") + _spacing(120, 120) + _hang(indent + 170, 0)),
        _style("Room note", _hang(indent, 0), _ITALIC),
        _style("Table heading", _KEEP, _BOLD),
        _style("Foot", _KEEP + _spacing(240, 120)),
        _style(
            "Signature line",
            _KEEP + _tab(5670, TEXT_WIDTH, leader="underscore") + _spacing(480, 0),
        ),
        _style("header", _tab(TEXT_WIDTH, kind="right") + _spacing(0, 0), _size(18)),
        _style("footer", _tab(TEXT_WIDTH, kind="right") + _spacing(0, 0), _size(18)),
        _style(
            "Initials box",
            _rule("top", "left", "bottom", "right") + _spacing(0, 160)
            + f'<w:ind w:left="{TEXT_WIDTH - 2835}" w:right="120"/>',
            _size(18),
        ),
    )  # fmt: skip
    return f"<w:styles {nsdecls('w')}>{_DEFAULTS}{''.join(paragraphs)}{_TABLE}</w:styles>"


def style_key(name: str) -> str:
    """What a paragraph says to take the style called `name`."""
    return name.title().replace(" ", "")


def _style(name: str, paragraph: str = "", run: str = "") -> str:
    """A paragraph style; its properties come in the order that Word's schema demands."""
    own = "" if name in _BUILT_IN else ' w:customStyle="1"'
    based_on = '<w:basedOn w:val="Normal"/>'
    if name == "Normal":
        own, based_on = ' w:default="1"', ""
    return (
        f'<w:style w:type="paragraph"{own} w:styleId="{style_key(name)}"><w:name w:val="{name}"/>'
        f"{based_on}<w:qFormat/><w:pPr>{paragraph}</w:pPr>"
        f'<w:rPr>{run}<w:lang w:val="en-GB"/></w:rPr></w:style>'
    )


def _spacing(before: int, after: int) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}"/>'


def _hang(left: int, hanging: int) -> str:
    return f'<w:ind w:left="{left}" w:hanging="{hanging}"/>'


def _tab(*positions: int, kind: str = "left", leader: str = "none") -> str:
    stops = (f'<w:tab w:val="{kind}" w:leader="{leader}" w:pos="{at}"/>' for at in positions if at)
    return f"<w:tabs>{''.join(stops)}</w:tabs>" if any(positions) else ""


def _rule(*sides: str) -> str:
    lines = (f'<w:{side} w:val="single" w:sz="8" w:space="6" w:color="auto"/>' for side in sides)
    return f"<w:pBdr>{''.join(lines)}</w:pBdr>"


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'
