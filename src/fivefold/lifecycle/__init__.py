"""The only code that changes a state: tables, ``move``, ``act``, reactions, deadlines."""
