"""Named things: programmes, platforms, services and honours that a report names."""
