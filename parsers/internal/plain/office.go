package plain

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"slices"
	"strconv"
	"strings"

	"hybriddiag/evidence"
)

// ErrNoText says that a packed document is of a kind whose text is not read.
var ErrNoText = evidence.Failed("document/no-text")

// office returns the text of a Word document or of an Excel workbook, which are
// zips of XML (ECMA-376).
func office(b []byte) (string, error) {
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return "", err
	}
	if f := member(z, "word/document.xml"); f != nil {
		return paragraphs(f)
	}
	if member(z, "xl/workbook.xml") != nil {
		return workbook(z)
	}
	return "", ErrNoText
}

func member(z *zip.Reader, name string) *zip.File {
	i := slices.IndexFunc(z.File, func(f *zip.File) bool { return f.Name == name })
	if i < 0 {
		return nil
	}
	return z.File[i]
}

// paragraphs returns the text of word/document.xml: w:t is text, w:tab a tab,
// w:br and the end of w:p a line end, the end of w:tc a tab.
func paragraphs(f *zip.File) (string, error) {
	var b strings.Builder
	inText := false
	err := tokens(f, func(t xml.Token) {
		switch t := t.(type) {
		case xml.StartElement:
			inText = t.Name.Local == "t"
			switch t.Name.Local {
			case "br", "cr":
				b.WriteByte('\n')
			case "tab":
				b.WriteByte('\t')
			}
		case xml.EndElement:
			inText = false
			if t.Name.Local == "p" {
				b.WriteByte('\n')
			}
		case xml.CharData:
			if inText {
				b.Write(t)
			}
		}
	})
	return b.String(), err
}

// workbook returns the rows of all sheets in the order of their files, with tabs
// between the cells.
func workbook(z *zip.Reader) (string, error) {
	var shared []string
	if f := member(z, "xl/sharedStrings.xml"); f != nil {
		var err error
		if shared, err = sharedStrings(f); err != nil {
			return strings.Join(shared, "\n"), err
		}
	}
	var b strings.Builder
	for _, f := range z.File {
		if !strings.HasPrefix(f.Name, "xl/worksheets/sheet") {
			continue
		}
		if err := sheet(f, shared, &b); err != nil {
			return b.String(), err
		}
		if b.Len() > maxText {
			return b.String(), ErrTooLong
		}
	}
	return b.String(), nil
}

// sharedStrings returns the texts that cells refer to by their number.
func sharedStrings(f *zip.File) ([]string, error) {
	var out []string
	var text strings.Builder
	err := textElements(f, "si", func(t xml.Token) {
		switch t := t.(type) {
		case xml.CharData:
			text.Write(t)
		case xml.EndElement:
			out = append(out, text.String())
			text.Reset()
		}
	})
	return out, err
}

// textElements calls f with the characters of t elements and with the end of
// each element of the given name.
func textElements(f *zip.File, name string, take func(xml.Token)) error {
	inText := false
	return tokens(f, func(t xml.Token) {
		switch e := t.(type) {
		case xml.StartElement:
			inText = e.Name.Local == "t"
		case xml.EndElement:
			inText = false
			if e.Name.Local == name {
				take(t)
			}
		case xml.CharData:
			if inText {
				take(t)
			}
		}
	})
}

// sheet writes the rows of one sheet. A cell (c) of type s refers to a shared
// string by v; other cells hold their value in v or their text in is/t. Cells
// that are empty may be left out: r names the place, such as D3.
func sheet(f *zip.File, shared []string, b *strings.Builder) error {
	var kind, value string
	inValue := false
	column, want := 0, 0
	return tokens(f, func(t xml.Token) {
		switch t := t.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "row":
				column, want = 0, 0
			case "c":
				kind, value = attr(t, "t"), ""
				want = columnOf(attr(t, "r"), want)
			case "v", "t":
				inValue = true
			}
		case xml.EndElement:
			inValue = false
			switch t.Name.Local {
			case "c":
				if b.Len() > maxText { // shared strings may stand in many cells
					return
				}
				b.WriteString(strings.Repeat("\t", max(want-column, 0)))
				b.WriteString(cell(kind, value, shared))
				column, want = want, want+1
			case "row":
				b.WriteByte('\n')
			}
		case xml.CharData:
			if inValue {
				value += string(t)
			}
		}
	})
}

// maxColumns is how many columns a sheet may have (XFD).
const maxColumns = 16384

// columnOf returns the number of a cell's column, counted from 0; next where
// the place does not say it.
func columnOf(place string, next int) int {
	n := 0
	for _, c := range place {
		if c < 'A' || c > 'Z' {
			break
		}
		n = n*26 + int(c-'A') + 1
	}
	if n == 0 || n > maxColumns {
		return next
	}
	return n - 1
}

// cell returns the text of a cell. A line end inside it would end the row.
func cell(kind, value string, shared []string) string {
	if kind == "s" {
		n, err := strconv.Atoi(strings.TrimSpace(value))
		if err != nil || n < 0 || n >= len(shared) {
			return ""
		}
		value = shared[n]
	}
	if strings.ContainsAny(value, "\n\t\"") {
		return `"` + strings.ReplaceAll(value, `"`, `""`) + `"`
	}
	return value
}

func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// tokens calls take with each token of an XML member.
func tokens(f *zip.File, take func(xml.Token)) error {
	r, err := f.Open()
	if err != nil {
		return err
	}
	defer r.Close()
	bounded := &io.LimitedReader{R: r, N: maxText}
	d := xml.NewDecoder(bounded)
	d.Strict = false
	for {
		t, err := d.RawToken()
		switch {
		case err == io.EOF && bounded.N <= 0:
			return ErrTooLong
		case err == io.EOF:
			return nil
		case err != nil:
			return err
		}
		take(t)
	}
}
