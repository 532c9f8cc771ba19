"""The audit: rules that turn a scored form into findings."""
