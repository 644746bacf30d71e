"""Turn the notebooks into pages that work without JupyterLab and without a network."""
