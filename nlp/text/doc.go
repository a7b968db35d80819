// Package text makes the one canonical text of a document: valid UTF-8 without control characters, from plain text, HTML
// and XHTML, RTF, the narrative of C-CDA XML, in any of the usual charsets, and PDF. What it cannot read gets a status,
// never a panic. An offset map leads from a byte of the canonical text back to the byte of the source it came from.
//
// Markup becomes the layout that the later rooms read: blocks and rows become lines, cells of a table are parted by tabs,
// items of a list begin with "- " or their number, headings stand alone after a blank line. Plain text stays as it is,
// byte for byte, so that its offsets are those of the decoded attachment.
//
// Left neighbour: the caller, who has decoded base64. Right neighbour: token. It must not know tokens, sections or anything
// medical beyond the element names of C-CDA.
package text
