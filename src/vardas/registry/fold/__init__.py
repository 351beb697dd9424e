"""From statements to rows. The same statements give the same rows, in whatever order they came."""
