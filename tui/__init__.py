"""The screens, keys and languages of kundenq."""
