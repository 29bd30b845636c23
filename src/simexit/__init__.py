"""SIM Exit: a desktop wizard that ends one US mobile line without losing money, the number, or accounts."""

__version__ = "0.1.0"
