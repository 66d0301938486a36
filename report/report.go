// Package report writes a diagnosis for its readers: one writer for each
// format, and nothing that judges. A saved diagnosis can be written again in
// another format or language.
package report

import (
	"fmt"
	"io"

	"hybriddiag/finding"
	"hybriddiag/internal/i18n"
)

// Detail says how much a report for people shows.
type Detail int

// The levels of detail.
const (
	Quiet   Detail = iota - 1 // the root causes and the next step of each
	Normal                    // the answer, with what proves it
	Verbose                   // all evidence, notes, checks and files
)

// DefaultWidth is the width in columns where there is no terminal to ask.
const DefaultWidth = 80

// Options says how a report is written. JSON ignores all of them, SARIF and JUnit
// all but the language.
type Options struct {
	Lang   i18n.Lang
	Width  int // columns; 0 means DefaultWidth
	Color  bool
	Detail Detail
}

// writer writes a diagnosis in one format.
type writer func(io.Writer, *finding.Diagnosis, Options) error

// Formats returns the names of the formats.
func Formats() []string { return []string{"text", "json", "html", "markdown", "sarif", "junit"} }

// Write writes the diagnosis in the format of that name.
func Write(w io.Writer, format string, d *finding.Diagnosis, opt Options) error {
	write := writerOf(format)
	if write == nil {
		return fmt.Errorf("report: no format %q", format)
	}
	return write(w, d, opt)
}

func writerOf(format string) writer {
	switch format {
	case "text":
		return writeText
	case "html":
		return writeHTML
	case "sarif":
		return writeSARIF
	case "junit":
		return writeJUnit
	case "markdown":
		return writeMarkdown
	case "json":
		return writeJSON
	}
	return nil
}
