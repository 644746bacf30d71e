"""One deck of slides a notebook; the marks in the cells say what is shown."""
