"""Static SVG, one chart a file: drawn at fixed widths, text never scaled, every label known to fit."""
