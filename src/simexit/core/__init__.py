"""Everything that is not a screen: no Qt, no printing; today's date is always passed in."""
