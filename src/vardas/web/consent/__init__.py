"""What people allow: asked at the desk, read again, taken back."""
