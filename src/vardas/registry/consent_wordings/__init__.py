"""What is read to people at the desk before they answer: versions that are never changed."""
