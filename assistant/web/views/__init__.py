"""The pages: a view parses a request, calls one service, renders one template."""
