"""The only rooms that touch the disk or import tinydb."""
