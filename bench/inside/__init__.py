"""What runs inside the installation: functions called by name in a process of their own."""
