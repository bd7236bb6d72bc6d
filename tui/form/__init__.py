"""The edit form without a screen: fields, readings, drafts, and the record they make."""
