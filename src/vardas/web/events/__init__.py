"""Events, the timeline, and one event."""
