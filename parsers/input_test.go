package parsers

import (
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/require"
)

func TestPeekLosesNothing(t *testing.T) {
	long := strings.Repeat("one two ", HeadSize/4)
	h, whole, err := Input{Path: "a/b.txt", R: iotest.HalfReader(strings.NewReader(long))}.Peek()
	require.NoError(t, err)
	require.Equal(t, "a/b.txt", h.Name)
	require.Equal(t, long[:HeadSize], string(h.Raw))
	all, err := io.ReadAll(whole)
	require.NoError(t, err)
	require.Equal(t, long, string(all))
}

func TestPeekGivesWhatCouldBeReadBeforeTheError(t *testing.T) {
	broken := errors.New("disk gone")
	h, whole, err := Input{R: io.MultiReader(strings.NewReader("one two"), iotest.ErrReader(broken))}.Peek()
	require.NoError(t, err)
	require.Equal(t, "one two", h.Text())
	all, err := io.ReadAll(whole)
	require.Equal(t, "one two", string(all))
	require.ErrorIs(t, err, broken)

	_, _, err = Input{R: iotest.ErrReader(broken)}.Peek()
	require.ErrorIs(t, err, broken)
}

func TestPeekTakesTheHeadThatIsThere(t *testing.T) {
	seen := NewHead([]byte("one"), "one.txt")
	h, whole, err := Input{Path: "x.zip!/one.txt", R: strings.NewReader("one"), Head: seen}.Peek()
	require.NoError(t, err)
	require.Same(t, seen, h)
	all, err := io.ReadAll(whole)
	require.NoError(t, err)
	require.Equal(t, "one", string(all))
}
