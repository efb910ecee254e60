"""Every use of Textual that goes beyond its public interface, and nothing else.

What each module gets by it:

- `compositor`: partial updates that ask only the widgets in the repainted regions for rows
  (3.3 to 1.9 % of a core with a moving figure); `inverted_flash` inverts the screen with it.
- `paint_now`: a key, a second or a figure painted in the same turn of the event loop.
- `plain_rows`: rows that are passed on without Textual's per-row style lookups.
- `driver`: a terminal that is restored after signals, stops and hang-ups.
- `lifecycle`: how the app starts, fails and is called from threads.
- `command_list`, `terminal_title`: a fix of the command palette; the window title (OSC 2).

`tests/ui/textual_internals/test_contract.py` has a row for each private name that is used here and
fails with a sentence when the installed Textual lacks it or has changed it. Private names of
Textual may appear nowhere else; neither may rules of coaching or text for a screen appear here.
"""
