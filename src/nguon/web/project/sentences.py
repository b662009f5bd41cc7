"""Codes of errors as sentences: what happened, and what to do. One table; a test holds it complete."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nguon.core.errors import NguonError

SENTENCES: Final[dict[str, Promise]] = {
    # files
    "empty_file": _("The file is empty. Download it from e-office again and choose it again."),
    "too_large": _("The file is too large. Make it smaller or split it, then choose it again."),
    "unknown_format": _("This is neither PDF, DOCX, HTML nor text. Save it as PDF and choose that file."),
    "encrypted": _("The file opens only with a password. Save a copy without a password and choose that."),
    "damaged": _("The file is damaged or was cut off. Open it to see whether all pages are there; download it again."),
    "unreadable": _(
        "The file could not be read. Open it on your computer; if it opens, print it to PDF and choose that."
    ),
    "program_missing": _(
        "This server lacks the program that reads this kind of file. Save it as DOCX or as PDF with text."
    ),
    "no_text_layer": _(
        "The pages are pictures, and no text could be recognised on them. Nothing was stored. Choose the file with text, as e-office has it, or scan it again."
    ),
    "ocr_too_slow": _(
        "Recognising a page took too long and was broken off. Nothing was stored. Scan it again at 300 dpi, or split the file."
    ),
    "page_dark": _("A page is too dark to be read. Nothing was stored. Scan it again, brighter."),
    "page_unclear": _("A page is too blurred to be read. Nothing was stored. Scan it again at 300 dpi."),
    "page_cut": _("A part of a page is missing. Nothing was stored. Scan it again, the whole page on the glass."),
    "not_vietnamese": _("What the pages show is not Vietnamese. Nothing was stored. Check that it is the right file."),
    "damaged_page": _("A page is damaged. Nothing was stored. Download or scan the file again."),
    "unreadable_text": _("A page draws text that cannot be read. Nothing was stored. Print it to PDF and choose that."),
    "no_words": _("No words were recognised. Nothing was stored. Scan it again at 300 dpi."),
    # scanned pages that a person looks at
    "see_first_scan": _("The first page of a scan, where a stamp stands; the machine saw none, but may miss one."),
    "see_no_words": _("No words were recognised on this page."),
    "see_no_text_layer": _("This page is a picture that the machine did not read."),
    "see_only_signature_stamp": _("This page holds nothing readable but the stamp of a digital signature."),
    "see_garbled_text_layer": _("The text of this page is not Vietnamese."),
    "see_ocr_too_slow": _("Recognising this page took too long and was broken off."),
    "see_page_dark": _("This page is very dark."),
    "see_page_unclear": _("This page is blurred; much of it may be misread."),
    "see_page_cut": _("A part of this page is missing."),
    "see_not_vietnamese": _("What this page shows is not Vietnamese."),
    "see_damaged_page": _("This page is damaged."),
    "see_unreadable_text": _("This page draws text that cannot be read."),
    "see_page_turned": _("This page lay on its side or upside down and was turned. Check its values beside it."),
    "see_handwriting": _("A number or a day is written by hand and was not read. Fill it in from the page."),
    "not_seen": _("A page was not ticked. Look at each page and tick it, or delete the file."),
    "not_held": _(
        "This file no longer waits: it was stored, deleted, or wiped after its time. Look at the list of files."
    ),
    "secret_seen": _(
        "A stamp was seen on a page. The file was wiped and not stored. Handle this document on a stand-alone machine, as the rules on state secrets say."
    ),
    "thrown_away": _("You deleted the file. Nothing was stored."),
    "held_too_long": _("Nobody looked at the pages in time, so the file was wiped. Choose it again."),
    "only_signature_stamp": _(
        "The only text is the stamp of a digital signature. Nothing was stored. Choose the file with text, as e-office has it."
    ),
    "garbled_text_layer": _("The text in the file is not Vietnamese. Nothing was stored. Choose the original file."),
    "too_slow": _("Reading took too long and was stopped. Split the file, or save it as PDF again."),
    "file_lost": _("The file was lost before it was read. Choose it again."),
    "worker_died": _("Reading this file failed three times. Save it as PDF again, or give it to the administrator."),
    "internal": _("Nguồn made a mistake with this file. Choose it again, or tell the administrator."),
    "secret": _(
        "The file was wiped at once and not stored. Handle this document on a stand-alone machine, as the rules on state secrets say."
    ),
    "secret_name": _(
        "The name of the file says that it is a state secret; the file was not stored. Handle it on a stand-alone machine."
    ),
    "disk_full": _("The disk of the server is nearly full, so no file was taken. Tell the administrator."),
    # forms
    "usage": _("This cannot be done as asked. Go back and try again."),
    "directory": _(
        "The list of bodies cannot be read: too large, not XLSX or CSV in UTF-8, or without its heads. Take the empty list and fill it in."
    ),
    "words_too_long": _("A field holds more than 100,000 characters. Shorten it, then send it again."),
    "bad_day": _("There is no such day. Write it as dd/mm/yyyy."),
    "no_such_day": _("There is no %(day)s. Month %(month)s has %(days)s days."),
    "no_such_field": _("This value cannot be corrected. Load the page again."),
    "already_issued": _("The plan was issued, so its dispatch stays as it is. Change the tasks on the board instead."),
    "not_ready": _(
        "The plan cannot be issued yet: phrases are unresolved, or the date of the dispatch is missing. Settle them in step 3, or choose “Nobody”."
    ),
    "is_annex": _(
        "This file is an annex and has no plan of its own. Issue that of the main text, then see on the page of this file what it adds."
    ),
    "nothing_to_do": _("No duty of this dispatch gives anybody a task. Check the duties and who is meant."),
    "does_not_fit": _("Somebody was quicker: the task has changed. Look at what happened, then decide again."),
    "words_missing": _("A reason is missing. Write one sentence; the other side reads it."),
    "evidence_missing": _("Nothing shows yet that it is done. Attach a photograph, minutes, a link or a number first."),
    "not_later": _("The new day is not later than the day in force. Choose a later day."),
    "same_person": _("Who said that it is done does not check it. Ask a second person or the coordinator."),
    "not_evidence": _(
        "This file cannot be evidence: choose a picture (JPEG, PNG, WebP, HEIC), a recording, PDF or DOCX that opens and is not too large."
    ),
    "outlet_unknown": _(
        "The link leads to no outlet that your organisation registered, so it was not taken. Register the outlet under Tasks › Outlets by its address, then attach the link again."
    ),
    "not_an_outlet": _("This is no address of an outlet. Write the name of its server, such as baonghean.vn."),
    "ends_before": _("The activity ends before it begins. Choose a later hour or day."),
    "not_below": _(
        "This body does not stand below yours. Choose a unit of the list, or write the name of one of your own."
    ),
    "has_it_already": _("The unit has this duty already. Open its task instead."),
    "invitation_over": _("This link was used, or is older than 7 days. Ask for a new one."),
    "email_taken": _("There is an account with this address. Sign in, then open the link again."),
    # directory, register, people
    "sheet_unusable": _(
        "The spreadsheet was not applied: it has errors, does not fit any more, or was applied before. Load the page again, correct the file, choose it again."
    ),
    "depended_on": _("Later acts need what this import brought; they stand on its page. Take those back first."),
    "entry_struck": _("The entry is struck out. Restore it first, or register the dispatch again."),
    "nothing_changed": _("Nothing was changed. Write the right value, then save."),
    "subject_missing": _("Sender and subject are missing. Write both; the register needs them."),
    "wrong_order": _("The day of receipt is before the date of the dispatch, or has not come yet. Check both days."),
    "no_account": _("No account has this address. Invite the person first."),
    "no_successor": _("The person chosen does not work in this body. Choose one of the list."),
    "last_manager": _(
        "This is the last manager of the body. Choose who becomes manager, or tick that the body stays without one."
    ),
    "source_missing": _(
        "Where the task comes from is missing. Choose the duty to which it belongs, name the line, or say who asked for it and when."
    ),
    "nobody_meant": _(
        "The directory does not know whom the words mean, or nobody was chosen. Tick a body, or write its name in full."
    ),
    "nothing_chosen": _("Nothing was chosen. Tick a line, or write a new day."),
    "answered_already": _(
        "Somebody has answered, or the day is over, so it cannot be taken back as a whole. Change the tasks one by one."
    ),
    # mail
    "mail_off": _("Mail is not set up. Set mail_host, mail_from and address, then start Nguồn again."),
    "mail_down": _(
        "No mail server answers, or it ended the line. Check mail_host and mail_port, and whether the firewall lets this server out."
    ),
    "mail_slow": _(
        "The mail server did not answer in time. Check mail_port and mail_tls (465 goes with tls, 587 with starttls), or raise mail_seconds."
    ),
    "mail_tls": _(
        "No encrypted line to the mail server. Check mail_tls; where the office signs its own certificates, set mail_ca_file."
    ),
    "mail_login": _(
        "The mail server refused the account. Check mail_user and mail_password; some providers want an application password."
    ),
    "mail_sender": _(
        "The mail server does not take mail from this sender. Set mail_from to an address of the account."
    ),
    "mail_recipient": _("The mail server does not take mail for this address. Check the address."),
    "mail_refused": _(
        "The mail server refused the message. Read its answer, or show it to whoever runs the mail server."
    ),
    "no_address": _("This body has no mail address. Enter it first, or print the sheet."),
    # the bases, never raised themselves
    "error": _("This cannot be done. Tell the administrator."),
}


def sentence(error: NguonError) -> str:
    """The sentence of an error, with its code."""
    return f"{sentence_of(error.code, getattr(error, 'values', None))} [{error.code}]"


def sentence_of(code: str, values: Mapping[str, object] | None = None) -> str:
    """The sentence of a code with its values; that of unreadable files for a code of the reader without its own."""
    words = str(SENTENCES.get(code, SENTENCES["unreadable"]))
    return words % values if values else words
