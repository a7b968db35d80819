// Package token cuts a canonical text into tokens: words, numbers, punctuation marks, de-identification surrogates and
// line breaks, each with its byte span. It is the first room of the pipeline; sentence and section read its tokens,
// lexicon turns their words into ids. It must not know dictionaries, headings or any meaning of words.
package token
