"""What happens between a save and the page that shows it, while `mkdocs serve` runs.

`watching` tells what changed, `editing` decides what that needs and in which order, `incremental` builds
single pages, `browsers` knows which pages are open and when they may be shown, `panel` shows findings.
"""
