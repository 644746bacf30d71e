"""A class on trial: real accounts, a real hub, students that run a notebook."""
