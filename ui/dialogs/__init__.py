"""Dialogs: data in, data out."""
