package literals_test

import (
	"regexp/syntax"
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/internal/literals"
)

func TestWhatAnExpressionCannotMatchWithout(t *testing.T) {
	for src, want := range map[string][][]string{
		`The (\w+) service hung`:   {{"the "}, {" service hung"}},
		`(?:red|green) light`:      {{"red", "green"}, {" light"}},
		`(?i)Access is denied|0x5`: {{"access is denied", "0x5"}},
		`x?`:                       nil,
		`one|.*`:                   nil,
		`(?:again){2}`:             {{"again"}},
	} {
		re, err := syntax.Parse(src, syntax.Perl)
		require.NoError(t, err)
		require.Equal(t, want, literals.Of(re), src)
	}
}
