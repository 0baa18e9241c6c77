"""FollowTheMoney's names that we use, with their types: followthemoney 4.11.2 (MIT), schema/*.yaml and types/language.py."""

_THING = {"name": "name", "alias": "name", "country": "country", "summary": "text", "description": "text", "notes": "text"}
_THING |= {"sourceUrl": "url", "publisher": "string", "keywords": "string", "proof": "entity"}
_INTERVAL = {"startDate": "date", "endDate": "date", "date": "date", "summary": "text", "description": "text", "recordId": "string"}

# For each schema the properties that we fill, each with the name of its type: those of the schemata that it extends among them.
SCHEMATA: dict[str, dict[str, str]] = {
    "Article": {**_THING, "title": "string", "fileName": "string", "language": "language", "publishedAt": "date"},
    "Person": _THING,
    "Organization": _THING,
    "LegalEntity": _THING,
    "Mention": {"document": "entity", "resolved": "entity", "name": "name", "detectedSchema": "string"},
    "Event": {**_THING, **_INTERVAL, "location": "address", "involved": "entity"},
    "Note": {**_THING, "entity": "entity"},
    "Documentation": {**_INTERVAL, "role": "string", "status": "string", "document": "entity", "entity": "entity"},
}
# ISO 639-1 to the three letters of those languages that FollowTheMoney knows.
LANGUAGES = dict(
    pair.split(":")
    for pair in (
        "af:afr am:amh ar:ara az:aze be:bel bn:ben bs:bos bg:bul ca:cat cs:ces da:dan de:deu el:ell en:eng et:est fa:fas fi:fin fr:fra ga:gle "
        "he:heb hi:hin hr:hrv hu:hun hy:hye id:ind is:isl it:ita ja:jpn kn:kan ka:kat kk:kaz km:khm ky:kir ko:kor lo:lao lv:lav lt:lit lb:ltz "
        "mk:mkd mt:mlt mn:mon ms:msa my:mya ne:nep nl:nld no:nor pl:pol pt:por ps:pus ro:ron ru:rus si:sin sk:slk sl:slv es:spa sq:sqi sr:srp "
        "sw:swa sv:swe ta:tam te:tel tg:tgk tl:tgl th:tha tk:tuk tr:tur uk:ukr ur:urd uz:uzb vi:vie zh:zho"
    ).split()
)
# The columns of a file of statements (followthemoney 4.11.2, statement/serialize.py).
COLUMNS = tuple(
    "canonical_id entity_id prop prop_type schema value dataset origin lang original_value external first_seen last_seen id".split()
)
