package textenc

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestNoHalfCharacterIsLeft(t *testing.T) {
	whole := strings.Repeat("a", MaxValue)
	require.Equal(t, whole, Clip(whole))
	require.Equal(t, whole, Clip(whole+"b"))
	require.Equal(t, whole[2:], Clip(whole[2:]+"予定"))
}
