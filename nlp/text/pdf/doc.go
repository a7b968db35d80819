// Package pdf reads the text of PDF files: words where they stand on the page, put together as lines, cells of tables,
// columns and paragraphs.
//
// PDFs are foreign programs in all but name. Of the Go libraries at hand pdfcpu extracts no text; ledongthuc/pdf and its
// sibling dslipak/pdf run words together, know few fonts and filters, panic where a graphics state is restored that was
// never saved, and loop for ever over a content stream that ends within a hexadecimal string: a goroutine that cannot be
// stopped. So this package runs PDFium, Chromium's reader, as WebAssembly (go-pdfium, MIT; wazero, Apache-2.0) inside the
// process: no C, and whatever a file does to the reader it cannot get out of it — no files, no network, bounded memory, and a
// reader that runs too long is stopped. Each document gets a new one.
//
// WebAssembly can be interpreted at once or compiled, which takes some seconds of a core and then reads twenty times as
// fast. The first small documents of a process are interpreted; large and many ones get the compiler.
//
// Left neighbour: text, which decides what is a PDF. It must not know documents of other kinds.
package pdf
