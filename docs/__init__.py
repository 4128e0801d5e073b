"""The documentation, and the commands that make parts of it from the program itself."""
