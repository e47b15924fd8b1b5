"""The review pages: a thin Django project; pages ask pipeline.py and casework.py, never the rooms."""
