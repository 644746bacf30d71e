"""Tools of those who maintain the course; students do not need them."""
