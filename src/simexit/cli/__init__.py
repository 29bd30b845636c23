"""The command line over core."""
