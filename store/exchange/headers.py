"""The column names that are understood, German and English, and the fields they fill.

Names are compared without regard to case, blanks, umlauts, punctuation and digits
("E-Mail 2: Adresse" is "emailadresse"), so each stands here once.
"""

from __future__ import annotations

from functools import lru_cache

from store.text import fold

_NAMES: dict[str, str] = {
    "company": "Firma, Firmenname, Firmenbezeichnung, Name der Firma, Unternehmen,"
    " Unternehmensname, Betrieb, Organisation, Organization, Organization Name,"
    " Company, Company Name, Account Name, Business Name, Kunde, Kundenname, Customer,"
    " Customer Name, Name1, Firma1, Firmenname1, Geschäftsname, Institution, Arbeitgeber",
    "company_more": "Name2, Name3, Firma2, Firma3, Firmenname2, Firmenzusatz, Namenszusatz",
    "legal_form": "Rechtsform, Gesellschaftsform, Legal Form",
    "number": "Kundennummer, Kundennr, Kunden-Nr., Kdnr, Kd.-Nr., KNr, Debitor, Debitorennummer,"
    " Debitorennr, Debitor-Nr., Adressnummer, Adressnr, Customer Number, Customer No,"
    " Customer ID, Kunden-ID, Account Number",
    "name": "Ansprechpartner, Ansprechpartnerin, Ansprechpartner/in, Ansprechperson,"
    " Kontaktperson, Kontakt, Contact, Contact Name, Contact Person, Full Name,"
    " Vollständiger Name, Anzeigename, Display Name, Person, zu Händen, z. Hd.",
    "plain_name": "Name",
    "first": "Vorname, First Name, Given Name, Rufname, Forename, VName",
    "middle": "Weitere Vornamen, Weiterer Vorname, Zweiter Vorname, Middle Name, Additional Name",
    "last": "Nachname, Zuname, Familienname, Last Name, Family Name, Surname, NName",
    "prefix": "Anrede, Titel, Akad. Titel, Akademischer Titel, Grad, Name Prefix, Namenspräfix,"
    " Salutation, Honorific Prefix, Titel vor, Titel vorgestellt",
    "plain_title": "Title",
    "suffix": "Suffix, Namenssuffix, Name Suffix, Honorific Suffix,"
    " Titel nach, Titel nachgestellt",
    "salutation": "Briefanrede, Anredezeile, Anredetext, Letter Salutation, Greeting",
    "nickname": "Spitzname, Nickname, Short Name",
    "function": "Funktion, Position, Stellung, Tätigkeit, Job Title, Role, Rolle, Jobtitel,"
    " Berufsbezeichnung, Organization Title, Arbeitstitel, Function, Aufgabe, Beruf",
    "department": "Abteilung, Department, Organization Department, Bereich",
    "phone": "Telefon, Tel, Telefonnummer, Telefonnr, Tel.-Nr., Rufnummer, Fon, Phone,"
    " Phone Number, Telephone, Telefon geschäftlich, Tel. geschäftlich, Tel. dienstlich,"
    " Telefon dienstlich, Telefon Arbeit, Telefon Büro, Business Phone, Work Phone,"
    " Phone Work, Office Phone, Phone Value, Direct Phone, Durchwahl, Direktwahl,"
    " Primary Phone, Haupttelefon, Other Phone, Weiteres Telefon, Festnetz, Festnetznummer,"
    " Telefax oder Telefon, Telefon direkt",
    "phone_home": "Telefon privat, Tel. privat, Home Phone, Phone Home, Privattelefon",
    "mobile": "Mobil, Mobiltelefon, Mobilnummer, Mobilnr, Mobil-Tel.-Nr., Handy, Handynummer,"
    " Handynr, Mobile, Mobile Phone, Mobile Number, Cell, Cell Phone, Telefon mobil, Tel. mobil,"
    " Autotelefon, Car Phone, Mobiltelefon geschäftlich",
    "phone_company": "Telefon Firma, Firmentelefon, Telefonzentrale, Zentrale, Tel. Zentrale,"
    " Telefon Zentrale, Company Main Phone, Company Phone, Main Phone, Vermittlung",
    "fax": "Fax, Telefax, Faxnummer, Fax-Nummer, Fax Number, Fax geschäftlich, Business Fax,"
    " Work Fax, Fax privat, Home Fax, Weiteres Fax, Other Fax, Fax dienstlich",
    "email": "E-Mail, Mail, E-Mail-Adresse, Mailadresse, Email Address, E-Mail Value,"
    " Primäre E-Mail-Adresse, Primary Email, Sekundäre E-Mail-Adresse, Secondary Email,"
    " Weitere E-Mail-Adresse, E-Mail geschäftlich, Email Work, Work Email, Business Email,"
    " E-Mail dienstlich, E-Mail privat, Home Email, Email privat, Zweite E-Mail-Adresse",
    "email_company": "E-Mail Firma, Firmen-E-Mail, Company Email, E-Mail Zentrale, Firmenmail",
    "email_type": "E-Mail-Typ, E-Mail Type",
    "address": "Anschrift komplett, Vollständige Adresse, Full Address, Address Formatted",
    "street": "Straße und Hausnummer, Straße Nr., Straße/Nr., Straße Hausnr., Street Address,"
    " Mailing Street, Billing Street",
    "house_number": "Hausnummer, Hausnr, House Number, HNr",
    "postcode_place": "PLZ Ort, PLZ/Ort, PLZ und Ort, Postleitzahl Ort, Postleitzahl und Ort,"
    " ZIP City",
    "place": "Wohnort, Sitz, Firmensitz, Gemeinde, Mailing City, Billing City",
    "postcode": "Mailing Postal Code, Billing Postal Code, Mailing Zip",
    "country": "Staat, Mailing Country, Billing Country, Länderkennzeichen, LKZ",
    "web": "Web, Website, Web-Site, Webseite, Internet, Internetseite, Internetadresse, Homepage,"
    " URL, WWW, Web Page, Business Web Page, Website Value, Personal Web Page, Webadresse",
    "birthday": "Geburtstag, Geburtsdatum, Geb., geb. am, Geb.-Datum, Geboren, Geboren am,"
    " Birthday, Birth Date, Birthdate, Date of Birth, DOB",
    "birth_year": "Geburtsjahr, Birth Year",
    "birth_month": "Geburtsmonat, Birth Month",
    "birth_day": "Geburtstag Tag, Birth Day of Month",
    "notes": "Notiz, Notizen, Bemerkung, Bemerkungen, Anmerkung, Anmerkungen, Kommentar, Info,"
    " Notes, Note, Comment, Comments, Remarks, Description, Beschreibung, Memo, Freitext",
    "industry": "Branche, Industry, Wirtschaftszweig, Gewerbe, Industriezweig, Sparte",
    "tags": "Kategorie, Kategorien, Categories, Category, Labels, Tags, Schlagwort, Schlagwörter,"
    " Stichwort, Stichwörter, Keywords, Group Membership, Gruppe, Gruppen, Groups, Merkmal,"
    " Merkmale",
    "revenue": "Umsatz, Umsatz 12 Monate, Jahresumsatz, Umsatz netto, Umsatz EUR, Umsatz in EUR,"
    " Nettoumsatz, Umsatz letzte 12 Monate, Umsatz (12 M), Revenue, Revenue 12 Months,"
    " Annual Sales, Sales, Turnover, Umsatz €",
    "margin": "Deckungsbeitrag, DB, DB II, DB 12 Monate, Contribution Margin, Margin",
    "potential": "Potenzial, Potential, Potenzial EUR, Umsatzpotenzial",
    "employees": "Mitarbeiter, Mitarbeiterzahl, Anzahl Mitarbeiter, Mitarbeiteranzahl, Employees,"
    " Number of Employees, Beschäftigte, MA",
    "founded": "Gründung, Gründungsdatum, gegründet, gegründet am, Founded",
    "first_order": "Kunde seit, Erstauftrag, Erster Auftrag, Customer Since, First Order",
    "last_order": "Letzter Auftrag, Letzter Kauf, Letzte Bestellung, Last Order, Last Purchase",
    "stage": "Stufe, Status, Kundenstatus, Stage, Kundenart, Kundentyp",
    "source": "Quelle, Herkunft, Source, Lead Source, Datenquelle",
    "follow_up": "Wiedervorlage, WV, Wiedervorlage am, Wiedervorlagedatum, Nächster Kontakt,"
    " Folgetermin, Follow-up, Follow up date, Next Contact",
    "follow_up_reason": "Wiedervorlage Grund, WV Grund, Wiedervorlagetext, Follow-up Reason,"
    " Nächster Schritt, Next Step",
}
_PARTS = {
    "street": "Straße, Str., Adresse, Anschrift, Street, Address, Address Street",
    "postcode": "PLZ, Postleitzahl, Postal Code, Postcode, ZIP, ZipCode, ZIP Code,"
    " Address Postal Code, ZIP/Postal Code",
    "place": "Ort, Stadt, City, Town, Place, Address City, Ortschaft",
    "region": "Region, Bundesland, Bundesland/Kanton, Kanton, State, State/Province, Province,"
    " Address Region",
    "country": "Land, Land/Region, Country, Country/Region, Address Country",
    "po_box": "Postfach, PO Box, Address PO Box, Address Extended Address",
}
_KINDS = {
    "": "geschäftlich, dienstlich, Firma, Business, Work, Company, Büro, Arbeit, Lieferadresse",
    "home_": "privat, Home, Private",
    "other_": "weitere, weiterer, weiteres, weiteres/weitere, andere, Other, sonstige,"
    " Rechnung, Rechnungsadresse",
}

