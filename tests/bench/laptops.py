"""Scripts that run runcoach on a laptop with a mute loudspeaker, and on one with none."""

_LAPTOP = """
import sys
import runcoach.device.audio.output as sound
{change}
import runcoach.device.laptop as laptop
from runcoach.__main__ import main
sys.exit(main())
"""
WITH_SOUND = _LAPTOP.format(change="sound.system_device = sound.null_device")
"""The null backend of the sound library, which requests samples at the right pace."""
WITHOUT_SOUND = _LAPTOP.format(
    change="""
def none(feed, stopped):
    raise sound.SoundError("none")
sound.system_device = none"""
)
"""No loudspeaker: the bell, and no voice."""
