// Package msilog reads Windows Installer logs (msiexec /l*v), UTF-16LE, often
// hundreds of MB, in the language of the server:
//
//	=== Verbose logging started: 6/1/2024  10:20:30  Build type: SHIP UNICODE 5.00.10011.00  Calling process: … ===
//	=== 詳細ログの開始: 2024/06/01  10:20:30  ビルドの種類: …
//	MSI (s) (A0:5C) [10:20:30:123]: text          s server, c client, local time
//	Action ended 10:20:31: CreateStore. Return value 3.
//	Property(S): ProductVersion = 2.3.20.0
//	MSI (s) (A0:5C) [10:20:32:001]: Windows Installer installed the product. Product Name: … Product Version: …
//
// Each line is an entry. What failed shows in the first "Return value 3": its
// event carries the lines that led to it. The ones after it are only the outer
// actions that fail in turn. The entries of a log about other software go under
// the name textlog.OtherInstallation as soon as the log says so.
//
// Source: Windows Installer's logging and error messages, documented by
// Microsoft.
package msilog

import (
	"context"
	"strings"

	"hybriddiag/parsers"
	"hybriddiag/parsers/internal/textenc"
	"hybriddiag/parsers/internal/textlog"
)

// LogName is the provider of the events.
const LogName = "msi-log"

// Parser reads Windows Installer logs.
type Parser struct{}

// Format implements parsers.Parser.
func (Parser) Format() string { return "msilog" }

// headLines is how many lines may precede something typical.
const headLines = 40

// Detect implements parsers.Parser.
func (Parser) Detect(h *parsers.Head) parsers.Likelihood {
	for _, line := range h.Lines(headLines) {
		if isStart(line) || strings.HasPrefix(line, "MSI (s) (") || strings.HasPrefix(line, "MSI (c) (") {
			return parsers.Structure
		}
	}
	return parsers.No
}

// isStart recognises the first line in English and Japanese; other languages
// keep "SHIP UNICODE" and the equal signs.
func isStart(line string) bool {
	return strings.HasPrefix(line, "=== ") &&
		(strings.Contains(line, "ogging started: ") || strings.Contains(line, "ログの開始") || strings.Contains(line, " UNICODE "))
}

// Parse implements parsers.Parser.
func (Parser) Parse(ctx context.Context, in parsers.Input, out parsers.Sink) (parsers.Result, error) {
	r := newReader(textlog.New(LogName, out), in.Base())
	lines := textenc.NewLines(ctx, in.R)
	for lines.Next() {
		r.line(lines.Number(), lines.Bytes())
	}
	r.product()
	return r.log.Finish(lines)
}
