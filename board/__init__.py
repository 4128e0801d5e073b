"""What a board is, and its rules.

Pure values and pure functions: nothing here reads a file, a clock, a database
or a screen, so every rule can be tested as a sentence about a board.
"""
