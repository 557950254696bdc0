"""Bodies as a tree, people, and seats: a seat is a role of a person in a body of a programme."""
