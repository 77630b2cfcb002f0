//! Moulds: families of sentences and clauses as literals and slots, and set phrases.
