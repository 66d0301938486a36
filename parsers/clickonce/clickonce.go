// Package clickonce reads the logs of ClickOnce, which installs and starts the
// Exchange Hybrid Configuration Wizard. A log tells one activation:
//
//	PLATFORM VERSION INFO
//		Windows                  : 10.0.17763.0 (Win32NT)
//		Common Language Runtime  : 4.0.30319.42000
//		System.Deployment.dll    : 4.8.3761.0 built by: NET48REL1
//	SOURCES
//		Deployment url           : https://…/….application
//	IDENTITIES
//		Deployment Identity      : ….application, Version=17.2.3.0, Culture=neutral, …
//	ERROR SUMMARY
//		* Activation of … resulted in exception. Following failure messages were detected:
//			+ Downloading … did not succeed.
//			+ …                        a line an exception, the cause last
//	OPERATION PROGRESS STATUS
//		* [1/22/2026 11:50:12 AM] : Activation of … has started.
//	ERROR DETAILS
//		* [1/22/2026 11:50:13 AM] System.Deployment.Application.DeploymentDownloadException (Unknown subtype)
//			- Downloading … did not succeed.
//			at System.Deployment…
//
// Headings and sentences are in the language of Windows; the names of files, of
// the runtime and of the exceptions are not. An item is therefore told by its
// beginning: a time with a colon is progress, a time with the name of an
// exception is an error, and an item with lines "+" is the summary, which counts
// where the details are cut off. Times are of the server's clock and culture.
//
// The entries go under the name of the logs of installers, with Installer =
// ClickOnce; those of other software under textlog.OtherInstallation.
//
// Source: logs in public reports on ClickOnce, English, German and Chinese.
package clickonce

import (
	"context"
	"regexp"
	"strings"

	"hybriddiag/parsers"
	"hybriddiag/parsers/internal/culturetime"
	"hybriddiag/parsers/internal/textenc"
	"hybriddiag/parsers/internal/textlog"
)

// LogName is the provider of the events, that of all logs of installers.
const LogName = "install-log"

// Parser reads logs of ClickOnce.
type Parser struct{}

// Format implements parsers.Parser.
func (Parser) Format() string { return "clickonce" }

// failure is the beginning of the details of an error.
var failure = regexp.MustCompile(`(?m)^[\s>]*\* \[[^\]\n]{8,40}\] System\.[\w.]+Exception\b`)

// Detect implements parsers.Parser.
func (Parser) Detect(h *parsers.Head) parsers.Likelihood {
	text := h.Text()
	switch {
	case strings.Contains(text, "System.Deployment.dll") && strings.Contains(text, "Common Language Runtime"):
		return parsers.Structure
	case strings.Contains(text, "System.Deployment") && failure.MatchString(text):
		return parsers.Structure
	case strings.Contains(text, "ERROR SUMMARY") && strings.Contains(text, "* Activation of "):
		return parsers.Structure
	}
	return parsers.No
}

// Parse implements parsers.Parser.
func (Parser) Parse(ctx context.Context, in parsers.Input, out parsers.Sink) (parsers.Result, error) {
	h, whole, err := in.Peek()
	if err != nil {
		return parsers.Result{}, err
	}
	r := reader{log: textlog.New(LogName, out), culture: culturetime.Learn(h.Text())}
	lines := textenc.NewLines(ctx, whole)
	for lines.Next() {
		r.line(lines.Number(), textenc.NormalizePasted(textenc.Clip(lines.Text())))
	}
	r.finish()
	return r.log.Finish(lines)
}
