"""The masked autoencoder itself: what it is made of, what it sees, and what it is asked for."""
