package eventxml_test

import (
	"context"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/parsers"
	"hybriddiag/parsers/eventxml"
)

func BenchmarkParse(b *testing.B) {
	text := "<Events>" + strings.Repeat(event("1"), 2000) + "</Events>"
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		res, err := eventxml.Parser{}.Parse(context.Background(), parsers.Input{R: strings.NewReader(text)}, &sink{})
		require.NoError(b, err)
		require.Equal(b, 2000, res.Records)
	}
}
