"""Thin: options in, text out."""
