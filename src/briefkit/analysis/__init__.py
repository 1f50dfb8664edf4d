"""The analyses: events, voices and estimates below; cadence, flows and discrepancies above."""
