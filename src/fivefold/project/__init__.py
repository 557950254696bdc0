"""Settings, urls, command line and system checks: the one room that knows all others."""
