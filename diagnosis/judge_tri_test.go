package diagnosis

import (
	"testing"

	"github.com/stretchr/testify/require"

	"hybriddiag/signatures"
)

func TestConditionsFollowKleenesThreeValues(t *testing.T) {
	values := map[string]tri{"t": yes, "f": no, "u": unknown}
	for src, want := range map[string]tri{
		"t and u": unknown, "f and u": no, "t or u": yes, "f or u": unknown,
		"not u": unknown, "not f": yes, "not t": no,
		"1 of [f, u]": unknown, "1 of [f, t]": yes, "2 of [t, u, f]": unknown, "2 of [t, f, f]": no,
		"all of [t, t]": yes, "all of [t, f, u]": no,
		"not (t and f) and t": yes, "t or f and f": yes,
	} {
		c, err := signatures.ParseCondition(src)
		require.NoError(t, err)
		require.Equal(t, want, eval(c.Root, func(n string) tri { return values[n] }), src)
	}
}
