package etwtmpl

import "strings"

// maxMessage is where a message stops to grow: the text and the values are both
// foreign.
const maxMessage = 64 << 10

// Render writes the message of the template with the values put in for %1, %2 …;
// maps gives mapped values their names. "" when the template has no message.
func (t *Template) Render(values []Value, maps func(name string) *Map) string {
	if t.Message == "" {
		return ""
	}
	var out strings.Builder
	rest := t.Message
	for {
		i := strings.IndexByte(rest, '%')
		if i < 0 || i+1 == len(rest) || out.Len() > maxMessage {
			out.WriteString(rest)
			return strings.TrimSpace(out.String())
		}
		out.WriteString(rest[:i])
		rest = rest[i+1:]
		rest = t.placeholder(&out, rest, values, maps)
	}
}

// placeholder writes what stands for the characters after a %, and returns what
// comes after them: a number (with an optional !format!), n for a new line, %.
func (t *Template) placeholder(out *strings.Builder, rest string, values []Value, maps func(string) *Map) string {
	n, digits := 0, 0
	for digits < len(rest) && digits < 2 && rest[digits] >= '0' && rest[digits] <= '9' {
		n = n*10 + int(rest[digits]-'0')
		digits++
	}
	switch {
	case n > 0:
		t.insert(out, n-1, values, maps)
		return skipFormat(rest[digits:])
	case rest[0] == 'n':
		out.WriteByte('\n')
	case rest[0] == 't':
		out.WriteByte('\t')
	default:
		out.WriteByte(rest[0])
	}
	return rest[1:]
}

func skipFormat(rest string) string {
	if strings.HasPrefix(rest, "!") {
		if end := strings.IndexByte(rest[1:], '!'); end >= 0 && end < 16 {
			return rest[end+2:]
		}
	}
	return rest
}

// insert writes the values of one top-level property.
func (t *Template) insert(out *strings.Builder, index int, values []Value, maps func(string) *Map) {
	sep := ""
	for i := range values {
		if values[i].Index != index {
			continue
		}
		out.WriteString(sep)
		out.WriteString(t.named(&values[i], maps))
		sep = ", "
	}
}

func (t *Template) named(v *Value, maps func(string) *Map) string {
	if p := &t.Properties[v.Index]; p.Map != "" && maps != nil {
		if m := maps(p.Map); m != nil {
			if name := m.Name(v.Number); name != "" {
				return name
			}
		}
	}
	return v.Text
}
