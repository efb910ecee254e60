"""Text and numbers large enough to be read from three metres, drawn with quadrant blocks.

`lettering` is the widget for words (letters from `alphabet`, three or six rows high), `clock` the
widget for numbers. Numbers are drawn at any size: `numerals` composes each digit of `strokes`,
`fills` makes it solid, outlined or striped, `quadrants` turns rows of dots into characters.

All but the two widgets is pure, and nothing here knows about sessions.
"""
