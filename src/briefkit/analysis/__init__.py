"""The analyses: cadence, flows, discrepancies and ordinals, over events, voices and estimates.

The way of a claim: :mod:`.voices` says who could know, :mod:`.times` what time it speaks of, and
:mod:`.answers` makes its number comparable; :mod:`.questions` gathers the answers to one question,
:mod:`.current` finds what each voice says now, and :mod:`.estimate` joins that into one number.
Values that are no numbers are chosen in :mod:`.choice`; :mod:`.corpus` answers once what all ask.
"""
