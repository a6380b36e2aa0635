"""Parts of pages as markup and plain records: no toolkit, no state, so that a test can read them."""
