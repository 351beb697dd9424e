"""Tags and filters that every template can use."""
