"""Checkpoints as others and we write them, opened under the hub's names."""
