"""The written knowledge: from YAML files to the catalogue that plans are made from, and its rules."""
