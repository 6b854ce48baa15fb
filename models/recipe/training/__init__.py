"""How weights come about: photographs, options, optimizers, and a run that can be stopped and resumed."""
