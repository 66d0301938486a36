package plain

import (
	"bytes"
	"encoding/binary"
	"io"
	"strings"
	"unicode/utf16"

	"github.com/richardlehane/mscfb"

	"hybriddiag/parsers/internal/textenc"
)

// The streams of an Outlook message are named __substg1.0_ with the property and
// its type: 0037 subject, 1000 body; 001F UTF-16LE, 001E bytes of a code page.
// Source: [MS-OXMSG] 2.2.1, [MS-OXPROPS].
var messageStreams = []string{"__substg1.0_0037001F", "__substg1.0_0037001E", "__substg1.0_1000001F", "__substg1.0_1000001E"}

// outlook returns subject and body of an Outlook message.
func outlook(b []byte) (string, error) {
	doc, err := mscfb.New(bytes.NewReader(b))
	if err != nil {
		return "", err
	}
	found := map[string]string{}
	for e, err := doc.Next(); err == nil; e, err = doc.Next() {
		if len(e.Path) > 0 { // of an attached message or a recipient
			continue
		}
		raw, err := io.ReadAll(io.LimitReader(e, maxText))
		if err != nil {
			return "", err
		}
		found[e.Name] = streamText(e.Name, raw)
	}
	var texts []string
	for _, name := range messageStreams {
		if found[name] != "" {
			texts = append(texts, found[name])
		}
	}
	if len(texts) == 0 {
		return "", ErrNoText
	}
	return strings.Join(texts, "\n\n"), nil
}

func streamText(name string, raw []byte) string {
	if !strings.HasSuffix(name, "1F") {
		return textenc.Decode(raw)
	}
	units := make([]uint16, len(raw)/2)
	for i := range units {
		units[i] = binary.LittleEndian.Uint16(raw[2*i:])
	}
	return string(utf16.Decode(units))
}
