"""The machine interface: the queries and actions of the pages, with an OpenAPI description."""
