"""The forms of time expressions in news English: a pattern each, and the function that says what it means."""

import re
from collections.abc import Callable

from tidings.know.happenings import happenings
from tidings.read.time_scope import Scope, Value
from tidings.read.time_values import (
    COUNT,
    DAYNAME,
    MONTHNAME,
    PART,
    UNIT,
    ago,
    bare_year,
    century,
    clock,
    counted,
    decade,
    earlier_this,
    early,
    happening,
    military,
    month_alone,
    nine_eleven,
    noon_or_midnight,
    part_of_unit,
    past_period,
    plural,
    reference,
    repeated,
    season,
    set_of,
    this_last_next,
    today,
    unanchored,
    vague_period,
    weekday,
    weekend,
    worded_decade,
    years_between,
)

_Rule = tuple[re.Pattern[str], Callable[[Scope, re.Match[str]], Value | None]]


def _rule(pattern: str, meaning: Callable[[Scope, re.Match[str]], Value | None], flags: re.RegexFlag = re.I) -> _Rule:
    return re.compile(pattern, flags), meaning


_EVENTS = "|".join(sorted({re.escape(n) for h in happenings() for n in h.nouns}, key=len, reverse=True))
_APPROX = r"(?:(?:more|less|fewer)\s+than\s+|at\s+least\s+|nearly\s+|almost\s+|about\s+|around\s+|over\s+|some\s+|roughly\s+|up\s+to\s+)?"

