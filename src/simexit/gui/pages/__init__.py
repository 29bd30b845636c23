"""The screens. Each is drawn from the controller's state, so that it can be made anew at any time."""
