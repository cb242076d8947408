"""The formats that an audit's results are written in, one file each."""
