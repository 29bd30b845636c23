"""Words in the languages of the reader: messages, texts, days."""
