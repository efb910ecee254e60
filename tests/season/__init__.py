"""Virtual runners, coached for half a year through the real planner and coach."""
