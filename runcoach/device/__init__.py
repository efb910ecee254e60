"""What the coach asks of the laptop: sound, voice, bell, stay awake."""
