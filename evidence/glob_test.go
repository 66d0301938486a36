package evidence

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestAStarStandsForAnyCharacters(t *testing.T) {
	for _, c := range []struct {
		pattern, s string
		want       bool
	}{
		{`a\b`, `a\b`, true},
		{`a\b`, `a\b\c`, false},
		{`a\*`, `a\b\c`, true},
		{`a\*`, `a\`, true},
		{`a\*`, `a`, false},
		{`hku\*\x*`, `hku\s-1-5-20\software\xy`, true},
		{`*a*b`, `b a b`, true},
		{`*ab`, `b`, false},
		{`ab*bc`, `abc`, false}, // the parts do not overlap
		{`*`, ``, true},
		{``, ``, true},
		{``, `a`, false},
	} {
		require.Equal(t, c.want, Glob(c.pattern, c.s), "%q %q", c.pattern, c.s)
	}
}
