"""What is handed out at the end: one model of the report, and its forms."""
