"""What the pages do: one function per action, plain Python without requests."""
