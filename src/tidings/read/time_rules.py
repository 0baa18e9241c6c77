"""The forms of time expressions in news English: a pattern each, and the function that says what it means."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from tidings.know.happenings import happenings
from tidings.know.holidays import holidays
from tidings.match.calendar import MONTH
from tidings.match.numbers import NUMBER
from tidings.read.time_clocks import ZONE, clock, military, noon
from tidings.read.time_dates import day_before_month, days_of_month, holiday, month_alone, nine_eleven, numeric, ordinal_day, worded_day
from tidings.read.time_others import beside_other, counted_from_event, counted_from_other, happening, named_day, same_last_year, within_unit
from tidings.read.time_relative import (
    ago,
    earlier_this,
    in_so_many,
    part_of_unit,
    past_decade,
    past_period,
    reference,
    this_last_next,
    today,
    vague_period,
    weekday,
    weekend,
)
from tidings.read.time_scope import Meaning, Scope
from tidings.read.time_spans import counted, each_year, ends_of_year, half_unit, long, nth_weekday, plural, repeated, weekdays
from tidings.read.time_words import APPROXIMATELY, COUNT, DAYNAME, MONTHNAME, ORDINAL, PART, SEASON, UNIT
from tidings.read.time_years import (
    bare_year,
    century,
    decade,
    early_year,
    fiscal_year,
    quarter,
    season,
    short_year,
    spoken_year,
    worded_decade,
    year_of_era,
    years_between,
)


@dataclass(frozen=True, slots=True)
class Rule:
    """A form: its pattern, what it means, and the words (in small letters) of which it must hold one.

    The group `t` of the pattern is the expression, the whole match where it has none. Looking for a word costs a hundredth of trying a pattern.
    """

    needs: re.Pattern[str]
    pattern: re.Pattern[str]
    meaning: Callable[[Scope, re.Match[str]], Meaning]


def _rule(needs: str, pattern: str, meaning: Callable[[Scope, re.Match[str]], Meaning], flags: re.RegexFlag = re.I) -> Rule:
    """A rule; in `needs` a low line is a space."""
    if "(?P<t>" not in pattern:
        pattern = rf"(?P<t>{pattern})"
    words = re.compile("|".join(re.escape(word.replace("_", " ")) for word in needs.split()))
    return Rule(words, re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", flags), meaning)


_UNITS = "second minute hour day night week fortnight month quarter year decade centur"
_DIGITS = "0 1 2 3 4 5 6 7 8 9"
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec"
_SEASONS = "spring summer autumn fall winter"

_EVENTS = "|".join(sorted({re.escape(n) for h in happenings() for n in h.nouns}, key=len, reverse=True))
_HOLIDAYS = "|".join(re.escape(h).replace(r"\ ", r"\s+").replace("'", "['’]") for h in sorted(holidays(), key=len, reverse=True))
_PLURALS = r"(?:seconds|minutes|hours|days|nights|weeks|weekends|months|years|decades|centuries)"
_LONG = r"(?:week|weekend|fortnight|month|quarter|year|decade|century)"
_YEAR = r"(?:1[5-9]|20|21)\d\d"
_MONTH = MONTH.format("m")
_TO = r"\s*(?:-|–|—|to|through|until|till)\s*"
_OF_YEAR = (
    rf"(?:,?\s+(?:of\s+)?(?:(?P<fy>fiscal\s+(?:year\s+)?|FY\s?)?(?P<y>{_YEAR})|(?:(?P<w>the|this|last|next|previous|current))\s+year))?"
)
_NTH = r"(?:first|second|third|fourth|final|1st|2nd|3rd|4th)"

# What holds a whole date, before the dates themselves.
BEFORE_DATES: tuple[Rule, ...] = (
    _rule(_MONTHS, rf"(?P<t>{_MONTH}\s+(?P<d>[0-3]?\d)(?:st|nd|rd|th)?{_TO}(?P<e>[0-3]?\d)(?:st|nd|rd|th)?(?![\d:/])(?:,?\s+(?P<y>{_YEAR}))?)", days_of_month),
    _rule(_MONTHS, rf"(?P<t>(?P<d>[0-3]?\d)(?:st|nd|rd|th)?{_TO}(?P<e>[0-3]?\d)(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}(?:,?\s+(?P<y>{_YEAR}))?)", days_of_month),
    _rule(_MONTHS, rf"(?P<t>(?:the\s+)?(?P<o>{ORDINAL})\s+(?:day\s+)?of\s+(?P<m>{MONTHNAME})(?:,?\s+(?P<y>{_YEAR}))?)", worded_day),
    _rule(_MONTHS, rf"(?P<t>(?P<m>{MONTHNAME})\s+(?:the\s+)?(?P<o>{ORDINAL})(?:,?\s+(?P<y>{_YEAR}))?)", worded_day, re.NOFLAG),
    _rule(_MONTHS, rf"(?:on|of|from|between|the)\s+(?P<t>(?P<d>[0-3]?\d)(?:st|nd|rd|th)?)(?=\s+(?:and|or)\s+(?:the\s+)?[0-3]?\d(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}(?:,?\s+(?P<y>{_YEAR}))?)", day_before_month),
    _rule("day eve halloween christmas", rf"(?P<t>(?P<h>{_HOLIDAYS})(?!\s+(?:trees?|markets?|cards?|carols?|gifts?|presents?|part(?:y|ies)|songs?|dinners?|decorations?|shopping|cake|lights?|Island)\b)(?:,?\s+(?P<y>{_YEAR}))?)", holiday),
)  # fmt: skip

# The longer expression first: what an earlier rule took, a later one can't.
RULES: tuple[Rule, ...] = (
    _rule("/", r"(?<![\d/.])(?P<t>(?P<a>[01]?\d|[0-3]?\d)/(?P<b>[0-3]?\d)/(?P<y>(?:19|20|21)?\d\d))(?![\d/])", numeric),
    _rule("9/11", r"(?<![\d/])(?P<t>9/11)(?!\d)", nine_eleven),
    # quarters, halves and parts of years
    _rule("quarter half", rf"(?P<t>(?:the\s+)?(?P<n>{_NTH})[\s-]+(?P<u>quarter|half)(?!-?final|s\b|\s+of\s+(?:a|an|all|the\s+(?!year\b|fiscal))\b){_OF_YEAR})", quarter),
    _rule(_DIGITS, rf"(?P<t>(?P<k>Q|H)(?P<q>[1-4]){_OF_YEAR})", quarter, re.NOFLAG),
    _rule("fiscal financial fy", rf"(?P<t>(?:the\s+)?(?:(?:fiscal|financial)\s+(?:year\s+)?|FY\s?)(?P<y>{_YEAR}|\d\d(?!\d))(?:[-/]\d\d)?|(?:the\s+)?(?P<y2>{_YEAR})\s+(?:fiscal|financial)\s+year|(?:the\s+)?(?P<w>last|this|next|current|previous|coming)\s+(?:fiscal|financial)\s+year)", fiscal_year),
    _rule(_UNITS, r"(?P<t>(?:the\s+)?(?:very\s+)?(?P<e>end|beginning|start|middle|close)\s+of\s+(?:the|(?P<w>this|last|next|previous|following))\s+(?P<u>week|weekend|month|quarter|year|decade|century))", part_of_unit),
    _rule("end", r"(?P<t>(?P<u>year|month)(?:[\s’'s]*[\s-])end)", part_of_unit),
    _rule("centur", r"(?P<t>(?:the\s+)?(?P<n>\d{1,2})(?:st|nd|rd|th))(?=\s+(?:and|to|or|through)\s+(?:the\s+)?\d{1,2}(?:st|nd|rd|th)\s+centur)", century),
    _rule("centur", r"(?P<t>(?P<n>\d{1,2})(?:st|nd|rd|th)\s+centuries)", century),
    _rule("ad bc ce a.d b.c", r"(?P<t>(?:AD|A\.D\.)\s?(?P<y>\d{1,4})|(?P<y2>\d{1,4})\s?(?:AD|CE|A\.D\.?)|(?P<b>\d{1,4})\s?(?:BCE?|B\.C\.?))", year_of_era, re.NOFLAG),
    _rule("same", r"(?P<t>the\s+same\s+(?:day|week|month|quarter|period|time|point)\s+(?:of\s+|in\s+)?(?:last\s+year|the\s+(?:previous|prior)\s+year|a\s+year\s+(?:ago|earlier|before)))", same_last_year),
    _rule("earlier later", r"(?P<t>(?P<e>earlier|later)\s+(?:in|on\s+in)\s+the\s+(?P<u>day|week|month|year))", within_unit),
    _rule("every each", rf"(?P<t>(?:every|each)\s+(?:(?P<m>{MONTHNAME})|(?P<s>{SEASON})))", each_year),
    _rule("centur", rf"(?P<t>(?:the\s+)?(?P<n>\d{{1,2}}(?=(?:st|nd|rd|th))|{ORDINAL})(?:st|nd|rd|th)?\s+century)", century),
    _rule("ties", r"(?P<t>the\s+(?P<n>twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties))", worded_decade),
    # counted from another time or event
    _rule("the_day", r"(?P<t>the\s+day\s+(?:before\s+yesterday|after\s+tomorrow))", today),
    _rule(f"{_UNITS} morning afternoon evening", r"(?P<t>the\s+(?P<w>same|previous|preceding|prior|next|following)\s+(?P<u>day|night|morning|afternoon|evening|week|weekend|month|quarter|year|decade))(?!-old|\s+(?:and\s+a\s+half|or\s+(?:so|two)))", beside_other),
    _rule("that_", r"(?P<t>that\s+(?:(?P<w>same|very)\s+)?(?P<u>day|night|morning|afternoon|evening|week|month|year))", beside_other),
    _rule("before after", r"(?P<t>the\s+(?P<u>year|month|week|day|night|evening|morning)\s+(?P<w>before|after))(?=\s*[,.;:)]|\s+(?:when|and|but|in|at|on)\b|\s*$)", beside_other, re.I | re.M),
    _rule("later earlier before after", rf"(?P<t>(?P<n>{COUNT})[\s-]+(?P<u>{UNIT})\s+(?P<g>later|earlier|afterwards|before(?=\s*[,.;]|\s*$)|after(?=\s*[,.;]|\s*$)))(?!\s+than)", counted_from_other, re.I | re.M),
    _rule("after before", rf"(?P<t>(?P<n>{COUNT})\s+(?P<u>{UNIT}))\s+(?P<g>after|before)", counted_from_event),
    _rule("start beginning outbreak onset", rf"(?P<t>the\s+(?:start|beginning|outbreak|onset)\s+of\s+(?:(?:the|this|its|his|their)\s+)?(?:full-scale\s+)?(?P<e>{_EVENTS}))", happening),
    _rule("opening closing", r"(?P<t>(?:the\s+)?(?:opening|closing)\s+(?:night|day))", named_day),
    # this, last, next
    _rule("this", r"(?P<t>(?P<e>earlier|later)\s+this\s+(?P<u>week|month|year|decade|century))", earlier_this),
    _rule("today", r"(?P<t>(?P<e>earlier|later)\s+(?:today))", today),
    _rule("_of_", rf"(?P<t>(?:the\s+)?(?P<w>first|opening|last|final|closing)\s+(?P<n>{COUNT})[\s-]+(?P<u>days|weeks|months)\s+of\s+(?:(?P<y>{_YEAR})|(?P<of>the|this|last|next)\s+year))", ends_of_year),
    _rule(_UNITS, rf"(?P<t>(?:the\s+)?(?P<w>past|last|next|coming|following|previous)\s+(?P<n>{COUNT})[\s-]+(?P<u>{UNIT}))", past_period),
    _rule(_UNITS, rf"(?P<t>(?:the\s+)?(?P<w>recent|coming|past|last|next|following|previous)\s+(?P<u>{_PLURALS}))", vague_period),
    _rule("decade", r"(?P<t>(?:the\s+)?past\s+decade)", past_decade),
    _rule("past coming", r"(?P<t>the\s+(?P<w>past|coming)\s+(?P<u>day|night|week|fortnight|month|quarter|year))", past_period),
    _rule("last next", r"(?:over|in|during|within|for|throughout)\s+(?P<t>the\s+(?P<w>last|next)\s+(?P<u>day|week|fortnight|month|year|decade))", past_period),
    _rule("this", rf"(?P<t>this\s+(?:coming\s+|past\s+)?(?P<d>{DAYNAME}))(?!s\b)", weekday),
    _rule(_UNITS, rf"(?P<t>(?P<w>this\s+past|this\s+coming|this\s+last|this|last|next|previous|following|the\s+following|the\s+past|the\s+coming)\s+(?P<u>day|{_LONG}))(?!-old|s\b|\s+old\b)", this_last_next),
    _rule("this", r"(?P<t>(?P<w>this)\s+(?P<u>year|week|month)[’']?s)", this_last_next),
    _rule("weekend", r"(?:over|during|at|on|throughout|through|all|of|for|until|since|before|after|by)\s+(?P<t>the\s+weekend)", weekend),
    # weekdays
    _rule("every each", rf"(?P<t>(?:every|each)\s+(?:other\s+|second\s+)?(?P<d>{DAYNAME})(?:\s+{PART})?)", repeated),
    _rule("days", rf"(?P<t>(?P<d>{DAYNAME})s)", weekdays),
    _rule("day", rf"(?P<t>(?:the\s+)?(?P<n>first|second|third|fourth|last)\s+(?P<d>{DAYNAME})\s+(?:of|in)\s+(?:(?:each|every|the|a)\s+month|(?P<m>{MONTHNAME})(?:,?\s+(?P<y>{_YEAR}))?))", nth_weekday),
    _rule("day", rf"on\s+(?P<t>an?\s+(?P<d>{DAYNAME}))", weekdays),
    _rule("day", rf"(?P<t>(?:the\s+)?(?:(?P<w>last|next|coming|previous|following)\s+)?(?P<d>{DAYNAME})\s+(?P<p>{PART}))", weekday),
    _rule("day", rf"(?P<t>(?:the\s+)?(?P<w>last|next|coming|previous|following)\s+(?P<d>{DAYNAME}))", weekday),
    _rule("day", rf"(?P<t>(?P<d>{DAYNAME}))", weekday, re.NOFLAG),
    # today, ago
    _rule("yesterday today tomorrow tonight overnight this last", rf"(?P<t>(?:yesterday|today|tomorrow|this|last)\s+(?P<p>{PART})|yesterday|today|tomorrow|tonight|overnight)", today),
    _rule("ago back now", rf"(?P<t>{APPROXIMATELY}(?P<n>{COUNT})[\s-]+(?P<u>{UNIT})\s+(?P<g>ago|back(?=\s*[,.;]|\s+that\b)|from\s+now))", ago),
    _rule("_time", rf"in\s+(?P<t>(?P<n>{COUNT})\s+(?P<u>{UNIT})['’]?s?['’]?\s+time)", in_so_many),
    # what comes back
    _rule("every each", rf"(?P<t>(?:every|each)\s+(?:(?P<o>other|second)\s+)?(?:(?P<n>{COUNT})\s+)?(?P<u>{UNIT}))", repeated),
    _rule("once twice times", rf"(?P<t>(?:once|twice|(?:{COUNT})\s+times)\s+(?:an?|every|each|per)\s+(?P<u>{UNIT}))", repeated),
    _rule("ly annual", r"(?P<t>daily|weekly|fortnightly|monthly|quarterly|annually|annual|yearly|nightly|hourly)", repeated),
    _rule("per_", r"(?P<t>per\s+(?P<u>second|minute|hour|day|night|week|month|quarter|year))", repeated),
    _rule("_a_ _an_", rf"(?:{NUMBER}|dozens|hundreds|thousands|%|percent|per\s+cent)\s+(?:of\s+)?(?:\w+\s+)?(?P<t>an?\s+(?P<u>year|month|week|day|hour))(?!\s+(?:ago|later|earlier|after|before|old|and|since|in|of))", repeated),
    # seasons, months
    _rule(_SEASONS, rf"(?P<t>(?P<w>last|this|next|the\s+coming|the\s+past|this\s+coming|the\s+following)\s+(?P<s>{SEASON}))(?!\s+(?:apart|short|below|of))", season),
    _rule(_SEASONS, rf"(?P<t>(?:the\s+)?(?P<s>{SEASON})\s+(?:of\s+)?(?P<y>{_YEAR}))", season),
    _rule(_SEASONS, rf"(?:in|since|until|by|through|throughout|during|before|after|for)\s+(?P<t>(?:the\s+)?(?P<s>{SEASON}))(?!\s+(?:of|apart|short|below|in\s+(?:the\s+)?(?:price|value|share)|from|to)\b)", season),
    _rule(_MONTHS, rf"(?P<t>(?:(?P<w>last|next|this|coming)\s+)?(?P<m>{MONTHNAME}))(?!\s+\d)", month_alone, re.NOFLAG),
    # the clock
    _rule(_DIGITS, rf"(?P<t>(?:(?:about|around|just\s+(?:before|after))\s+)?(?P<h>[0-2]?\d)(?:[:.](?P<m>[0-5]\d))?\s*(?P<a>[ap]\.?\s?m(?:\b\.?))(?:,?\s+(?P<z>{ZONE}))?)", clock),
    _rule(_DIGITS, rf"(?P<t>(?:(?:about|around)\s+)?(?P<h>[0-2]?\d)[:.]?(?P<m>[0-5]\d)(?:\s*(?:hours|hrs|h))?\s+(?P<z>{ZONE}))", clock),
    _rule(":", r"(?:at|from|until|till|by|since|before|after|around|about|between|and|to)\s+(?P<t>(?:(?:about|around)\s+)?(?P<h>[0-2]?\d):(?P<m>[0-5]\d))(?!\s*[-–:]\d)", clock),
    _rule("clock", r"(?P<t>(?:(?:about|around)\s+)?(?P<h>1?\d)\s+o[’']clock(?:\s+in\s+the\s+(?P<part>morning|afternoon|evening))?)", clock),
    _rule(_DIGITS, r"at\s+(?P<t>(?:(?:about|around)\s+)?(?P<h>[0-2]\d)(?P<m>[0-5]\d))(?:\s+(?:hours|hrs))?(?!\s+\w+s\b|\s+people)", military),
    _rule("noon midday midnight dawn daybreak dusk sunrise sunset nightfall", r"(?:at|from|to|until|till|by|around|before|after|since|and)\s+(?P<t>(?P<p>noon|midday|midnight|dawn|daybreak|dusk|sunrise|sunset|nightfall))", noon),
    _rule("in_the", r"in\s+the\s+(?P<t>(?:early\s+|late\s+)?(?P<p>morning|afternoon|evening))(?!\s+of\b|\s+(?:after|before)\b)", noon),
    # years, decades
    _rule(_DIGITS, rf"(?P<a>{_YEAR})\s?[-–/]\s?(?P<b>\d\d)(?![-/\d])", years_between),
    _rule(_DIGITS, r"(?P<t>(?:the\s+)?(?P<y>(?:1[5-9]|20)\d0|[’']?[2-9]0)['’]?s)", decade),
    _rule(_DIGITS, rf"(?<![\d,.$€£#/])(?P<t>(?P<y>{_YEAR}))(?![,.]?\d|[/]\d|-\w)", bare_year),
    _rule("1", r"(?:in|since|until|by|of|from|after|before)\s+(?P<t>(?P<y>1[0-4]\d\d))(?![,.]?\d|[/-]\w)", early_year),
    _rule(_DIGITS, rf"(?<![\d,.$€£#/])(?P<t>(?P<y>{_YEAR}))(?=-\d{{4}}(?!\d))", bare_year),
    _rule(_DIGITS, rf"(?<=\d{{4}}-)(?P<t>(?P<y>{_YEAR}))(?![,.]?\d|[/]\d|-\w)", bare_year),
    _rule(_DIGITS, r"(?:in|of|since|until|by|from|to)\s+(?P<t>[’'](?P<y>\d\d))", short_year),
    _rule(_DIGITS, r"(?:in|since|and)\s+(?P<t>(?P<y>\d\d))(?!\s*[%:/.,-]?\d|\s*%)", spoken_year),
    _rule("on_the", r"on\s+(?P<t>the\s+(?P<n>[0-3]?\d)(?:st|nd|rd|th)(?P<o>\s+of\s+(?:this|the)\s+month)?)(?=\s*[,.;]|\s*$|\s+(?:and|to)\b)", ordinal_day, re.I | re.M),
    # durations
    _rule("half", rf"(?P<t>{APPROXIMATELY}(?P<n>{COUNT})\s+(?P<u>{UNIT})\s+and\s+a\s+half|half\s+an?\s+(?P<u2>hour|day|year|decade|century))", half_unit),
    _rule("long -old", rf"(?P<t>(?P<u>{UNIT})[\s-]long|(?P<old>days|weeks|months|decades|centuries)-old)", long),
    _rule(_UNITS, rf"(?P<t>{APPROXIMATELY}(?P<n>{COUNT})[\s-]+(?P<u>{UNIT}))(?![\s-]+old\b|\s+of\s+age|[\s-]+olds\b)", counted),
    _rule(_UNITS, rf"(?P<t>(?P<u>{_PLURALS}))(?![\s-]+old\b)", plural),
    _rule("over_the", r"over\s+the\s+(?P<t>(?P<u>years|decades|centuries|months))", plural),
    # now and then
    _rule("now current moment present these we", r"(?P<t>now|currently|nowadays|at\s+the\s+moment|at\s+present|presently|these\s+days|as\s+we\s+speak)(?!\s+that\b|-|\s+and\s+(?:again|then))", reference("PRESENT_REF")),
    _rule("recent lately past", r"(?P<t>(?:more\s+|most\s+)?recently|lately|in\s+the\s+past)(?!-)", reference("PAST_REF")),
    _rule("future moment minute time now", r"(?P<t>the\s+(?:near|foreseeable|distant)\s+future|(?<=in\s)the\s+future|any\s+(?:moment|minute|time\s+now))", reference("FUTURE_REF")),
)  # fmt: skip
