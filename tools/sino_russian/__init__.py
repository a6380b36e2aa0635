"""How the built-in case `sino-russian` is derived from coded facts; docs/cases/sino-russian.md tells it in words."""
