"""Readings and comparisons as a page or on the terminal.

:mod:`rashomon.render.page` writes one self-contained HTML file, :mod:`rashomon.render.terminal`
prints with rich. Both take values of :mod:`rashomon.model` and show them; neither judges.
"""
