"""What is known about a company: frozen values, and the pure rules about them."""
