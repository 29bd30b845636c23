"""What the machine gives: folders, log, files written safely, licences, the menu entry."""
