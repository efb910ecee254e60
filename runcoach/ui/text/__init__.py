"""Text for the screens that more than one area needs. Pure, no widgets.

`formatting` writes numbers, times, doses and plans; `load_parser` reads and writes weights as a
person types them; `answer_values` are the values of questions that several screens ask.
Text of one area belongs in that area's package; names of loads and equipment in `core`.
"""