FIELDS: tuple[str, ...] = (
    *(field for field in _NAMES if not field.startswith("plain_")),
    *(f"{kind}{part}" for kind in _KINDS for part in _PARTS if f"{kind}{part}" not in _NAMES),
    "note_line",
)
"""Every field a column can be given to; note_line keeps the value as "header: value"."""

DATES = frozenset({"birthday", "founded", "first_order", "last_order", "follow_up"})
"""Fields with dates."""

AMOUNTS = frozenset({"revenue", "margin", "potential"})
"""Fields with money; also revenue_2025 and its like."""


def header_key(header: str) -> str:
    """A header without case, blanks, accents and punctuation."""
    return "".join(c for c in fold(header) if c.isalnum())


@lru_cache(maxsize=1)
def known_headers() -> dict[str, str]:
    """Field by header key."""
    known: dict[str, str] = {}
    for kind, kind_words in _KINDS.items():
        for part, part_words in _PARTS.items():
            for word in part_words.split(", "):
                if not kind:
                    known[header_key(word)] = part
                for kind_word in kind_words.split(", "):
                    known[header_key(word + kind_word)] = kind + part
                    known[header_key(kind_word + word)] = kind + part
    for field, names in _NAMES.items():
        known.update((header_key(name), field) for name in names.split(", "))
    return known
