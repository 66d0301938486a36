package acscan_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/internal/acscan"
)

func scan(s *acscan.Set, text string) map[int]bool {
	got := map[int]bool{}
	var search acscan.Search
	for range 2 { // the second time in the space of the first
		search.Reset(s)
		search.Feed(text[:len(text)/2])
		search.Feed(text[len(text)/2:])
	}
	for _, p := range search.Found {
		got[int(p)] = true
	}
	return got
}

func TestScanFindsOverlappingAndNestedPatterns(t *testing.T) {
	s := acscan.Compile([]string{"he", "she", "hers", "証明書", ""})
	require.Equal(t, map[int]bool{0: true, 1: true, 2: true}, scan(s, "uSHErs"))
	require.Equal(t, map[int]bool{3: true}, scan(s, "信頼証明書の期限"))
	require.Empty(t, scan(s, ""))
}

func TestScanAgreesWithContainsOnRandomTexts(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	word := func(n int) string {
		b := make([]byte, n)
		for i := range b {
			b[i] = "abC\x80"[r.IntN(4)]
		}
		return string(b)
	}
	for range 500 {
		var pats []string
		for range 1 + r.IntN(8) {
			pats = append(pats, word(1+r.IntN(4)))
		}
		text := word(r.IntN(40))
		got := scan(acscan.Compile(pats), text)
		for i, p := range pats {
			require.Equal(t, strings.Contains(strings.ToLower(text), strings.ToLower(p)), got[i], "%q in %q", p, text)
		}
	}
}

func BenchmarkScan300Patterns(b *testing.B) {
	r := rand.New(rand.NewPCG(3, 4))
	var pats []string
	for range 300 {
		w := make([]byte, 12)
		for i := range w {
			w[i] = byte('a' + r.IntN(26))
		}
		pats = append(pats, string(w))
	}
	s := acscan.Compile(pats)
	text := strings.Repeat("The server encountered an unexpected error while performing a callback operation. ", 10)
	b.SetBytes(int64(len(text)))
	var search acscan.Search
	for b.Loop() {
		search.Reset(s)
		search.Feed(text)
	}
}
