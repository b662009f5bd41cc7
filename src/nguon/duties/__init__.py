"""Document → duties: who must do what, with whom, by when."""
