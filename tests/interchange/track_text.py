"""GPX, TCX and activity tables for tests."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

START = datetime(2026, 11, 2, 7, 0, tzinfo=UTC)


def _points(start: datetime, minutes: int, km: float) -> Iterator[tuple[str, float, float, float]]:
    for at in range(0, minutes * 60 + 1, 20):
        share = at / (minutes * 60)
        moment = (start + timedelta(seconds=at)).strftime("%Y-%m-%dT%H:%M:%SZ")
        yield moment, 50.0 + km / 111.195 * share, 14.4, km * 1000 * share


def a_gpx(
    start: datetime = START, *, minutes: int = 60, km: float = 12.0, sport: str = "running",
    times: bool = True, points: bool = True, prolog: str = "",
) -> bytes:  # fmt: skip
    body = "".join(
        f'<trkpt lat="{lat:.7f}" lon="{lon}"><ele>200</ele>{f"<time>{at}</time>" if times else ""}'
        "<extensions><x:TrackPointExtension><x:hr>150</x:hr></x:TrackPointExtension></extensions>"
        "</trkpt>"
        for at, lat, lon, _ in (_points(start, minutes, km) if points else ())
    )
    kind = f"<type>{sport}</type>" if sport else ""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{prolog}<gpx xmlns="http://www.topografix.com/GPX/1/1"'
        ' xmlns:x="urn:x" version="1.1" creator="test">'
        f"<trk><name>Morning run</name>{kind}<trkseg>{body}</trkseg></trk></gpx>"
    ).encode()


def a_tcx(
    start: datetime = START, *, minutes: int = 60, km: float = 12.0, sport: str = "Running",
    before: str = "",
) -> bytes:  # fmt: skip
    body = "".join(
        f"<Trackpoint><Time>{at}</Time><DistanceMeters>{metres:.1f}</DistanceMeters>"
        "<HeartRateBpm><Value>150</Value></HeartRateBpm></Trackpoint>"
        for at, _, _, metres in _points(start, minutes, km)
    )
    began = start.strftime("%Y-%m-%dT%H:%M:%SZ")
    return (
        f'{before}<?xml version="1.0"?><TrainingCenterDatabase xmlns="http://www.garmin.com/xmlschemas/'
        f'TrainingCenterDatabase/v2"><Activities><Activity Sport="{sport}"><Id>{began}</Id>'
        f'<Lap StartTime="{began}"><TotalTimeSeconds>{minutes * 60}</TotalTimeSeconds>'
        f"<DistanceMeters>{km * 1000}</DistanceMeters><Intensity>Active</Intensity>"
        f"<Track>{body}</Track></Lap></Activity></Activities></TrainingCenterDatabase>"
    ).encode()


STRAVA = (
    "Activity ID,Activity Date,Activity Name,Activity Type,Activity Description,Elapsed Time,"
    "Distance,Max Heart Rate,Filename,Elapsed Time,Moving Time,Distance,Elevation Gain,"
    "Average Heart Rate\n"
    '1,"Nov 2, 2026, 7:00:20 AM",Morning run,Run,,3600,12.01,171,activities/1.fit.gz,3600.0,3590.0,'
    "12010.0,85.0,150.0\n"
    '2,"Nov 3, 2026, 7:00:00 AM",To work,Ride,,1800,10.00,,,1800.0,1800.0,10000.0,20.0,\n'
    '3,"Nov 5, 2026, 5:30:00 PM",Hills,Run,,2700,8.00,,,2700.0,2700.0,8000.0,300.0,\n'
)
GARMIN = (
    "Activity Type,Date,Favorite,Title,Distance,Calories,Time,Avg HR,Max HR,Total Ascent,"
    "Moving Time,Elapsed Time\n"
    'Trail Running,2026-11-02 08:00:00,false,Woods,"12.00","700","01:00:00","150","171","1,085",'
    '"00:59:30","01:00:10"\n'
    'Treadmill Running,2026-11-06 18:00:00,false,Gym,"0.00","300","00:30:00","--","--","--",'
    '"00:00:00","00:30:00"\n'
    'Pool Swimming,2026-11-07 18:00:00,false,Pool,"1,500","300","00:30:00","--","--","--","--",'
    '"--"\n'
)
INTERVALS = (
    "id,type,start_date_local,name,distance,moving_time,elapsed_time,total_elevation_gain,"
    "average_heartrate,max_heartrate,sub_type\n"
    "i1,Run,2026-11-02T08:00:10,Morning,12000.0,3600,3605,85.0,150,171,\n"
    "i2,Run,2026-11-08T10:00:00,Half,21097.5,5400,5400,85.0,171,180,RACE\n"
    "i3,VirtualRide,2026-11-09T08:00:10,Indoor,30000,3600,3605,0,,,\n"
)
