"""The rules by which numbers come about: terms that are the words under which they are printed."""

# What voices say, joined
MEDIAN = "median of the voices"
AGREED = "two voices that agree"
RANGE = "the voices differ: from the lowest to the highest"
SINGLE = "the one voice"
BOUNDS = "bounds alone"
VOTE = "vote of the voices"
# Parts and wholes
BELOW_PART = "a part of it is said to be larger: a floor"
SUM = "sum of the parts"
# What one claim says
CLAIMED = "as claimed"
CONVERSION = "a conversion told as a count"
# Contacts
COUNT = "count of events"
GAP = "days from the end of a contact to the start of the next"
SILENCE = "days from the end of the last contact to the last day searched"
LONGER = "gaps at least as long as this one"
PERCENTILE = "earlier gaps that were shorter, in a hundred"
RATIO = "exact conditional 90 % interval of the ratio of two counts"
# Disagreements
ENTRIES = "count of matters whose claims cannot all hold"
SEVERITY = "severity"


def held(what: str) -> str:
    """Return the rule of a count of contacts of a kind."""
    return f"count of {what}s held in the window"


def measured(rule: str, factor_id: str, *, is_times: bool) -> str:
    """Return the rule of a number in units of a reference magnitude."""
    return f"{rule}, {'times' if is_times else 'divided by'} {factor_id}"
