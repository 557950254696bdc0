"""The only code that changes a state: tables of states and moves, ``move``, ``act``, reactions and deadlines."""
