"""A whole portfolio as sheets that a person can fill in: one for each kind of record.

``book_of`` gives the tables, ``plan_book`` says what reading such tables would do and
carries the portfolio that would come of it. Records are named, never numbered; a code
keeps apart what has the same name.
"""

from portfolio.exchange.book.out import book_of
from portfolio.exchange.book.pages import is_book, is_part
from portfolio.exchange.book.plan import BookPlan, BookRow, plan_book
from portfolio.exchange.book.reading import read_book

__all__ = ["BookPlan", "BookRow", "book_of", "is_book", "is_part", "plan_book", "read_book"]
