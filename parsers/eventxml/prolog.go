package eventxml

import "bytes"

// skipProlog returns the text from the first element on: blanks, declarations
// and comments before it are passed over, and so are the dashes that Event
// Viewer's XML view puts before an element that can be folded.
func skipProlog(text []byte) []byte {
	for {
		text = bytes.TrimLeft(text, " \t\r\n-\ufeff")
		end := ""
		switch {
		case bytes.HasPrefix(text, []byte("<?")):
			end = "?>"
		case bytes.HasPrefix(text, []byte("<!--")):
			end = "-->"
		default:
			return text
		}
		i := bytes.Index(text, []byte(end))
		if i < 0 {
			return nil
		}
		text = text[i+len(end):]
	}
}
