"""Pages for everybody: posted lists, verification, the log, and objections by receipt code."""
