"""Screens: compose, bind data, one-line actions."""
