package xmlstream

import (
	"context"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func visited(text string) (seen []string, err error) {
	err = Elements(context.Background(), strings.NewReader(text), func(e Element) {
		seen = append(seen, strings.Join(e.Path, "/")+"="+e.Text)
	})
	return seen, err
}

func TestElementsComeWithTheirPathAndText(t *testing.T) {
	seen, err := visited(`<?xml version="1.0" encoding="utf-16"?><a xmlns:x="u"><x:b> 1 </x:b><c/></a>`)
	require.NoError(t, err)
	require.Equal(t, []string{"a/b=1", "a/c=", "a="}, seen)
}

func TestWhatIsBeforeTheFaultIsKept(t *testing.T) {
	for text, message := range map[string]string{
		`<a><b>1</b></c></a>`:                       "xml/end-tag",
		`<a><b>1</b><c>`:                            "xml/element-cut",
		`<a><b>1</b><c x=></a>`:                     "attribute value",
		"<a><b>1</b>" + strings.Repeat("<d>", 1000): "xml/depth",
	} {
		seen, err := visited(text)
		require.ErrorContains(t, err, message, text)
		require.Equal(t, "a/b=1", seen[0], text)
		require.Equal(t, "a=", seen[len(seen)-1], text)
	}
}

func TestADoctypeIsRefused(t *testing.T) {
	seen, err := visited(`<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>`)
	require.ErrorIs(t, err, ErrDoctype)
	require.Empty(t, seen)
}

func FuzzElements(f *testing.F) {
	f.Add(`<a b="1"><c>text</c></a>`)
	f.Fuzz(func(t *testing.T, text string) {
		_, _ = visited(text)
	})
}
