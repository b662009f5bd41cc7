"""The web application: the only folder of Nguồn that imports Django."""
