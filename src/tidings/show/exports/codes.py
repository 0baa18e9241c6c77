"""PLOVER's types in the words of the other ontologies; each table says where it is from."""

from tidings.model.reading import Status
from tidings.show.happenings import EventRow, Party

# PLOVER manual, draft 2.0: verbal and material, cooperation and conflict; and GDELT's number for the same.
QUADS = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT", "CONCEDE"), ("V-COOP", 1)),
    **dict.fromkeys(("COOPERATE", "AID", "RETREAT"), ("M-COOP", 2)),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), ("V-CONF", 3)),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), ("M-CONF", 4)),
}
# The CAMEO root code of each type (PLOVER manual, "PLOVER and CAMEO"), with the Goldstein value that CAMEO gives the root.
CAMEO = {
    "AGREE": ("03", 4.0),
    "CONSULT": ("04", 1.0),
    "SUPPORT": ("05", 3.5),
    "COOPERATE": ("06", 6.0),
    "AID": ("07", 7.0),
    "CONCEDE": ("08", 5.0),
    "RETREAT": ("08", 5.0),
    "REQUEST": ("10", -5.0),
    "ACCUSE": ("11", -2.0),
    "REJECT": ("12", -4.0),
    "THREATEN": ("13", -6.0),
    "PROTEST": ("14", -6.5),
    "MOBILIZE": ("15", -7.2),
    "SANCTION": ("16", -4.0),
    "COERCE": ("17", -7.0),
    "ASSAULT": ("18", -9.0),
}
# Where a mode has a CAMEO code of its own (CAMEO codebook 1.1b3).
CAMEO_MODES = {
    ("CONSULT", "visit"): "042",
    ("CONSULT", "phone"): "041",
    ("CONSULT", "third-party"): "045",
    ("PROTEST", "demo"): "141",
    ("PROTEST", "hunger"): "142",
    ("PROTEST", "strike"): "143",
    ("PROTEST", "boycott"): "143",
    ("PROTEST", "obstruct"): "144",
    ("PROTEST", "riot"): "145",
    ("PROTEST", "vandalize"): "145",
    ("MOBILIZE", "police"): "151",
    ("MOBILIZE", "troops"): "152",
    ("MOBILIZE", "weapons"): "153",
    ("COERCE", "seize"): "171",
    ("COERCE", "restrict"): "172",
    ("COERCE", "arrest"): "173",
    ("COERCE", "deport"): "174",
    ("COERCE", "curfew"): "1723",
    ("COERCE", "martial-law"): "1724",
    ("COERCE", "cyber"): "176",
    ("ASSAULT", "abduct"): "181",
    ("ASSAULT", "beat"): "182",
    ("ASSAULT", "torture"): "1822",
    ("ASSAULT", "sexual"): "1821",
    ("ASSAULT", "suicide-attack"): "1831",
    ("ASSAULT", "explosives"): "183",
    ("ASSAULT", "targeted"): "186",
    ("ASSAULT", "firearms"): "193",
    ("ASSAULT", "heavy-weapons"): "194",
    ("ASSAULT", "aerial"): "195",
    ("ASSAULT", "drone"): "195",
    ("ASSAULT", "unconventional"): "204",
    ("RETREAT", "release"): "0841",
    ("RETREAT", "ceasefire"): "0871",
    ("RETREAT", "disarm"): "0873",
    ("RETREAT", "withdraw"): "0874",
    ("THREATEN", "violence"): "138",
}
# ACLED codebook (2023): disorder type, event type, sub-event type.
_VIOLENCE, _PROTEST, _STRATEGIC = "Political violence", "Demonstrations", "Strategic developments"
ACLED_MODES = {
    "aerial": (_VIOLENCE, "Explosions/Remote violence", "Air/drone strike"),
    "drone": (_VIOLENCE, "Explosions/Remote violence", "Air/drone strike"),
    "heavy-weapons": (_VIOLENCE, "Explosions/Remote violence", "Shelling/artillery/missile attack"),
    "explosives": (_VIOLENCE, "Explosions/Remote violence", "Remote explosive/landmine/IED"),
    "suicide-attack": (_VIOLENCE, "Explosions/Remote violence", "Suicide bomb"),
    "unconventional": (_VIOLENCE, "Explosions/Remote violence", "Chemical weapon"),
    "abduct": (_VIOLENCE, "Violence against civilians", "Abduction/forced disappearance"),
    "sexual": (_VIOLENCE, "Violence against civilians", "Sexual violence"),
    "demo": (_PROTEST, "Protests", "Peaceful protest"),
    "hunger": (_PROTEST, "Protests", "Peaceful protest"),
    "boycott": (_PROTEST, "Protests", "Peaceful protest"),
    "strike": (_PROTEST, "Protests", "Peaceful protest"),
    "obstruct": (_PROTEST, "Protests", "Peaceful protest"),
    "riot": (_PROTEST, "Riots", "Violent demonstration"),
    "vandalize": (_PROTEST, "Riots", "Violent demonstration"),
    "arrest": (_STRATEGIC, _STRATEGIC, "Arrests"),
}
ACLED_TYPES = {
    "PROTEST": (_PROTEST, "Protests", "Peaceful protest"),
    "AGREE": (_STRATEGIC, _STRATEGIC, "Agreement"),
    "MOBILIZE": (_STRATEGIC, _STRATEGIC, "Change to group/activity"),
}
ARMED = frozenset(("MIL", "COP", "PRM", "REB", "UAF", "SPY"))
# ACLED's names for the parties of an interaction, by PLOVER's sectors.
ACLED_PARTIES = {
    **dict.fromkeys(("MIL", "COP", "GOV", "SPY", "LEG", "JUD"), "State forces"),
    "REB": "Rebel group",
    **dict.fromkeys(("UAF", "PRM", "CRM"), "Political militia"),
    **dict.fromkeys(("CVL", "REF", "JRN", "MED", "EDU", "LAB", "AGR", "REL", "BUS"), "Civilians"),
}


def acled_kind(row: EventRow) -> tuple[str, str, str]:
    """ACLED's disorder type, event type and sub-event type of an event."""
    if row.mode in ACLED_MODES and row.type in ("ASSAULT", "PROTEST", "COERCE"):
        return ACLED_MODES[row.mode]
    if row.type == "ASSAULT":
        if any(p.sector in ARMED for p in row.recipients):
            return _VIOLENCE, "Battles", "Armed clash"
        return _VIOLENCE, "Violence against civilians", "Attack"
    return ACLED_TYPES.get(row.type, (_STRATEGIC, _STRATEGIC, "Other"))


def aux_modes(row: EventRow) -> tuple[str, ...]:
    """PLOVER's auxiliary modes, which say that an event is not a plain report of a deed: historical, future, hypothetical, negation."""
    by_status: dict[Status, tuple[str, ...]] = {
        "planned": ("future",),
        "possible": ("hypothetical",),
        "conditional": ("hypothetical",),
        "negated": ("negation",),
    }
    return (("historical",) if row.is_background else ()) + by_status.get(row.status, ())


def pairs(row: EventRow) -> list[tuple[Party | None, Party | None]]:
    """Each actor with each recipient; None stands for a side that nobody names."""
    return [(a, r) for a in row.actors or (None,) for r in row.recipients or (None,)]
