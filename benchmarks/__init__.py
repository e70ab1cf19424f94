"""What is claimed about speed and accuracy, each with its peers beside it in one run."""