# The longer expression first: what an earlier rule took, a later one can't.
RULES: tuple[_Rule, ...] = (
    _rule(r"\b(?P<t>(?:the\s+)?(?:opening|closing|final|first|last)\s+(?:night|day))\b(?=\s*[,.;]|\s+of\b)", unanchored),
    _rule(r"\b(?P<t>(?:Winter|Summer|Spring|Autumn))(?=\s+(?:[A-Z]|\]))", unanchored, re.NOFLAG),
    _rule(r"\b(?P<t>(?P<w>this)\s+(?P<u>year)s)\b", this_last_next),
    _rule(r"\b(?P<t>(?:the\s+)?(?P<e>end|beginning|start|middle)\s+of\s+the\s+(?P<u>year|month)|(?P<e2>year)[\s-]end)\b", part_of_unit),
    _rule(r"\b(?P<t>the\s+(?P<n>\d{1,2})(?:st|nd|rd|th)\s+century)\b", century),
    _rule(r"\b(?P<t>the\s+(?P<n>twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties))\b", worded_decade),
    _rule(r"\b(?P<t>this\s+(?P<w>past)\s+(?P<u>week|weekend|month|year))\b", this_last_next),
    _rule(r"\b(?P<t>the\s+(?P<w>past)\s+(?P<u>century|decade))\b", this_last_next),
    _rule(r"\b(?P<t>the\s+(?P<u>year|month|week|day)\s+(?:before|after))(?=[\s]*[,.;]|\s+(?:when|and|but)\b)", unanchored),
    _rule(r"\b(?P<t>(?P<h>[0-2]?\d):(?P<m>[0-5]\d)(?P<a>)\s+(?:GMT|UTC|BST|CET|CEST|EST|EDT|PST|PDT|MSK|local\s+time))\b", clock),
    _rule(r"\b(?:at|to|until|by|around|before|after|and)\s+(?P<t>noon|midnight)\b", noon_or_midnight),
    _rule(r"(?<![\d/])(?P<t>9/11)(?!\d)", nine_eleven),
    _rule(r"\b(?:throughout|through|all)\s+(?P<t>the\s+weekend)\b", weekend),
    _rule(rf"\bthe\s+(?:start|beginning|outbreak)\s+of\s+(?:the\s+)?(?:full-scale\s+)?(?P<e>{_EVENTS})\b", happening),
    _rule(r"\b(?P<e>earlier|later)\s+this\s+(?P<u>week|month|year)\b", earlier_this),
    _rule(rf"\b(?P<t>(?:early\s+(?:on\s+)?|late\s+(?:on\s+)?)?(?:(?P<w>last|next|this|coming)\s+)?(?P<d>{DAYNAME})\s+(?P<p>{PART}))\b", weekday),
    _rule(rf"\b(?P<t>early\s+(?:on\s+)?(?P<d>{DAYNAME}))\b", lambda s, m: early(s, m)),
    _rule(rf"\b(?P<t>(?:(?P<w>last|next|this|coming)\s+)?(?P<d>{DAYNAME}))\b(?!s\b)", weekday, re.I),
    _rule(rf"\b(?:on\s+)?(?P<d>{DAYNAME})s\b", repeated),
    _rule(rf"\b(?:every|each|per)\s+(?P<u>{UNIT})\b|\b(?:daily|weekly|monthly|quarterly|annually|annual|yearly|nightly|hourly)\b", repeated),
    _rule(r"(?<=\d\s)(?P<t>an?\s+(?P<u>year|month|week|day|hour))\b|(?<=once\s)(?P<t2>an?\s+(?P<u2>year|month|week|day))\b", lambda s, m: set_of(m)),
    _rule(rf"\b(?:yesterday|today|tomorrow|this)\s+(?P<p>{PART})\b|\b(?:yesterday|today|tomorrow|tonight|last\s+night|overnight)\b", today),
    _rule(rf"\b(?P<t>{_APPROX}(?P<n>{COUNT})[\s-]+(?P<u>{UNIT})s?\s+(?P<g>ago|earlier))\b", ago),
    _rule(rf"\b(?:the\s+)?(?P<w>past|last|next|coming|following|previous)\s+(?P<n>{COUNT})\s+(?P<u>{UNIT})s?\b", past_period),
    _rule(r"\b(?P<t>(?:the\s+)?(?P<w>recent|coming|past|last|next|following)\s+(?P<u>seconds|minutes|hours|days|weeks|months|years|decades|centuries))\b", vague_period),
    _rule(r"\b(?P<t>(?P<w>last|this|next|the\s+coming|the\s+past)\s+(?P<s>spring|summer|autumn|fall|winter))\b(?!\s+(?:apart|short))", lambda s, m: season(s, m)),
    _rule(r"\b(?P<t>(?:the\s+)?(?P<s>spring|summer|autumn|fall|winter)\s+(?:of\s+)?(?P<y>(?:19|20)\d\d))\b", season),
    _rule(r"\b(?P<t>(?P<w>this|last|next|previous|following)\s+(?P<u>day|week|weekend|month|quarter|year|decade|century))\b", this_last_next),
    _rule(r"\b(?:over|during|at|on)\s+(?P<t>the\s+weekend)\b", weekend),
    _rule(rf"\b(?P<t>(?:(?P<e>early|mid|late)[\s-]+)?(?:(?P<w>last|next|this)\s+)?(?P<m>{MONTHNAME}))\b(?!\s+\d)", lambda s, m: month_alone(s, m), re.NOFLAG),
    _rule(r"\b(?P<a>(?:19|20)\d\d)\s*(?:-|–|to|until)\s*(?P<b>(?:19|20)?\d\d)\b(?!-)", years_between),
    _rule(r"\b(?P<t>(?:the\s+)?(?:early\s+|late\s+|mid-?)?(?P<y>(?:1[5-9]|20)\d0|[2-9]0)s)\b", decade),
    _rule(r"(?<![\d,.$€£#/-])\b(?P<y>(?:1[5-9]|20)\d\d)\b(?![\d,]*\d|[-/]\d|\s*(?:%|percent|people|troops|soldiers|km|miles|dead|euros|dollars|of\s+them|hours\b))", lambda s, m: bare_year(s, m)),
    _rule(r"\b(?:at\s+)?(?P<t>(?:about\s+|around\s+)?(?P<h>[0-2]?\d)(?:[:.](?P<m>[0-5]\d))?\s*(?P<a>[ap]\.?m\b\.?)(?:\s+(?:local\s+time|[A-Z]{2,4}\b))?)", clock),
    _rule(r"\bat\s+(?P<t>(?P<h>[0-2]?\d):(?P<m>[0-5]\d)(?P<a>)(?:\s+(?:local\s+time|[A-Z]{2,4}\b))?)", clock),
    _rule(r"\bat\s+(?P<t>(?:about\s+|around\s+)?(?P<h>[0-2]\d)(?P<m>[0-5]\d))\b(?!\s+(?:people|\w+s\b))", military),
    _rule(rf"\b(?P<t>{_APPROX}(?P<n>{COUNT})[\s-]+(?P<u>{UNIT})s?)\b(?!-old|\s+old|\s+of\s+age)", lambda s, m: counted(s, m)),
    _rule(r"\b(?:just\s+)?(?P<t>(?P<u>hours|days|weeks|months|years|decades|centuries))\b(?!\s+old)", lambda s, m: plural(s, m)),
    _rule(r"\b(?:now|currently|nowadays|at\s+the\s+moment|at\s+present|presently|these\s+days|as\s+we\s+speak)\b(?!\s+that)", reference("PRESENT_REF")),
    _rule(r"\b(?:recently|lately|in\s+the\s+past|previously|formerly|once\s+before)\b", lambda s, m: reference("PAST_REF")(s, m) if m.group().lower() in ("recently", "lately", "in the past") else None),
    _rule(r"\b(?P<t>the\s+(?:near|foreseeable)\s+future|(?<=in\s)the\s+future)\b", reference("FUTURE_REF")),
)  # fmt: skip
