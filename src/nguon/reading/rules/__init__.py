"""Rules: rows of the sheet → values, one part of a document a file.

The order in which the parts are read stands in ``nguon.reading.read``: each takes what was left by those before it.
"""
