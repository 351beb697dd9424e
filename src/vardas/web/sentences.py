"""Made by ``python -m tools.messages``: the sentences of errors and problems, for gettext."""

from django.utils.translation import gettext_noop as _

SENTENCES = (
    _("A commit carries a time that cannot be read."),
    _(
        "A commit in this ledger claims a time at the end of the year 9999, and nothing can be dated after it. Find the commit with “vardas verify” and take a backup from before it."
    ),
    _("A commit was not taken in: its signature or its statements do not match its header."),
    _("A commit's header cannot be read ({reason})."),
    _("A decision is about a row or a person on one side and a person on the other."),
    _("A member needs a name of up to 150 characters. It is shown beside what they record."),
    _("A member with this name is already here. Choose another name."),
    _("A new source needs a title: give it with --title, or name a known source."),
    _("A passphrase needs at least {shortest} characters: four or five words are good."),
    _("A statement cannot be read by this version. It is kept as it is; update Vardas."),
    _(
        "Another command is working on this station (process {process}). Wait until it has ended, then try again."
    ),
    _(
        "Another command is writing to this station, so nothing of this was saved. Wait until it has ended, then try again."
    ),
    _(
        "Checking the passphrase needs {mebibytes} MiB of free memory. Close other programs, then try again."
    ),
    _(
        "In “{word}” {letters} is a letter of another script ({foreign} among {script}) that looks the same: a search will not find it. Write the word in one script."
    ),
    _("Line {line} of the exported ledger is damaged ({reason})."),
    _("No station is open. Open one before Django is set up."),
    _("Nobody is here to be asked. Give what is asked for as an option; see --help."),
    _("Nothing was entered, so nothing was saved. Fill in at least one field."),
    _("Nothing was imported. Say --yes to import without being asked."),
    _(
        "Pages on {host} would cross the network unencrypted, so they are not served. Leave --host out, or put a server with TLS in front and say so with --behind-tls."
    ),
    _("Port {port} is taken by another program. Choose another with --port, or --port 0."),
    _("Records are written by the fold alone. Use an action of vardas.actions."),
    _("Released on the day of the verdict ({date}): so, or the same date entered twice?"),
    _("Say why in a few words: whoever reads the history later will need it."),
    _("Several judges stand in one cell."),
    _("Something went wrong."),
    _("The checkpoint is damaged or not signed by its station."),
    _(
        "The database at this address already holds tables; it was left as it is. Make an empty database and give its address."
    ),
    _(
        "The database library on this machine does not encrypt, so nothing was opened or written. Run “make setup” again."
    ),
    _(
        "The database server does not answer or does not let this station in. Check that it runs and that its address, name and password are right."
    ),
    _("The description says “{told}” and the {field} “{decided}”."),
    _("The description speaks of {told} months and the {field} of {decided}."),
    _(
        "The disk failed while reading or writing, so nothing of this was saved. Check that it is connected and not full, then run “vardas verify”: it says whether anything is damaged."
    ),
    _(
        "The disk is full, so nothing of this was saved; everything saved before is intact. Free some space, or move the station to a larger disk with “vardas backup”, then try again."
    ),
    _("The encrypted part of this file is damaged or belongs to another station."),
    _(
        "The file does not say how its letters are written; they were read as {encoding}. Look at a few names before you go on."
    ),
    _("The file is too large: a list may have {limit} megabytes. Split it into parts."),
    _(
        "The key file asks for an impossible amount of work: it is damaged. Restore the folder from a backup."
    ),
    _(
        "The key file “station.json” is damaged. Bring it back from a backup with “vardas restore”; without it nobody can open the database."
    ),
    _("The ledger holds bytes that are no text. Run “vardas verify” to see where."),
    _(
        "The making of this station was interrupted before anything could be entered. Run the same command (“vardas init”, “vardas restore” or “vardas demo”) again: it starts anew."
    ),
    _("The name ends in .{ending}, but the file is {kind}. It was read as what it is."),
    _(
        "The passphrase file cannot be read, or is empty. It holds the passphrase as its only line, in UTF-8."
    ),
    _(
        "The passphrase is not right. Check the keyboard language and Caps Lock, then try again; nothing has been changed."
    ),
    _("The same name stands in row {rows} too: the same person or two?"),
    _("The sentence is only “{value}”."),
    _(
        "The station's database is damaged. Do not work on it further: “vardas verify” says what holds, and “vardas restore” brings back a backup into a new folder."
    ),
    _(
        "The station's database “vardas.db” is missing from its folder. Put it back, or bring back a backup into a new folder with “vardas restore”."
    ),
    _(
        "The station's tables are number {found}, and this version of Vardas needs number {needed}. Nothing is lost: run “vardas rebuild” to make them anew from the ledger."
    ),
    _(
        "The text has {length} characters, more than the {longest} that belong here. See whether something else got into it."
    ),
    _("The two passphrases differ, so nothing was changed. Try again."),
    _("There is already a file of this name; it was left as it is. Choose another name."),
    _("There is no case file at this place. Name a .toml file or a folder of them."),
    _("There is no field “{field}” of a “{kind}”. Check the spelling against the glossary."),
    _("There is no member with this name. “vardas member list” shows them."),
    _("There is no row in this file under a line of headings. Check that it is the right one."),
    _("There is no source with this number. Open its page and copy the number from there."),
    _(
        "There is no statement with this number here. A record's history shows the numbers of its statements; one that was erased can no longer be proved."
    ),
    _(
        "There is no station in this folder. Make one with “vardas init --station FOLDER”, or name the right folder with --station or VARDAS_STATION."
    ),
    _("These bytes are not JSON ({reason})."),
    _(
        "This backup is damaged ({place}), and nothing was restored from it. Use another copy of it, or an older one."
    ),
    _("This backup is of a station that keeps its own data: restore it without --database."),
    _("This backup is of format {found}; this program reads format 1. Update Vardas."),
    _("This file is damaged and cannot be read. Ask for it again, or save it as CSV."),
    _(
        "This file is larger than {largest} MB, so it was not taken in. Split it into parts, or bring it in on the command line with “vardas import”."
    ),
    _("This file is not a backup of Vardas. Name the file that “vardas backup” wrote."),
    _(
        "This file is not plain text in UTF-8. Save it as plain text, or add the source without a file."
    ),
    _("This file or folder cannot be read. Check its name and that it belongs to you."),
    _(
        "This folder already holds a station; it was left as it is. Choose an empty folder, or open this one with “vardas serve --station FOLDER”."
    ),
    _("This is no imported list, or its import has been taken back already."),
    _(
        "This is not a list that can be read: the file is {looks_like}. Save the list as CSV, XLSX or ODS and hand it in again."
    ),
    _("This is the last member who can open the station. Add another one first."),
    _("This machine has no address {host} to serve on. Leave --host out."),
    _(
        "This passphrase opens the station, but its member is not in it any more. Ask another member to add you with “vardas member add”."
    ),
    _(
        "This place cannot be written, so nothing was saved. Check that the disk is not read-only and that the folder belongs to you."
    ),
    _("This proof does not hold ({reason})."),
    _(
        "This row has {found} cells and the headings {expected}: a separator stands inside a cell, or a heading is missing."
    ),
    _(
        "This statement carries an identifier after which no other can come, so that nothing can correct it. Whoever made it did so on purpose; have it erased instead."
    ),
    _("This statement is not in the station. Reload the page: it may have been erased."),
    _(
        "This station is already open at {address} (process {process}). Use that one, or stop it first with Ctrl+C where it runs."
    ),
    _("This station is of format {found}; this program reads format 1. Update Vardas."),
    _(
        "This station was made by an earlier version of Vardas. Make a copy of its folder, then run “vardas rebuild”: it brings the tables up to date, and nothing is lost."
    ),
    _("This station was used with a newer version of Vardas. Update Vardas to open it."),
    _("This table has more than {limit} rows. Split it into parts."),
    _("This table has {found} columns; a list may have {limit}. Delete the empty ones."),
    _("This text has {size} bytes; a source may have {largest}. Split it into parts."),
    _("This value cannot be recorded ({reason}). Write it as text."),
    _(
        "This workbook would unpack to more than {limit} megabytes, so it was not opened. Ask where it comes from, or save the list as CSV."
    ),
    _("Too many tries in a row. Wait {seconds} seconds, then try again."),
    _("Which list? Name a file, or an import to take back with --undo."),
    _("Which station? Name its folder with --station FOLDER, or set VARDAS_STATION."),
    _("a column that repeats the header says something else: {detail}"),
    _("a statement has lost its content, and no erasure names it"),
    _("a statement of this commit was changed"),
    _("another commit has the same station and number: the station's key was used twice"),
    _("statements are stored for a commit that is not there: {detail}"),
    _("the checkpoint is by a station that cannot vouch for this ledger"),
    _("the checkpoint is damaged or not signed by its station"),
    _("the checkpoint is older than its station's newest commit here"),
    _("the commit before this one is missing or was replaced"),
    _("the database file is damaged: {detail}"),
    _("the file or database is damaged here"),
    _("the header of this commit cannot be read"),
    _("the header of this commit was changed after it was stored"),
    _("the index lacks statements; “vardas rebuild” makes it anew: {detail}"),
    _("the index names statements that are not there; “vardas rebuild”: {detail}"),
    _("the newest commits are missing: the checkpoint names one that is not here"),
    _("the number of statements is not the one that was signed"),
    _("the signature is not by the station that the header names"),
    _("the statements are not those that were signed"),
    _("there is no checkpoint that would show whether the end is missing"),
    _("this commit claims a time not after one that it follows"),
    _("this commit does not stand where its time puts it"),
    _("this commit has seen another one that is missing here"),
    _("this commit is there twice"),
    _("this commit says of another one a station or number that is not its own"),
    _("{count} empty rows were passed over."),
    _("{later} ({later_date}) lies before {earlier} ({earlier_date})."),
    _(
        "{place} holds more than {limit} characters: this is not a list, or a quotation mark is missing before that row. Correct it there and hand the file in again."
    ),
    _("{place}: {reason} Nothing was loaded; correct the file and load it again."),
    _(
        "“{answer}” is not COLUMN=FIELD with a column of this list and a field of a listing. The fields are: {fields}."
    ),
    _("“{field}”: {reason}. Nothing was saved; correct it and try again."),
    _("“{value}” could not be read as {field}. It is kept as written."),
    _("“{value}” is a state and not a prison."),
    _("“{value}” is not a whole number."),
    _("“{value}” stands where a value should be."),
    _(
        "“{written}” cannot be right: there is no month {month}. Look the date up in the source, or write only the year."
    ),
    _("“{written}” cannot be right: there is no such time of day. Write it as 23:40."),
    _(
        "“{written}” cannot be right: {month} has no day {day}. Look the date up in the source, or write only the month or the year."
    ),
    _("“{written}” ends before it starts. Write the earlier date first."),
    _("“{written}” is not a date this program can read. Write it as 2025-09-11, 2025-09 or 2025."),
    _("“{written}” lies outside the years 1 to 9999. Look the date up in the source."),
)
