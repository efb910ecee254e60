"""GPX and TCX, the XML formats of tracks: one activity out of each `trk` or `Activity`.

Begin with `xml_events`, which streams the elements and refuses what a track never has: a document
type with its entities. `gpx` and `tcx` make recordings of them.
"""
