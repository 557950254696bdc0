"""Pages of claims, by who works on them: plan and drafts (region), acts, review (province), board, workbooks."""
