"""What every benchmark needs: a machine's description, databases, servers, a client, child processes, reports."""
