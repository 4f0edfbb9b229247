"""How Sphinx builds the documentation: ``make docs``."""

from importlib.metadata import version as version_of

project = "Rashomon"
author = "The Rashomon maintainers"
project_copyright = "2026, the Rashomon maintainers"
release = version_of("rashomon")
version = release

extensions = ["myst_parser", "sphinx.ext.autodoc"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
exclude_patterns = ["_build"]

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_preserve_defaults = True

html_theme = "furo"
html_title = "Rashomon"
html_copy_source = False
html_show_sourcelink = False
