"""What the page reads, and what PyTorch makes of the same photographs, for the page to be compared with."""
