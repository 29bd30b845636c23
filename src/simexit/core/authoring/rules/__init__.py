"""Small judgements with one job each."""
