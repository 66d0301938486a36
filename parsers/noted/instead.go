package noted

import (
	"bytes"
	"regexp"

	"hybriddiag/evidence"
	"hybriddiag/parsers"
)

// The names of the documents whose text is not read, next to those that their
// first bytes tell.
var (
	oldOffice = regexp.MustCompile(`(?i)\.(?:doc|dot|xls|xlt|xlsb|ppt|pps|vsd|pub)$`)
	slides    = regexp.MustCompile(`(?i)\.(?:pptx|pptm|ppsx|vsdx|odt|ods|odp)$`)
)

// streams are what the directory of a compound file calls the content of Word,
// Excel and PowerPoint ([MS-DOC], [MS-XLS], [MS-PPT]); the names are UTF-16LE.
var streams = [][]byte{wide("WordDocument"), wide("Workbook"), wide("PowerPoint Document")}

func wide(s string) []byte {
	out := make([]byte, 0, 2*len(s))
	for i := range len(s) {
		out = append(out, s[i], 0)
	}
	return out
}

// instead tells what to send instead of a picture, a document or a film that
// people took where the text was meant; "" when the file is no such thing.
func instead(h *parsers.Head) evidence.Code {
	switch h.Magic {
	case parsers.Picture:
		return "image"
	case parsers.PDF:
		return "send-instead/pdf"
	case parsers.Notebook:
		return "send-instead/notebook"
	case parsers.Video:
		return "send-instead/video"
	case parsers.Document:
		if oldOffice.MatchString(h.Base()) || holdsOffice(h.Raw) {
			return "send-instead/old-office"
		}
	case parsers.Archive:
		if slides.MatchString(h.Base()) || bytes.Contains(h.Raw, []byte("ppt/slides/")) && bytes.Contains(h.Raw, []byte("[Content_Types].xml")) {
			return "send-instead/slides"
		}
	}
	return ""
}

func holdsOffice(raw []byte) bool {
	for _, name := range streams {
		if bytes.Contains(raw, name) {
			return true
		}
	}
	return false
}
