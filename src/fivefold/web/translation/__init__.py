"""Translations: every room keeps a fragment (``locale/fragments/*.po``); here they become one catalogue.

Standard library and Django only: a fresh machine has neither msgfmt nor Babel. ``catalogue.build`` merges the
fragments and writes ``django.po`` and ``django.mo``; ``scan.used`` finds the messages in use.
"""
