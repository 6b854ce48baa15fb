"""What the encoder of a masked autoencoder is good for: rows of numbers of pictures, and how well classes follow."""
