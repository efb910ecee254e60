"""Alert sounds and rendered speech on the loudspeaker, each at its own sample.

`sound_bank.py` reads the WAVs (`pcm.py` has the sample arithmetic), `schedule.py` decides what is
due and what is too late, `mixer.py` turns that into blocks of samples, `loudspeaker.py` feeds
those to a device that `output.py` opens. Begin with `mixer.py`.

Only `output.py` knows the sound library; the mixer knows neither device nor clock.
"""
