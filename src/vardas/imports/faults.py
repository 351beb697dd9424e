"""Why a file is not taken in as a list. Nothing of its content stands in an error, only places."""

from __future__ import annotations

from vardas.errors import DataError, InputError


class NotATable(DataError):
    """The file is no table, or not the kind of table its name says."""

    code = "not_a_table"
    message = (
        "This is not a list that can be read: the file is {looks_like}. Save the list as CSV, XLSX"
        " or ODS and hand it in again."
    )


class FileTooLarge(InputError):
    """The file is larger than a list may be."""

    code = "file_too_large"
    message = "The file is too large: a list may have {limit} megabytes. Split it into parts."


class SuspiciousFile(DataError):
    """The file unpacks to far more than it is: a bomb, or damaged."""

    code = "suspicious_file"
    message = (
        "This workbook would unpack to more than {limit} megabytes, so it was not opened. Ask"
        " where it comes from, or save the list as CSV."
    )


class UnsafeXML(DataError):
    """The XML declares a document type or entities: nobody needs that in a list."""

    code = "unsafe_xml"
    message = (
        "This file declares a document type or entities of its own, which can be made to harm the"
        " computer, so it was not opened. Ask where it comes from, and for the same without them."
    )


class DamagedFile(DataError):
    """The file begins as what it should be and cannot be read."""

    code = "damaged_file"
    message = "This file is damaged and cannot be read. Ask for it again, or save it as CSV."


class CellTooLarge(DataError):
    """One cell holds more than a cell may."""

    code = "cell_too_large"
    message = (
        "{place} holds more than {limit} characters: this is not a list, or a quotation mark is"
        " missing before that row. Correct it there and hand the file in again."
    )


class TooManyColumns(DataError):
    """The table is wider than a list may be."""

    code = "too_many_columns"
    message = "This table has {found} columns; a list may have {limit}. Delete the empty ones."


class TooManyRows(DataError):
    """The table is longer than a list may be."""

    code = "too_many_rows"
    message = "This table has more than {limit} rows. Split it into parts."


class EmptyTable(DataError):
    """There is no row."""

    code = "empty_table"
    message = (
        "There is no row in this file under a line of headings. Check that it is the right one."
    )


class TooManyCells(DataError):
    """A few cells lie so far apart that the sheet between them would fill the memory."""

    code = "too_many_cells"
    message = (
        "This sheet reaches from its first to its last cell over {found} cells; a list may have"
        " {limit}. Somewhere far below or to the right stands a stray cell: delete the rows and"
        " columns after the list, or save the list as CSV."
    )


class NoSuchSheet(InputError):
    """The workbook has no sheet of that name."""

    code = "no_such_sheet"
    message = (
        "This workbook has {count} sheets and none of that name. Look the name up in a spreadsheet"
        " program; capitals and spaces matter."
    )


class UnclosedQuotes(DataError):
    """So many quotation marks are opened and never closed that rows cannot be told apart."""

    code = "unclosed_quotes"
    message = (
        "In row {row} and many before it a quotation mark is opened and never closed, so that rows"
        " cannot be told from one another. Open the list in a spreadsheet program and save it as"
        " XLSX or ODS."
    )
