"""The report: what this person's case looks like on paper, for whom it is meant, and in which form it is written."""
