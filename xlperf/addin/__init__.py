"""The button: VBA projects written without Excel, the add-in, and installing it."""
