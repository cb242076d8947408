"""`python -m ecfcheck` is the command `ecfcheck`."""

from ecfcheck.cli import main

main(prog_name="ecfcheck")
