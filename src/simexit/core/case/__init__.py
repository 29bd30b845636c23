"""The person's saved progress: data, file format, safe saving, evidence. Knows nothing of live procedures."""
