package cmdlets

import (
	"regexp"
	"slices"

	"hybriddiag/parsers"
	"hybriddiag/parsers/internal/psout"
	"hybriddiag/parsers/internal/textenc"
)

var command = regexp.MustCompile(`(?i)\bGet-ADSync[A-Za-z]+`)

// HasPrompt reports whether the lines are console text: each of its commands may
// be another cmdlet, and more than the cmdlets may be of use.
func HasPrompt(lines []string) bool {
	return slices.ContainsFunc(lines, func(line string) bool { return psout.IsPrompt([]byte(line)) })
}

// Console reads the output of the cmdlets out of console text, in which a
// prompt and a command stand before each output.
type Console struct {
	out parsers.Sink
	now *Reader
}

// NewConsole returns a reader of console text that sends to out.
func NewConsole(out parsers.Sink) *Console {
	return &Console{out: out, now: NewReader(out, "")}
}

// Line takes the next line. A command that names no cmdlet may print what one
// returned before: the properties tell which it was.
func (c *Console) Line(lines *textenc.Lines) {
	text := lines.Text()
	if !psout.IsPrompt(lines.Bytes()) {
		c.now.Line(lines.Number(), text)
		return
	}
	c.Close(false)
	cmdlet := ""
	if m := command.FindString(text); m != "" {
		cmdlet = Of(m + ".txt")
	}
	c.now = NewReader(c.out, cmdlet)
}

// Close ends the text; cut tells that it was not read to its end.
func (c *Console) Close(cut bool) {
	c.now.flush()
	if c.now.result.Records > 0 {
		c.now.cover(cut)
	}
}

// Read reports whether the output of the last command was a cmdlet's, and read.
func (c *Console) Read() bool {
	c.now.flush()
	return c.now.cmdlet != "" && c.now.result.Records > 0
}
