"""What a user can fill in, whatever its kind."""

FIELDS = (
    "input:not([type=hidden], [type=button], [type=submit], [type=reset], [type=image])",
    "select",
    "textarea",
)
