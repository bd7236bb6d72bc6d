"""The command line: arguments, places, and the plain commands. Nothing here loads Textual."""
