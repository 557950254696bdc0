"""What Fivefold is, under which licences it stands, and where its texts come from."""
