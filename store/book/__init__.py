"""The book, between the store and whoever shows it."""

from store.book.book import Book as Book
