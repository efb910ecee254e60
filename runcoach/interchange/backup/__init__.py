"""Everything of a person's in one zip, with a manifest of checksums.

Begin with `archive`. The files in it are those of the data folder, byte for byte; which ones is a
matter of the command line, which reads and writes them.
"""
