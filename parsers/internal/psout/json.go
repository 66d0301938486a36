package psout

import (
	"context"
	"encoding/json"
	"io"
	"regexp"
	"strconv"
	"strings"
	"time"

	"hybriddiag/parsers/internal/textenc"
)

var (
	// jsonMember is a line of ConvertTo-Json: one member, or the beginning of one.
	jsonMember = regexp.MustCompile(`^\s*"([A-Za-z][\w. ]{0,79})":\s+(.+?),?\s*$`)
	// jsonDate is a time as Windows PowerShell writes it: milliseconds of UTC.
	jsonDate = regexp.MustCompile(`^/Date\((-?\d{1,15})\)/$`)
)

// IsJSON reports whether a text is what ConvertTo-Json prints of objects: a brace
// or bracket alone on its line, then one member a line.
func IsJSON(lines []string) bool {
	open := false
	for _, line := range lines {
		switch bare := strings.TrimSpace(line); {
		case bare == "":
		case bare == "[" || bare == "{":
			open = true
		default:
			return open && jsonMember.MatchString(line)
		}
	}
	return false
}

// JSONReader gives what ConvertTo-Json printed in the form of Format-List, each
// line in the place of its own.
type JSONReader struct {
	lines *textenc.Lines
	depth int // of the objects that are open
	pairs int // the depth of the list of parameters that is open, 0 outside
	rest  []byte
}

// NewJSONReader returns a reader of the output in src.
func NewJSONReader(ctx context.Context, src io.Reader) *JSONReader {
	return &JSONReader{lines: textenc.NewLines(ctx, src)}
}

// Read implements io.Reader.
func (r *JSONReader) Read(p []byte) (int, error) {
	for len(r.rest) == 0 {
		if !r.lines.Next() {
			if err := r.lines.Err(); err != nil {
				return 0, err
			}
			return 0, io.EOF
		}
		r.rest = append([]byte(r.line(r.lines.Text())), '\n')
	}
	n := copy(p, r.rest)
	r.rest = r.rest[n:]
	return n, nil
}

// line gives one line its other form. What belongs to a value that is itself an
// object goes on with that value.
func (r *JSONReader) line(text string) string {
	bare := strings.TrimSpace(text)
	depth := r.depth
	if strings.HasPrefix(bare, "}") {
		r.depth--
	}
	if strings.HasPrefix(bare, "]") && r.depth < r.pairs {
		r.pairs = 0
	}
	if strings.HasSuffix(bare, "{") {
		r.depth++
	}
	m := jsonMember.FindStringSubmatch(text)
	switch {
	case m != nil && (depth == 1 || r.pairs > 0):
		if m[1] == "Parameters" && m[2] == "[" {
			r.pairs = depth + 1
			return ""
		}
		return m[1] + " : " + jsonValue(m[2])
	case depth > 1 && r.pairs == 0:
		return "  " + bare
	}
	return ""
}

// jsonValue gives a value as Format-List shows it.
func jsonValue(raw string) string {
	if !strings.HasPrefix(raw, `"`) {
		switch raw {
		case "null":
			return ""
		case "true", "false":
			return strings.ToUpper(raw[:1]) + raw[1:]
		}
		return raw
	}
	var s string
	if json.Unmarshal([]byte(raw), &s) != nil {
		return raw
	}
	if m := jsonDate.FindStringSubmatch(s); m != nil {
		ms, _ := strconv.ParseInt(m[1], 10, 64)
		return time.UnixMilli(ms).UTC().Format("2006-01-02T15:04:05.000Z")
	}
	return strings.Join(strings.FieldsFunc(s, func(c rune) bool { return c == '\r' || c == '\n' }), " ")
}
