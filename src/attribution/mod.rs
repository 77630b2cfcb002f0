//! Which of three every character is: boilerplate, shared or local.
