//! The frame of the page: everything that is seen is built inside it by the script.

use askama::Template;

/// The page around style, data and script. askama escapes what is put in; `safe` marks the three that are
/// already in the form that their element needs.
#[derive(Template)]
#[template(
    ext = "html",
    source = r##"<!DOCTYPE html>
<html lang="{{ lang }}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{{ policy }}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="leitong {{ version }}">
<title>{{ title }}</title>
<style>{{ style|safe }}</style>
</head>
<body>
<a class="skip" href="#main" id="skip"></a>
<header id="top"></header>
<main id="main" tabindex="-1"></main>
<footer id="foot"></footer>
<div id="status" role="status" aria-live="polite" class="hidden-text"></div>
<noscript><p class="noscript">{{ noscript }}</p></noscript>
<script type="application/json" id="data">{{ data|safe }}</script>
<script type="module">{{ script|safe }}</script>
</body>
</html>
"##
)]
pub(super) struct Page<'a> {
    /// Language tag.
    pub lang: &'a str,
    /// Title until the script sets one.
    pub title: &'a str,
    /// The sentence that is shown where scripts are switched off.
    pub noscript: &'a str,
    /// Version of the program.
    pub version: &'a str,
    /// The Content-Security-Policy.
    pub policy: &'a str,
    /// The style sheet, from our own files.
    pub style: &'a str,
    /// The script, from our own files.
    pub script: &'a str,
    /// JSON that went through [`script_safe`](super::embed::script_safe).
    pub data: &'a str,
}
