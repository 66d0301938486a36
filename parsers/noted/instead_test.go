package noted_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/parsers"
	"hybriddiag/parsers/noted"
)

func TestWhatHoldsNoTextToReadSaysWhatToSendInstead(t *testing.T) {
	const office = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
	cases := map[string]struct{ name, head, code string }{
		"bitmap":     {"screen", "BM\x36\x10\x00\x00\x00\x00\x00\x00\x36\x00\x00\x00\x28\x00\x00\x00", "image"},
		"webp":       {"screen.png", "RIFF\x10\x00\x00\x00WEBPVP8 ", "image"},
		"heic":       {"IMG_0001.HEIC", "\x00\x00\x00\x18ftypheic\x00\x00\x00\x00", "image"},
		"pdf":        {"incident.pdf", "%PDF-1.7\n", "send-instead"},
		"mp4":        {"wizard.mp4", "\x00\x00\x00\x18ftypisom\x00\x00\x00\x00", "send-instead"},
		"onenote":    {"notes.one", "\xe4\x52\x5c\x7b\x8c\xd8\xa7\x4d\xae\xb1", "send-instead"},
		"old sheet":  {"list.xls", office, "send-instead"},
		"its stream": {"list", office + strings.Repeat("\x00", 1000) + "W\x00o\x00r\x00k\x00b\x00o\x00o\x00k\x00", "send-instead"},
		"slides":     {"report.pptx", "PK\x03\x04\x14\x00[Content_Types].xml", "send-instead"},
	}
	p := noted.Parser{}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			require.Equal(t, parsers.Name, p.Detect(parsers.NewHead([]byte(c.head), c.name)))
			res, err := p.Parse(t.Context(), parsers.Input{Path: c.name, R: strings.NewReader(c.head)}, nil)
			require.NoError(t, err)
			require.True(t, res.Unknown)
			require.Equal(t, c.code, res.Problems[0].Kind())
			require.False(t, res.Problems[0].Loss)
		})
	}
	require.Equal(t, parsers.No, p.Detect(parsers.NewHead([]byte(office), "mail.msg")), "its text is read")
}
