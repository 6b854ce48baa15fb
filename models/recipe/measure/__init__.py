"""Figures and pictures that say how good a model is, and what it must beat."""
