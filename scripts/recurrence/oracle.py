"""Random recurrence rules in nine time zones with the occurrences that python-dateutil finds.

    oracle.py COUNT [SEED [MOST]]      one JSON line a rule, with at most MOST occurrences

The rules are those that RFC 5545 allows. Where python-dateutil is known to depart from it, the oracle asks
it differently, so that the answer is the RFC's:

- In a WEEKLY rule with BYSETPOS it counts positions of the first week from the start on, not from the
  week's first day. It is asked from the first day of that week, and what comes before the start is dropped.
- An instant that two local times mean (one of them lies in a gap of the clock change) is listed once.

Not asked:

- YEARLY with BYWEEKNO and no BYDAY, which programs read differently (python-dateutil and Almanac take all seven
  days, libical the weekday of the start).
- BYWEEKNO of 52 and 53 from either end: python-dateutil miscounts the week that two years share (1 January 2039,
  in week 52 of 2038, is week 53 to it).
"""

import datetime as calendar
import json
import random
import sys
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

ZONES = [
    "UTC",
    "Europe/Berlin",
    "America/New_York",
    "America/St_Johns",
    "America/Sao_Paulo",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Africa/Casablanca",
]
# No rule is followed further than this.
YEARS = {"YEARLY": 60, "MONTHLY": 25, "WEEKLY": 12, "DAILY": 12, "HOURLY": 2, "MINUTELY": 0.1}
DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]


def some(random, values, most):
    """A few of the values, in random order, as a part of a rule writes them."""
    values = list(values)
    return ",".join(str(v) for v in random.sample(values, random.randint(1, min(most, len(values)))))


def signed(most):
    return [n for n in range(-most, most + 1) if n != 0]


def make(random):
    """The start, the rule's parts and the zone."""
    freq = random.choices(list(YEARS), [22, 26, 22, 18, 8, 4])[0]
    start = datetime(random.randint(1996, 2040), random.randint(1, 12), random.randint(1, 28),
                     random.choice([0, 1, 2, 2, 2, 3, 9, 12, 18, 23]), random.choice([0, 15, 30, 59]))
    if random.random() < 0.2:
        start = start.replace(day=1) + timedelta(days=random.choice([28, 29, 30]))
    parts = [("FREQ", freq)]
    interval = random.choice([1, 1, 1, 2, 3, 4, 6, 7, 12, 25, 90])
    if interval > 1 and not (freq == "YEARLY" and interval > 7):
        parts.append(("INTERVAL", interval))
    chance = random.random
    by = []
    week_numbers = freq == "YEARLY" and chance() < 0.15
    if week_numbers:
        by.append(("BYWEEKNO", some(random, signed(51), 3)))
    if chance() < 0.3:
        by.append(("BYMONTH", some(random, range(1, 13), 4)))
    if freq in ("YEARLY", "HOURLY", "MINUTELY") and chance() < 0.12:
        by.append(("BYYEARDAY", some(random, signed(366), 5)))
    if freq != "WEEKLY" and not week_numbers and chance() < 0.3:
        by.append(("BYMONTHDAY", some(random, signed(31), 4)))
    if week_numbers or chance() < 0.4:
        numbered = freq == "MONTHLY" or (freq == "YEARLY" and not week_numbers)
        if numbered and chance() < 0.5:
            monthly = freq == "MONTHLY" or any(name == "BYMONTH" for name, _ in by)
            numbers = signed(5) if monthly else signed(53)
            by.append(("BYDAY", ",".join(f"{random.choice(numbers)}{d}" for d in random.sample(DAYS, random.randint(1, 3)))))
        else:
            by.append(("BYDAY", some(random, DAYS, 5)))
    if chance() < 0.12:
        by.append(("BYHOUR", some(random, range(24), 3)))
    if chance() < 0.08:
        by.append(("BYMINUTE", some(random, range(60), 3)))
    parts += by
    if by and chance() < 0.2:
        parts.append(("BYSETPOS", some(random, signed(random.choice([2, 5, 20])), 3)))
    if chance() < 0.25:
        parts.append(("WKST", random.choice(DAYS)))
    zone = random.choice(ZONES)
    end = chance()
    if end < 0.3:
        parts.append(("COUNT", random.randint(1, 30)))
    elif end < 0.6:
        until = start + timedelta(days=random.randint(0, int(365 * max(1, YEARS[freq]) / 2)), minutes=random.randint(0, 1439))
        parts.append(("UNTIL", until.replace(tzinfo=ZoneInfo(zone)).astimezone(timezone.utc).strftime("%Y%m%dT%H%M%SZ")))
    return start, parts, zone


def occurrences(start, parts, zone, most):
    """What python-dateutil finds, up to the horizon, and the horizon."""
    aware = start.replace(tzinfo=ZoneInfo(zone))
    horizon = aware + timedelta(days=int(365 * YEARS[parts[0][1]]))
    own = dict(parts)
    count = own.pop("COUNT", None)
    until = horizon
    if "UNTIL" in own:
        until = min(horizon, datetime.strptime(own.pop("UNTIL"), "%Y%m%dT%H%M%SZ").replace(tzinfo=timezone.utc))
    begin = aware
    if own["FREQ"] == "WEEKLY" and "BYSETPOS" in own:
        if "BYDAY" not in own:
            own["BYDAY"] = DAYS[start.weekday()]
        begin = aware - timedelta(days=(start.weekday() - DAYS.index(own.get("WKST", "MO"))) % 7)
    own["UNTIL"] = until.astimezone(timezone.utc).strftime("%Y%m%dT%H%M%SZ")
    # It looks for a rule's next occurrence until the last year there is; so that is the horizon's.
    calendar.MAXYEAR = horizon.year
    found = []
    walked = 0
    for at in rrulestr(";".join(f"{k}={v}" for k, v in own.items()), dtstart=begin):
        if at.replace(tzinfo=None) < start:
            continue
        walked += 1
        instant = at.astimezone(timezone.utc)
        if not found or instant > found[-1]:
            found.append(instant)
        if len(found) == most or walked == count:
            break
    return [at.strftime("%Y-%m-%dT%H:%M:%SZ") for at in found], horizon.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def main():
    count = int(sys.argv[1])
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 5545
    most = int(sys.argv[3]) if len(sys.argv) > 3 else 40
    source = random.Random(seed)
    for number in range(count):
        start, parts, zone = make(source)
        rule = ";".join(f"{name}={value}" for name, value in parts)
        try:
            found, horizon = occurrences(start, parts, zone, most)
        except ValueError:
            # An hour or minute that the interval never reaches.
            continue
        print(json.dumps({"id": number, "rule": rule, "dtstart": start.strftime("%Y-%m-%dT%H:%M:%S"), "tz": zone,
                          "count": most, "before": horizon, "expected": found}))


main()
