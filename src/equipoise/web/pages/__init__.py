"""The pages: each file builds one, from what a sitting knows; all logic lies in `workspace` and `parts`."""

from equipoise.web.pages.register import register_pages as register_pages
