"""What is wrong with a formula as written: spelling, functions Excel 2007 lacks, references into the void."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

LONGEST = 8192
LONGEST_TEXT = 255
DEEPEST = 64

FUNCTIONS_2007 = frozenset(
    """
    ABS ACCRINT ACCRINTM ACOS ACOSH ADDRESS AMORDEGRC AMORLINC AND AREAS ASC ASIN ASINH ATAN ATAN2 ATANH
    AVEDEV AVERAGE AVERAGEA AVERAGEIF AVERAGEIFS BAHTTEXT BESSELI BESSELJ BESSELK BESSELY BETADIST BETAINV
    BIN2DEC BIN2HEX BIN2OCT BINOMDIST CEILING CELL CHAR CHIDIST CHIINV CHITEST CHOOSE CLEAN CODE COLUMN
    COLUMNS COMBIN COMPLEX CONCATENATE CONFIDENCE CONVERT CORREL COS COSH COUNT COUNTA COUNTBLANK COUNTIF
    COUNTIFS COUPDAYBS COUPDAYS COUPDAYSNC COUPNCD COUPNUM COUPPCD COVAR CRITBINOM CUBEKPIMEMBER CUBEMEMBER
    CUBEMEMBERPROPERTY CUBERANKEDMEMBER CUBESET CUBESETCOUNT CUBEVALUE CUMIPMT CUMPRINC DATE DATEDIF DATEVALUE
    DAVERAGE DAY DAYS360 DB DCOUNT DCOUNTA DDB DEC2BIN DEC2HEX DEC2OCT DEGREES DELTA DEVSQ DGET DISC DMAX DMIN
    DOLLAR DOLLARDE DOLLARFR DPRODUCT DSTDEV DSTDEVP DSUM DURATION DVAR DVARP EDATE EFFECT EOMONTH ERF ERFC
    ERROR.TYPE EVEN EXACT EXP EXPONDIST FACT FACTDOUBLE FALSE FDIST FIND FINDB FINV FISHER FISHERINV FIXED
    FLOOR FORECAST FREQUENCY FTEST FV FVSCHEDULE GAMMADIST GAMMAINV GAMMALN GCD GEOMEAN GESTEP GETPIVOTDATA
    GROWTH HARMEAN HEX2BIN HEX2DEC HEX2OCT HLOOKUP HOUR HYPERLINK HYPGEOMDIST IF IFERROR IMABS IMAGINARY
    IMARGUMENT IMCONJUGATE IMCOS IMDIV IMEXP IMLN IMLOG10 IMLOG2 IMPOWER IMPRODUCT IMREAL IMSIN IMSQRT IMSUB
    IMSUM INDEX INDIRECT INFO INT INTERCEPT INTRATE IPMT IRR ISBLANK ISERR ISERROR ISEVEN ISLOGICAL ISNA
    ISNONTEXT ISNUMBER ISODD ISPMT ISREF ISTEXT JIS KURT LARGE LCM LEFT LEFTB LEN LENB LINEST LN LOG LOG10
    LOGEST LOGINV LOGNORMDIST LOOKUP LOWER MATCH MAX MAXA MDETERM MDURATION MEDIAN MID MIDB MIN MINA MINUTE
    MINVERSE MIRR MMULT MOD MODE MONTH MROUND MULTINOMIAL N NA NEGBINOMDIST NETWORKDAYS NOMINAL NORMDIST
    NORMINV NORMSDIST NORMSINV NOT NOW NPER NPV OCT2BIN OCT2DEC OCT2HEX ODD ODDFPRICE ODDFYIELD ODDLPRICE
    ODDLYIELD OFFSET OR PEARSON PERCENTILE PERCENTRANK PERMUT PHONETIC PI PMT POISSON POWER PPMT PRICE
    PRICEDISC PRICEMAT PROB PRODUCT PROPER PV QUARTILE QUOTIENT RADIANS RAND RANDBETWEEN RANK RATE RECEIVED
    REPLACE REPLACEB REPT RIGHT RIGHTB ROMAN ROUND ROUNDDOWN ROUNDUP ROW ROWS RSQ RTD SEARCH SEARCHB SECOND
    SERIESSUM SIGN SIN SINH SKEW SLN SLOPE SMALL SQRT SQRTPI STANDARDIZE STDEV STDEVA STDEVP STDEVPA STEYX
    SUBSTITUTE SUBTOTAL SUM SUMIF SUMIFS SUMPRODUCT SUMSQ SUMX2MY2 SUMX2PY2 SUMXMY2 SYD T TAN TANH TBILLEQ
    TBILLPRICE TBILLYIELD TDIST TEXT TIME TIMEVALUE TINV TODAY TRANSPOSE TREND TRIM TRIMMEAN TRUE TRUNC TTEST
    TYPE UPPER USDOLLAR VALUE VAR VARA VARP VARPA VDB VLOOKUP WEEKDAY WEEKNUM WEIBULL WIDECHAR WORKDAY XIRR
    XNPV YEAR YEARFRAC YEN YIELD YIELDDISC YIELDMAT ZTEST
    """.split()  # noqa: SIM905 - 340 quoted words would be no easier to read
)

_TOKEN = re.compile(
    r"""
    (?P<space>\s+)
  | (?P<text>"(?:[^"]|"")*")
  | (?P<error>\#(?:N/A|NULL!|DIV/0!|VALUE!|NUM!|REF!|NAME\?))
  | (?P<quoted>'(?:[^']|'')*'!)
  | (?P<sheet>(?:\[\d+\])?[\w.\\]+(?::[\w.\\]+)?!)
  | (?P<function>[^\W\d][\w.]*\()
  | (?P<reference>\$?[A-Za-z]{1,3}\$?\d+(?![\w.(])|\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}(?![\w.(])|\$?\d+:\$?\d+)
  | (?P<table>[^\W\d][\w.]*\[[^\[\]]*(?:\[[^\]]*\][^\[\]]*)*\])
  | (?P<number>\d+\.?\d*(?:[Ee][+-]?\d+)?|\.\d+(?:[Ee][+-]?\d+)?)
  | (?P<name>[^\W\d][\w.\\?]*|\\[\w.\\?]*)
  | (?P<array>\{[^{}]*\})
  | (?P<open>\()
  | (?P<close>\))
  | (?P<separator>,)
  | (?P<operator><=|>=|<>|[-+*/^&=<>:%])
    """,
    re.VERBOSE,
)
_NEEDS_QUOTES = re.compile(r"\d|[A-Za-z]{1,3}\d+$|[Rr]\d*([Cc]\d*)?$|[Cc]\d*$")
_OPERANDS = {"text", "error", "reference", "table", "number", "name", "array"}
_PLACES = {"reference", "name", "table"}  # what an intersection (a space) can join


@dataclass(frozen=True)
class Surroundings:
    """What a formula can refer to; all in lower case, for Excel sees no difference."""

    sheets: Collection[str]
    names: Collection[str]
    tables: Collection[str] = ()

    def has_sheets(self, wanted: str) -> bool:
        """Is this sheet here, or both ends of ``first:last``?"""
        return wanted in self.sheets or all(part in self.sheets for part in wanted.split(":"))


@dataclass(frozen=True)
class Token:
    """A piece of a formula."""

    kind: str
    text: str

    @property
    def sheet(self) -> str:
        """The sheet named by a reference's first half."""
        return self.text[:-1].removeprefix("'").removesuffix("'").replace("''", "'")


def tokens(formula: str) -> Iterator[Token]:
    """The pieces of a formula, spaces too; the last is of kind ``unknown`` where it cannot be read on."""
    position = 0
    while position < len(formula):
        match = _TOKEN.match(formula, position)
        if not match or not match.lastgroup:
            yield Token("unknown", formula[position:])
            return
        yield Token(match.lastgroup, match[0])
        position = match.end()


def sheets_in(formula: str) -> list[str]:
    """The sheets a formula names."""
    return [token.sheet for token in tokens(formula) if token.kind in ("quoted", "sheet")]


def formula_problems(formula: str, around: Surroundings) -> Iterator[str]:
    """Everything Excel 2007 would refuse or mark as broken in a formula (without its leading ``=``)."""
    if not formula.strip():
        yield "empty formula"
        return
    if _utf16(formula) + 1 > LONGEST:
        yield f"formula of {_utf16(formula) + 1} characters, over {LONGEST}"
    pieces = list(tokens(formula))
    yield from _syntax(pieces)
    for piece, after in zip(pieces, [*pieces[1:], Token("", "")], strict=True):
        match piece.kind:
            case "function" if piece.text[:-1].upper() not in FUNCTIONS_2007:
                yield f"function {piece.text[:-1]} is not one of Excel 2007"
            case "quoted" | "sheet" if "[" in piece.text:
                yield f"refers to another workbook: {piece.text}"
            case "sheet" if _NEEDS_QUOTES.match(piece.sheet):
                yield f"sheet name needs quotes: {piece.text}"
            case "quoted" | "sheet" if not around.has_sheets(piece.sheet.lower()):
                yield f"no sheet {piece.sheet!r}"
            case "error" if piece.text == "#REF!":
                yield "refers to #REF!"
            case "name" if not _known(piece.text.lower(), around):
                yield f"no defined name {piece.text!r}"
            case "table" if piece.text.split("[")[0].lower() not in around.tables:
                yield f"no table {piece.text.split('[')[0]!r}"
            case "text" if _utf16(piece.text.replace('""', '"')) - 2 > LONGEST_TEXT:
                yield f"text of more than {LONGEST_TEXT} characters inside a formula"
            case _:
                pass
        if piece.text.upper() == "HYPERLINK(" and after.text.startswith('"#') and "!" in after.text:
            for sheet in sheets_in(after.text[2:-1]):
                if not around.has_sheets(sheet.lower()):
                    yield f"link to missing sheet {sheet!r}"


def _known(name: str, around: Surroundings) -> bool:
    return name in around.names or name in around.tables or name in ("true", "false")


def _syntax(pieces: list[Token]) -> Iterator[str]:
    """Walk through operands and operators in turn, as every formula has to."""
    depth, before, spaced = 0, Token("start", ""), False
    for piece in pieces:
        kind = piece.kind
        if kind == "space":
            spaced = True
            continue
        if kind == "unknown":
            quote = "unclosed quote" if piece.text[0] in "\"'" else "unexpected character"
            yield f"{quote} at {piece.text[:20]!r}"
            return
        complete = before.kind in _OPERANDS | {"close"} or before.text == "%"
        if kind in ("open", "function"):
            depth += 1
        elif kind == "close":
            depth -= 1
            if depth < 0:
                yield "unbalanced parenthesis: one closed that was never opened"
                return
        if depth == DEEPEST + 1 and kind in ("open", "function"):
            yield f"nested deeper than {DEEPEST}"
        if before.kind in ("quoted", "sheet") and kind not in ("reference", "name", "error"):
            yield f"no cell after {before.text}"
        if kind in _OPERANDS | {"open", "function", "quoted", "sheet"} and complete:
            joins = spaced and before.kind in {*_PLACES, "close"} and kind not in ("text", "number")
            if not joins:
                yield f"no operator between {before.text!r} and {piece.text!r}"
        if kind == "operator" and piece.text not in "+-" and not complete:
            yield f"nothing before {piece.text!r}"
        if kind in ("close", "separator") and before.kind == "operator" and before.text != "%":
            yield f"nothing after {before.text!r}"
        if kind == "close" and before.kind == "open":
            yield "empty parentheses"
        before, spaced = piece, False
    if depth > 0:
        yield f"unbalanced parenthesis: {depth} left open"
    if before.kind in ("operator", "quoted", "sheet") and before.text != "%":
        yield f"nothing after {before.text!r}"


def _utf16(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
