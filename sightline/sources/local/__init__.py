"""Local templates: sheets for what no national file carries. `templates.toml` declares them, `workbook` writes them."""
